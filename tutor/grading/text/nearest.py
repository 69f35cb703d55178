"""Which of several references an answer is held against: the one that shares most stems with it (Dice 1945)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tutor.grading.text.lexicon import FUNCTION_WORDS


def told(plain: Iterable[str], stems: Iterable[str]) -> Counter[str]:
    """Count the stems of the words that say something; `plain` are the same words as `lexicon.plainly` writes them."""
    return Counter(stem for word, stem in zip(plain, stems, strict=True) if word not in FUNCTION_WORDS)


def nearest(references: Sequence[Counter[str]], answer: Counter[str]) -> int:
    """Give the place of the reference that shares most with the answer; ValueError without a reference."""
    if not references:
        raise ValueError("an answer is compared with at least one reference")

    def shared(place: int) -> float:
        known = references[place]
        return 2 * (known & answer).total() / max(1, known.total() + answer.total())

    return max(range(len(references)), key=shared)
