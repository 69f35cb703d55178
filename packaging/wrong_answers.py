"""Wrong answers made of right ones: what words alone can't tell from them."""

import re
from collections.abc import Sequence

import numpy as np

from tutor.grading.text.lexicon import FUNCTION_WORDS, listed, stem
from tutor.llm.words import words

_VERB = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|does|do|did|has|have|had|should|must|may)\b(?! not|['’])"
)
_OPPOSITES: dict[str, list[str]] = {}
for _one, _other in (line.split() for line in listed("opposites")):
    _OPPOSITES.setdefault(_one, []).append(_other)
    _OPPOSITES.setdefault(_other, []).append(_one)
_SMALL_WORDS = ("the", "a", "is", "of", "and", "to", "in", "it", "that", "because", "are", "by", "with", "for", "on")


def swapped(text: str, rng: np.random.Generator) -> str | None:
    """Exchange two words that say something, so that roles or causes are turned round; None where that says little."""
    found = [word for word in words(text) if word.text.casefold() not in FUNCTION_WORDS and len(word.text) > 2]
    if len(found) < 3:
        return None
    left, right = sorted(int(place) for place in rng.choice(len(found), 2, replace=False))
    one, two = found[left], found[right]
    between = text[one.end : two.start]
    if stem(one.text.casefold()) == stem(two.text.casefold()) or not between.strip():
        return None
    if any(mark in f" {between.casefold()} " for mark in (" and ", " or ", ",", " are ", " as ", " with ")):
        return None
    return text[: one.start] + two.text + between + one.text + text[two.end :]


def negated(text: str) -> str | None:
    """Put a "not" in or take it out; None where neither can be done simply."""
    if " not " in text:
        return text.replace(" not ", " ", 1)
    found = _VERB.search(text)
    return None if found is None else f"{text[: found.end()]} not{text[found.end() :]}"


def opposed(text: str, rng: np.random.Generator) -> str | None:
    """Put its opposite for a word that points a way ("higher" for "lower"); None where there is none."""
    said = {word.text.casefold() for word in words(text)}
    found = [(word, _OPPOSITES[word.text.casefold()]) for word in words(text) if word.text.casefold() in _OPPOSITES]
    free = [(word, other) for word, others in found for other in others if not said & set(others)]
    if not free:
        return None
    word, other = free[int(rng.integers(len(free)))]
    return text[: word.start] + (other.capitalize() if word.text[0].isupper() else other) + text[word.end :]


def heaped(text: str, rng: np.random.Generator) -> str | None:
    """Throw the words of a text together in any order, with small words between; None where there are few."""
    found = [word.text.lower() for word in words(text) if word.text.casefold() not in FUNCTION_WORDS]
    if len(found) < 4:
        return None
    small = rng.choice(_SMALL_WORDS, int(rng.integers(0, len(found) + 1))).tolist()
    return " ".join(rng.permutation([*found, *small]))


def hedged(texts: Sequence[str], rng: np.random.Generator) -> str:
    """Offer several answers at once, in any order."""
    first, *rest = [texts[place].rstrip(".") for place in rng.permutation(len(texts))]
    form = int(rng.integers(4))
    if form == 0:
        return f"Either {first}, or {', or '.join(rest)}."
    if form == 1:
        return f"It could be {first}, or maybe {', or maybe '.join(rest)}"
    return (" or " if form == 2 else ". Or ").join([first, *rest])


def copied(question: str, rng: np.random.Generator) -> str:
    """Give the question back: as it stands, or its words in any order."""
    return heaped(question, rng) or question if rng.random() < 0.3 else question
