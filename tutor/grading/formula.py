"""Formulas as trees, and how they are written down again."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

CONSTANTS = frozenset({"pi", "e"})


@dataclass(frozen=True, slots=True)
class Num:
    """A number, exactly."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """A letter of the formula, or "pi", or Euler's "e" where no letter of the question is called so."""

    name: str
    is_constant: bool = False


@dataclass(frozen=True, slots=True)
class Op:
    """Two formulas and + - * / or ^ between them."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Neg:
    """A formula with a minus in front."""

    inner: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of a formula: sqrt, sin, cos, tan, ln, log, exp, abs, factorial."""

    function: str
    argument: "Node"


Node = Num | Name | Op | Neg | Call


@dataclass(frozen=True, slots=True)
class Relation:
    """Two sides with = < > <= >= or != between them."""

    sign: str
    left: Node
    right: Node


Statement = Node | Relation


def write(statement: Statement) -> str:
    """Write a formula so that it can be read in one way only."""
    match statement:
        case Relation(sign, left, right):
            return f"{write(left)} {sign} {write(right)}"
        case Num(value):
            return str(value) if value.denominator == 1 and value >= 0 else f"({value})"
        case Name(name):
            return name
        case Neg(inner):
            return f"(-{write(inner)})"
        case Op(sign, left, right):
            return f"({write(left)}{sign}{write(right)})"
        case Call(function, argument):
            return f"{function}({write(argument)})"


def parts(node: Node) -> Iterator[Node]:
    """Give a formula and every formula inside it."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        match one:
            case Op(_, left, right):
                waiting += [right, left]
            case Neg(inner) | Call(_, inner):
                waiting.append(inner)


def letters(statement: Statement) -> frozenset[str]:
    """Name the letters of a formula that stand for any number."""
    sides = (statement.left, statement.right) if isinstance(statement, Relation) else (statement,)
    return frozenset(p.name for side in sides for p in parts(side) if isinstance(p, Name) and not p.is_constant)
