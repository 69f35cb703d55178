"""A stand-in for the encoder that cuts words as the real one does: equal words are near, all others far."""

import hashlib
from collections.abc import Sequence

import numpy as np

from tutor.domain.ports import Encoding, Pair
from tutor.llm.words import words

DIMENSION = 384


class WordEncoder:
    """Gives each word a vector drawn from its letters."""

    model_sha256 = "fake"
    dimension = DIMENSION

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        return [self._encode(text) for text in texts]

    def encode_pairs(self, pairs: Sequence[Pair]) -> None:
        return None

    def _encode(self, text: str) -> Encoding:
        found = words(text)
        rows = np.zeros((len(found), DIMENSION), np.float32)
        for place, word in enumerate(found):
            seed = int.from_bytes(hashlib.sha256(word.text.casefold().encode()).digest()[:8], "little")
            rows[place] = np.random.default_rng(seed).normal(size=DIMENSION)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        total = rows.sum(axis=0)
        return Encoding(text, found, rows, (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32))
