"""Stand-ins for the services: quick, without a model, and honest about what they are."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from tutor.domain.errors import ModelStoppedError
from tutor.domain.grade import ModelCall
from tutor.domain.ports import Cancel, Encoding, Pair, Word

DIMENSION = 384


class FakeEncoder:
    """Gives each word a vector of its own, drawn from its letters: equal words are near, all others far."""

    model_sha256 = "fake"
    dimension = DIMENSION

    def __init__(self) -> None:
        self.is_stopped = False
        self.calls = 0
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        self.calls += 1
        self.texts += texts
        if self.is_stopped:
            raise ModelStoppedError("The model stopped.", "Try again.")
        return [self._encode(text) for text in texts]

    def encode_pairs(self, pairs: Sequence[Pair]) -> None:
        return None

    def _encode(self, text: str) -> Encoding:
        words = tuple(Word(found[0], found.start(), found.end()) for found in re.finditer(r"[\w'/.+-]+", text))
        if not words:
            return Encoding(text, (), np.zeros((0, DIMENSION), np.float32), np.zeros(DIMENSION, np.float32))
        rows = np.stack([_vector(word.text.casefold()) for word in words])
        total = rows.sum(axis=0)
        return Encoding(text, words, rows, total / np.linalg.norm(total))


class FakeChat:
    """Replies from a queue."""

    name = "Fake"

    def __init__(self) -> None:
        self.replies: list[str] = []

    def will_reply(self, reply: object) -> None:
        self.replies.append(reply if isinstance(reply, str) else json.dumps(reply))

    def reply(
        self,
        messages: Sequence[tuple[str, str]],
        schema: Mapping[str, Any] | None = None,
        *,
        max_tokens: int = 160,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> ModelCall:
        reply = self.replies.pop(0)
        if on_text is not None:
            for start in range(0, len(reply), 5):
                on_text(reply[start : start + 5])
        return ModelCall("fake", "\n".join(text for _role, text in messages), seed, reply)


def _vector(word: str) -> "np.ndarray[Any, np.dtype[np.float32]]":
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "little")
    row = np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)
    unit: np.ndarray[Any, np.dtype[np.float32]] = row / np.linalg.norm(row)
    return unit
