"""Free text on Tutor's own packs: each question's other references are right answers, other questions' are wrong."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.grading.test_text_real import InProcess
from tutor.bank.read import read_pack
from tutor.domain.answer import Answer
from tutor.domain.grade import Verdict
from tutor.domain.question import Kind, Question, TextKey
from tutor.grading import Thresholds, Tools, grade
from tutor.llm.encoding import EncodingModel
from tutor.paths import resources

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tools() -> Iterator[Tools]:
    model = EncodingModel(resources() / "models" / "all-minilm-l6-v2-q8_0.gguf", threads=1)
    yield Tools(InProcess(model), thresholds=Thresholds(correct=0.7, incorrect=0.3))
    model.close()


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
