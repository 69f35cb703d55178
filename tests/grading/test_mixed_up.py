"""Answers that mix things up, in the words of the right answer: who does what, which of two, cause and effect.

A language model wrote 40 questions with three right and three wrong answers each, as students would give them, and did
not know the guards. What a first look at them taught went into the guards: this shows that nothing got worse.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.grading.real_encoder import InProcess
from tutor.domain.answer import Answer
from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import Kind, Question, TextKey
from tutor.grading import Tools, grade

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tools(real_encoder: InProcess) -> Tools:
    return Tools(real_encoder)


def test_things_mixed_up_are_seldom_called_right(tools: Tools) -> None:
    """Of 120 wrong ones 19 would be called right without guards, of 120 right ones 52."""
    found: Counter[tuple[str, Verdict]] = Counter()
    for line in (Path(__file__).parent / "mixed_up.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        question = Question(QuestionId("x"), Kind.SHORT_TEXT, row["question"], TextKey(tuple(row["references"])))
        for answer, meant in row["answers"]:
            found[meant, grade(question, Answer(answer), tools).verdict] += 1
    assert found["wrong", Verdict.CORRECT] <= 5
    assert found["right", Verdict.CORRECT] >= 44 and found["right", Verdict.INCORRECT] <= 2
