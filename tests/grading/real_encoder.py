"""Both real encoders in this process, for tests marked `model`."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tutor.domain.ports import Encoding, Pair
from tutor.llm.catalogue import CROSS_ENCODER, model_file
from tutor.llm.cross_encoding import CrossEncodingModel
from tutor.llm.encoding import EncodingModel


class InProcess:
    """The encoder in this process, with what it encoded before kept."""

    model_sha256 = "in process"
    dimension = 384

    def __init__(self, model: EncodingModel) -> None:
        self._model = model
        self._known: dict[str, Encoding] = {}

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        for text in texts:
            if text not in self._known:
                self._known[text] = self._model.encode([text])[0]
        return [self._known[text] for text in texts]

    def encode_pairs(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        return _cross_encoder().encode(pairs)


@cache
def _cross_encoder() -> CrossEncodingModel:
    return CrossEncodingModel(model_file(CROSS_ENCODER), threads=1)
