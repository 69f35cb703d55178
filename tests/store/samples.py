"""Values that the store's tests keep."""

from datetime import UTC, datetime

from tutor.domain.answer import Answer, Submission
from tutor.domain.change import SheetChange
from tutor.domain.grade import Grade, ModelCall, Span, Verdict
from tutor.domain.ids import PackId, PassageId, QuestionId, SittingId
from tutor.domain.schedule import Card, Planned, Reason, Sitting
from tutor.domain.sheet import SheetText
from tutor.domain.student import Student
from tutor.store.store import Store

NOW = datetime(2026, 5, 3, 8, 30, tzinfo=UTC)
GAS = QuestionId("small/gas")
LEGS = QuestionId("small/legs")
PLANNED = (Planned(GAS, Reason.NEW), Planned(LEGS, Reason.DUE))
TEXT = SheetText(
    topic="Plants",
    prompt="Which gas do plants take in?",
    student_answer="Oxygen – O₂",
    model_answer="Carbon dioxide",
    explanation="They make sugar from it.",
    missing=("carbon dioxide",),
    passage_id=PassageId("small/food"),
    check="Which gas do they give off?",
    check_answer="Oxygen",
)
WRONG = Grade(
    Verdict.INCORRECT,
    0.25,
    0.125,
    "Plants give oxygen off.",
    "same-words",
    covered=("a gas",),
    missing=("carbon dioxide",),
    matched=(Span(0, 2), Span(5, 6)),
)
RIGHT = Grade(Verdict.CORRECT, 1.0, 0.9, "Yes.", "person")
CALL = ModelCall("ab" * 32, "Is it right?", 7, '{"score": 0.25')
NEW_SHEET = SheetChange(None, TEXT, "A first mistake.")


def begin(store: Store, student: Student) -> Sitting:
    return store.start_sitting(student.id, PLANNED, 42, NOW, PackId("small"))


def hand_in(store: Store, student: Student, sitting_id: SittingId | None = None, text: str = "oxygen") -> Submission:
    return store.submit(student.id, GAS, Answer(text), text, NOW, sitting_id)


def graded(store: Store, student: Student, sitting_id: SittingId | None = None, text: str = "oxygen") -> Submission:
    submission = hand_in(store, student, sitting_id, text)
    store.keep_grade(submission.id, WRONG, None, NOW)
    return submission


def card_of(student: Student) -> Card:
    return Card(student.id, GAS, NOW, '{"stability": 2.5}', "incorrect")
