"""What the rules for an explanation look at, and the books that hold the rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Question, TextKey
from tutor.domain.rulebook import RuleBook
from tutor.grading.wording_words import NEGATIONS, Support, content, idea_stems, stems, support, words

_QUOTE = re.compile(
    r"\b(?:you (?:said|wrote|say|write|answered|thought|think|mentioned)|your answer (?:says|said|is|was))\b"
    r"(?: that)?[\s:]*(?P<words>[^,;.!?]*?)(?=[,;.!?]|\b(?:but|which|and that|however)\b|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Case:
    """One graded answer whose explanation is checked."""

    question: Question
    answer: Answer
    grade: Grade

    @property
    def is_correct(self) -> bool:
        """Tell whether the answer is right."""
        return self.grade.verdict is Verdict.CORRECT

    @cached_property
    def support(self) -> Support:
        """Give what the explanation may lean on."""
        return support(self.question)

    @cached_property
    def answer_text(self) -> str:
        """Give the student's words."""
        return " ".join((self.answer.text, *self.answer.picks))

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Give the student's words that the key lacks: those of a wrong answer are no facts."""
        return frozenset() if self.is_correct else content(self.answer_text) - self.support.core

    @cached_property
    def covered(self) -> frozenset[str]:
        """Give the stems of the key ideas that the answer holds."""
        return idea_stems(self.grade.covered)

    @cached_property
    def missing(self) -> frozenset[str]:
        """Give the stems of the key ideas that the answer lacks."""
        return idea_stems(self.grade.missing)

    @cached_property
    def missing_in_any_words(self) -> frozenset[str]:
        """Give the stems of the ideas that the answer lacks, and of their variants."""
        key = self.question.key
        ideas = key.key_ideas if isinstance(key, TextKey) else ()
        return self.missing | idea_stems(
            variant for idea in ideas if idea.text in self.grade.missing for variant in idea.variants
        )


def unquoted(sentence: str) -> str:
    """Give a sentence without what it quotes from the student ("You wrote ...")."""
    return _QUOTE.sub(" ", sentence)


def quotes(sentence: str) -> tuple[str, ...]:
    """Give what a sentence says that the student wrote."""
    return tuple(found["words"] for found in _QUOTE.finditer(sentence))


def is_true_quote(quote: str, text: str) -> bool:
    """Tell whether the student wrote that: the same words, denied as often."""
    said, wrote = words(quote), words(text)
    denials = [sum(word in NEGATIONS for word in one) for one in (said, wrote)]
    return bool(said) and stems(quote) <= stems(text) and denials[0] == denials[1]


SentenceRule = Callable[[str, tuple[str, ...], Case], str | None]  # sentence, the sentences before it
WholeRule = Callable[[str, Case], str | None]

for_sentences: RuleBook[SentenceRule] = RuleBook()
for_wholes: RuleBook[WholeRule] = RuleBook()
