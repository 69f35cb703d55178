"""Whether an answer points the other way than the references do: opposite words, other degrees, a word put for another.

Pure. Words count that carry no content elsewhere ("up", "more", "before"), where they stand beside the same words.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from tutor.grading.text.lexicon import (
    FUNCTION_WORDS,
    NEGATIONS,
    adjective,
    are_opposite,
    degrees,
    figure,
    is_figure,
    is_lessened,
    stem,
)
from tutor.grading.text.reading import Reading, cuts
from tutor.grading.text.roles import JOINTS

_SLASH = re.compile("/")
_ARTICLES = frozenset(("a", "an", "the"))
_NEAR = 0.6  # the share of words in step from which an answer is a reference with a few words changed
_SHORT = 4  # words of an answer that speaks of one thing: "it would be lower"
_SHARED = 0.34  # the share of a text's other words from which an answer speaks of the same
_AMOUNTS = frozenset(("more", "less", "fewer", "most", "least", "up", "down", "before", "after"))


def points_elsewhere(question: Reading, known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer says the opposite of a reference or of a key idea, and none says as it does."""
    if answer.is_long:
        return False
    return (
        _has_opposite(question, known, answer) or _has_other_degree(known, answer) or _has_other_amount(known, answer)
    )


def is_one_word_off(known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer is the nearest reference but for a number or a word that points the other way."""
    said = _tokens(answer)
    near = [(SequenceMatcher(None, _tokens(one), said, autojunk=False), one) for one in known if one.stems]
    best = max(near, key=lambda pair: pair[0].ratio(), default=None)
    if best is None or len(said) < 3 or not _NEAR <= best[0].ratio() < 1.0:
        return False
    meant = _tokens(best[1])
    if not any(_is_turn(left, right, said, meant) for left, right in _changed(best[0], meant, said)):
        return False
    likeness = _alike(best[1], answer)
    return not any(_alike(one, answer) >= likeness for one in known if one is not best[1] and _agrees(one, answer))


def _alike(known: Reading, answer: Reading) -> float:
    return len(known.content & answer.content) / max(1, len(known.content | answer.content))


def _agrees(known: Reading, answer: Reading) -> bool:
    """Tell whether two texts are negated alike and hold no opposites nor other numbers."""
    if known.is_negation.sum() % 2 != answer.is_negation.sum() % 2:
        return False
    left, right = known.content - answer.content, answer.content - known.content
    return not any(are_opposite(one, other) or _are_other_numbers(one, other) for one in left for other in right)


def says_both(known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer offers a word and its opposite at once ("heats or cools"), which no reference does.

    "Faster and slower" is one too many where the references have one of the two; "up and down" is a way to move.
    """
    words = frozenset[str]().union(*(frozenset(one.stems) for one in known))
    pairs = [(place - 1, place + 1, word) for place, word in enumerate(answer.plain) if word in ("or", "and")]
    pairs += [(place - 1, place, "/") for place in cuts(answer, _SLASH)]
    for one, other, joint in pairs:
        if not 0 <= one < other < len(answer.stems):
            continue
        pair = answer.stems[one], answer.stems[other]
        others = sum(word not in words for word in pair)
        is_offer = others == 1 and _are_degrees(answer, one, other) if joint == "and" else others > 0
        if is_offer and are_opposite(*pair):
            return True
    return False


def _are_degrees(reading: Reading, *places: int) -> bool:
    return all(reading.plain[place].endswith("er") and adjective(reading.plain[place]) for place in places)


def _has_opposite(question: Reading, known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether a word of the answer is the opposite of a known one that the answer lacks; a "not" turns it.

    Where the known ones have both ("one rises, the other falls"), a word that points as one of them does says nothing.
    Nor does a word of the question beside its opposite: "if you increase it", as was asked, "the other will shrink".
    """
    asked = frozenset(said for _word, said, _is_negated in _stated(question))
    words = frozenset[str]().union(*(one.content for one in known))
    ways = {(said, is_negated) for one in known for _word, said, is_negated in _stated(one)}
    mine = answer.content | {said for _word, said, _is_negated in _stated(answer)}
    for word, said, is_negated in _stated(answer):
        if word in words or (said, is_negated) in ways or word in NEGATIONS:
            continue
        if said in asked and any(are_opposite(said, other) for other in mine - asked):
            continue
        against = [
            other_negated == is_negated
            for one in known
            for stands, other, other_negated in _stated(one)
            if other not in mine and are_opposite(other, said) and _is_about(one, stands, answer)
            if not any(are_opposite(other, way) and turned == other_negated for way, turned in ways)
        ]
        if against and all(against):
            return True
    return False


def _is_about(one: Reading, word: str, answer: Reading) -> bool:
    """Tell whether the answer speaks of what a text says the word of."""
    rest = one.content - {word}
    return len(answer.content) <= _SHORT or len(rest & answer.content) >= _SHARED * len(rest)


def _stated(reading: Reading) -> Iterator[tuple[str, str, bool]]:
    """Give each word that says something, its stem without degree ("hotter": "hot"), and whether it is turned round."""
    for place, word in enumerate(reading.stems):
        if reading.is_content[place]:
            yield word, _undegreed(reading, place), bool(reading.is_negated[place]) != is_lessened(reading.plain, place)


def _undegreed(reading: Reading, place: int) -> str:
    plain = adjective(reading.plain[place])
    return stem(plain) if plain else reading.stems[place]


def _has_other_degree(known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer calls something more so ("denser") where all others say less so, or the reverse."""
    said = degrees(answer.plain)
    meant: dict[str, set[bool]] = {}
    for one in known:
        for word, ways in degrees(one.plain).items():
            meant.setdefault(word, set()).update(ways)
    return any(word in meant and not ways & meant[word] for word, ways in said.items())


def _has_other_amount(known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer has "less heat" where the others have "more heat"."""
    said, meant = set(_amounts(answer)), {pair for one in known for pair in _amounts(one)}
    return any(
        thing == other and are_opposite(stem(amount), stem(opposite)) and (amount, thing) not in meant
        for amount, thing in said
        for opposite, other in meant
        if (opposite, other) not in said
    )


def _amounts(reading: Reading) -> Iterator[tuple[str, str]]:
    for (_one, amount), (thing, _two) in pairwise(zip(reading.stems, reading.plain, strict=True)):
        if amount in _AMOUNTS and thing not in FUNCTION_WORDS | JOINTS:
            yield amount, thing


def _tokens(reading: Reading) -> list[str]:
    return [word for word in reading.plain if word not in _ARTICLES]


def _changed(matcher: "SequenceMatcher[str]", meant: Sequence[str], said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the words that stand in each other's place, one by one."""
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "replace":
            yield from zip(meant[start:end], said[other_start:other_end], strict=False)


def _is_turn(meant: str, put: str, said: Sequence[str], reference: Sequence[str]) -> bool:
    """Tell whether one word put for another changes a number or points the other way."""
    if _are_other_numbers(meant, put):
        return True
    return are_opposite(stem(meant), stem(put)) and meant not in said and put not in reference


def _are_other_numbers(one: str, other: str) -> bool:
    left, right = figure(one), figure(other)
    return left != right and is_figure(left) and is_figure(right)
