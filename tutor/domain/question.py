"""A question, its answer key, and the passage that it leans on."""

from dataclasses import dataclass
from enum import StrEnum

from tutor.domain import chemical
from tutor.domain.grade import Verdict
from tutor.domain.ids import PackId, PassageId, QuestionId


class Kind(StrEnum):
    """How a question is answered."""

    SHORT_TEXT = "short_text"  # in the student's own words, graded by meaning
    EXACT_TEXT = "exact_text"  # one word or name, graded by its letters
    CHOICE = "choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    NUMERIC = "numeric"
    EXPRESSION = "expression"
    ORDER = "order"
    MATCH = "match"
    CLOZE = "cloze"
    CHEMISTRY = "chemistry"  # a formula or a balanced equation
    DATE = "date"
    OUTPUT = "output"  # what a program prints, line by line


@dataclass(frozen=True, slots=True)
class KeyIdea:
    """One thing that a full answer says; `variants` are other ways to say it."""

    text: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """An answer that a person has marked, so that others like it are marked alike."""

    text: str
    mark: Verdict  # never UNSURE

    def __post_init__(self) -> None:
        """Refuse a blank answer, and a mark that is none."""
        if not self.text.strip():
            raise ValueError("a marked answer says something")
        if self.mark is Verdict.UNSURE:
            raise ValueError("a person's mark is correct, partial or incorrect")


