"""Whether the words of a reference stand in an order of their own: thrown together, or with causes swapped.

Pure, and careful: moved clauses, lists in another order and words that hold both ways ("connected") are no swaps.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tutor.grading.text.lexicon import listed, stem
from tutor.grading.text.reading import Reading
from tutor.grading.text.roles import BOTH_WAYS, JOINTS, is_enumeration

_MARK = re.compile(r"[,;:.!?]")
_ARTICLES = frozenset(("a", "an", "the"))
_LISTING = ("and", "or")
_IMPOSSIBLE = [
    tuple(frozenset(side.split()) for side in line.partition(":")[::2]) for line in listed("impossible-pairs")
]
_NEVER_LAST = frozenset(("a", "an", "the", "and", "of"))
_FEWEST, _FEWEST_BROKEN = 6, 4  # words of a reference in an answer whose order is judged
_KEPT, _KEPT_IN_SENTENCES = 0.4, 0.25  # the share of neighbours that an order keeps, in broken and whole sentences
_MOST_OTHERS = 0.12  # the share of an answer's words that may be others, where its order is judged
_SAID = 0.6


def is_thrown_together(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer is words of a reference without their order, or no sentence that can be."""
    if _is_broken(answer) and any(len(_inside(one, answer)) >= _FEWEST_BROKEN for one in references):
        return True
    orders = [one for one in references if not is_enumeration(one) and len(_inside(one, answer)) >= _FEWEST]
    most_kept = _KEPT if _impossible(answer) else _KEPT_IN_SENTENCES
    return bool(orders) and max(_kept(one, answer) for one in orders) <= most_kept


def is_swapped(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer lets the things of a reference, or cause and effect, change places."""
    if any(_tokens(one) == _tokens(answer) for one in references):
        return False
    return any(_is_rearranged(one, answer) or _is_cause_swapped(one, answer) for one in references)


def _inside(reference: Reading, answer: Reading) -> list[str]:
    """Give the answer's words that stand in the reference, where they are nearly all that it says; else none."""
    said = answer.said()
    inside = [one for one in said if one in reference.content]
    return inside if len(inside) >= (1 - _MOST_OTHERS) * len(said) else []


def _kept(reference: Reading, answer: Reading) -> float:
    """Give the share of the answer's neighbours that are neighbours in the reference, in the same order."""
    places: dict[str, list[int]] = {}
    for place, one in enumerate(reference.said()):
        places.setdefault(one, []).append(place)
    inside = _inside(reference, answer)
    kept = [
        any(0 < right - left < 3 for left in places[one] for right in places[other]) for one, other in pairwise(inside)
    ]
    return sum(kept) / len(kept)


def _is_broken(answer: Reading) -> bool:
    """Tell whether function words often stand together that never do ("the of and is")."""
    return _impossible(answer) >= max(2, 0.08 * len(answer.plain))


def _impossible(answer: Reading) -> int:
    """Count the places where a word stands that can't stand there."""
    count = sum(_is_impossible(one, other) for one, other in pairwise(answer.plain))
    return count + (answer.plain[-1:] != () and answer.plain[-1] in _NEVER_LAST)


def _is_impossible(one: str, other: str) -> bool:
    return any(one in firsts and other in seconds for firsts, seconds in _IMPOSSIBLE)


def _tokens(reading: Reading) -> list[str]:
    """Give the words without articles, and a comma for each mark that parts clauses."""
    found: list[str] = []
    end = 0
    for word, plain in zip(reading.words, reading.plain, strict=True):
        if found and _MARK.search(reading.text, end, word.start):
            found.append(",")
        if plain not in _ARTICLES:
            found.append(plain)
        end = word.end
    return found


def _is_rearranged(reference: Reading, answer: Reading) -> bool:
    """Tell whether the answer has the reference's words, but for one or two, in an order that says something else."""
    ours, theirs = (Counter(word for word in _tokens(one) if word != ",") for one in (answer, reference))
    others = (ours - theirs) + (theirs - ours)
    if others.total() > min(2, 0.2 * theirs.total()) or len(answer.content) < 2 or is_enumeration(reference):
        return False
    said, meant = ([word for word in _tokens(one) if word not in others] for one in (answer, reference))
    if any(_clauses(way) == _clauses(meant) for way in _listed_otherwise(said)):
        return False
    said, meant = ([word for word in one if word != ","] for one in (said, meant))
    if any(stem(word) in BOTH_WAYS for word in said):
        return _neighbours_kept(meant, said) < _SAID
    return said != meant


def _clauses(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Cut at commas and before the words that join clauses; a clause keeps the word that leads it."""
    found: list[list[str]] = [[]]
    for word in words:
        if word in JOINTS or word == ",":
            found.append([])
        if word != ",":
            found[-1].append(word)
    return Counter(tuple(clause) for clause in found if clause)


def _listed_otherwise(words: Sequence[str]) -> Iterator[list[str]]:
    """Give the words as they are, and with one or two words before and after an "and" changed over."""
    yield list(words)
    for place, word in enumerate(words):
        if word in _LISTING:
            for left in (1, 2, 3):
                for right in (1, 2, 3):
                    start, end = max(0, place - left), place + 1 + right
                    yield [*words[:start], *words[place + 1 : end], word, *words[start:place], *words[end:]]


def _neighbours_kept(meant: Sequence[str], said: Sequence[str]) -> float:
    pairs = set(pairwise(meant))
    found = [pair in pairs for pair in pairwise(said)]
    return sum(found) / len(found) if found else 1.0


def _is_cause_swapped(reference: Reading, answer: Reading) -> bool:
    cause, effect = _cause_and_effect(reference)
    said_cause, said_effect = _cause_and_effect(answer)
    if min(map(len, (cause, effect, said_cause, said_effect))) < 2:
        return False
    is_turned = len(said_cause & effect - cause) >= _SAID * len(said_cause)
    return is_turned and len(said_effect & cause - effect) >= _SAID * len(said_effect)


def _cause_and_effect(reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """Give the content after and before the only "because"; after a leading one, its clause ends with a comma."""
    places = [place for place, word in enumerate(reading.plain) if word == "because"]
    if len(places) != 1:
        return frozenset(), frozenset()
    place, comma = places[0], reading.text.find(",")
    if place == 0 and comma > 0:
        middle = sum(word.start < comma for word in reading.words)
        return frozenset(reading.said(slice(1, middle))), frozenset(reading.said(slice(middle, None)))
    return frozenset(reading.said(slice(place + 1, None))), frozenset(reading.said(slice(place)))
