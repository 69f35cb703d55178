"""Algebra by sympy, for what working out at random places can't settle. Runs in a process that can be stopped.

Formulas come from our own reader and are built from sympy's objects: sympy's parser, which runs Python, is never used.
"""

from collections.abc import Sequence
from typing import Any

import sympy

from tutor.grading.formula import Call, Name, Neg, Node, Num, Op, Relation, Statement
from tutor.grading.sameness import are_same
from tutor.grading.shape import has_shape
from tutor.grading.syntax import read

_FUNCTIONS: dict[str, Any] = {
    "sqrt": sympy.sqrt, "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan,
    "ln": sympy.log, "exp": sympy.exp, "abs": sympy.Abs,
    "factorial": sympy.factorial,
}  # fmt: skip


def equivalent(left: str, right: str, variables: Sequence[str], form: str = "") -> bool | None:
    """Tell whether two formulas are equal up to algebra and `left` has the asked form; None where that can't be told.

    Raises AnswerFormError when one can't be read.
    """
    mine, other = read(left, variables), read(right, variables)
    same = are_same(mine, other)
    if same is None:
        same = _same(mine, other)
    if not same or not form:
        return same
    shaped = has_shape(mine, other, form)
    return _is_factored(mine) if shaped is None and form == "factored" else shaped


def build(node: Node) -> Any:
    """Build sympy's tree of a formula; letters are positive, as roots and logarithms at school take them."""
    match node:
        case Num(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Name("pi", True):
            return sympy.pi
        case Name("e", True):
            return sympy.E
        case Name(name):
            return sympy.Symbol(name, positive=True)
        case Neg(inner):
            return -build(inner)
        case Call("log", argument):
            return sympy.log(build(argument), 10)
        case Call(function, argument):
            return _FUNCTIONS[function](build(argument))
        case Op(sign, left, right):
            first, second = build(left), build(right)
            match sign:
                case "+":
                    return first + second
                case "-":
                    return first - second
                case "*":
                    return first * second
                case "/":
                    return first / second
            return first**second


def _same(left: Statement, right: Statement) -> bool | None:
    if isinstance(left, Relation) and isinstance(right, Relation):
        mine, other = build(left.left) - build(left.right), build(right.left) - build(right.right)
        return _same_equations(mine, other) if left.sign == right.sign and left.sign in {"=", "!="} else None
    if isinstance(left, Relation) or isinstance(right, Relation):
        return False
    return _is_zero(build(left) - build(right))


def _is_zero(difference: Any) -> bool | None:
    if sympy.simplify(sympy.expand(difference)) == 0 or sympy.simplify(sympy.expand_log(difference)) == 0:
        return True
    verdict = difference.equals(0)
    return None if verdict is None else bool(verdict)


def _same_equations(mine: Any, other: Any) -> bool | None:
    """Tell whether two equations are multiples of one another once nothing is below a line."""
    above, other_above = (sympy.numer(sympy.cancel(sympy.together(side))) for side in (mine, other))
    ratio = sympy.cancel(above / other_above)
    if not ratio.free_symbols:
        return bool(ratio != 0)
    simpler = sympy.simplify(mine / other)
    return True if not simpler.free_symbols and simpler != 0 else None


def _is_factored(statement: Statement) -> bool | None:
    """Tell whether a product's factors are as many as sympy finds."""
    if isinstance(statement, Relation):
        return None
    from tutor.grading.shape import factors

    mine = factors(statement)
    if mine is None:
        return None
    content, found = sympy.factor_list(sympy.expand(build(statement)))
    is_content_out = all(sympy.Poly(build(one), *build(one).free_symbols).content() == 1 for one in mine)
    return len(mine) == sum(power for _factor, power in found) and is_content_out and content is not None
