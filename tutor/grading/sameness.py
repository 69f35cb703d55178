"""Whether two formulas are equal, found by working them out at random places.

Formulas of + - * / and whole powers are worked out exactly, modulo a large prime: two that are not equal agree at a
random place with a chance of at most degree/prime (Schwartz 1980, Zippel 1979), here below 2**-70 each time, and
several places are tried. That settles most answers without any algebra system. Others (roots, sines) are worked out
in decimals, which can show that they differ, but never that they are equal: then the answer is None.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from random import Random

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.formula import Call, Name, Neg, Node, Num, Op, Relation, Statement, letters, parts
from tutor.grading.size import constant

_PRIMES = (2**89 - 1, 2**107 - 1)
_PLACES = 4
_DECIMAL_PLACES = 24
_APART = 1e-7
_ROUNDED = 0.005
_CONSTANTS = {"pi": math.pi, "e": math.e}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt, "sin": math.sin, "cos": math.cos, "tan": math.tan,
    "ln": math.log, "log": math.log10, "exp": math.exp, "abs": abs,
    "factorial": lambda value: math.gamma(value + 1),
}  # fmt: skip
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class _NotRationalError(Exception):
    """A formula holds more than + - * / and whole powers."""


def are_same(left: Statement, right: Statement) -> bool | None:
    """Tell whether two formulas, equations or inequalities are equal up to algebra; None where that takes more."""
    if left == right and _has_value(left):
        return True
    if isinstance(left, Relation) and isinstance(right, Relation):
        return _same_relations(left, right)
    if isinstance(left, Relation) or isinstance(right, Relation):
        return False
    return _is_zero(Op("-", left, right))


def _has_value(statement: Statement) -> bool:
    """Tell whether a formula holds a root or a function and can be worked out somewhere; then its twin is the same."""
    sides = (statement.left, statement.right) if isinstance(statement, Relation) else (statement,)
    return any(isinstance(part, Call) for side in sides for part in parts(side)) and bool(_decimals(*sides))


def is_multiple(left: Node, right: Node) -> bool | None:
    """Tell whether one formula is the other times a number that is not zero."""
    ratio = _ratio(left, right)
    return ratio if ratio is None else ratio != 0


def are_near(left: Node, right: Node) -> bool:
    """Tell whether a formula with decimals is a rounding of another, such as 3.14 r of πr."""
    if not any(isinstance(part, Num) and part.value.denominator > 1 for part in parts(left)):
        return False
    if not any(
        isinstance(part, Call) or (isinstance(part, Op) and part.sign in "/^") or _is_pi(part) for part in parts(right)
    ):
        return False
    values = _decimals(left, right)
    return bool(values) and all(
        abs(mine - other) <= _ROUNDED * abs(other) for (mine, _scale), (other, _other_scale) in values
    )


def _is_pi(node: Node) -> bool:
    return isinstance(node, Name) and node.is_constant


def _same_relations(left: Relation, right: Relation) -> bool | None:
    mine, other = Op("-", left.left, left.right), Op("-", right.left, right.right)
    ratio = _ratio(mine, other)
    if left.sign != right.sign and {left.sign, right.sign} & {"=", "!="}:
        return False
    if ratio is None:
        return None
    if left.sign in {"=", "!="}:
        if ratio == 0 and (_divides_by_letters(mine) or _divides_by_letters(other)):
            return None  # y = 1/x and xy = 1 are no multiples, and yet the same
        return ratio != 0
    return ratio != 0 and (left.sign if ratio > 0 else _TURNED[left.sign]) == right.sign


def _divides_by_letters(node: Node) -> bool:
    return any(
        (isinstance(part, Op) and part.sign == "/" and letters(part.right))
        or (isinstance(part, Op) and part.sign == "^" and (constant(part.right) or 0) < 0)
        for part in parts(node)
    )


def _is_zero(node: Node) -> bool | None:
    try:
        return all(_modulo(node, place, prime) == 0 for prime in _PRIMES for place in _places(node, node, prime))
    except _NotRationalError:
        return None if all(abs(value) <= _APART * scale for ((value, scale),) in _decimals(node)) else False


def _ratio(left: Node, right: Node) -> int | None:
    """Give 1 or -1 where left/right is a constant of that sign, 0 where it is none, None where that can't be told."""
    try:
        for prime in _PRIMES:
            ratios = set()
            for place in _places(left, right, prime):
                below = _modulo(right, place, prime)
                if below == 0:
                    return 1 if _is_zero(left) and _is_zero(right) else 0
                ratios.add(_modulo(left, place, prime) * pow(below, -1, prime) % prime)
            if len(ratios) != 1 or 0 in ratios:
                return 0
    except _NotRationalError:
        return _decimal_ratio(left, right)
    return _sign_of_ratio(left, right)


