"""Formulas, equations and lists of solutions, equal up to algebra."""

import re
from collections.abc import Sequence
from fractions import Fraction

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade
from tutor.domain.question import ExpressionKey, Kind, Question
from tutor.domain.translation import _
from tutor.grading.formula import Name, Neg, Relation, Statement, letters, write
from tutor.grading.marks import compared, partly, right, unsure, wrong
from tutor.grading.pieces import Pieces, alike, compare, read_pieces, read_said, same_in_any_reading, value_side
from tutor.grading.registry import grader
from tutor.grading.sameness import are_near, are_same
from tutor.grading.shape import has_shape
from tutor.grading.signs import mathematical
from tutor.grading.size import constant
from tutor.grading.solutions import solutions
from tutor.grading.tools import Tools

NAME = "expression"
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
    said = read_said(key, answer.text, question.language)
    verdicts = [compare(said, accepted, key.variables, tools) for accepted in key.accepted]
    if True in verdicts and not _is_joined_alike(answer.text, key.accepted[verdicts.index(True)], key, question):
        return partly(NAME, 0.5, _("Both parts are right. But is it “and” or “or”?"))
    if True in verdicts:
        return _right_value(question, key, answer.text, said, key.accepted[verdicts.index(True)], tools)
    if None in verdicts:
        return unsure(NAME)
    return _not_yet(key, answer.text, said, tools)


def check_expression(key: ExpressionKey, text: str, language: str = "en") -> None:
    """Raise AnswerFormError when a text is no formula, nor several formulas with "or" between them."""
    read_pieces(text, key.variables, language)


def _is_joined_alike(text: str, accepted: str, key: ExpressionKey, question: Question) -> bool:
    """Tell whether bounds are joined as the key's are: x < 1 or x > 3 is not both at once."""
    wanted = solutions(accepted, key.variables)
    said = solutions(text, key.variables, question.language).joint
    has_bounds = re.search("[<>≤≥]", accepted) is not None
    return not has_bounds or not said or not wanted.joint or said == wanted.joint


def _right_value(question: Question, key: ExpressionKey, text: str, said: Pieces, accepted: str, tools: Tools) -> Grade:
    wanted = read_pieces(accepted, key.variables, "en")
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
        said, other = alike(one, wanted)
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
    wanted = read_pieces(key.accepted[0], key.variables, "en")
    if len(said) != len(wanted):
        hits = sum(
            any(same_in_any_reading(mine, other[0], key.variables, tools) is True for other in wanted) for mine in said
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
        value = value_side(wanted)
        if value is not None and are_same(one, value):
            says = _("That side is right. Write the whole equation: {answer}.")
            return partly(NAME, 0.5, says.format(answer=key.accepted[0]))
    strangers = letters(one) - letters(wanted) - set(key.variables)
    if strangers and not isinstance(one, Relation):
        names = ", ".join(sorted(letters(wanted) or key.variables))
        says = _("Use the letter {letters}. You wrote {said}.")
        return wrong(NAME, says.format(letters=names, said=text.strip()))
    mine_plain, other = alike(one, wanted)
    if not isinstance(mine_plain, Relation) and not isinstance(other, Relation):
        if are_same(Neg(mine_plain), other):
            says = _("Close: every plus and minus is the wrong way round. The answer is {accepted}.")
            return wrong(NAME, says.format(accepted=key.accepted[0]))
        if are_near(mine_plain, other):
            says = _("That is rounded. The exact answer is {exact}.")
            return partly(NAME, 0.5, says.format(exact=key.accepted[0]))
    return wrong(NAME, compared(text.strip(), key.accepted[0]))
