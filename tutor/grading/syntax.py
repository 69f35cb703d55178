"""Reads formulas as people type them. Our own reader: nothing that was typed ever runs as a program.

Two things can be read in two ways, and `readings` gives both: 1/2x as (1/2)x or 1/(2x), and √2x as (√2)x or √(2x).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.formula import Call, Name, Neg, Node, Num, Op, Relation, Statement
from tutor.grading.signs import mathematical
from tutor.grading.size import check_size

MAX_LENGTH = 300
_MAX_DEPTH = 40
FUNCTIONS = ("sqrt", "sin", "cos", "tan", "ln", "log", "exp", "abs")
_SIGNS = {
    "**": "^",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "•": "*",
    ":": "/",
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
}
_SIGNS |= {"=<": "<=", "=>": ">=", "==": "=", "[": "(", "]": ")", "{": "(", "}": ")", "√": "sqrt", "π": "pi"}
_LATEX = {
    "\\left": "",
    "\\right": "",
    "\\cdot": "*",
    "\\times": "*",
    "\\div": "/",
    "\\pi": "π",
    "\\sqrt": "√",
    "\\,": " ",
}
_LATEX |= {"\\leq": "<=", "\\geq": ">=", "\\le": "<=", "\\ge": ">=", "\\lt": "<", "\\gt": ">", "\\dfrac": "\\frac"}
_LATEX |= {
    "\\tfrac": "\\frac",
    "\\ln": "ln",
    "\\log": "log",
    "\\sin": "sin",
    "\\cos": "cos",
    "\\tan": "tan",
    "\\ ": " ",
}
_LATEX_NAME = re.compile(r"\\(?:[A-Za-z]+|[, ])")
_TOKEN = re.compile(
    r"\s*(?:(?P<mixed>\d+ \d+ ?/ ?\d+)|(?P<number>\d+(?:[.,]\d+)?|[.,]\d+)|(?P<word>[^\W\d_]+(?:_[^\W_]+)?)"
    r"|(?P<sign>\*\*|<=|>=|=<|=>|==|\\frac|[-+*/^()\[\]{}=<>×·⋅∙•:≤≥⩽⩾√]))"
)
_RELATIONS = frozenset({"=", "<", ">", "<=", ">="})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number, name, constant, function or sign
    text: str
    value: Fraction = Fraction(0)


def readings(text: str, variables: Sequence[str] = (), *, comma_is_point: bool = False) -> tuple[Statement, ...]:
    """Read a formula in every way it can be meant, the usual way first. Raises AnswerFormError with a hint."""
    tokens = _tokens(text, variables, comma_is_point)
    made: dict[Statement, None] = {}
    for is_product_tight, is_root_wide in ((False, False), (True, False), (False, True), (True, True)):
        made[_Reader(tokens, is_product_tight, is_root_wide).statement()] = None
    for statement in made:
        check_size(statement)
    return tuple(made)


def read(text: str, variables: Sequence[str] = ()) -> Statement:
    """Read a formula in the usual way. Raises AnswerFormError with a hint."""
    return readings(text, variables)[0]


def _tokens(text: str, variables: Sequence[str], comma_is_point: bool) -> list[_Token]:
    if len(text) > MAX_LENGTH:
        raise AnswerFormError(_("That is too long for a formula."), _("Write a shorter one."))
    plain = _without_latex(mathematical(text).strip("$ ").rstrip("."))
    tokens: list[_Token] = []
    at = 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        if match is None:
            raise _strange(plain[at:].strip()[:1])
        tokens += _made(match, variables, comma_is_point)
        at = match.end()
    if not tokens:
        raise AnswerFormError(_("There is no formula here."), _("Write it like 2x + 6."))
    return tokens


def _without_latex(text: str) -> str:
    return _LATEX_NAME.sub(lambda found: _LATEX.get(found.group(), found.group()), text)


def _made(match: re.Match[str], variables: Sequence[str], comma_is_point: bool) -> list[_Token]:
    if mixed := match["mixed"]:
        return _mixed(mixed, variables, comma_is_point)
    if number := match["number"]:
        return [_Token("number", number, _value(number, comma_is_point))]
    if word := match["word"]:
        return list(_names(word, variables))
    sign = _SIGNS.get(match["sign"], match["sign"])
    return [_Token("function", sign)] if sign in FUNCTIONS else [_Token("sign", sign)]


def _mixed(text: str, variables: Sequence[str], comma_is_point: bool) -> list[_Token]:
    whole, top, bottom = (int(part) for part in re.split(r"[ /]+", text))
    if not top < bottom:
        raise AnswerFormError(
            _("I can't read two numbers side by side: {text}.").format(text=text), _("Put a sign between them.")
        )
    return [_Token("number", text, whole + Fraction(top, bottom))]


def _value(text: str, comma_is_point: bool) -> Fraction:
    if "," in text and not comma_is_point:
        raise AnswerFormError(
            _("I can't tell what the comma in {number} means.").format(number=text),
            _("Write 2.5 with a point, 1000 without a comma, and a semicolon between two answers."),
        )
    return Fraction(text.replace(",", ".") if not text.startswith((".", ",")) else f"0.{text[1:]}")


def _names(word: str, variables: Sequence[str]) -> list[_Token]:
    """Split a run of letters: "sinx", "xy" and "2pi r" hold several names."""
    known = {name: _Token("name", name) for name in variables}
    tokens: list[_Token] = []
    while word:
        name = next((name for name in sorted(known, key=len, reverse=True) if word.startswith(name)), "")
        function = next((name for name in FUNCTIONS if word.lower().startswith(name)), "")
        if function and len(function) > len(name):
            tokens.append(_Token("function", function))
            word = word[len(function) :]
        elif name:
            tokens.append(known[name])
            word = word[len(name) :]
        elif word.lower().startswith("pi") or word[0] == "π":
            tokens.append(_Token("constant", "pi"))
            word = word[1:] if word[0] == "π" else word[2:]
        elif word[0] == "_":
            raise _strange("_")
        else:
            letter = _letter(word[0], variables)
            tokens.append(_Token("constant" if letter == "e" else "name", letter))
            word = word[1:]
    return tokens


def _letter(sign: str, variables: Sequence[str]) -> str:
    """Take X for x where the question only knows x: phones write capitals by themselves."""
    return next((other for other in (sign.lower(), sign.upper()) if other in variables), sign)


def _strange(sign: str) -> AnswerFormError:
    return AnswerFormError(
        _("I can't read the sign “{sign}” in a formula.").format(sign=sign),
        _("Use + - * / ^, brackets and letters, like 2(x + 3)^2."),
    )


class _Reader:
    """Reads tokens by descent: sums of products of powers."""

    def __init__(self, tokens: Sequence[_Token], is_product_tight: bool, is_root_wide: bool) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
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

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> _Token:
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
        return token is not None and (token.kind in {"name", "constant", "function"} or token.text in {"(", "\\frac"})

    def _signed(self) -> Node:
        minuses = 0
        while self._sign() in {"+", "-"}:
            minuses += self._take().text == "-"
        made = self._power()
        return Neg(made) if minuses % 2 else made

    def _power(self) -> Node:
        base = self._atom()
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
        made = self._sum()
        if self._sign() != ")":
            raise self._lost()
        self._take()
        return made

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
