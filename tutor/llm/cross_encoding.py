"""The cross-encoder inside this process: it reads what must be said and what was said at once.

The host process uses it; everything else reaches it through `Models`.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tutor.domain.ports import Pair
from tutor.llm.bert import Bert, Floats
from tutor.llm.words import pieces, words

MOST_REFERENCE, MOST_ANSWER = 96, 128  # tokens; what comes later is left out
_MARKS = re.compile(r"[.,;:!?…]+(?=\s|$)")


class CrossEncodingModel:
    """A cross-encoder, open. Bears one call at a time."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        """Load the model; ValueError when llama.cpp can't read it."""
        self._bert = Bert(path, threads)
        self.dimension = self._bert.dimension

    def encode(self, pairs: Sequence[Pair]) -> Floats:
        """Give the vector of each pair's first token: (pairs, dimension)."""
        rows = [self._bert.read(self.tokens(pair))[0] for pair in pairs]
        return np.array(rows, np.float32).reshape(len(pairs), self.dimension)

    def close(self) -> None:
        """Free the model."""
        self._bert.close()

    def tokens(self, pair: Pair) -> list[int]:
        """Give [CLS] reference [SEP] answer [SEP], without the marks between words; an empty part is left out."""
        parts = self._ids(pair.reference)[:MOST_REFERENCE], self._ids(pair.answer)[:MOST_ANSWER]
        return [self._bert.first, *(token for part in parts if part for token in (*part, self._bert.last))]

    def _ids(self, text: str) -> list[int]:
        plain = unmarked(text)
        return [token for piece, _number in pieces(plain, words(plain)) for token in self._bert.tokens(piece)]


def unmarked(text: str) -> str:
    """Leave out the marks behind words: a student who writes none says the same, and must not be judged by them."""
    return _MARKS.sub("", text)