def _sign_of_ratio(left: Node, right: Node) -> int | None:
    """Find the sign of a ratio that is known to be constant, at a place with small numbers."""
    for (mine, _scale), (other, _other_scale) in _decimals(left, right):
        if abs(mine) > _APART and abs(other) > _APART:
            return 1 if (mine > 0) == (other > 0) else -1
    return None


def _decimal_ratio(left: Node, right: Node) -> int | None:
    ratios = [mine / other for (mine, _scale), (other, _other_scale) in _decimals(left, right) if abs(other) > 1e-3]
    if len(ratios) < 2:
        return None
    is_steady = all(abs(ratio - ratios[0]) <= 1e-6 * max(1.0, abs(ratios[0])) for ratio in ratios)
    return None if is_steady else 0


def _places(left: Node, right: Node, prime: int) -> list[dict[str, int]]:
    """Choose places where both formulas can be worked out. The dice are always the same: so is the grade."""
    names = sorted({part.name for node in (left, right) for part in parts(node) if isinstance(part, Name)})
    dice = Random(prime)
    places: list[dict[str, int]] = []
    for _attempt in range(4 * _PLACES):
        place = {name: dice.randrange(1, prime) for name in names}
        try:
            _modulo(left, place, prime)
            _modulo(right, place, prime)
        except ZeroDivisionError:
            continue
        places.append(place)
        if len(places) == _PLACES:
            return places
    raise AnswerFormError(_("Nothing can be divided by zero."), _("Look at what stands below the line."))


def _modulo(node: Node, place: dict[str, int], prime: int) -> int:
    match node:
        case Num(value):
            return value.numerator * _inverse(value.denominator, prime) % prime
        case Name(name):
            return place[name]
        case Neg(inner):
            return -_modulo(inner, place, prime) % prime
        case Op("^", base, exponent):
            power = constant(exponent)
            if power is None or power.denominator != 1:
                raise _NotRationalError
            value_here = _modulo(base, place, prime)
            return pow(value_here if power >= 0 else _inverse(value_here, prime), abs(int(power)), prime)
        case Op(sign, left, right):
            first, second = _modulo(left, place, prime), _modulo(right, place, prime)
            if sign == "/":
                return first * _inverse(second, prime) % prime
            return (first + second if sign == "+" else first - second if sign == "-" else first * second) % prime
        case Call("factorial") if (whole := constant(node)) is not None:
            return _modulo(Num(whole), place, prime)
        case Call("sqrt", Num(value)) if _root(value) is not None:
            return _modulo(Num(_root(value) or Fraction(0)), place, prime)
    raise _NotRationalError


def _inverse(value: int, prime: int) -> int:
    if value % prime == 0:
        raise ZeroDivisionError
    return pow(value, -1, prime)


def _root(value: Fraction) -> Fraction | None:
    if value < 0:
        return None
    root = Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator))
    return root if root * root == value else None


def _decimals(*nodes: Node) -> list[tuple[tuple[float, float], ...]]:
    """Work formulas out in decimals at places on both sides of zero, each value with the size of its parts.

    Places where one of them has no value are left out.
    """
    dice = Random(7)
    every = {part for node in nodes for part in parts(node) if isinstance(part, Name)}
    names = sorted(part.name for part in every if not part.is_constant)
    constants = {part.name: _CONSTANTS[part.name] for part in every if part.is_constant}
    values = []
    for at in range(_DECIMAL_PLACES):
        spread = (0.5, 1.0, 2.0)[at % 3]
        is_positive = at % 2 == 0  # roots and logarithms need such places
        place = {name: dice.uniform(0.1, spread) * (1 if is_positive or dice.random() < 0.3 else -1) for name in names}
        found = [_decimal(node, constants | place) for node in nodes]
        if all(one is not None for one in found):
            values.append(tuple(one for one in found if one is not None))
    return values


def _decimal(node: Node, place: dict[str, float]) -> tuple[float, float] | None:
    try:
        scale = max(1.0, *(abs(_work_out(part, place)) for part in _terms(node)))
        value = _work_out(node, place)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return (value, scale) if math.isfinite(value) and math.isfinite(scale) else None


def _terms(node: Node) -> list[Node]:
    if isinstance(node, Op) and node.sign in {"+", "-"}:
        return [*_terms(node.left), *_terms(node.right)]
    return [node, node]


def _work_out(node: Node, place: dict[str, float]) -> float:
    match node:
        case Num(value):
            return float(value)
        case Name(name):
            return place[name]
        case Neg(inner):
            return -_work_out(inner, place)
        case Call(function, argument):
            return _FUNCTIONS[function](_work_out(argument, place))
        case Op(sign, left, right):
            first, second = _work_out(left, place), _work_out(right, place)
            match sign:
                case "+":
                    return first + second
                case "-":
                    return first - second
                case "*":
                    return first * second
                case "/":
                    return first / second
            return math.pow(first, second)
