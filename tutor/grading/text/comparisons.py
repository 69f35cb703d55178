"""Which of two things a text calls more so: "light is faster than sound" is "sound is slower than light".

Pure. Only comparisons with one "than" are read.
"""

import re
from dataclasses import dataclass

from tutor.grading.text.lexicon import adjective, are_opposite, stem
from tutor.grading.text.reading import Reading, pieces

_SENTENCE_END, _CLAUSE_END = re.compile(r"[.;!?]"), re.compile(r"[,.;!?]")
_AMOUNTS = {"more": True, "better": True, "less": False, "fewer": False, "worse": False}
_MANY = "much"  # what "more" alone compares
_MOST_OF = 2  # words between "more" and "than"


@dataclass(frozen=True, slots=True)
class _Than:
    left: frozenset[str]
    measure: str
    of: frozenset[str]  # the heat of "more heat than"
    is_more: bool
    right: frozenset[str]
    said: frozenset[str]  # all that the sentence says


def compares_the_same(one: Reading, other: Reading) -> bool:
    """Tell whether both compare the same two things and come to the same, from either end."""
    left, right = _than(one), _than(other)
    return left is not None and right is not None and _are_exchanged(left, right) and _are_opposite(left, right)


def compares_in_reverse(one: Reading, other: Reading) -> bool:
    """Tell whether two things of a comparison have changed places."""
    left, right = _than(one), _than(other)
    if left is None or right is None or not _are_exchanged(left, right):
        return False
    return _have_one_measure(left, right) and left.is_more == right.is_more


def _than(reading: Reading) -> _Than | None:
    """Read the only comparison of a text."""
    places = [place for place, word in enumerate(reading.plain) if word == "than"]
    if len(places) != 1 or places[0] < 2:
        return None
    end = places[0]
    measure, start = adjective(reading.plain[end - 1]), end - 1
    is_more = _AMOUNTS.get(reading.plain[end - 2], True)
    if measure is None:
        near = range(end - 1, max(0, end - 2 - _MOST_OF), -1)
        start = next((place for place in near if reading.plain[place] in _AMOUNTS), 0)
        measure, is_more = _MANY, _AMOUNTS.get(reading.plain[start], True)
    if start == 0 or reading.is_negated[start]:
        return None
    sentence = next(one for one in pieces(reading, _SENTENCE_END) if one.start <= end < one.stop)
    left = frozenset(reading.said(slice(sentence.start, start)))
    clause = next(one for one in pieces(reading, _CLAUSE_END) if one.start <= end < one.stop)
    right = frozenset(reading.said(slice(end + 1, clause.stop)))
    of = frozenset(reading.said(slice(start + 1, end)))
    return _Than(left - right, measure, of, is_more, right - left, left | of | right)


def _have_one_measure(one: _Than, other: _Than) -> bool:
    """Tell whether both compare the same; "gathers more heat" and "heats up faster" do."""
    if one.measure == other.measure != _MANY:
        return True
    if _MANY not in (one.measure, other.measure):
        return False
    both, of = one.said & other.said, one.of | other.of
    if of:
        return of <= both
    return one.measure == other.measure or bool(both - (one.left & other.right) - (one.right & other.left))


def _are_exchanged(one: _Than, other: _Than) -> bool:
    return bool(one.left & other.right and one.right & other.left) and not one.right & other.right


def _are_opposite(one: _Than, other: _Than) -> bool:
    if one.measure == other.measure:
        return one.is_more != other.is_more
    return one.is_more == other.is_more and are_opposite(stem(one.measure), stem(other.measure))
