"""Whether an answer says of one thing what a reference says of another: a virus does what the worm does, and so on.

Pure. Both texts are cut into short clauses, and two words are looked at that never share one.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from tutor.grading.text.reading import Reading, cuts
from tutor.grading.text.roles import JOINTS

_MARK, _COMMA, _END = re.compile(r"[.;!?,()]"), re.compile(","), re.compile(r"[.;!?]")
_JOINING = JOINTS | {"and", "but", "or", "then", "whereas"}
_CONTRASTING = frozenset(("but", "unlike", "whereas", "while"))
_BEGINNING = frozenset(("a", "an", "and", "in", "on", "the", "with"))  # after a comma: another thing's turn
_FEWEST_SHARED, _MOST_SHARED = 4, 25  # words in both texts
_FEWEST_MIXED = 3  # words said of the other thing, where only one of the two has some, or a word is not mixed up
_KEPT = 300  # readings whose clauses stay at hand

Clauses = tuple[frozenset[str], ...]  # each: the stems of the words that say something
Pairing = tuple[str, frozenset[str]]  # a word, and what stands beside it


def mixes_up(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether two things of a reference have exchanged what is said of them, and no reference has it so."""
    if answer.is_long:
        return False
    short = [one for one in references if not one.is_long]
    return any(
        not any(_says(cut(one), mixed) for one in references)
        for cut in (_clauses, _turns)
        for reference in short
        for mixed in _mixed(cut(reference), cut(answer))
    )


@lru_cache(_KEPT)
def _clauses(reading: Reading) -> Clauses:
    """Cut a text at its marks and joints; once for each reading, since a question's references come each time."""
    starts = {place for place, plain in enumerate(reading.plain) if plain in _JOINING}
    return _cut(reading, starts.union(cuts(reading, _MARK)))


@lru_cache(_KEPT)
def _turns(reading: Reading) -> Clauses:
    """Cut a text where it comes to another thing ("..., while the other"), of which several clauses may speak."""
    starts = {place for place, plain in enumerate(reading.plain) if plain in _CONTRASTING}
    commas = {place for place in cuts(reading, _COMMA) if reading.plain[place] in _BEGINNING}
    return _cut(reading, starts.union(commas, cuts(reading, _END)))


def _cut(reading: Reading, starts: Container[int]) -> Clauses:
    found: list[set[str]] = [set()]
    for place, (word, says) in enumerate(zip(reading.stems, reading.is_content, strict=True)):
        if place in starts:
            found.append(set())
        if says:
            found[-1].add(word)
    return tuple(frozenset(one) for one in found if one)


def _mixed(meant: Clauses, said: Clauses) -> Iterator[tuple[Pairing, Pairing]]:
    """Give two words that never share a clause, each with what belongs to the other and is said of it."""
    shared = _all(meant) & _all(said)
    named = sorted(word for word in shared if len(word) > 1 and not word.isdigit())
    if min(len(meant), len(said)) < 2 or not _FEWEST_SHARED <= len(named) <= _MOST_SHARED:
        return
    for one, other in combinations(named, 2):
        if any(one in clause and other in clause for clause in (*meant, *said)):
            continue
        ours, theirs = (_apart(each, one, other) for each in (said, meant))
        kept = len(ours[0] & theirs[0] - {one}) + len(ours[1] & theirs[1] - {other})
        crossed = ours[0] & theirs[1], ours[1] & theirs[0]
        if _is_enough(kept, *map(len, crossed)):
            yield (one, crossed[0]), (other, crossed[1])


def _is_enough(kept: int, left: int, right: int) -> bool:
    """Tell whether what is said of the other thing outweighs the words (`kept`) that stayed with their own."""
    if kept == 0:
        return min(left, right) > 0 or max(left, right) >= _FEWEST_MIXED
    return kept == 1 and min(left, right) > 0 and left + right >= _FEWEST_MIXED


def _apart(clauses: Clauses, one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give what stands beside one word and not beside the other, and the reverse."""
    left, right = (_all(clause for clause in clauses if word in clause) for word in (one, other))
    return left - right, right - left


def _says(clauses: Clauses, mixed: tuple[Pairing, Pairing]) -> bool:
    """Tell whether a text has one of two words beside what is said of it, and without the other."""
    (left, of_left), (right, of_right) = mixed
    return any(
        (left in clause and right not in clause and bool(of_left & clause))
        or (right in clause and left not in clause and bool(of_right & clause))
        for clause in clauses
    )


def _all(clauses: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*clauses)
