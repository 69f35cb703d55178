"""Tutor leaves the cores to its models."""

import os
import subprocess
import sys


def test_numpy_keeps_to_one_thread() -> None:
    """Threads that spin between small products would take the cores from the model host."""
    bare = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    code = "import tutor.grading.text.weights, os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=bare)
    assert done.stdout.strip() == "1"


def test_who_sets_it_is_heard() -> None:
    """Someone with many cores may choose otherwise."""
    wanted = {**os.environ, "OPENBLAS_NUM_THREADS": "3"}
    code = "import tutor, os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=wanted)
    assert done.stdout.strip() == "3"
