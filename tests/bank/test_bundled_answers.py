"""What ships is fit to learn from: its own answers are graded as right, and its texts are of a readable length."""

from collections.abc import Iterator

import pytest

from tutor.bank import bundled_packs
from tutor.domain.answer import Answer
from tutor.domain.grade import Verdict
from tutor.domain.question import (
    ChemistryKey,
    ChoiceKey,
    ClozeKey,
    DateKey,
    ExactKey,
    ExpressionKey,
    MatchKey,
    NumericKey,
    OrderKey,
    OutputKey,
    Pack,
    Question,
    TextKey,
)
from tutor.grading import Tools, grade
from tutor.grading.algebra_process import AlgebraProcess
from tutor.grading.form import check_form


@pytest.fixture(scope="module")
def packs() -> tuple[Pack, ...]:
    return tuple(bundled_packs())


@pytest.fixture(scope="module")
def tools() -> Iterator[Tools]:
    algebra = AlgebraProcess()
    yield Tools(algebra=algebra)
    algebra.close()


def own_answers(question: Question) -> tuple[Answer, ...]:
    match question.key:
        case TextKey(references=texts) | ExactKey(accepted=texts) | ExpressionKey(accepted=texts):
            return tuple(Answer(text) for text in texts)
        case ChemistryKey(accepted=texts) | DateKey(accepted=texts) | OutputKey(accepted=texts):
            return tuple(Answer(text) for text in texts)
        case NumericKey(accepted=texts, unit=unit):
            return tuple(Answer(f"{text} {unit}".strip()) for text in texts)
        case ChoiceKey(correct=correct):
            return (Answer(picks=tuple(sorted(correct))),)
        case OrderKey(items=items):
            return (Answer(picks=tuple(item.id for item in items)),)
        case MatchKey(pairs=pairs):
            return (Answer(picks=tuple(f"{left}={right}" for left, right in pairs)),)
        case ClozeKey(gaps=gaps):
            return (Answer(picks=tuple(gap.accepted[0] for gap in gaps)),)


def test_own_answers_are_graded_as_right(packs: tuple[Pack, ...], tools: Tools) -> None:
    missed = []
    for question in (question for pack in packs for question in pack.questions):
        for answer in own_answers(question):
            check_form(question, answer)
            given = grade(question, answer, tools)
            if given.verdict is not Verdict.CORRECT:
                missed.append((question.id, answer, given.feedback))
    assert missed == []


def test_questions_are_complete(packs: tuple[Pack, ...]) -> None:
    for question in (question for pack in packs for question in pack.questions):
        assert question.topic and question.hints and question.explanation and question.check, question.id
        assert question.passage_id is not None, question.id
        if isinstance(question.key, TextKey):
            assert len(question.key.references) >= 2 and question.key.key_ideas, question.id


def test_key_ideas_read_well_after_you_said_that(packs: tuple[Pack, ...]) -> None:
    for question in (question for pack in packs for question in pack.questions):
        if isinstance(question.key, TextKey):
            for idea in question.key.key_ideas:
                assert not idea.text.endswith((".", "!", "?")) and len(idea.text.split()) <= 16, (question.id, idea)


def test_passages_are_short(packs: tuple[Pack, ...]) -> None:
    for passage in (passage for pack in packs for passage in pack.passages):
        assert 60 <= len(passage.text.split()) <= 170, passage.id
