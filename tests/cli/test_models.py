"""`tutor models` from the terminal."""

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.test_exam import SHA, Scholar, unsure
from tests.cli.test_commands import Shell
from tests.fakes import FakeEncoder
from tests.llm.gguf_files import write_gguf
from tutor.app.exam import read_exam
from tutor.cli.models import _stopping
from tutor.domain.errors import CancelledError
from tutor.paths import Paths


class FakeModels:
    """One model that knows the exam by heart, in place of the real host."""

    def __init__(self, paths: Paths, *, chat_file: Path | None = None) -> None:
        self.chat = Scholar(read_exam())
        self.encoder = FakeEncoder()

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "data")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.app.model_list.Models", FakeModels)
    monkeypatch.setattr("tutor.app.examine.grade", unsure)


def test_the_bundled_models_are_listed_before_any_exam(shell: Shell) -> None:
    rows = shell.json("models", "list")[0]
    assert isinstance(rows, list)
    assert [row["may_judge"] for row in rows if row["name"] == "SmolLM2 135M"] == [None]
    assert "not examined" in shell("models", "list")


def test_an_exam_says_what_the_model_may_do_and_keeps_it(shell: Shell, quick: None) -> None:
    said = shell("models", "examine")
    assert "May judge answers: yes." in said
    assert "May word reasons: no." in said
    assert "72/72" in said
    assert (shell.folder / "exams" / f"{SHA}.json").is_file()


def test_an_exam_in_json_is_one_object(shell: Shell, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    (result,) = shell.json("models", "examine")
    assert isinstance(result, dict)
    assert result["roles"] == {"second_judge": True, "wording": False, "question_writing": None}
    assert result["accuracy"]["judge"] == 1.0
    assert len(result["rows"]) == 84
    monkeypatch.undo()
    rows = shell.json("models", "list")[0]
    assert isinstance(rows, list)
    assert [row["may_judge"] for row in rows if row["sha256"] == SHA] == [True]


def test_a_file_that_is_not_fit_is_named(shell: Shell, tmp_path: Path) -> None:
    assert "nowhere.gguf is missing" in shell("models", "examine", str(tmp_path / "nowhere.gguf"), status=1)
    encoder = write_gguf(tmp_path / "encoder.gguf", b"", general_architecture="bert")
    assert "encoder.gguf can't be used" in shell("models", "examine", str(encoder), status=1)
    assert not (shell.folder / "exams").exists()


def test_a_stopped_exam_keeps_nothing(shell: Shell, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object, **_more: object) -> None:
        raise CancelledError("The exam was stopped. Nothing was kept of it.")

    monkeypatch.setattr("tutor.app.examine.judge", stop)
    assert "Nothing was kept" in shell("models", "examine", status=1)
    assert not (shell.folder / "exams").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't send itself Ctrl+C there")
def test_the_first_control_c_asks_to_stop_and_the_second_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with _stopping() as cancel:
        os.kill(os.getpid(), signal.SIGINT)
        assert cancel.is_set()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_damaged_result_is_told_beside_the_list(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutor.llm.models import Models

    status = Models(Paths(data=shell.folder, cache=shell.folder)).status()
    monkeypatch.setattr(Models, "status", lambda _self: (status[0], replace(status[1], sha256=SHA)))
    (shell.folder / "exams").mkdir(parents=True)
    (shell.folder / "exams" / f"{SHA}.json").write_text("{", encoding="utf-8")
    said = shell("models", "list")
    assert "can't be read. Examine the model again." in said
    assert json.loads(shell("models", "list", "--json"))[0]["may_judge"] is None
