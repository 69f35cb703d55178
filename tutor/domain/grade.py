"""What an answer earned, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How right an answer is; UNSURE goes to a person."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: characters `start` (counted from 0) up to but without `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IdeaMatch:
    """One key idea that an answer holds or lacks, and the words that show it."""

    text: str
    is_covered: bool
    answer_spans: tuple[Span, ...] = ()  # the words of Answer.text that say it
    reference: str = ""  # the reference answer that it was held against
    reference_spans: tuple[Span, ...] = ()  # where it stands in that reference


@dataclass(frozen=True, slots=True)
class Grade:
    """What one answer earned, with the reason shown to the student."""

    verdict: Verdict
    score: float  # 0..1
    probability: float  # 0..1, that the answer is correct
    feedback: str  # plain words for the student: what was right, what is missing, why
    graded_by: str
    covered: tuple[str, ...] = ()  # key ideas that the answer holds
    missing: tuple[str, ...] = ()  # key ideas that it lacks
    matched: tuple[Span, ...] = ()  # the words of Answer.text that matched
    ideas: tuple[IdeaMatch, ...] = ()  # covered and missing ideas with their words; a fresh grade has them

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not (0.0 <= self.score <= 1.0 and 0.0 <= self.probability <= 1.0):
            raise ValueError("score and probability lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One question to a language model and its raw reply, kept beside the grade."""

    model_sha256: str
    prompt: str
    seed: int
    reply: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words that the student reads about a grade; `call` where a chat model was asked, used or not."""

    text: str
    written_by: str  # "plain" or the chat model's name
    call: ModelCall | None = None
