"""Tutor: practise, be graded by a model on this computer, and grow a study guide."""

__version__ = "0.1.0"
