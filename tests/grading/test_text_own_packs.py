"""Free text on Tutor's own packs: each question's other references are right answers, other questions' are wrong."""

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.grading.real_encoder import InProcess
from tutor.bank.read import read_pack
from tutor.domain.answer import Answer
from tutor.domain.grade import Verdict
from tutor.domain.question import Kind, Question, TextKey
from tutor.grading import Thresholds, Tools, grade
from tutor.paths import resources

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tools(real_encoder: InProcess) -> Tools:
    return Tools(real_encoder, thresholds=Thresholds(correct=0.7, incorrect=0.3))


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    packs = [read_pack(path) for path in sorted((resources() / "packs").glob("*.yaml"))]
    return [one for pack in packs for one in pack.questions if one.kind is Kind.SHORT_TEXT]


def test_right_answers_in_other_words_are_not_called_wrong(tools: Tools, questions: list[Question]) -> None:
    found: Counter[Verdict] = Counter()
    for question in questions[::6]:
        assert isinstance(question.key, TextKey)
        for place, said in enumerate(question.key.references[1:], start=1):
            others = question.key.references[:place] + question.key.references[place + 1 :]
            asked = replace(question, key=TextKey(others, question.key.key_ideas))
            found[grade(asked, Answer(said), tools).verdict] += 1
    assert found[Verdict.CORRECT] >= 0.45 * found.total()
    assert found[Verdict.INCORRECT] <= max(1, 0.02 * found.total())


def test_answers_to_other_questions_are_not_called_right(tools: Tools, questions: list[Question]) -> None:
    found: Counter[Verdict] = Counter()
    for question, other in list(pairwise(questions))[::3]:
        found[grade(question, Answer(other.model_answer), tools).verdict] += 1
    assert found[Verdict.INCORRECT] >= 0.65 * found.total()
    assert found[Verdict.CORRECT] <= max(1, 0.02 * found.total())


def test_one_idea_of_several_is_often_partly_right_and_seldom_right(tools: Tools, questions: list[Question]) -> None:
    found: Counter[Verdict] = Counter()
    for question in questions[::2]:
        assert isinstance(question.key, TextKey)
        for idea in question.key.key_ideas if len(question.key.key_ideas) > 1 else ():
            found[grade(question, Answer(idea.text), tools).verdict] += 1
    assert found[Verdict.PARTIAL] >= 0.45 * found.total()
    assert found[Verdict.CORRECT] <= 0.15 * found.total()


def test_answers_as_students_give_them(tools: Tools, questions: list[Question]) -> None:
    """Graded as shipped; a language model wrote the answers as 30 students, and said what each was meant to be.

    How much the key ideas count was chosen on them, so this shows that nothing got worse, not how good it is.
    """
    known = {str(question.id): question for question in questions}
    found: Counter[tuple[str, Verdict]] = Counter()
    for line in (Path(__file__).parent / "pack_answers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        shipped = replace(tools, thresholds=Thresholds())
        found[row["meant"], grade(known[row["question_id"]], Answer(row["answer"]), shipped).verdict] += 1
    assert found["right", Verdict.CORRECT] >= 90
    assert found["right", Verdict.INCORRECT] <= 3 and found["right", Verdict.PARTIAL] <= 9
    assert found["wrong", Verdict.CORRECT] <= 4 and found["half", Verdict.CORRECT] <= 2
    assert found["wrong", Verdict.INCORRECT] >= 38
