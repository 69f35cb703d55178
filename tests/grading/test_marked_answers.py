"""The marked answers that ship: looked at by the grader that ships, and worth something."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.data import corpus
from tests.grading.real_encoder import InProcess
from tests.grading.word_encoder import WordEncoder
from tutor.app.grade_lines import read_line
from tutor.bank import bundled_packs
from tutor.domain.answer import Answer
from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import Kind, MarkedAnswer, Question, TextKey
from tutor.grading import Tools, grade
from tutor.grading.text import marked_answers
from tutor.grading.text.marked_answers import FILE, KNOWN, looked_at, marks_on, name_of
from tutor.paths import resources

HINT = "run packaging/look_at_marked.py: the packs, their marks or the grader have changed"


@pytest.fixture(scope="module")
def questions() -> dict[str, Question]:
    return {str(one.id): one for pack in bundled_packs() for one in pack.questions if one.kind is Kind.SHORT_TEXT}


@pytest.fixture(scope="module")
def tools(real_encoder: InProcess) -> Tools:
    return Tools(real_encoder)


def shipped() -> dict[str, list[tuple[str, float, float, str]]]:
    lines = (resources() / "models" / FILE).read_text(encoding="utf-8").splitlines()
    return {row["name"]: row["answers"] for row in map(json.loads, lines)}


def test_every_question_of_our_packs_was_looked_at(questions: dict[str, Question]) -> None:
    missing = [name for name, question in questions.items() if name_of(question) not in shipped()]
    assert not missing, HINT


@pytest.mark.model
def test_what_ships_is_what_the_grader_makes_of_it(questions: dict[str, Question], tools: Tools) -> None:
    kept = shipped()
    assert tools.encoder is not None
    for question in [*questions.values()][::24]:
        looks = looked_at(question, tools.encoder)
        for (look, mark), (words, right, some, kept_mark) in zip(looks, kept[name_of(question)], strict=True):
            assert (look.words, mark) == (frozenset(words.split(";")), kept_mark), HINT
            assert [look.right, look.some] == pytest.approx([right, some], abs=0.1), HINT


class Never(InProcess):
    def __init__(self) -> None:
        """Have no model: whoever encodes with this fails."""


def test_answers_that_were_read_once_are_not_read_again(questions: dict[str, Question]) -> None:
    for question in questions.values():
        assert marks_on(question, Never()) is not None


@pytest.mark.model
def test_marks_make_grades_better(questions: dict[str, Question], tools: Tools) -> None:
    """Graded with the marks on others and without; nothing was chosen by these answers.

    A language model wrote them as 32 children, without seeing the marked ones, and said what each was meant to be.
    """
    found: dict[bool, Counter[tuple[str, Verdict]]] = {True: Counter(), False: Counter()}
    lines = (Path(__file__).parent / "fresh_answers.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, [*lines[::3], *lines[1::3]]):  # two of three for each question
        question = questions[row["question_id"]]
        assert isinstance(question.key, TextKey)
        bare = replace(question, key=replace(question.key, marked=()))
        for has_marks, asked in ((True, question), (False, bare)):
            found[has_marks][row["meant"], grade(asked, Answer(row["answer"]), tools).verdict] += 1
    with_marks, without = found[True], found[False]
    assert with_marks["right", Verdict.CORRECT] >= without["right", Verdict.CORRECT] + 10
    assert with_marks["right", Verdict.PARTIAL] + with_marks["right", Verdict.INCORRECT] <= 2
    assert with_marks["wrong", Verdict.INCORRECT] > without["wrong", Verdict.INCORRECT]
    assert with_marks["wrong", Verdict.CORRECT] + with_marks["half", Verdict.CORRECT] <= 4


def known_rows() -> list[dict[str, Any]]:
    lines = (resources() / "models" / KNOWN).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_known_questions_have_pulls_that_are_no_whims() -> None:
    rows = known_rows()
    assert len({row["name"] for row in rows}) == len(rows) > 150
    for row in rows:
        pulls = np.array([*row["pulls"].values(), row["common"]])
        assert np.isfinite(pulls).all() and np.abs(pulls).max() < 12


def test_a_known_question_is_found_again_whatever_its_answer() -> None:
    for row in corpus("scientsbank-test-ua")[::20]:
        marks = marks_on(read_line(json.dumps(row))[0], Never())
        assert marks is not None and marks.places


def test_a_question_s_own_marks_take_the_place_of_what_is_known_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question(QuestionId("x"), Kind.SHORT_TEXT, "Why?", TextKey(("Because it is so.",)))
    assert marks_on(question, Never()) is None
    row = {"pulls": {"so": [1.0, 1.0]}, "common": [0.0, 0.0], "tell_parts": False}
    monkeypatch.setattr(marked_answers, "_known", lambda: {name_of(question): row})
    same = replace(question, prompt=" why? ")
    known = marks_on(same, Never())
    assert known is not None and set(known.places) == {"so"}
    own = replace(question, key=TextKey(("Because it is so.",), marked=(MarkedAnswer("Rain falls", Verdict.CORRECT),)))
    marks = marks_on(own, WordEncoder())
    assert marks is not None and "rain" in marks.places and "so" not in marks.places


def test_words_of_a_known_question_lead_nobody_to_right_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question(QuestionId("y"), Kind.SHORT_TEXT, "Why is it dark?", TextKey(("The lamp gets no current.",)))
    said = Answer("somebody has put a hat over it")
    row = {"pulls": {"hat": [9.0, 9.0]}, "common": [3.0, 3.0], "tell_parts": False}
    monkeypatch.setattr(marked_answers, "_known", lambda: {name_of(question): row})
    made = grade(question, said, Tools(WordEncoder()))
    assert made.probability > 0.8 and made.verdict is Verdict.UNSURE
