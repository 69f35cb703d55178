"""Whether who does what to whom has changed places: "the sun heats the water" is not "the water heats the sun".

Pure, and careful: words that hold both ways ("connected"), passives and other clauses are no swaps.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tutor.grading.text.comparisons import compares_in_reverse
from tutor.grading.text.lexicon import adjective, stem, words_listed
from tutor.grading.text.reading import Reading, cuts, pieces

BOTH_WAYS = frozenset(stem(word) for word in words_listed("both-ways"))
JOINTS = frozenset(
    ("because", "since", "so", "when", "if", "while", "after", "before", "where", "until", "though", "although")
)
_MARK, _COMMA, _END = re.compile(r"[,;:.!?]"), re.compile(","), re.compile(r"[.;!?]")
_BEING = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"))
_PASSIVE = ("ed", "en", "wn", "t")
_SUBJECTS = frozenset(("it", "they"))
_BOUNDS = JOINTS | {"than"}
_BEFORE_NOUNS = frozenset(words_listed("before-nouns"))
_KEPT = 200  # readings whose clauses stay at hand
_PREPOSITIONS = frozenset(words_listed("prepositions"))


def has_roles_swapped(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether "A verbs B" became "B verbs A", or "A is more than B" became its reverse."""
    plain = [one for one in references if ("by" in one.plain) == ("by" in answer.plain) and not is_enumeration(one)]
    return (
        any(compares_in_reverse(one, answer) for one in references)
        or any(_turns_a_triple(one, answer) for one in plain)
        or any(_turns_a_clause(one, answer, references) for one in plain)
    )


def is_enumeration(reference: Reading) -> bool:
    """Tell whether a reference is hardly more than a list of things, whose order is free."""
    commas = reference.text.count(",")
    is_bare = bool(reference.is_content.sum() >= 0.75 * len(reference.stems))
    return commas > 2 or (is_bare and (commas > 0 or "and" in reference.plain or len(reference.stems) < 5))


def _turns_a_triple(reference: Reading, answer: Reading) -> bool:
    """Tell whether three neighbours that say something stand in the answer from right to left."""
    said = answer.said()
    runs = [reference.said(one) for one in pieces(reference, _MARK)]
    triples = (run[place : place + 3] for run in runs for place in range(len(run) - 2))
    return any(
        len({left, verb, right}) == 3
        and verb not in BOTH_WAYS
        and not adjective(verb)
        and _stand(said, (right, verb, left))
        and not _stand(said, (left, verb))
        and not _stand(said, (verb, right))
        and _may_do_so(reference, answer, verb)
        for left, verb, right in triples
    )


def _may_do_so(reference: Reading, answer: Reading, verb: str) -> bool:
    """Tell whether a word may be a verb in the answer, and does not say there alone what is done to its subject."""
    theirs, ours = ([place for place, one in enumerate(each.stems) if one == verb] for each in (reference, answer))
    is_passive = any(_is_passive(answer, place) for place in ours)
    is_as_meant = not is_passive or any(_is_passive(reference, place) for place in theirs)
    return is_as_meant and any(not _follows_article(answer, place) for place in ours)


def _follows_article(reading: Reading, place: int) -> bool:
    """Tell whether a word before leaves no room for a verb."""
    return place > 0 and reading.plain[place - 1] in _BEFORE_NOUNS


def _is_passive(reading: Reading, place: int) -> bool:
    """Tell whether a verb says what is done to its subject ("is eaten")."""
    before = reading.plain[max(0, place - 2) : place]
    return reading.plain[place].endswith(_PASSIVE) and not _BEING.isdisjoint(before)


def _stand(said: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(tuple(said[place : place + len(wanted)]) == tuple(wanted) for place in range(len(said)))


@dataclass(frozen=True, slots=True)
class _Clause:
    """What stands before and after a word that may be a verb; places of words that say something."""

    verb: str
    place: int
    kind: tuple[bool, bool]  # is it denied, is it passive
    before: tuple[int, ...]
    after: tuple[int, ...]
    subject: int  # one of `before`

    @classmethod
    def around(cls, reading: Reading, place: int, within: slice) -> "_Clause | None":
        """Read the clause around a word of a sentence; None where the word is no verb, or stands alone."""
        word = reading.plain[place]
        is_noun = len(word) < 3 or reading.is_name[place] or _follows_article(reading, place)
        if is_noun or word.endswith("ly") or adjective(word) or reading.stems[place] in BOTH_WAYS:
            return None
        left, right = _bounds(reading, place, within)
        if not left or not right:
            return None
        kind = bool(reading.is_negated[place]), _is_passive(reading, place)
        subject = left[0] if reading.plain[place - 1] in _SUBJECTS else left[-1]
        return cls(reading.stems[place], place, kind, left, right, subject)


def _bounds(reading: Reading, place: int, within: slice) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the places of what says something before and after a word, as far as its clause goes."""
    commas = set(cuts(reading, _COMMA))
    start = max((one for one in range(within.start + 1, place + 1) if one in commas), default=within.start)
    start = max((one + 1 for one in range(start, place) if reading.plain[one] in _BOUNDS), default=start)
    ends = (one for one in range(place + 1, within.stop) if one in commas or reading.plain[one] in _BOUNDS)
    end = next(ends, within.stop)
    sides = range(start, place), range(place + 1, end)
    before, after = (tuple(one for one in side if reading.is_content[one]) for side in sides)
    return before, after


@lru_cache(_KEPT)
def _clauses(reading: Reading) -> tuple[_Clause, ...]:
    """Read every clause; once for each reading, since a question's references come with each answer."""
    around = (
        _Clause.around(reading, place, within)
        for within in pieces(reading, _END)
        for place in range(within.start, within.stop)
        if reading.is_content[place]
    )
    return tuple(clause for clause in around if clause is not None)


def _turns_a_clause(reference: Reading, answer: Reading, references: Sequence[Reading]) -> bool:
    """Tell whether subject and object of a clause have changed places, and no reference has them as the answer does."""
    if reference.is_long or answer.is_long:
        return False
    return any(
        ours.verb == one.verb and ours.kind == one.kind and _is_exchanged(reference, one, answer, ours, references)
        for ours in _clauses(answer)
        for one in _clauses(reference)
    )


def _is_exchanged(
    reference: Reading, one: _Clause, answer: Reading, ours: _Clause, references: Sequence[Reading]
) -> bool:
    meant, said = reference.stems[one.subject], answer.stems[ours.subject]
    if one.verb in (meant, said) or adjective(reference.plain[one.subject]) or adjective(answer.plain[ours.subject]):
        return False
    manner = _manner(reference, one, said)
    is_turned = manner is not None and manner == _manner(answer, ours, meant)
    return is_turned and not any(_has_order(each, (said, one.verb, meant)) for each in references)


def _manner(reading: Reading, clause: _Clause, word: str) -> str | None:
    """Give the preposition ("" for none) that leads to a word; None where it does not stand behind the verb alone."""
    places = [place for place in clause.after if reading.stems[place] == word]
    if not places or any(reading.stems[place] == word for place in clause.before):
        return None
    return next((one for one in reading.plain[places[0] : clause.place : -1] if one in _PREPOSITIONS), "")


def _has_order(reading: Reading, wanted: Sequence[str]) -> bool:
    """Tell whether some words stand in a sentence in this order."""
    return any(_follow(reading.stems[within], wanted) for within in pieces(reading, _END))


def _follow(stems: Sequence[str], wanted: Sequence[str]) -> bool:
    rest = iter(stems)
    return all(any(one == each for each in rest) for one in wanted)
