"""Formulas, equations and lists of solutions, equal up to algebra."""

import re
from collections.abc import Sequence
from fractions import Fraction

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.grade import Grade
from tutor.domain.question import ExpressionKey, Kind, Question
from tutor.domain.translation import _
from tutor.grading.formula import Name, Neg, Relation, Statement, letters, write
from tutor.grading.marks import compared, partly, right, unsure, wrong
from tutor.grading.registry import grader
from tutor.grading.sameness import are_near, are_same
from tutor.grading.shape import has_shape
from tutor.grading.signs import mathematical
from tutor.grading.size import constant
from tutor.grading.solutions import Solutions, as_point, solutions
from tutor.grading.syntax import readings
from tutor.grading.tools import Tools

NAME = "expression"
_MAX_PIECES = 8
_NOT_SHAPED = {
    "expanded": "Equal, but not expanded yet: multiply out the brackets and put like terms together.",
    "factored": "Equal, but not factored yet: write it as a product, with nothing left to take out.",
    "simplest": "Equal, but it can be simpler.",
}


@grader(NAME, kinds={Kind.EXPRESSION})
def expression(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade a formula by its value, and by its form where one is asked for."""
    key = question.key
    assert isinstance(key, ExpressionKey)
    said = _said(key, answer.text, question.language)
    verdicts = [_compare(said, accepted, key.variables, tools) for accepted in key.accepted]
    if True in verdicts and not _is_joined_alike(answer.text, key.accepted[verdicts.index(True)], key, question):
        return partly(NAME, 0.5, _("Both parts are right. But is it “and” or “or”?"))
    if True in verdicts:
        return _right_value(question, key, answer.text, said, key.accepted[verdicts.index(True)], tools)
    if None in verdicts:
        return unsure(NAME)
    return _not_yet(key, answer.text, said, tools)


def check_expression(key: ExpressionKey, text: str, language: str = "en") -> None:
    """Raise AnswerFormError when a text is no formula, nor several formulas with "or" between them."""
    _pieces(text, key.variables, language)


Pieces = tuple[tuple[Statement, ...], ...]  # each solution in each way it can be read


def _pieces(text: str, variables: Sequence[str], language: str) -> Pieces:
    return _read_all(solutions(text, variables, language), variables, language)


def _said(key: ExpressionKey, text: str, language: str) -> Pieces:
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


def _is_joined_alike(text: str, accepted: str, key: ExpressionKey, question: Question) -> bool:
    """Tell whether bounds are joined as the key's are: x < 1 or x > 3 is not both at once."""
    wanted = solutions(accepted, key.variables)
    said = solutions(text, key.variables, question.language).joint
    has_bounds = re.search("[<>≤≥]", accepted) is not None
    return not has_bounds or not said or not wanted.joint or said == wanted.joint


def _both_signs(text: str) -> tuple[str, ...]:
    return (text.replace("±", "+", 1), text.replace("±", "-", 1)) if text.count("±") == 1 else (text,)


def _compare(said: Pieces, accepted: str, variables: Sequence[str], tools: Tools) -> bool | None:
    """Compare lists of solutions, in any order; None where one pair can't be told."""
    wanted = _pieces(accepted, variables, "en")
    if len(said) != len(wanted):
        return False
    left = list(wanted)
    is_unsure = False
    for mine in said:
        verdicts = [_same_in_any_reading(mine, other[0], variables, tools) for other in left]
        at = next((at for value in (True, None) for at, one in enumerate(verdicts) if one is value), None)
        if at is None:
            return False
        is_unsure |= verdicts[at] is None
        del left[at]
    return None if is_unsure else True


def _same_in_any_reading(
    mine: Sequence[Statement], other: Statement, variables: Sequence[str], tools: Tools
) -> bool | None:
    verdicts = [_same(one, other, variables, tools) for one in mine]
    return True if True in verdicts else None if None in verdicts else False


def _same(mine: Statement, other: Statement, variables: Sequence[str], tools: Tools) -> bool | None:
    mine, other = _alike(mine, other)
    verdict = are_same(mine, other)
    if verdict is not None or tools.algebra is None:
        return verdict  # without algebra "can't tell" stays so: a person looks
    return tools.algebra.equivalent(write(mine), write(other), variables)


def _alike(mine: Statement, other: Statement) -> tuple[Statement, Statement]:
    """Take "x = 3" for 3 where one side has it so; an equation in two letters stays one."""
    if isinstance(mine, Relation) and not isinstance(other, Relation):
        return _value_side(mine) or mine, other
    if isinstance(other, Relation) and not isinstance(mine, Relation) and constant(mine) is not None:
        return mine, _value_side(other) or other
    return mine, other


def _value_side(relation: Relation) -> Statement | None:
    """Give the other side of a lone letter: the 3 of x = 3."""
    for alone, value in ((relation.left, relation.right), (relation.right, relation.left)):
        if relation.sign == "=" and isinstance(alone, Name) and alone.name not in letters(value):
            return value
    return None


def _right_value(question: Question, key: ExpressionKey, text: str, said: Pieces, accepted: str, tools: Tools) -> Grade:
    wanted = _pieces(accepted, key.variables, "en")
    if len(said) == 1 and key.form:
        shaped = _has_shape(said[0], wanted[0][0], key, tools)
        if shaped is None:
            return unsure(NAME)
        return right(NAME) if shaped else partly(NAME, 0.5, _(_NOT_SHAPED[key.form]))
    if any(not _is_solved(mine, other[0]) for mine, other in zip(said, wanted, strict=True)):
        return partly(
            NAME, 0.5, _("That is true, but not solved yet. The answer is {accepted}.").format(accepted=accepted)
        )
    if _repeats(question.prompt, text, key):
        return partly(NAME, 0.5, _("That is what the question says. Now work it out."))
    return right(NAME)


def _has_shape(mine: Sequence[Statement], wanted: Statement, key: ExpressionKey, tools: Tools) -> bool | None:
    verdicts: list[bool | None] = []
    for one in mine:
        said, other = _alike(one, wanted)
        if are_same(said, other) is False:
            continue
        shaped = has_shape(said, other, key.form)
        if shaped is None and tools.algebra is not None:
            shaped = tools.algebra.equivalent(write(said), write(other), key.variables, key.form)
        verdicts.append(shaped)
    return True if True in verdicts else None if None in verdicts or not verdicts else False


def _is_solved(mine: Sequence[Statement], wanted: Statement) -> bool:
    """Tell whether a letter stands alone in an answer where it does in the key: x = 3, and not 2x = 6."""
    if not isinstance(wanted, Relation) or not _stands_alone(wanted):
        return True
    return any(not isinstance(one, Relation) or _stands_alone(one) for one in mine)


def _stands_alone(relation: Relation) -> bool:
    sides = ((relation.left, relation.right), (relation.right, relation.left))
    return any(isinstance(alone, Name) and not letters(value) for alone, value in sides)


def _repeats(prompt: str, text: str, key: ExpressionKey) -> bool:
    """Tell whether an answer only copies what was to be worked out."""
    said = _squeezed(text)
    if len(said) < 3 or said.isalnum() or said in {_squeezed(accepted) for accepted in key.accepted}:
        return False
    return re.search(rf"(?<![\w^.,)(+*/-]){re.escape(said)}(?![\w^)(+*/-])", _squeezed(prompt, " ")) is not None


def _squeezed(text: str, gap: str = "") -> str:
    """Write a text without the spaces around signs, so that a formula in a sentence stays apart from its words."""
    plain = mathematical(text).replace("$", "").replace("·", "*").replace("×", "*")
    plain = re.sub(r"\s*([-+*/^=()<>])\s*", r"\1", plain)
    return plain if gap else plain.replace(" ", "")


def _not_yet(key: ExpressionKey, text: str, said: Pieces, tools: Tools) -> Grade:
    wanted = _pieces(key.accepted[0], key.variables, "en")
    if len(said) != len(wanted):
        hits = sum(
            any(_same_in_any_reading(mine, other[0], key.variables, tools) is True for other in wanted) for mine in said
        )
        if 0 < hits == len(said) < len(wanted):
            return partly(NAME, round(hits / len(wanted), 4), _("Right so far, but there is one more answer to find."))
        return wrong(NAME, compared(text.strip(), key.accepted[0]))
    if len(said) == 1:
        return _slip(key, text, said[0], wanted[0][0])
    if solutions(key.accepted[0], key.variables).is_point and _is_swapped(said, wanted):
        says = _("The numbers are right, but in the other order: {names}.")
        return wrong(NAME, says.format(names=", ".join(_name_of(other[0]) for other in wanted)))
    return wrong(NAME, compared(text.strip(), key.accepted[0]))


def _is_swapped(said: Pieces, wanted: Pieces) -> bool:
    """Tell whether a point has the right numbers in another order."""
    mine = [_value_of(one[0]) for one in said]
    others = [_value_of(one[0]) for one in wanted]
    return None not in mine and mine != others and sorted(map(str, mine)) == sorted(map(str, others))


def _value_of(statement: Statement) -> Fraction | None:
    return constant(statement.right) if isinstance(statement, Relation) else None


def _name_of(statement: Statement) -> str:
    return write(statement.left) if isinstance(statement, Relation) else write(statement)


def _slip(key: ExpressionKey, text: str, mine: Sequence[Statement], wanted: Statement) -> Grade:
    one = mine[0]
    if isinstance(wanted, Relation) and not isinstance(one, Relation):
        value = _value_side(wanted)
        if value is not None and are_same(one, value):
            says = _("That side is right. Write the whole equation: {answer}.")
            return partly(NAME, 0.5, says.format(answer=key.accepted[0]))
    strangers = letters(one) - letters(wanted) - set(key.variables)
    if strangers and not isinstance(one, Relation):
        names = ", ".join(sorted(letters(wanted) or key.variables))
        says = _("Use the letter {letters}. You wrote {said}.")
        return wrong(NAME, says.format(letters=names, said=text.strip()))
    mine_plain, other = _alike(one, wanted)
    if not isinstance(mine_plain, Relation) and not isinstance(other, Relation):
        if are_same(Neg(mine_plain), other):
            says = _("Close: every plus and minus is the wrong way round. The answer is {accepted}.")
            return wrong(NAME, says.format(accepted=key.accepted[0]))
        if are_near(mine_plain, other):
            says = _("That is rounded. The exact answer is {exact}.")
            return partly(NAME, 0.5, says.format(exact=key.accepted[0]))
    return wrong(NAME, compared(text.strip(), key.accepted[0]))
