"""Which of two things a text calls more so: "light is faster than sound" is "sound is slower than light".

Pure. Only comparisons with one "than" are read.
"""

import re
from dataclasses import dataclass

from tutor.grading.text.lexicon import adjective, are_opposite, stem
from tutor.grading.text.reading import Reading, pieces

_SENTENCE_END = re.compile(r"[.;!?]")
_AMOUNTS = {"more": True, "less": False, "fewer": False}
_MANY = "much"  # what "more" alone compares


@dataclass(frozen=True, slots=True)
class _Than:
    left: frozenset[str]
    measure: str
    is_more: bool
    right: frozenset[str]


def compares_the_same(one: Reading, other: Reading) -> bool:
    """Tell whether both compare the same two things and come to the same, from either end."""
    left, right = _than(one), _than(other)
    return left is not None and right is not None and _are_exchanged(left, right) and _are_opposite(left, right)


def compares_in_reverse(one: Reading, other: Reading) -> bool:
    """Tell whether two things of a comparison have changed places."""
    left, right = _than(one), _than(other)
    if left is None or right is None or not _are_exchanged(left, right):
        return False
    return left.measure == right.measure and left.is_more == right.is_more


def _than(reading: Reading) -> _Than | None:
    """Read the only comparison of a text."""
    places = [place for place, word in enumerate(reading.plain) if word == "than"]
    if len(places) != 1 or places[0] < 2:
        return None
    place = places[0]
    last, before = reading.plain[place - 1], reading.plain[place - 2]
    measure = _MANY if last in _AMOUNTS else adjective(last)
    if measure is None or reading.is_negated[place - 1]:
        return None
    is_more = _AMOUNTS.get(last, _AMOUNTS.get(before, True))
    sentence = next(one for one in pieces(reading, _SENTENCE_END) if one.start <= place < one.stop)
    left = frozenset(reading.said(slice(sentence.start, place - 1)))
    right = frozenset(reading.said(slice(place + 1, sentence.stop)))
    return _Than(left - right, measure, is_more, right - left)


def _are_exchanged(one: _Than, other: _Than) -> bool:
    return bool(one.left & other.right and one.right & other.left) and not one.right & other.right


def _are_opposite(one: _Than, other: _Than) -> bool:
    if one.measure == other.measure:
        return one.is_more != other.is_more
    return one.is_more == other.is_more and are_opposite(stem(one.measure), stem(other.measure))
