"""The sentence encoder inside this process: one vector for each word and one for the whole text.

The host process uses it; everything else reaches it through `Models`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from tutor.domain.ports import Encoding, Word
from tutor.llm.words import pieces, words

CONTEXT = 512  # tokens that the model can read at once, its two end marks included
_CACHED_PIECES = 20_000

Floats = NDArray[np.float32]


class EncodingModel:
    """A BERT-like GGUF, open. Bears one call at a time."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        """Load the model; ValueError when llama.cpp can't read it."""
        self._llama: Any = llama_cpp.Llama(
            str(path),
            embedding=True,
            pooling_type=llama_cpp.LLAMA_POOLING_TYPE_NONE,
            n_ctx=CONTEXT,
            n_batch=CONTEXT,
            n_ubatch=CONTEXT,
            n_threads=threads,
            n_threads_batch=threads,
            verbose=False,
        )
        self.dimension = int(self._llama.n_embd())
        self._ids: dict[str, list[int]] = {}
        self._first, self._last = (int(token) for token in self._llama.tokenize(b"", add_bos=True))  # CLS, SEP

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Encode each text; one longer than the context is read up to where it fits, later words are left out."""
        return [self._encode(text) for text in texts]

    def close(self) -> None:
        """Free the model."""
        self._llama.close()

    def _encode(self, text: str) -> Encoding:
        found = words(text)
        tokens, owners = self._read(text, found)
        if not tokens:
            return Encoding(text, (), np.zeros((0, self.dimension), np.float32), np.zeros(self.dimension, np.float32))
        rows = self._forward([self._first, *tokens, self._last])
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
            ids = self._piece_ids(piece)
            if len(tokens) + len(ids) > CONTEXT - 2:
                if tokens:
                    break
                ids = ids[: CONTEXT - 2]  # one endless word
            tokens += ids
            owners += [-1 if number is None else number] * len(ids)
        return tokens, owners

    def _piece_ids(self, piece: str) -> list[int]:
        # WordPiece cuts at spaces and marks first, so pieces read alone have the ids that they have in the sentence.
        known = self._ids.get(piece)
        if known is None:
            if len(self._ids) >= _CACHED_PIECES:
                self._ids.clear()
            raw = piece.encode("utf-8", "replace")
            known = self._ids[piece] = self._llama.tokenize(raw, add_bos=False, special=False)
        return known

    def _forward(self, tokens: list[int]) -> Floats:
        """Run the model over one text; a row for each token."""
        batch, context = self._llama._batch, self._llama._ctx
        batch.reset()
        batch.add_sequence(tokens, 0, True)
        context.decode(batch)
        numbers = llama_cpp.llama_get_embeddings(context.ctx)
        rows: Floats = np.ctypeslib.as_array(numbers, (len(tokens), self.dimension))
        return rows.copy()  # llama.cpp's own buffer is written over by the next text


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Floats = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
