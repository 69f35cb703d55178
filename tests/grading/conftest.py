"""What the tests of graders share."""

from collections.abc import Iterator

import pytest

from tests.grading.real_encoder import InProcess
from tutor.llm.encoding import EncodingModel
from tutor.paths import resources


@pytest.fixture(scope="session")
def real_encoder() -> Iterator[InProcess]:
    """Give the real encoders, once for the whole run; only tests marked `model` may ask for them."""
    model = EncodingModel(resources() / "models" / "all-minilm-l6-v2-q8_0.gguf", threads=1)
    yield InProcess(model)
    model.close()
