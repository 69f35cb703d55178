"""How large a formula can get, found without working it out: 9^9^9^9 is refused before anything computes it."""

from fractions import Fraction
from math import factorial

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.formula import Call, Name, Neg, Node, Num, Op, Relation, Statement

_MAX_BITS = 20_000
_MAX_EXPONENT = 1000
_MAX_NUMBER_BITS = 400
_MAX_FACTORIAL = 60


def check_size(statement: Statement) -> None:
    """Raise AnswerFormError for a formula whose numbers or powers are beyond school's and would take for ever."""
    for side in (statement.left, statement.right) if isinstance(statement, Relation) else (statement,):
        _bits(side)


def constant(node: Node) -> Fraction | None:
    """Work out a formula without letters exactly; None where it holds letters, roots or functions.

    Raises AnswerFormError for a division by zero and for what `check_size` refuses.
    """
    match node:
        case Num(value):
            return value
        case Neg(inner):
            value_or_none = constant(inner)
            return None if value_or_none is None else -value_or_none
        case Op(sign, left, right):
            first, second = constant(left), constant(right)
            return None if first is None or second is None else _apply(sign, first, second)
        case Call("factorial", inner):
            number = constant(inner)
            return None if number is None else Fraction(factorial(_whole(number)))
    return None


def _whole(value: Fraction) -> int:
    """Give the number that a factorial is of; AnswerFormError for a negative, broken or very large one."""
    if value.denominator != 1 or value < 0:
        raise AnswerFormError(
            _("Only whole numbers from 0 on have a factorial."), _("Look at what stands before the “!”.")
        )
    if value > _MAX_FACTORIAL:
        raise _too_large()
    return int(value)


def _apply(sign: str, first: Fraction, second: Fraction) -> Fraction | None:
    match sign:
        case "+":
            return first + second
        case "-":
            return first - second
        case "*":
            return first * second
        case "/":
            if second == 0:
                raise _zero()
            return first / second
    if second.denominator != 1:
        return None
    if first == 0 and second < 0:
        raise _zero()
    if abs(second) > _MAX_EXPONENT or _width(first) * abs(second) > _MAX_BITS:
        raise _too_large()
    return Fraction(first ** int(second))


def _bits(node: Node) -> int:
    """Bound the digits (in bits) and the degree of whatever a formula comes to."""
    match node:
        case Num(value):
            if _width(value) > _MAX_NUMBER_BITS:
                raise _too_large()
            return max(1, _width(value))
        case Name():
            return 1
        case Call("factorial", inner):
            whole = constant(inner)
            return _bits(inner) if whole is None else max(1, factorial(_whole(whole)).bit_length())
        case Neg(inner) | Call(_, inner):
            return _bits(inner)
        case Op("^", left, right):
            _bits(right)
            exponent = constant(right)
            size = _bits(left) * (1 if exponent is None else max(1, int(abs(exponent))))
            if exponent is not None and abs(exponent) > _MAX_EXPONENT:
                raise _too_large()
        case Op(sign, left, right):
            size = _bits(left) + _bits(right)
            if sign == "/" and constant(right) == 0:
                raise _zero()
    if size > _MAX_BITS:
        raise _too_large()
    return size


def _width(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _too_large() -> AnswerFormError:
    return AnswerFormError(_("That formula is too large for me to work out."), _("Look at its powers."))


def _zero() -> AnswerFormError:
    return AnswerFormError(_("Nothing can be divided by zero."), _("Look at what stands below the line."))
