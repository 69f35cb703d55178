"""Small files that look like GGUF."""

import struct
from pathlib import Path


def gguf_bytes(**texts: str) -> bytes:
    """Make the first lines of a GGUF; `general_architecture="llama"` becomes general.architecture."""
    pairs = [("general.alignment", struct.pack("<II", 4, 32))]
    pairs += [("a.list", struct.pack("<IIQ", 9, 8, 2) + _string("x") + _string("y"))]
    pairs += [(key.replace("_", ".", 1), struct.pack("<I", 8) + _string(text)) for key, text in texts.items()]
    head = struct.pack("<4sIQQ", b"GGUF", 3, 5, len(pairs))
    return head + b"".join(_string(key) + value for key, value in pairs)


def write_gguf(path: Path, rest: bytes = b"", **texts: str) -> Path:
    """Write such a file, `rest` after its first lines."""
    path.write_bytes(gguf_bytes(**texts) + rest)
    return path


def _string(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw
