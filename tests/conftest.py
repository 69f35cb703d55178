"""What tests of several rooms share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tutor.paths import Paths

if TYPE_CHECKING:
    from tutor.llm.models import Models

settings.register_profile("tutor", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("tutor")


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Models"]:
    """Give the real models, one host for the whole run; only tests marked `model` may ask for it."""
    from tutor.llm.models import Models

    folder = tmp_path_factory.mktemp("models")
    real = Models(Paths(data=folder, cache=folder / "cache"))
    yield real
    real.close()
