"""The first lines of a model file tell what it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.llm.gguf_files import gguf_bytes, write_gguf
from tutor.domain.errors import ModelBrokenError, ModelMissingError
from tutor.llm.catalogue import ENCODER, model_file
from tutor.llm.gguf import read_header


def test_architecture_and_name_are_read(tmp_path: Path) -> None:
    header = read_header(write_gguf(tmp_path / "a.gguf", general_architecture="llama", general_name="Little one"))
    assert (header.architecture, header.name, header.can_chat) == ("llama", "Little one", True)


@pytest.mark.parametrize("architecture", ["bert", "nomic-bert", "modern-bert", "t5encoder", "gemma-embedding", "clip"])
def test_an_encoder_can_not_chat(tmp_path: Path, architecture: str) -> None:
    assert not read_header(write_gguf(tmp_path / "a.gguf", general_architecture=architecture)).can_chat


def test_an_adapter_can_not_chat(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "a.gguf", general_architecture="llama", general_type="adapter")
    assert not read_header(path).can_chat


def test_the_shipped_encoder_is_one() -> None:
    assert read_header(model_file(ENCODER)).architecture == "bert"


def test_a_missing_file_and_a_folder_are_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError) as caught:
        read_header(tmp_path / "none.gguf")
    assert caught.value.hint
    with pytest.raises((ModelMissingError, ModelBrokenError)):
        read_header(tmp_path)


@pytest.mark.parametrize("start", [b"", b"GGUF", b"PK\x03\x04 a zip", b"GGUF\x01\x00\x00\x00" + bytes(16)])
def test_what_is_no_gguf_is_broken(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(start)
    with pytest.raises(ModelBrokenError) as caught:
        read_header(path)
    assert "a.gguf" in caught.value.message
    assert caught.value.hint


@given(st.one_of(st.binary(), st.binary().map(lambda rest: gguf_bytes(general_name="x")[:40] + rest)))
def test_noise_never_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.gguf"
    path.write_bytes(noise)
    with pytest.raises(ModelBrokenError):
        read_header(path)
