"""The shape that a question asks for beside the value: expanded, factored or in simplest form. Works on trees alone."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd

from tutor.grading.formula import Call, Name, Neg, Node, Num, Op, Relation, Statement, letters, parts
from tutor.grading.sameness import is_multiple
from tutor.grading.size import constant

_MAX_POWER = 50


def has_shape(statement: Statement, key: Statement, form: str) -> bool | None:
    """Tell whether a formula that equals the key has the asked form; None where the key is no help to tell."""
    if isinstance(statement, Relation):
        other = key if isinstance(key, Relation) else Relation("=", key, key)
        sides = [has_shape(statement.left, other.left, form), has_shape(statement.right, other.right, form)]
        return None if None in sides else all(sides)
    node = key.right if isinstance(key, Relation) else key
    match form:
        case "expanded":
            return is_expanded(statement)
        case "factored":
            return is_factored(statement, node)
        case "simplest":
            return is_collected(statement) and weight(statement) <= weight(node)
    return True


@dataclass(slots=True)
class _Term:
    """A product taken apart."""

    above: list[Fraction] = field(default_factory=list)  # numbers
    below: list[Fraction] = field(default_factory=list)
    factors: list[Node] = field(default_factory=list)
    divisors: list[Node] = field(default_factory=list)


def terms(node: Node) -> list[Node]:
    """Take a sum apart into its terms, without their signs."""
    match node:
        case Op("+" | "-", left, right):
            return [*terms(left), *terms(right)]
        case Neg(inner):
            return terms(inner)
    return [node]


def _take_apart(node: Node, term: _Term, is_below: bool = False) -> _Term:
    match node:
        case Num(value):
            (term.below if is_below else term.above).append(value)
        case Neg(inner):
            _take_apart(inner, term, is_below)
        case Op("*", left, right):
            _take_apart(left, term, is_below)
            _take_apart(right, term, is_below)
        case Op("/", left, right):
            _take_apart(left, term, is_below)
            _take_apart(right, term, not is_below)
        case _:
            (term.divisors if is_below else term.factors).append(node)
    return term


def is_expanded(node: Node) -> bool:
    """Tell whether a formula is a sum of plain terms without brackets, each power once."""
    return is_collected(node) and all(_is_plain(_take_apart(term, _Term())) for term in terms(node))


def _is_plain(term: _Term) -> bool:
    for factor in (*term.factors, *term.divisors):
        base = factor.left if isinstance(factor, Op) and factor.sign == "^" else factor
        if isinstance(base, Op | Neg):
            return False
    return True


def is_collected(node: Node) -> bool:
    """Tell whether like terms are put together and the numbers of each term are worked out, also inside brackets."""
    if any(not _is_collected_sum(part) for part in _sums(node)):
        return False
    return all(_is_tidy(_take_apart(term, _Term())) for part in _sums(node) for term in terms(part))


def _sums(node: Node) -> list[Node]:
    """Give the whole formula and the insides of its brackets, powers and functions."""
    inner = [side for part in parts(node) for side in _insides(part) if isinstance(side, Op | Neg)]
    return [node, *inner]


def _insides(node: Node) -> tuple[Node, ...]:
    match node:
        case Op("*" | "/" | "^", left, right):
            return tuple(side for side in (left, right) if isinstance(side, Op) and side.sign in {"+", "-"})
        case Call(_, argument):
            return (argument,)
    return ()


def _is_collected_sum(node: Node) -> bool:
    seen: set[frozenset[tuple[Node, int]]] = set()
    for term in terms(node):
        taken = _take_apart(term, _Term())
        powers: Counter[Node] = Counter()
        for factor in taken.factors:
            powers[_base(factor)] += _exponent(factor)
        for divisor in taken.divisors:
            powers[_base(divisor)] -= _exponent(divisor)
        like = frozenset(powers.items())
        if like in seen or (constant(term) == 0 and isinstance(node, Op)):
            return False
        seen.add(like)
    return True


def _is_tidy(term: _Term) -> bool:
    """Tell whether a term has one number above and one below with nothing to cancel, and each letter once."""
    if len(term.above) > 1 or len(term.below) > 1:
        return False
    if term.below:
        below, above = term.below[0], term.above[0] if term.above else Fraction(1)
        if below in {0, 1} or (above.denominator == below.denominator == 1 and gcd(int(above), int(below)) > 1):
            return False
    if term.above and term.above[0] == 1 and (term.factors or (term.divisors and term.below)):
        return not term.factors or bool(term.below or term.divisors)
    bases = [_base(factor) for factor in (*term.factors, *term.divisors) if isinstance(_base(factor), Name)]
    return len(set(bases)) == len(bases) and not any(_is_number_power(factor) for factor in term.factors)


def _is_number_power(node: Node) -> bool:
    match node:
        case Op("^", base, exponent):
            power = constant(exponent)
            return (constant(base) is not None and power is not None and power.denominator == 1) or power in {0, 1}
    return False


def _base(node: Node) -> Node:
    return node.left if isinstance(node, Op) and node.sign == "^" and _whole(node.right) else node


def _exponent(node: Node) -> int:
    return _whole(node.right) if isinstance(node, Op) and node.sign == "^" and _whole(node.right) else 1


def _whole(node: Node) -> int:
    power = constant(node)
    return int(power) if power is not None and power.denominator == 1 and abs(power) <= _MAX_POWER else 0


def weight(node: Node) -> int:
    """Count the letters and numbers of a formula; the number in front of a term counts once, fraction or not."""
    total = 0
    for term in terms(node):
        taken = _take_apart(term, _Term())
        total += bool(taken.above or taken.below)
        for factor in (*taken.factors, *taken.divisors):
            match factor:
                case Op("^", base, exponent):
                    total += weight(base) + weight(exponent)
                case Call(_, argument):
                    total += 1 + weight(argument)
                case Op():
                    total += weight(factor)
                case _:
                    total += 1
    return total


def is_factored(node: Node, key: Node) -> bool | None:
    """Tell whether a product has the key's factors, and no number left to take out; None when the key is no product."""
    wanted, mine = factors(key), factors(node)
    if wanted is None or mine is None or (len(wanted) == 1 and isinstance(wanted[0], Op) and not _has_number(key)):
        return None
    if len(mine) != len(wanted) or any(_common_number(factor) > 1 for factor in mine):
        return False
    left = list(wanted)
    for factor in mine:
        twin = next((other for other in left if is_multiple(factor, other)), None)
        if twin is None:
            return False
        left.remove(twin)
    return True


def factors(node: Node) -> list[Node] | None:
    """List the factors of a product that hold letters, each as often as its power says; None where it has a divisor."""
    taken = _take_apart(node, _Term())
    if any(letters(divisor) for divisor in taken.divisors):
        return None
    found: list[Node] = []
    for factor in taken.factors:
        if isinstance(factor, Op) and factor.sign == "^":
            power = _whole(factor.right)
            inner = factors(factor.left) if power > 0 else None
            if inner is None:
                return None
            found += inner * power
        elif letters(factor):
            found.append(factor)
    return found


def _has_number(node: Node) -> bool:
    taken = _take_apart(node, _Term())
    return bool(taken.above or taken.below)


def _common_number(node: Node) -> int:
    """Give the largest whole number that divides each term of a sum."""
    common = 0
    for term in terms(node):
        taken = _take_apart(term, _Term())
        number = Fraction(1)
        for value in taken.above:
            number *= value
        for value in taken.below:
            number /= value or 1
        if number.denominator != 1:
            return 1
        common = gcd(common, int(number))
    return common