@dataclass(frozen=True, slots=True)
class TextKey:
    """SHORT_TEXT: reference answers, the best one first."""

    references: tuple[str, ...]
    key_ideas: tuple[KeyIdea, ...] = ()
    marked: tuple[MarkedAnswer, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a key without a reference."""
        if not self.references:
            raise ValueError("a text question needs a reference answer")


@dataclass(frozen=True, slots=True)
class ExactKey:
    """EXACT_TEXT: the accepted spellings, the best one first."""

    accepted: tuple[str, ...]
    case_matters: bool = False
    typos: int = 0  # letters that may be wrong: 0 or 1

    def __post_init__(self) -> None:
        """Refuse an empty key."""
        if not self.accepted:
            raise ValueError("an exact question needs an accepted answer")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick, put in order or match; `feedback` is shown when it was picked."""

    id: str
    text: str
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    """CHOICE and MULTIPLE_CHOICE: options and the ids of the right ones. TRUE_FALSE has the ids "true" and "false"."""

    options: tuple[Option, ...]
    correct: frozenset[str]

    def __post_init__(self) -> None:
        """Refuse twin ids and a key that names no option."""
        ids = [option.id for option in self.options]
        if len(set(ids)) != len(ids):
            raise ValueError("two options have the same id")
        if not self.correct or not self.correct <= set(ids):
            raise ValueError("the right answer names no option")


@dataclass(frozen=True, slots=True)
class NumericKey:
    """NUMERIC: accepted values as written ("2/3", "9.81"), a tolerance, and a unit where one is asked for."""

    accepted: tuple[str, ...]
    tolerance: float = 0.0  # absolute, or a share of the value when `is_relative`
    is_relative: bool = False
    unit: str = ""  # as pint writes it ("m/s**2"); "" when the answer is a bare number

    def __post_init__(self) -> None:
        """Refuse an empty key and a negative tolerance."""
        if not self.accepted:
            raise ValueError("a numeric question needs an accepted value")
        if self.tolerance < 0:
            raise ValueError("a tolerance is not negative")


@dataclass(frozen=True, slots=True)
class ExpressionKey:
    """EXPRESSION: accepted expressions or equations ("2(x+3)", "y = 3x - 1"), equal up to algebra.

    `form` asks for more than equality: "expanded", "factored", "simplest" or "" (any).
    """

    accepted: tuple[str, ...]
    variables: tuple[str, ...] = ("x",)
    form: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty key."""
        if not self.accepted:
            raise ValueError("an expression question needs an accepted expression")


@dataclass(frozen=True, slots=True)
class OrderKey:
    """ORDER: the items in their right order."""

    items: tuple[Option, ...]

    def __post_init__(self) -> None:
        """Refuse fewer than two items, and twins."""
        if len({item.id for item in self.items}) != len(self.items) or len(self.items) < 2:
            raise ValueError("an order question needs two or more different items")


@dataclass(frozen=True, slots=True)
class MatchKey:
    """MATCH: left and right sides, and for each left id the id of its right side.

    There may be more rights than lefts (distractors).
    """

    lefts: tuple[Option, ...]
    rights: tuple[Option, ...]
    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        """Refuse a key that leaves a left side alone."""
        if {left for left, _right in self.pairs} != {left.id for left in self.lefts}:
            raise ValueError("each left side needs one right side")


@dataclass(frozen=True, slots=True)
class ClozeKey:
    """CLOZE: one key for each gap; the prompt shows them as {{1}}, {{2}}, ..."""

    gaps: tuple[ExactKey | NumericKey, ...]

    def __post_init__(self) -> None:
        """Refuse a text without gaps."""
        if not self.gaps:
            raise ValueError("a cloze question needs a gap")


@dataclass(frozen=True, slots=True)
class ChemistryKey:
    """CHEMISTRY: accepted formulas ("SO4^2-") or equations ("2 H2 + O2 -> 2 H2O"), the best one first."""

    accepted: tuple[str, ...]
    states: bool = False  # whether (s), (l), (g) and (aq) are asked for
    lowest: bool = False  # whether 4 H2 + 2 O2 -> 4 H2O has to be made smaller

    def __post_init__(self) -> None:
        """Refuse an empty key."""
        if not self.accepted:
            raise ValueError("a chemistry question needs an accepted formula or equation")


@dataclass(frozen=True, slots=True)
class DateKey:
    """DATE: accepted dates, the best one first, each as exact as the answer has to be ("1969", "20 July 1969")."""

    accepted: tuple[str, ...]
    tolerance: int = 0  # years

    def __post_init__(self) -> None:
        """Refuse an empty key and a negative tolerance."""
        if not self.accepted:
            raise ValueError("a date question needs an accepted date")
        if self.tolerance < 0:
            raise ValueError("a tolerance is not negative")


@dataclass(frozen=True, slots=True)
class OutputKey:
    """OUTPUT: what a program prints, with its lines and their indentation; the best one first."""

    accepted: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse an empty key."""
        if not any(text.strip() for text in self.accepted):
            raise ValueError("an output question needs what is printed")


Key = (
    TextKey
    | ExactKey
    | ChoiceKey
    | NumericKey
    | ExpressionKey
    | OrderKey
    | MatchKey
    | ClozeKey
    | ChemistryKey
    | DateKey
    | OutputKey
)

_KEY_OF_KIND: dict[Kind, type] = {
    Kind.SHORT_TEXT: TextKey,
    Kind.EXACT_TEXT: ExactKey,
    Kind.CHOICE: ChoiceKey,
    Kind.MULTIPLE_CHOICE: ChoiceKey,
    Kind.TRUE_FALSE: ChoiceKey,
    Kind.NUMERIC: NumericKey,
    Kind.EXPRESSION: ExpressionKey,
    Kind.ORDER: OrderKey,
    Kind.MATCH: MatchKey,
    Kind.CLOZE: ClozeKey,
    Kind.CHEMISTRY: ChemistryKey,
    Kind.DATE: DateKey,
    Kind.OUTPUT: OutputKey,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Texts are Markdown with LaTeX between dollar signs; images are relative to the pack."""

    id: QuestionId
    kind: Kind
    prompt: str
    key: Key
    topic: str = ""
    pack_id: PackId = PackId("")
    hints: tuple[str, ...] = ()
    explanation: str = ""  # why the right answer is right, for the reader's age
    passage_id: PassageId | None = None
    passage: str = ""  # the passage's text, for graders and checks; "" when there is none
    check: str = ""  # a question to check oneself with
    check_answer: str = ""
    ages: tuple[int, int] = (9, 19)
    language: str = "en"

    def __post_init__(self) -> None:
        """Refuse an empty prompt and a key of another kind."""
        if not self.prompt.strip():
            raise ValueError("a question needs a prompt")
        if not isinstance(self.key, _KEY_OF_KIND[self.kind]):
            raise ValueError(f"a {self.kind} question can't have a {type(self.key).__name__}")

    @property
    def model_answer(self) -> str:
        """Say the right answer in words, as a student would read it."""
        return model_answer(self.kind, self.key)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a reference text that a sheet can link to (Markdown)."""

    id: PassageId
    title: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of questions with the passages that they lean on."""

    id: PackId
    title: str
    description: str
    questions: tuple[Question, ...]
    passages: tuple[Passage, ...] = ()
    ages: tuple[int, int] = (9, 19)
    language: str = "en"
    licence: str = ""
    folder: str = ""  # where the pack's images lie

    @property
    def topics(self) -> tuple[str, ...]:
        """Name each topic once, in the pack's order."""
        return tuple(dict.fromkeys(question.topic for question in self.questions))


def model_answer(kind: Kind, key: Key) -> str:
    """Say the right answer of a key in words; lists have one line for each part."""
    match key:
        case TextKey(references=references):
            return references[0]
        case ExactKey(accepted=accepted):
            return accepted[0]
        case ChoiceKey(options=options, correct=correct):
            return "\n".join(option.text for option in options if option.id in correct)
        case NumericKey(accepted=accepted, unit=unit):
            return f"{accepted[0]} {unit.replace('**', '^')}".strip()
        case ExpressionKey(accepted=accepted):
            return accepted[0]
        case OrderKey(items=items):
            return "\n".join(f"{place}. {item.text}" for place, item in enumerate(items, start=1))
        case MatchKey(lefts=lefts, rights=rights, pairs=pairs):
            left_text = {left.id: left.text for left in lefts}
            right_text = {right.id: right.text for right in rights}
            return "\n".join(f"{left_text[left]} → {right_text[right]}" for left, right in pairs)
        case ClozeKey(gaps=gaps):
            return ", ".join(gap.accepted[0] for gap in gaps)
        case ChemistryKey(accepted=accepted):
            return chemical.written(accepted[0])
        case DateKey(accepted=accepted):
            return accepted[0]
        case OutputKey(accepted=accepted):
            return _as_code(accepted[0])


def _as_code(text: str) -> str:
    """Fence off what a program prints (Markdown), so that each sign and space of it is shown."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}\n{text}\n{fence}"
