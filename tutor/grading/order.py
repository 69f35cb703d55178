"""Things to put in order."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Kind, OrderKey, Question
from tutor.domain.translation import _
from tutor.grading.marks import right
from tutor.grading.registry import grader
from tutor.grading.tools import Tools

_PARTLY_FROM = 0.5  # chance alone gives about a third


@grader("order", kinds={Kind.ORDER})
def order(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade an order by how much of it stands: items in sequence, and neighbours that belong together."""
    assert isinstance(question.key, OrderKey)
    items = question.key.items
    place = {item.id: at for at, item in enumerate(items)}
    if sorted(answer.picks) != sorted(place):
        return None
    places = [place[pick] for pick in answer.picks]
    standing = longest_rising(places)
    if len(standing) == len(items):
        return right("order", covered=tuple(item.text for item in items))
    score = (_rising_share(places) + _neighbours_share(places)) / 2
    is_partial = score >= _PARTLY_FROM
    return Grade(
        verdict=Verdict.PARTIAL if is_partial else Verdict.INCORRECT,
        score=round(score, 4) if is_partial else 0.0,
        probability=0.0,
        feedback=_first_slip([items[at].text for at in places], places, standing),
        graded_by="order",
        covered=tuple(items[at].text for at in sorted(standing)),
        missing=tuple(item.text for at, item in enumerate(items) if at not in standing),
    )


def longest_rising(places: Sequence[int]) -> frozenset[int]:
    """Find the most places that rise from first to last (one such set, by patience sorting)."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        pile = bisect_left(tops, place)
        before[place] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [place]
    kept: list[int] = []
    last = tops[-1] if tops else None
    while last is not None:
        kept.append(last)
        last = before[last]
    return frozenset(kept)


def _rising_share(places: Sequence[int]) -> float:
    return (len(longest_rising(places)) - 1) / (len(places) - 1)


def _neighbours_share(places: Sequence[int]) -> float:
    pairs = sum(after == before + 1 for before, after in pairwise(places))
    return pairs / (len(places) - 1)


def _first_slip(said: Sequence[str], places: Sequence[int], standing: frozenset[int]) -> str:
    """Say how many are in place and which first one is not; where it belongs is left to find."""
    stray = [at for at, place in enumerate(places) if place not in standing]
    if len(stray) == 1 and len(places) > 2:
        return _("Only one is out of place: “{item}”.").format(item=said[stray[0]])
    hits = sum(at == place for at, place in enumerate(places))
    first = next(at for at, place in enumerate(places) if place != at)
    return _("{right} of {all} stand in their place. The first that does not is number {place}: “{item}”.").format(
        right=hits, all=len(places), place=first + 1, item=said[first]
    )
