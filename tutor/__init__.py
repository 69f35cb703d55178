"""Tutor: practise, be graded by a model on this computer, and grow a study guide."""

import os

# NumPy's threads go on spinning after each small product and take both cores from the models: with them, a verdict of
# 26 ms takes 50. Set before NumPy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
