"""Grade -> Sheet: write, look up, mark, check by rules."""
