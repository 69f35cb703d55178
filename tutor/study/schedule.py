"""When a question is due again: FSRS (Ye et al. 2022, "A Stochastic Shortest Path Algorithm for Spaced Repetition").

Steps within a day are left out: a class meets once a day, and mistakes of today have their own place in the plan. A
card is due from the first minute of its day, so that nobody waits for an hour that the class does not have.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId, StudentId
from tutor.domain.schedule import Card

if TYPE_CHECKING:
    import fsrs


def review(
    card: Card | None,
    *,
    student_id: StudentId,
    question_id: QuestionId,
    verdict: Verdict,
    hints: int,
    now: datetime,
    zone: tzinfo,
) -> Card:
    """Give the card after one graded answer; `hints` is how many were read, `zone` decides where a day begins.

    An UNSURE verdict says nothing about memory: the question comes back tomorrow and the memory state stays.
    """
    if verdict is Verdict.UNSURE:
        state = card.state if card is not None else ""
        return Card(student_id, question_id, _day_begins(now + timedelta(days=1), zone), state, verdict.value)
    import fsrs

    before = fsrs.Card.from_json(card.state) if card is not None and card.state else fsrs.Card(card_id=0)
    after, _log = _scheduler().review_card(before, _rating(verdict, hints), now)
    return Card(student_id, question_id, _day_begins(after.due, zone), after.to_json(), verdict.value)


def is_due(card: Card, now: datetime) -> bool:
    """Tell whether a card's day has come."""
    return card.due_at <= now


def last_day(card: Card | None, zone: tzinfo) -> date | None:
    """Tell on which day (in `zone`) a card was last answered; None when it never was."""
    if card is None or not card.state:
        return None
    at = json.loads(card.state).get("last_review")
    return datetime.fromisoformat(at).astimezone(zone).date() if at else None


def _rating(verdict: Verdict, hints: int) -> fsrs.Rating:
    import fsrs

    if verdict is Verdict.CORRECT:
        return fsrs.Rating.Hard if hints else fsrs.Rating.Good
    return fsrs.Rating.Again


def _day_begins(at: datetime, zone: tzinfo) -> datetime:
    """Give the first moment of the day that `at` falls in, in UTC."""
    from datetime import UTC

    return datetime.combine(at.astimezone(zone).date(), time.min, zone).astimezone(UTC)


@lru_cache(maxsize=1)
def _scheduler() -> fsrs.Scheduler:
    import fsrs

    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
