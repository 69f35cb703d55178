"""The frames in which the host process and its parent talk: a JSON header and raw bytes, each with its length."""

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">4sII")  # mark, bytes of the header, bytes of the body
_MARK = b"TUT1"
_MOST_HEADER = 16 * 2**20
_MOST_BODY = 256 * 2**20

Header = dict[str, Any]


class FrameError(Exception):
    """What came through the pipe is no frame."""


def write_frame(pipe: BinaryIO, header: Mapping[str, Any], body: bytes = b"") -> None:
    """Write one frame and flush it."""
    write(pipe, frame_of(header, body))


def frame_of(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Give a frame's bytes; FrameError when they are too many."""
    head = json.dumps(header).encode("ascii")
    if len(head) > _MOST_HEADER or len(body) > _MOST_BODY:
        raise FrameError("a frame is too long")
    return b"".join((_LENGTHS.pack(_MARK, len(head), len(body)), head, body))


def write(pipe: BinaryIO, frame: bytes) -> None:
    """Write a frame's bytes and flush them."""
    rest = memoryview(frame)
    while rest:  # an unbuffered pipe may take a part only
        rest = rest[pipe.write(rest) or 0 :]
    pipe.flush()


def read_frame(pipe: BinaryIO) -> tuple[Header, bytes] | None:
    """Read one frame; None where the pipe ended before it. FrameError when it is cut short or no frame."""
    start = _read(pipe, _LENGTHS.size)
    if not start:
        return None
    if len(start) < _LENGTHS.size:
        raise FrameError("a frame was cut short")
    mark, head_size, body_size = _LENGTHS.unpack(start)
    if mark != _MARK or head_size > _MOST_HEADER or body_size > _MOST_BODY:
        raise FrameError("these bytes are no frame")
    head, body = _read(pipe, head_size), _read(pipe, body_size)
    if len(head) < head_size or len(body) < body_size:
        raise FrameError("a frame was cut short")
    try:
        header = json.loads(head)
    except ValueError as error:
        raise FrameError("a frame's header is no JSON") from error
    if not isinstance(header, dict):
        raise FrameError("a frame's header is no object")
    return header, body


def _read(pipe: BinaryIO, size: int) -> bytes:
    """Read `size` bytes, fewer only where the pipe ends."""
    parts = []
    while size:
        part = pipe.read(size)
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
