"""Ways of answering: one widget for each kind of question, all with the same face."""

from collections.abc import Sequence
from random import Random

from PySide6.QtWidgets import QWidget

from tutor.domain.question import ChoiceKey, ClozeKey, Kind, MatchKey, NumericKey, Option, OrderKey, Question
from tutor.gui.answer_input.base import AnswerInput
from tutor.gui.answer_input.choice_input import ChoiceInput
from tutor.gui.answer_input.cloze_input import ClozeInput, with_gaps
from tutor.gui.answer_input.line_input import ChemistryInput, ExpressionInput, LineInput
from tutor.gui.answer_input.match_input import MatchInput
from tutor.gui.answer_input.order_input import OrderInput
from tutor.gui.answer_input.text_input import OutputInput, TextInput

__all__ = ["AnswerInput", "input_for", "options_of", "prompt_of"]


def input_for(
    question: Question,
    options: Sequence[Option],
    rights: Sequence[Option] = (),
    *,
    folder: str = "",
    parent: QWidget | None = None,
) -> AnswerInput:
    """Make the widget that answers a question; `options` and `rights` in shown order, pictures from `folder`."""
    key = question.key
    match question.kind:
        case Kind.SHORT_TEXT:
            return TextInput(parent)
        case Kind.CHOICE | Kind.TRUE_FALSE:
            return ChoiceInput(options, folder=folder, parent=parent)
        case Kind.MULTIPLE_CHOICE:
            return ChoiceInput(options, is_multiple=True, folder=folder, parent=parent)
        case Kind.ORDER:
            return OrderInput(options, folder=folder, parent=parent)
        case Kind.MATCH:
            return MatchInput(options, rights, folder=folder, parent=parent)
        case Kind.CLOZE:
            assert isinstance(key, ClozeKey)
            return ClozeInput(len(key.gaps), parent)
        case Kind.EXPRESSION:
            return ExpressionInput(parent)
        case Kind.CHEMISTRY:
            return ChemistryInput(parent)
        case Kind.OUTPUT:
            return OutputInput(parent)
        case _:
            return LineInput(question.kind, wants_unit=isinstance(key, NumericKey) and bool(key.unit), parent=parent)


def options_of(question: Question, seed: int = 0) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Give a question's options and right sides in an order of their own, the same for the same `seed`."""
    rng = Random(f"{question.id} {seed}")
    match question.key:
        case ChoiceKey(options=options):
            return (options if question.kind is Kind.TRUE_FALSE else _shuffled(options, rng)), ()
        case OrderKey(items=items):
            return _shuffled(items, rng), ()
        case MatchKey(lefts=lefts, rights=rights):
            return lefts, _shuffled(rights, rng)
    return (), ()


def prompt_of(question: Question) -> str:
    """Give the prompt as it is shown (Markdown): a cloze text with numbered gaps."""
    return with_gaps(question.prompt) if question.kind is Kind.CLOZE else question.prompt


def _shuffled(options: tuple[Option, ...], rng: Random) -> tuple[Option, ...]:
    mixed = list(options)
    rng.shuffle(mixed)
    return tuple(mixed) if tuple(mixed) != options or len(options) < 2 else (*options[1:], options[0])
