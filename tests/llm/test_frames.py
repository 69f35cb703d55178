"""Frames come through whole, or are known to be broken."""

import io
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.llm.frames import FrameError, read_frame, write_frame

HEADERS = st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.booleans(), st.lists(st.integers())))


def framed(header: dict[str, object], body: bytes) -> bytes:
    pipe = io.BytesIO()
    write_frame(pipe, header, body)
    return pipe.getvalue()


class _Drip(io.BytesIO):
    """A pipe that takes and gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 3))

    def write(self, data: object, /) -> int:
        return super().write(memoryview(cast("bytes", data))[:3])


@given(HEADERS, st.binary(max_size=200))
def test_a_frame_comes_back_as_it_went(header: dict[str, object], body: bytes) -> None:
    assert read_frame(io.BytesIO(framed(header, body))) == (header, body)


@given(st.lists(st.tuples(HEADERS, st.binary(max_size=50)), max_size=4))
def test_frames_follow_one_another_through_a_slow_pipe(frames: list[tuple[dict[str, object], bytes]]) -> None:
    pipe: BinaryIO = _Drip()
    for header, body in frames:
        write_frame(pipe, header, body)
    pipe.seek(0)
    assert [read_frame(pipe) for _frame in frames] == frames
    assert read_frame(pipe) is None


@given(HEADERS, st.binary(max_size=50), st.data())
def test_a_frame_cut_short_is_known(header: dict[str, object], body: bytes, data: st.DataObject) -> None:
    whole = framed(header, body)
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(whole[:cut]))


@given(st.binary(min_size=1, max_size=200))
def test_other_bytes_are_no_frame(noise: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(noise))


def test_a_header_that_is_no_object_is_no_frame() -> None:
    whole = framed({"a": 1}, b"")
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(whole.replace(b'{"a": 1}', b"[1, 2,3]")))
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(whole.replace(b'{"a": 1}', b'{"a":  }')))
