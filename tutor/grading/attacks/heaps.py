"""Answers without a thought of their own: copied questions, heaps of the reference's words, lists of all answers."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

from tutor.grading.attacks.case import Setting, content, holds, is_filler, is_negation, one_right, sentences, words

_SPRINKLED = ("the", "of", "and", "is", "to", "in", "it", "with", "that", "by", "for", "a")
_FEWEST, _MOST = 5, 24  # content words of a reference that makes a heap


def copied(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Give the question back: whole, its last sentence, half of it, its words in another order."""
    prompt = setting.known.prompt
    parts = words(prompt)
    mixed = rng.sample(parts, len(parts))
    half = parts[len(parts) // 2 :] if rng.random() < 0.5 else parts[: (len(parts) + 1) // 2]
    known = (*setting.known.references, *setting.known.rights)
    for text in (prompt, sentences(prompt)[-1].rstrip("?"), " ".join(half), " ".join(mixed)):
        if len(words(text)) >= 4 and not holds(text, known, 0.6):
            yield text, ""


def heaped(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Give a reference's content words in a heap: bare, with commas, with function words sprinkled in."""
    reference = rng.choice(setting.known.references)
    parts = [word for word in words(reference) if not is_filler(word) and not is_negation(word)]
    if is_list(reference) or not _FEWEST <= len(parts) <= _MOST or len(content(reference)) < _FEWEST:
        return
    heap = _scattered(parts, rng)
    yield " ".join(heap), ""
    yield ", ".join(heap), ""
    yield _sprinkled(heap, rng), ""


def shuffled(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Give all words of a reference in an order that makes no sense."""
    reference = rng.choice(setting.known.references)
    parts = words(reference)
    if is_list(reference) or not 6 <= len(parts) <= 40 or len(content(reference)) < 4:
        return
    yield " ".join(_scattered(parts, rng)).lower(), ""


def all_answers(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Give the right answer among others that it can't be: "it is A or B or C"."""
    right = one_right(setting, rng, most_words=25)
    others = [near for near in setting.near if not holds(near.references[0], [right], 0.5)]
    others = [near for near in others if len(words(near.references[0])) <= 25]
    if not right or len(others) < 2:
        return
    options = [_clause(text) for text in (right, *(near.references[0] for near in others[:2]))]
    rng.shuffle(options)
    yield f"It is {' or '.join(options)}.", ""
    yield f"Either {options[0]}, or {options[1]}, or maybe {options[2]}", ""
    yield "\n".join(f"{letter}) {option}" for letter, option in zip("ABC", options, strict=True)), ""


def is_list(reference: str) -> bool:
    """Tell whether a reference lists things: its bare words would be a right answer."""
    parts = words(reference)
    return reference.count(",") + reference.count(";") > 1 or 4 * sum(map(is_filler, parts)) < len(parts)


def _scattered(parts: Sequence[str], rng: Random) -> list[str]:
    """Mix words until few neighbours are left (as well as ten tries do it)."""
    pairs = set(pairwise(parts))
    tries = [rng.sample(list(parts), len(parts)) for _each in range(10)]
    return min(tries, key=lambda mixed: sum(pair in pairs for pair in pairwise(mixed)))


def _sprinkled(heap: Sequence[str], rng: Random) -> str:
    found: list[str] = []
    for word in heap:
        found += [rng.choice(_SPRINKLED), word] if rng.random() < 0.7 else [word]
    return " ".join(found)


def _clause(text: str) -> str:
    return text.strip().rstrip(".!?").replace("\n", " ")
