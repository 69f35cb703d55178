"""Takes a typed formula apart into numbers, letters, functions and signs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.domain.errors import AnswerFormError
from tutor.domain.translation import _
from tutor.grading.signs import mathematical

MAX_LENGTH = 300
FUNCTIONS = ("sqrt", "sin", "cos", "tan", "ln", "log", "exp", "abs", "factorial")
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
    "≠": "!=",
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
_LATEX |= {"\\neq": "≠", "\\ne": "≠", "\\lvert": "|", "\\rvert": "|", "\\mid": "|"}
_TIMES = re.compile(r"(?<=[\w)])\s+[xX]\s+(?=[\w(])|(?<=\d)[xX](?=\d)")
_LATEX_NAME = re.compile(r"\\(?:[A-Za-z]+|[, ])")
_TOKEN = re.compile(
    r"\s*(?:(?P<mixed>\d+ \d+ ?/ ?\d+)|(?P<number>\d+(?:[.,]\d+)?|[.,]\d+)|(?P<word>[^\W\d_]+(?:_[^\W_]+)?)"
    r"|(?P<sign>\*\*|<=|>=|=<|=>|==|!=|\\frac|[-+*/^()\[\]{}=<>×·⋅∙•:≤≥⩽⩾≠√|!]))"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula."""

    kind: str  # number, name, constant, function or sign
    text: str
    value: Fraction = Fraction(0)


def tokens_of(text: str, variables: Sequence[str], comma_is_point: bool) -> list[Token]:
    """Take a formula apart. Raises AnswerFormError with a hint for a sign that has no place in one."""
    if len(text) > MAX_LENGTH:
        raise AnswerFormError(_("That is too long for a formula."), _("Write a shorter one."))
    plain = _without_latex(mathematical(text).strip("$ ").rstrip("."))
    if variables and not {"x", "X"} & set(variables):
        plain = _TIMES.sub("*", plain)  # 3 x t is a product where no letter is called x
    tokens: list[Token] = []
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


def _made(match: re.Match[str], variables: Sequence[str], comma_is_point: bool) -> list[Token]:
    if mixed := match["mixed"]:
        return _mixed(mixed, variables, comma_is_point)
    if number := match["number"]:
        return [Token("number", number, _value(number, comma_is_point))]
    if word := match["word"]:
        return list(_names(word, variables))
    sign = _SIGNS.get(match["sign"], match["sign"])
    return [Token("function", sign)] if sign in FUNCTIONS else [Token("sign", sign)]


def _mixed(text: str, variables: Sequence[str], comma_is_point: bool) -> list[Token]:
    whole, top, bottom = (int(part) for part in re.split(r"[ /]+", text))
    if not top < bottom:
        raise AnswerFormError(
            _("I can't read two numbers side by side: {text}.").format(text=text), _("Put a sign between them.")
        )
    return [Token("number", text, whole + Fraction(top, bottom))]


def _value(text: str, comma_is_point: bool) -> Fraction:
    if "," in text and not comma_is_point:
        raise AnswerFormError(
            _("I can't tell what the comma in {number} means.").format(number=text),
            _("Write 2.5 with a point, 1000 without a comma, and a semicolon between two answers."),
        )
    return Fraction(text.replace(",", ".") if not text.startswith((".", ",")) else f"0.{text[1:]}")


def _names(word: str, variables: Sequence[str]) -> list[Token]:
    """Split a run of letters: "sinx", "xy" and "2pi r" hold several names."""
    known = {name: Token("name", name) for name in variables}
    tokens: list[Token] = []
    while word:
        name = next((name for name in sorted(known, key=len, reverse=True) if word.startswith(name)), "")
        function = next((name for name in FUNCTIONS if word.lower().startswith(name)), "")
        if function and len(function) > len(name):
            tokens.append(Token("function", function))
            word = word[len(function) :]
        elif name:
            tokens.append(known[name])
            word = word[len(name) :]
        elif word.lower().startswith("pi") or word[0] == "π":
            tokens.append(Token("constant", "pi"))
            word = word[1:] if word[0] == "π" else word[2:]
        elif word[0] == "_":
            raise _strange("_")
        else:
            letter = _letter(word[0], variables)
            tokens.append(Token("constant" if letter == "e" else "name", letter))
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
