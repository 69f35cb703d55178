"""The packs that ship with Tutor: each model answer earns full marks, typed as a student would type it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.bank import read_pack
from tutor.domain.answer import Answer
from tutor.domain.chemical import written
from tutor.domain.grade import Verdict
from tutor.domain.question import (
    ChemistryKey,
    ChoiceKey,
    ClozeKey,
    DateKey,
    ExactKey,
    ExpressionKey,
    Kind,
    MatchKey,
    NumericKey,
    OrderKey,
    OutputKey,
    Question,
    TextKey,
)
from tutor.grading import Tools, check_form, grade, spoken
from tutor.paths import resources

PACKS = sorted((resources() / "packs").glob("*.yaml"))


def right_answers(question: Question) -> Iterator[Answer]:
    match question.key:
        case TextKey(references=accepted) | ExactKey(accepted=accepted) | ExpressionKey(accepted=accepted):
            yield from (Answer(text) for text in accepted)
        case ChemistryKey(accepted=accepted):
            yield from (Answer(text) for text in accepted)
            yield from (Answer(written(text)) for text in accepted)  # as a book has it
        case DateKey(accepted=accepted) | OutputKey(accepted=accepted):
            yield from (Answer(text) for text in accepted)
        case NumericKey(accepted=accepted, unit=unit):
            yield from (Answer(f"{text} {unit}".strip()) for text in accepted)
        case ChoiceKey(correct=correct) if question.kind is Kind.MULTIPLE_CHOICE:
            yield Answer(picks=tuple(sorted(correct)))
        case ChoiceKey(correct=correct):
            yield from (Answer(picks=(one,)) for one in correct)
        case OrderKey(items=items):
            yield Answer(picks=tuple(item.id for item in items))
        case MatchKey(pairs=pairs):
            yield Answer(picks=tuple(f"{left}={right}" for left, right in pairs))
        case ClozeKey(gaps=gaps):
            yield Answer(picks=tuple(gap.accepted[0] for gap in gaps))
            yield Answer(picks=tuple(gap.accepted[-1] for gap in gaps))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_model_answer_is_right(path: Path) -> None:
    for question in read_pack(path).questions:
        for answer in right_answers(question):
            check_form(question, answer)
            assert grade(question, answer, Tools()).verdict is Verdict.CORRECT, (question.id, answer)
            assert spoken(question, answer)
