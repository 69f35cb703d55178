"""The solutions of an answer and of a key as formulas, and whether they are the same up to algebra."""

from collections.abc import Sequence

from tutor.domain.errors import AnswerFormError
from tutor.domain.question import ExpressionKey
from tutor.domain.translation import _
from tutor.grading.formula import Name, Relation, Statement, letters, write
from tutor.grading.sameness import are_same
from tutor.grading.size import constant
from tutor.grading.solutions import Solutions, as_point, solutions
from tutor.grading.syntax import readings
from tutor.grading.tools import Tools

_MAX_PIECES = 8

Pieces = tuple[tuple[Statement, ...], ...]  # each solution in each way it can be read


def read_pieces(text: str, variables: Sequence[str], language: str) -> Pieces:
    """Read each solution of a text. Raises AnswerFormError with a hint."""
    return _read_all(solutions(text, variables, language), variables, language)


def read_said(key: ExpressionKey, text: str, language: str) -> Pieces:
    """Read an answer; bare numbers are a point where the key is one."""
    found = solutions(text, key.variables, language)
    if solutions(key.accepted[0], key.variables).is_point:
        found = as_point(found, key.variables)
    return _read_all(found, key.variables, language)


def _read_all(found: Solutions, variables: Sequence[str], language: str) -> Pieces:
    if len(found.texts) > _MAX_PIECES:
        raise AnswerFormError(_("Those are too many answers."), _("Write only the ones that are asked for."))
    comma_is_point = language != "en"
    return tuple(
        readings(one, variables, comma_is_point=comma_is_point) for text in found.texts for one in _both_signs(text)
    )


def _both_signs(text: str) -> tuple[str, ...]:
    return (text.replace("±", "+", 1), text.replace("±", "-", 1)) if text.count("±") == 1 else (text,)


def compare(said: Pieces, accepted: str, variables: Sequence[str], tools: Tools) -> bool | None:
    """Compare lists of solutions, in any order; None where one pair can't be told."""
    wanted = read_pieces(accepted, variables, "en")
    if len(said) != len(wanted):
        return False
    left = list(wanted)
    is_unsure = False
    for mine in said:
        verdicts = [same_in_any_reading(mine, other[0], variables, tools) for other in left]
        at = next((at for value in (True, None) for at, one in enumerate(verdicts) if one is value), None)
        if at is None:
            return False
        is_unsure |= verdicts[at] is None
        del left[at]
    return None if is_unsure else True


def same_in_any_reading(
    mine: Sequence[Statement], other: Statement, variables: Sequence[str], tools: Tools
) -> bool | None:
    """Tell whether one of the ways to read an answer is the same as a formula of the key; None where it may be."""
    verdicts = [_same(one, other, variables, tools) for one in mine]
    return True if True in verdicts else None if None in verdicts else False


def _same(mine: Statement, other: Statement, variables: Sequence[str], tools: Tools) -> bool | None:
    mine, other = alike(mine, other)
    verdict = are_same(mine, other)
    if verdict is not None or tools.algebra is None:
        return verdict  # without algebra "can't tell" stays so: a person looks
    return tools.algebra.equivalent(write(mine), write(other), variables)


def alike(mine: Statement, other: Statement) -> tuple[Statement, Statement]:
    """Take "x = 3" for 3 where one side has it so; an equation in two letters stays one."""
    if isinstance(mine, Relation) and not isinstance(other, Relation):
        return value_side(mine) or mine, other
    if isinstance(other, Relation) and not isinstance(mine, Relation) and constant(mine) is not None:
        return mine, value_side(other) or other
    return mine, other


def value_side(relation: Relation) -> Statement | None:
    """Give the other side of a lone letter: the 3 of x = 3."""
    for alone, value in ((relation.left, relation.right), (relation.right, relation.left)):
        if relation.sign == "=" and isinstance(alone, Name) and alone.name not in letters(value):
            return value
    return None
