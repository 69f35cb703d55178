"""Reads formulas as people type them. Our own reader: nothing that was typed ever runs as a program.

Two things can be read in two ways, and `readings` gives both: 1/2x as (1/2)x or 1/(2x), and √2x as (√2)x or √(2x).
"""

from collections.abc import Sequence

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.formula import Call, Name, Neg, Node, Num, Op, Relation, Statement
from tutor.grading.size import check_size
from tutor.grading.tokens import Token, tokens_of

_MAX_DEPTH = 40
_RELATIONS = frozenset({"=", "<", ">", "<=", ">=", "!="})


def readings(text: str, variables: Sequence[str] = (), *, comma_is_point: bool = False) -> tuple[Statement, ...]:
    """Read a formula in every way it can be meant, the usual way first. Raises AnswerFormError with a hint."""
    tokens = tokens_of(text, variables, comma_is_point)
    made: dict[Statement, None] = {}
    for is_product_tight, is_root_wide in ((False, False), (True, False), (False, True), (True, True)):
        made[_Reader(tokens, is_product_tight, is_root_wide).statement()] = None
    for statement in made:
        check_size(statement)
    return tuple(made)


def read(text: str, variables: Sequence[str] = ()) -> Statement:
    """Read a formula in the usual way. Raises AnswerFormError with a hint."""
    return readings(text, variables)[0]


class _Reader:
    """Reads tokens by descent: sums of products of powers."""

    def __init__(self, tokens: Sequence[Token], is_product_tight: bool, is_root_wide: bool) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._is_in_bars = False
        self._is_product_tight = is_product_tight
        self._is_root_wide = is_root_wide

    def statement(self) -> Statement:
        left = self._sum()
        if self._sign() not in _RELATIONS:
            self._end()
            return left
        sign = self._take().text
        right = self._sum()
        self._end()
        return Relation(sign, left, right)

    def _end(self) -> None:
        if self._at < len(self._tokens):
            raise self._lost()

    def _sign(self) -> str:
        token = self._peek()
        return token.text if token is not None and token.kind == "sign" else ""

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise self._lost()
        self._at += 1
        return token

    def _lost(self) -> AnswerFormError:
        token = self._peek()
        if token is None:
            message = _("The formula stops too early.")
        else:
            message = _("I can't read the formula at “{piece}”.").format(piece=token.text)
        return AnswerFormError(message, _("Look at the brackets, and write it like 2(x + 3)."))

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise AnswerFormError(_("That formula has too many brackets and powers for me."), _("Write it with fewer."))

    def _sum(self) -> Node:
        self._deeper()
        made = self._product()
        while self._sign() in {"+", "-"}:
            sign = self._take().text
            made = Op(sign, made, self._product())
        self._depth -= 1
        return made

    def _product(self) -> Node:
        made = self._group() if self._is_product_tight else self._signed()
        while True:
            if self._sign() in {"*", "/"}:
                sign = self._take().text
                made = Op(sign, made, self._group() if self._is_product_tight else self._signed())
            elif self._goes_on():
                made = Op("*", made, self._power())
            else:
                return made

    def _group(self) -> Node:
        """Read factors that stand side by side as one: the 2x of 1/2x."""
        made = self._signed()
        while self._goes_on():
            made = Op("*", made, self._power())
        return made

    def _goes_on(self) -> bool:
        token = self._peek()
        if token is None:
            return False
        opens = token.text in {"(", "\\frac"} or (token.text == "|" and not self._is_in_bars)
        return token.kind in {"name", "constant", "function"} or opens

    def _signed(self) -> Node:
        minuses = 0
        while self._sign() in {"+", "-"}:
            minuses += self._take().text == "-"
        made = self._power()
        return Neg(made) if minuses % 2 else made

    def _power(self) -> Node:
        base = self._atom()
        if self._sign() == "!":
            self._take()
            base = Call("factorial", base)
        if self._sign() != "^":
            return base
        self._take()
        self._deeper()
        exponent = self._signed()
        self._depth -= 1
        return Op("^", base, exponent)

    def _atom(self) -> Node:
        token = self._take()
        if token.kind == "number":
            return Num(token.value)
        if token.kind in {"name", "constant"}:
            return Name(token.text, is_constant=token.kind == "constant")
        if token.kind == "function":
            return self._call(token.text)
        if token.text == "(":
            return self._inside()
        if token.text == "|" and not self._is_in_bars:
            return self._between_bars()
        if token.text == "\\frac":
            return Op("/", self._bracketed(), self._bracketed())
        self._at -= 1
        raise self._lost()

    def _bracketed(self) -> Node:
        if self._sign() != "(":
            raise self._lost()
        self._take()
        return self._inside()

    def _inside(self) -> Node:
        outer, self._is_in_bars = self._is_in_bars, False
        made = self._sum()
        if self._sign() != ")":
            raise self._lost()
        self._take()
        self._is_in_bars = outer
        return made

    def _between_bars(self) -> Node:
        """Read the x - 3 of |x - 3|; bars inside bars need brackets around them."""
        self._is_in_bars = True
        made = self._sum()
        if self._sign() != "|":
            raise self._lost()
        self._take()
        self._is_in_bars = False
        return Call("abs", made)

    def _call(self, function: str) -> Node:
        self._deeper()
        power = self._raised() if self._sign() == "^" else None
        if self._sign() == "(":
            made: Node = Call(function, self._bracketed())
        elif function == "sqrt" and not self._is_root_wide:
            made = Call(function, self._atom())
        else:
            made = Call(function, self._argument())
        self._depth -= 1
        return made if power is None else Op("^", made, power)

    def _raised(self) -> Node:
        """Read the 2 of sin²x; a minus there is an inverse, not a power, and is refused."""
        self._take()
        is_wrapped = self._sign() == "("
        if is_wrapped:
            self._take()
        token = self._take()
        if token.kind != "number" or (is_wrapped and self._take().text != ")"):
            self._at -= 1
            raise self._lost()
        return Num(token.value)

    def _argument(self) -> Node:
        """Read the 2x of sin 2x: numbers and letters side by side."""
        made = self._power()
        while (token := self._peek()) is not None and token.kind in {"name", "constant"}:
            made = Op("*", made, self._power())
        return made
