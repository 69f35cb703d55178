"""What the suites are made from and of: questions with answers whose worth is known, and cases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from tutor.domain.question import Question, TextKey
from tutor.grading.text.lexicon import FUNCTION_WORDS, NEGATIONS, stem

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Known:
    """A question with what is known of answers to it, apart from its references."""

    question: Question
    source: str  # where it comes from: a pack's id or a file's name
    rights: tuple[str, ...] = ()
    wrongs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a question of another kind than free text."""
        if not isinstance(self.question.key, TextKey):
            raise ValueError("the suites know free-text questions only")

    @property
    def references(self) -> tuple[str, ...]:
        """Give the question's reference answers."""
        assert isinstance(self.question.key, TextKey)
        return self.question.key.references

    @property
    def prompt(self) -> str:
        """Give the question's words, without its pictures."""
        return " ".join(_PICTURE.sub(" ", self.question.prompt).split())


@dataclass(frozen=True, slots=True)
class Setting:
    """A question among others: `near` ones are about the same topic, `far` ones about another."""

    known: Known
    near: tuple[Known, ...] = ()
    far: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One answer of a suite; `base` is the answer that it was made from, where the two are to be compared."""

    name: str  # of its class
    question: Question
    answer: str
    base: str = ""


class Maker(Protocol):
    """Makes the answers of one class for one question: pairs of an answer and its base ("" where there is none)."""

    def __call__(self, setting: Setting, rng: Random, /) -> Iterator[tuple[str, str]]:
        """Yield what it can make; nothing where the question does not fit."""
        ...


def words(text: str) -> list[str]:
    """Give a text's words as they were written."""
    return _WORD.findall(text)


def is_filler(word: str) -> bool:
    """Tell whether a word says little by itself; a "not" does not count as filler."""
    plain = word.casefold().replace("'", "").replace("’", "")
    return plain in FUNCTION_WORDS and not (len(word) == 1 and word.isupper() and word not in "AI")


def is_negation(word: str) -> bool:
    """Tell whether a word turns a meaning round."""
    return word.casefold().replace("'", "").replace("’", "") in NEGATIONS


def content(text: str) -> frozenset[str]:
    """Give the stems of the words that say something."""
    return frozenset(stem(word) for word in words(text) if not is_filler(word))


def holds(text: str, others: Sequence[str], share: float = 1.0) -> bool:
    """Tell whether a text holds, of any of the others, at least that share of what it says."""
    said = content(text)
    for other in others:
        asked = content(other)
        if asked and len(asked & said) >= share * len(asked):
            return True
    return False


def sentences(text: str) -> list[str]:
    """Cut a text into sentences."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def one_wrong(setting: Setting, rng: Random) -> tuple[str, str]:
    """Pick a wrong answer; the second is the same where a student gave it, and "" where it was borrowed."""
    if setting.known.wrongs:
        wrong = rng.choice(setting.known.wrongs)
        return wrong, wrong
    return one_foreign(setting, rng), ""


def one_foreign(setting: Setting, rng: Random) -> str:
    """Pick an answer to a question about something else; "" where there is none that shares no word with ours."""
    ours = [*setting.known.references, *setting.known.rights]
    asked = frozenset[str]().union(*(content(text) for text in ours))
    possible = [far.references[0] for far in setting.far if len(content(far.references[0]) & asked) <= 1]
    return rng.choice(possible) if possible else ""


def one_right(setting: Setting, rng: Random, most_words: int = 40) -> str:
    """Pick a right answer, a student's or a reference, of a readable length; "" where there is none."""
    possible = [
        text for text in (*setting.known.rights, *setting.known.references) if 3 <= len(words(text)) <= most_words
    ]
    return rng.choice(possible) if possible else ""
