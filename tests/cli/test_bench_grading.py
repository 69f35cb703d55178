import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tutor.app import quality
from tutor.cli import quality as said
from tutor.cli.commands import app

LINE = {"question": "Half of 5?", "reference_answers": ["2.5"], "answer": "5/2", "kind": "numeric"}
ROWS = (
    {**LINE, "label_verification": "Correct", "score": 1.0},
    {**LINE, "label_verification": "Incorrect", "score": 0.0, "answer": "3"},
    {**LINE, "label_verification": "Partially correct", "score": 0.5, "answer": "25"},
)


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers need no encoder: none is loaded to warm it."""
    monkeypatch.setattr(quality, "warm", lambda tools: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def run(*words: object, status: int = 0) -> Result:
    done = CliRunner().invoke(app, ["bench", "grading", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done


def test_the_figures_are_printed_in_plain_tables_and_as_json(file: Path, tmp_path: Path) -> None:
    *lines, last = run(file, "--no-chat", "--data", tmp_path).stdout.strip().splitlines()
    assert max(len(line) for line in lines) <= 100
    assert lines[0] == "numbers.jsonl: 3 answers to 1 questions"
    named = {line.split("  ")[0]: line.split() for line in lines}
    assert named["Accuracy"][1:3] == ["100.0", "%"]
    assert named["correct"] == ["correct", "1", "0", "0", "0", "1"]
    assert named["Right of the surest 60 %"][-2:] == ["100.0", "%"]
    assert json.loads(last)["grading"]["files"][0]["answers"] == 3


def test_marks_and_charts_need_a_file(tmp_path: Path) -> None:
    for option in ("--marks", "--charts"):
        assert option in run(option, "3", status=2).stderr


def test_answers_that_were_marked_are_not_measured(tmp_path: Path) -> None:
    row = {"question": "Why?", "reference_answers": ["heat moves"], "label_2way": "correct"}
    path = tmp_path / "words.jsonl"
    path.write_text("\n".join(json.dumps({**row, "answer": "Heat moves!"}) for _number in range(5)), encoding="utf-8")
    lines = run(path, "--marks", "3", "--data", tmp_path).stdout.splitlines()
    assert lines[0] == "words.jsonl: 2 answers to 1 questions"
    run(path, "--marks", "5", "--data", tmp_path, status=1)


def test_json_alone_is_one_object_for_files_and_all(file: Path, tmp_path: Path) -> None:
    figures = json.loads(run(file, file, "--json", "--data", tmp_path).stdout)["grading"]
    assert [one["file"] for one in figures["files"]] == [str(file)] * 2
    assert figures["all"]["answers"] == 6
    assert figures["all"]["two_way"]["agreement"]["accuracy"] == 1.0
    assert figures["all"]["three_way"]["matrix"][0] == [2, 0, 0, 0]
    assert figures["errors"] == []


def test_bad_lines_are_named_with_their_file_and_the_rest_is_measured(file: Path, tmp_path: Path) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write("\nnot json\n")
    done = run(file, "--json", "--data", tmp_path, status=1)
    assert f"{file}:4: This is not JSON" in done.stderr
    assert json.loads(done.stdout)["grading"]["errors"][0]["line"] == 4
    assert json.loads(done.stdout)["grading"]["all"]["answers"] == 3


def test_a_file_without_labels_is_a_plain_error(tmp_path: Path) -> None:
    path = tmp_path / "bare.jsonl"
    path.write_text(json.dumps(LINE), encoding="utf-8")
    done = run(path, "--data", tmp_path, status=1)
    assert "no labelled answer" in done.stderr
    assert "label_2way" in done.stderr
    assert done.stdout == ""


def test_charts_are_drawn_for_each_file_and_for_all(file: Path, tmp_path: Path) -> None:
    run(file, file, "--charts", tmp_path / "charts", "--json", "--data", tmp_path)
    drawn = sorted((tmp_path / "charts").iterdir())
    assert len(drawn) == 6
    assert all(ET.parse(path).getroot().tag.endswith("svg") for path in drawn)


def test_charts_need_a_file(tmp_path: Path) -> None:
    assert "--charts" in run("--charts", tmp_path, status=2).stderr


def test_ctrl_c_stops_with_a_plain_word(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(quality, "measure", interrupt)
    done = run(file, "--data", tmp_path, status=130)
    assert "Stopped" in done.stderr
    assert done.stdout == ""


def test_progress_is_told_only_of_slow_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    progress = said.Progress()
    for done, moment in enumerate((0.5, 0.9, 1.5, 2.0, 7.0), start=1):
        now[0] = moment
        progress(done, 9)
    told = capsys.readouterr()
    assert told.err.splitlines() == ["Graded 3 of 9 answers", "Graded 5 of 9 answers"]
    assert told.out == ""
