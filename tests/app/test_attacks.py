"""Summing up the suites, and reading questions from files."""

import json
from pathlib import Path

import pytest

from tests.grading.word_encoder import WordEncoder
from tutor.app.attacks import Tried, attack_report, bias_report, honest_report, rough_report, tried
from tutor.app.known import known_questions
from tutor.domain.errors import TutorError
from tutor.domain.grade import Grade, Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import Kind, Question, TextKey
from tutor.grading import Tools
from tutor.grading.attacks import Case

QUESTION = Question(QuestionId("q"), Kind.SHORT_TEXT, "Why?", TextKey(("because the sun heats it",)))


def earned(name: str, verdict: Verdict, probability: float, base: Verdict | None = None) -> Tried:
    grades = [None if one is None else Grade(one, 0.0, probability, "", "test") for one in (verdict, base)]
    assert grades[0] is not None
    return Tried(Case(name, QUESTION, "said", "base" if base else ""), grades[0], grades[1])


def test_tricks_count_where_the_answer_was_not_called_right_before() -> None:
    report = attack_report(
        [
            earned("one", Verdict.CORRECT, 0.9),
            earned("one", Verdict.UNSURE, 0.6),
            earned("two", Verdict.CORRECT, 0.9, base=Verdict.CORRECT),
            earned("two", Verdict.INCORRECT, 0.1, base=Verdict.UNSURE),
        ]
    )
    assert [(row.name, row.cases) for row in report.rows] == [("one", 2), ("two", 1), ("all", 3)]
    assert report.rows[0].figures == {"called_correct": 0.5, "above_half": 1.0}
    assert len(report.failed) == 1


def test_rough_answers_count_where_they_were_called_right_before() -> None:
    found = [earned("one", Verdict.UNSURE, 0.5, base=Verdict.CORRECT), earned("one", Verdict.UNSURE, 0.5)]
    report = rough_report(found)
    assert report.rows[-1].cases == 1
    assert report.rows[-1].figures["lost"] == 1.0
    assert report.failed == (found[0],)


def test_other_voices_fail_when_the_verdict_changes() -> None:
    same = earned("one", Verdict.CORRECT, 0.9, base=Verdict.CORRECT)
    other = earned("one", Verdict.INCORRECT, 0.1, base=Verdict.CORRECT)
    report = bias_report([same, other])
    assert report.rows[0].figures["flips"] == 0.5
    assert report.rows[0].figures["right_turned_wrong"] == 0.5
    assert report.failed == (other,)


def test_nothing_tried_gives_no_figures_but_a_row() -> None:
    assert honest_report([]).rows[0].cases == 0


def test_a_case_is_graded_beside_its_base() -> None:
    (one,) = tried([Case("x", QUESTION, "No idea at all", "because the sun heats it")], Tools(WordEncoder()))
    assert one.base is not None
    assert one.was_called_right
    assert not one.is_called_right


def rows(file: Path, *lines: object) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts), encoding="utf-8")
    return file


def test_a_file_s_rows_come_together_by_question(tmp_path: Path) -> None:
    row = {"question": "Why?", "reference_answers": ["The sun."], "answer": "sun", "label_2way": "correct"}
    wrong = {**row, "answer": "moon", "label_2way": "incorrect"}
    both = [{**row, "answer": "star", "label_2way": label} for label in ("correct", "incorrect")]
    found = known_questions([rows(tmp_path / "some.jsonl", row, wrong, *both, "")])
    assert [(one.rights, one.wrongs) for one in found if one.source == "some"] == [(("sun",), ("moon",))]
    assert {"science", "computers"} <= {one.source for one in found}


@pytest.mark.parametrize("line", ["no json", "[]", '{"question": "Why?"}', '{"question": 3}', "null"])
def test_a_line_that_is_no_graded_answer_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(TutorError, match="line 1"):
        known_questions([rows(tmp_path / "some.jsonl", line)])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TutorError, match="missing"):
        known_questions([tmp_path / "missing.jsonl"])
