"""Stems, from many threads at once."""

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from tutor.grading.text.lexicon import listed, stem

WORDS = sorted({word for line in listed("synonyms") for word in re.findall("[a-z]+", line)})


@pytest.fixture
def hurry() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hurry")
def test_threads_do_not_mix_their_words_up() -> None:
    words = [f"{word}{ending}" for word in WORDS[:2000] for ending in ("ational", "ing")]
    with ThreadPoolExecutor(8) as pool:
        found = [*pool.map(stem, words)]
    alone = snowballstemmer.stemmer("english")
    assert found == [alone.stemWord(word) for word in words]
