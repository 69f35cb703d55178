"""Free text, graded by meaning: an answer laid word by word beside the reference answers."""
