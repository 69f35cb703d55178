from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId, StudentId
from tutor.domain.schedule import Card
from tutor.study.schedule import is_due, last_day, review

NOW = datetime(2026, 5, 3, 10, 5, tzinfo=UTC)
CLASSROOM = timezone(timedelta(hours=2))


def after(card: Card | None, verdict: Verdict, now: datetime = NOW, hints: int = 0) -> Card:
    return review(
        card,
        student_id=StudentId(1),
        question_id=QuestionId("p/q"),
        verdict=verdict,
        hints=hints,
        now=now,
        zone=CLASSROOM,
    )


def test_a_mistake_comes_back_the_next_day_from_its_first_minute() -> None:
    card = after(None, Verdict.INCORRECT)
    assert card.due_at == datetime(2026, 5, 3, 22, 0, tzinfo=UTC)  # midnight in the classroom
    assert not is_due(card, NOW)
    assert is_due(card, card.due_at)


def test_right_answers_move_further_and_further_away() -> None:
    card, gaps, now = None, [], NOW
    for _turn in range(4):
        card = after(card, Verdict.CORRECT, now)
        gaps.append(card.due_at - now)
        now = card.due_at + timedelta(hours=10)
    assert gaps == sorted(gaps)
    assert gaps[-1] > timedelta(days=20)


def test_a_right_answer_with_hints_comes_back_sooner() -> None:
    assert after(None, Verdict.CORRECT, hints=2).due_at < after(None, Verdict.CORRECT).due_at


@pytest.mark.parametrize("verdict", [Verdict.PARTIAL, Verdict.INCORRECT])
def test_what_is_not_right_is_forgotten_for_the_schedule(verdict: Verdict) -> None:
    card = after(after(None, Verdict.CORRECT), verdict, NOW + timedelta(days=9))
    assert card.due_at < NOW + timedelta(days=12)
    assert card.last_verdict == verdict.value


def test_an_unsure_verdict_leaves_the_memory_as_it_was() -> None:
    card = after(None, Verdict.CORRECT)
    unsure = after(card, Verdict.UNSURE, NOW + timedelta(days=4))
    assert unsure.state == card.state
    assert unsure.due_at == datetime(2026, 5, 7, 22, 0, tzinfo=UTC)
    assert last_day(after(None, Verdict.UNSURE), CLASSROOM) is None


def test_the_last_day_is_the_classroom_day() -> None:
    late = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
    assert last_day(after(None, Verdict.CORRECT, late), CLASSROOM) == date(2026, 5, 4)
    assert last_day(None, CLASSROOM) is None
