"""`tutor bench attacks` and `tutor bench bias` on a small file, with a stand-in for the encoder."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.grading.word_encoder import WordEncoder
from tutor.app.attacks import Tried
from tutor.cli.commands import app
from tutor.grading import Tools
from tutor.grading.attacks import Known

ROWS = [
    {"question": f"Why number {number}?", "reference_answers": [reference], "answer": said, "label_2way": label}
    for number, reference in enumerate(("The sun heats the water because it shines.", "The wind moves the big mill."))
    for said, label in (
        (reference.replace("The", "the"), "correct"),
        ("Somebody ate all of it before.", "incorrect"),
    )
]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    @contextmanager
    def tools(paths: object, *, with_chat: bool) -> Iterator[tuple[Tools, None]]:
        yield Tools(WordEncoder()), None

    monkeypatch.setattr("tutor.cli.suites.grading_tools", tools)
    monkeypatch.setattr("tutor.app.known.bundled_packs", list)
    path = tmp_path / "small.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def run(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["bench", *words], catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done.stdout


def test_tricks_are_counted_by_class_beside_honest_answers(file: Path) -> None:
    suites = [json.loads(line) for line in run("attacks", str(file), "--json").splitlines()]
    assert [suite["suite"] for suite in suites] == [
        "attacks",
        "honest wrong answers",
        "honest right answers",
        "rough right answers",
    ]
    assert {"orders", "nothing", "all"} <= {row["class"] for row in suites[0]["classes"]}
    assert all({"cases", "called_correct", "above_half"} <= set(row) for row in suites[0]["classes"])


def test_other_voices_are_counted_by_class(file: Path) -> None:
    (suite,) = (json.loads(line) for line in run("bias", str(file), "--json", "--most", "20").splitlines())
    assert suite["classes"][-1]["class"] == "all"
    assert 0 < suite["classes"][-1]["cases"] <= 20


def test_tables_are_for_people_and_the_same_for_the_same_seed(file: Path) -> None:
    said = run("attacks", str(file), "--most", "30", "--list")
    assert "called_correct" in said
    assert said == run("attacks", str(file), "--most", "30", "--list")


def test_ctrl_c_ends_with_what_was_counted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutor.app.attacks import tried as real

    def stopped(cases: object, tools: Tools) -> Iterator[Tried]:
        yield next(real(cases, tools))  # type: ignore[arg-type]  # whatever was given is handed on
        raise KeyboardInterrupt

    monkeypatch.setattr("tutor.cli.suites.tried", stopped)
    suite = json.loads(run("bias", str(file), "--json", status=130).splitlines()[0])
    assert suite["classes"][-1]["cases"] == 1


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    done = CliRunner().invoke(app, ["bench", "bias", str(file.with_name("missing.jsonl"))])
    assert done.exit_code == 1
    assert "missing.jsonl" in done.stderr


def test_known_is_for_free_text_only() -> None:
    from tutor.domain.ids import QuestionId
    from tutor.domain.question import Kind, NumericKey, Question

    with pytest.raises(ValueError, match="free-text"):
        Known(Question(QuestionId("q"), Kind.NUMERIC, "Half of 5?", NumericKey(("2.5",))), "test")
