"""What to ask next: due reviews first, then mistakes, then new questions interleaved over topics."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, zip_longest
from typing import TypeVar

from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import Question
from tutor.domain.schedule import Card, Planned, Reason
from tutor.study.schedule import is_due

_T = TypeVar("_T")
_NOTHING = object()
_MISTAKEN = frozenset({Verdict.INCORRECT.value, Verdict.PARTIAL.value})


@dataclass(frozen=True, slots=True)
class Waiting:
    """Every question that could be asked now, by reason, each list in the order of asking."""

    due: tuple[QuestionId, ...]
    mistakes: tuple[QuestionId, ...]
    new: tuple[QuestionId, ...]

    def first(self, count: int) -> tuple[Planned, ...]:
        """Take the first `count` (0 or more) in order of reason."""
        reasons = ((Reason.DUE, self.due), (Reason.MISTAKE, self.mistakes), (Reason.NEW, self.new))
        planned = [Planned(question_id, reason) for reason, ids in reasons for question_id in ids]
        return tuple(planned[:count])


def waiting(questions: Sequence[Question], cards: Iterable[Card], now: datetime) -> Waiting:
    """Sort `questions` by why they would be asked at `now`; one whose day has not come waits quietly."""
    card_of = {card.question_id: card for card in cards}
    known = [(card_of[question.id], question) for question in questions if question.id in card_of]
    due = [(card, question) for card, question in known if is_due(card, now)]
    mistakes = [pair for pair in known if pair not in due and pair[0].last_verdict in _MISTAKEN]
    new = [question for question in questions if question.id not in card_of]
    return Waiting(
        due=_interleaved([question for _card, question in sorted(due, key=_by_due)]),
        mistakes=_interleaved([question for _card, question in sorted(mistakes, key=_by_due)]),
        new=_interleaved(new),
    )


def _by_due(pair: tuple[Card, Question]) -> datetime:
    return pair[0].due_at


def _interleaved(questions: Sequence[Question]) -> tuple[QuestionId, ...]:
    """Take one of each topic in turn, packs in turn too, keeping the order within a topic (Rohrer 2012)."""
    by_pack: dict[str, dict[str, list[QuestionId]]] = {}
    for question in questions:
        by_pack.setdefault(question.pack_id, {}).setdefault(question.topic, []).append(question.id)
    topics = _turns([list(topics.values()) for topics in by_pack.values()])
    return tuple(_turns(topics))


def _turns(lists: Sequence[Sequence[_T]]) -> list[_T]:
    """Take one of each list in turn until all are empty."""
    rounds = zip_longest(*lists, fillvalue=_NOTHING)
    return [item for item in chain.from_iterable(rounds) if item is not _NOTHING]  # type: ignore[misc]  # the filling
