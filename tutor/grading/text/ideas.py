"""Which key ideas an answer holds, and with which of its words."""

import re
from dataclasses import dataclass

from tutor.domain.question import KeyIdea, TextKey
from tutor.grading.text.lexicon import FUNCTION_WORDS

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_JOINT = re.compile(r",\s*(?:and|but|so|because|while|whereas|which means)\s+|\s+(?:because|whereas|but|so that)\s+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_FEWEST_WORDS = 3
COVERED = 0.5  # probability from which an idea counts as said
_CLEARLY_SAID, _CLEARLY_MISSING = 0.62, 0.45
_MOST_CLAUSES = 4


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ideas of a question, in its order, and how probable it is that the answer says each (0..1)."""

    ideas: tuple[KeyIdea, ...]
    probabilities: tuple[float, ...]
    is_given: bool  # the question lists its key ideas (else they are the clauses of a reference)

    @property
    def covered(self) -> tuple[str, ...]:
        """Name the ideas that are said."""
        return tuple(idea.text for idea, share in self._pairs if share >= COVERED)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the ideas that are not."""
        return tuple(idea.text for idea, share in self._pairs if share < COVERED)

    @property
    def is_whole(self) -> bool:
        """Tell whether every idea is said."""
        return not self.missing

    @property
    def is_part(self) -> bool:
        """Tell whether some ideas are clearly said and all others clearly missing."""
        is_sure = all(not _CLEARLY_MISSING < share < _CLEARLY_SAID for share in self.probabilities)
        return is_sure and bool(self.covered) and bool(self.missing)

    @property
    def least(self) -> float:
        """Give the probability of the idea that is least likely to be said."""
        return min(self.probabilities)

    @property
    def share(self) -> float:
        """Average the probabilities: how much of the answer is there (0..1)."""
        return sum(self.probabilities) / len(self.probabilities)

    @property
    def _pairs(self) -> tuple[tuple[KeyIdea, float], ...]:
        return tuple(zip(self.ideas, self.probabilities, strict=True))


def ideas(key: TextKey) -> tuple[KeyIdea, ...]:
    """Give a question's key ideas; where it lists none, the clauses of its best reference."""
    return key.key_ideas or tuple(KeyIdea(clause) for clause in clauses(key.references[0]))


def clauses(text: str) -> tuple[str, ...]:
    """Cut a reference into its clauses; a short one is one clause."""
    plain = _BRACKETS.sub("", text).strip() or text.strip()
    found: list[str] = []
    for sentence in _SENTENCE_END.split(plain):
        found += _parts(sentence)
    tidied = [_trimmed(clause) for clause in found]
    kept = tuple(dict.fromkeys(clause for clause in tidied if clause))
    return kept if 0 < len(kept) <= _MOST_CLAUSES else (_trimmed(plain),)


def _parts(sentence: str) -> list[str]:
    """Give a sentence's parts, or the sentence whole when a part is too short to be an idea."""
    parts = [part for part in _JOINT.split(sentence) if part.strip()]
    return parts if all(_says_enough(part) for part in parts) else [sentence]


def _says_enough(part: str) -> bool:
    words = re.findall(r"\w+", part.lower())
    return len(words) >= _FEWEST_WORDS and sum(word not in FUNCTION_WORDS for word in words) >= 2


def _trimmed(clause: str) -> str:
    return clause.strip().strip(".;,!:").strip()
