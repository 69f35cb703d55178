import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.app.conftest import PACK
from tutor.cli.commands import app

NO_MODEL = "\n".join(PACK.splitlines()[:10]).replace(
    "  - {id: food", "  - {id: other"
)  # the head of the pack; the questions below need no model
QUESTIONS = """
questions:
  - {id: half, kind: numeric, topic: Fractions, prompt: What is half of 5?, answers: ["2.5"], hints: [Not 3.]}
  - id: legs
    kind: choice
    topic: Animals
    prompt: How many legs has a spider?
    options: [{id: a, text: six}, {id: b, text: eight, correct: true}, {id: c, text: ten}]
"""


class Shell:
    """Runs commands on a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, typed: str | bytes = "", status: int = 0) -> str:
        done = CliRunner().invoke(app, [*words, "--data", str(self.folder)], input=typed, catch_exceptions=False)
        assert done.exit_code == status, done.output
        return done.output

    def json(self, *words: str, typed: str | bytes = "", status: int = 0) -> list[object]:
        return [json.loads(line) for line in self(*words, "--json", typed=typed, status=status).splitlines()]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    made = Shell(tmp_path / "data")
    (tmp_path / "small.yaml").write_text(NO_MODEL.split("questions:")[0] + QUESTIONS, encoding="utf-8")
    made("questions", "add", str(tmp_path / "small.yaml"))
    return made


def test_students_are_added_once_and_listed(shell: Shell) -> None:
    assert "Nobody yet" in shell("students", "list")
    shell("students", "add", "Amina")
    assert "Amina" in shell("students", "list")
    assert "another name" in shell("students", "add", "amina", status=1)
    assert shell.json("students", "list") == [[{"id": 1, "name": "Amina"}]]


def test_packs_are_listed_with_those_that_were_added(shell: Shell) -> None:
    assert "small" in shell("questions", "list")
    rows = shell.json("questions", "list", "--pack", "small")[0]
    assert isinstance(rows, list)
    assert [row["id"] for row in rows] == ["small/half", "small/legs"]


def test_a_broken_pack_is_named_with_its_place_and_not_kept(shell: Shell, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("tutor: 1\nid: broken\ntitle: [", encoding="utf-8")
    assert "broken.yaml:3:" in shell("questions", "check", str(broken), status=1)
    shell("questions", "add", str(broken), status=1)
    assert "broken" not in shell("questions", "list")


def test_a_slip_among_the_marked_answers_is_named_with_its_line(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "marked.csv").write_text("question,answer,mark\ngas,air,maybe\n", encoding="utf-8")
    (tmp_path / "small.yaml").write_text(PACK, encoding="utf-8")
    said = shell("questions", "check", str(tmp_path / "small.yaml"), status=1)
    assert "small.yaml: error: marked.csv, line 2: 'maybe' is not a mark." in said


def test_a_sitting_reads_one_answer_a_line(shell: Shell) -> None:
    shell("students", "add", "Amina")
    said = shell("practise", "--student", "Amina", "--pack", "small", "--no-chat", typed="?\nlots\n7\nten\n")
    assert "Not 3." in said
    assert "Saved to your guide: Fractions" in said
    assert "Saved to your guide: Animals" in said
    assert "Done: 2 answered." in said
    guide = shell("guide", "--student", "amina")
    assert "How many legs has a spider?" in guide
    assert "eight" in guide
    assert len(json.loads(shell("guide", "--student", "Amina", "--json"))["sheets"]) == 2


def test_a_right_answer_is_told_once(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "once.yaml").write_text(PACK.replace("id: small", "id: once"), encoding="utf-8")
    shell("questions", "add", str(tmp_path / "once.yaml"))
    shell("students", "add", "Amina")
    said = shell("practise", "--student", "Amina", "--pack", "once", "--no-chat", typed="They eat dogs at night.\n")
    assert said.count("They take in carbon dioxide") == 1  # as part of the feedback
    assert shell("practise", "--student", "Amina", "--pack", "once", "--no-chat", typed="3\n").count("2.5") == 1


def test_the_end_of_input_ends_the_sitting_politely_and_it_goes_on_later(shell: Shell) -> None:
    shell("students", "add", "Amina")
    assert "That is all for now. 1 answered" in shell(
        "practise", "--student", "Amina", "--pack", "small", typed="2.5\n"
    )
    assert "Question 2 of 2" in shell("practise", "--student", "Amina", "--pack", "small", typed="")


def test_a_sitting_in_json_prints_one_object_for_each_answer(shell: Shell) -> None:
    shell("students", "add", "Amina")
    rows = shell.json("practise", "--student", "Amina", "--pack", "small", "--no-chat", typed="2,5\nten\n")
    assert [row["verdict"] for row in rows] == ["correct", "incorrect"]  # type: ignore[index]


def test_a_student_who_is_not_there_is_an_error_with_advice(shell: Shell) -> None:
    said = shell("practise", "--student", "Nobody", typed="", status=1)
    assert "tutor students add" in said
    shell("guide", "--student", "Nobody", status=1)
    shell("guide", "--student", "Nobody", "--format", "doc", status=1)


def test_lines_are_graded_in_order_and_bad_ones_are_named(shell: Shell) -> None:
    good = {"question": "Half of 5?", "reference_answers": ["2.5"], "answer": "5/2", "kind": "numeric"}
    lines = [
        json.dumps(good).encode(),
        b"not json",
        b'{"question": "x"}',
        b"",
        b"\xff\xfe",
        json.dumps({**good, "answer": "3"}).encode(),
        json.dumps({**good, "kind": "essay"}).encode(),
        json.dumps({**good, "reference_answers": []}).encode(),
    ]
    rows = [json.loads(line) for line in shell("grade", "--no-chat", typed=b"\n".join(lines), status=1).splitlines()]
    assert [row.get("verdict", row.get("line")) for row in rows] == ["correct", 2, 3, 5, "incorrect", 7, 8]
    names = {"verdict", "score", "probability_correct", "grader", "feedback", "covered", "missing", "ideas"}
    assert set(rows[0]) == names


def test_a_line_may_bring_answers_that_were_marked(shell: Shell) -> None:
    line = {
        "question": "Why does ice float?",
        "reference_answers": ["It is less dense."],
        "answer": "Lots of air in it",
    }
    marked = [{"answer": "lots of air in it", "mark": "partial"}, {"answer": " ", "mark": "correct"}]
    bad: list[object] = ["x", ["x"], [{"answer": "x"}], [{"answer": "x", "mark": "unsure"}], [{"mark": "correct"}]]
    bad.append([{"answer": str(number), "mark": "correct"} for number in range(101)])
    lines = [json.dumps({**line, "marked_answers": one}) for one in (marked, *bad)]
    rows = [json.loads(row) for row in shell("grade", "--no-chat", typed="\n".join(lines), status=1).splitlines()]
    assert (rows[0]["verdict"], rows[0]["score"], rows[0]["grader"]) == ("partial", 0.5, "marked-words")
    assert [row["line"] for row in rows[1:]] == [2, 3, 4, 5, 6, 7]
    assert all("mark" in row["error"] or "answer" in row["error"] for row in rows[1:])


def test_only_good_lines_give_status_zero(shell: Shell) -> None:
    line = {"question": "?", "reference_answers": ["eight"], "answer": "Eight.", "kind": "exact_text"}
    assert json.loads(shell("grade", "--no-chat", typed=json.dumps(line)))["verdict"] == "correct"
