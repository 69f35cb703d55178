"""A BERT-like GGUF inside this process: tokens in, one vector for each token out.

The host process uses it; everything else reaches it through `Models`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
from numpy.typing import NDArray

CONTEXT = 512  # tokens that the model can read at once, its marks included
_CACHED_PIECES = 20_000

Floats = NDArray[np.float32]


class Bert:
    """A model, open. Bears one call at a time."""

    def __init__(self, path: Path, threads: int) -> None:
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
        self.first, self.last = (int(token) for token in self._llama.tokenize(b"", add_bos=True))  # CLS, SEP

    def close(self) -> None:
        """Free the model."""
        self._llama.close()

    def tokens(self, piece: str) -> list[int]:
        """Give the tokens of a word, or of what stands between two words.

        WordPiece cuts at spaces and marks first, so pieces read alone have the tokens that they have in the sentence.
        """
        known = self._ids.get(piece)
        if known is None:
            if len(self._ids) >= _CACHED_PIECES:
                self._ids.clear()
            raw = piece.encode("utf-8", "replace")
            known = self._ids[piece] = self._llama.tokenize(raw, add_bos=False, special=False)
        return known

    def read(self, tokens: Sequence[int]) -> Floats:
        """Run the model over one text of at most CONTEXT tokens: (tokens, dimension)."""
        batch, context = self._llama._batch, self._llama._ctx
        batch.reset()
        batch.add_sequence(tokens, 0, True)
        context.decode(batch)
        numbers = llama_cpp.llama_get_embeddings(context.ctx)
        rows: Floats = np.ctypeslib.as_array(numbers, (len(tokens), self.dimension))
        return rows.copy()  # llama.cpp's own buffer is written over by the next text
