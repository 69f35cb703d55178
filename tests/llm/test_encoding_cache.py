"""The cache keeps what was asked for last, within bounds."""

import numpy as np

from tutor.domain.ports import Encoding
from tutor.llm.cache import EncodingCache


def encoding(text: str, rows: int = 0) -> Encoding:
    return Encoding(text, (), np.zeros((rows, 4), np.float32), np.zeros(4, np.float32))


def test_the_text_asked_for_longest_ago_goes_first() -> None:
    cache = EncodingCache(most_texts=2)
    cache.keep(encoding("a"))
    cache.keep(encoding("b"))
    assert cache.get("a") is not None
    cache.keep(encoding("c"))
    assert (cache.get("b"), len(cache)) == (None, 2)
    assert cache.get("a") is not None


def test_bytes_are_bounded_too() -> None:
    cache = EncodingCache(most_bytes=1000)
    for number in range(10):
        cache.keep(encoding(str(number), rows=20))
        cache.keep(encoding(str(number), rows=20))
    assert len(cache) == 2
    cache.keep(encoding("huge", rows=1000))
    assert len(cache) == 0
