"""The sentence encoder inside this process: one vector for each word and one for the whole text.

The host process uses it; everything else reaches it through `Models`.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tutor.domain.ports import Encoding, Word
from tutor.llm.bert import CONTEXT, Bert, Floats
from tutor.llm.words import pieces, words


class EncodingModel:
    """A sentence encoder, open. Bears one call at a time."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        """Load the model; ValueError when llama.cpp can't read it."""
        self._bert = Bert(path, threads)
        self.dimension = self._bert.dimension

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Encode each text; one longer than the context is read up to where it fits, later words are left out."""
        return [self._encode(text) for text in texts]

    def close(self) -> None:
        """Free the model."""
        self._bert.close()

    def _encode(self, text: str) -> Encoding:
        found = words(text)
        tokens, owners = self._read(text, found)
        if not tokens:
            return Encoding(text, (), np.zeros((0, self.dimension), np.float32), np.zeros(self.dimension, np.float32))
        rows = self._bert.read([self._bert.first, *tokens, self._bert.last])
        owner = np.array(owners)
        kept = found[: int(owner.max()) + 1]
        sums = np.zeros((len(kept), self.dimension), np.float32)
        is_word = owner >= 0
        np.add.at(sums, owner[is_word], rows[1:-1][is_word])
        return Encoding(text, kept, _unit(sums), _unit(rows.mean(axis=0)))

    def _read(self, text: str, found: tuple[Word, ...]) -> tuple[list[int], list[int]]:
        """Give the tokens that fit, and for each the number of its word (-1: a mark between words)."""
        tokens: list[int] = []
        owners: list[int] = []
        for piece, number in pieces(text, found):
            ids = self._bert.tokens(piece)
            if len(tokens) + len(ids) > CONTEXT - 2:
                if tokens:
                    break
                ids = ids[: CONTEXT - 2]  # one endless word
            tokens += ids
            owners += [-1 if number is None else number] * len(ids)
        return tokens, owners


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Floats = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
