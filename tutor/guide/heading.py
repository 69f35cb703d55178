"""What a sheet is headed with: the words of its question."""

import re

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def without_pictures(prompt: str) -> str:
    """Leave out the lines of a question (Markdown) that hold only a picture; all stay where nothing else is there."""
    lines = [line.strip() for line in prompt.strip().splitlines() if line.strip()]
    return "\n".join([line for line in lines if not _PICTURE.fullmatch(line)] or lines)
