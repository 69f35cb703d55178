import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FIRST, STEP, COUNT = 9, 19, 22  # statements: from opening the store to the second round


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are not known there")
def test_a_killed_sitting_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.app.kill_points", str(tmp_path), str(FIRST), str(STEP), str(COUNT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500)
    assert done.returncode == 0, done.stderr
    points = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(points) == COUNT
    assert sum(point["killed"] for point in points) > COUNT / 2, "most points must lie within the sitting"
    assert max(point["answers"] for point in points) >= 4
    assert [point for point in points if point["wrong"]] == [], done.stderr
