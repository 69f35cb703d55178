"""What was typed as an expression, in LaTeX: "2(x+1)/3" as a fraction. It only draws; grading reads for itself."""

import re

_TOKEN = re.compile(r"\s*(?:(\d+(?:[.,]\d+)?)|([^\W\d_]+)|(\*\*|<=|>=|!=|[-+*/^()=<>≤≥≠·×÷−±|!,;{}∈]))")
_JOINED = re.compile(r"\s+(or|and)(?:\s+|$)", re.IGNORECASE)
_SIGNS = {"*": r"\cdot ", "·": r"\cdot ", "×": r"\cdot ", "−": "-", "<=": r"\le ", ">=": r"\ge ", "!=": r"\ne "}
_SIGNS |= {"±": r"\pm ", "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "∈": r"\in "}
_RELATIONS = ("=", "<", ">", "<=", ">=", "!=", "≤", "≥", "≠", "∈")
_SEPARATORS = (",", ";")
_NAMED = {"pi": r"\pi ", "alpha": r"\alpha ", "beta": r"\beta ", "theta": r"\theta "}
_FUNCTIONS = ("sin", "cos", "tan", "log", "ln", "exp")
_LONGEST, _DEEPEST = 200, 40


class _UnreadableError(Exception):
    """The text is no whole expression (yet)."""


def typed_as_latex(text: str) -> str:
    """Give LaTeX for a typed expression; "" when it is blank or can't be read (yet)."""
    try:
        pieces = _JOINED.split(text)  # solutions, with the words between them
        made = [_Reader(_tokens(piece)).everything() for piece in pieces[::2]] if text.strip() else [""]
    except _UnreadableError:
        return ""
    words = [rf" \;\text{{{word.lower()}}}\; " for word in pieces[1::2]] if len(made) > 1 else []
    return made[0] + "".join(word + latex for word, latex in zip(words, made[1:], strict=True))


def _tokens(text: str) -> list[str]:
    if len(text) > _LONGEST:
        raise _UnreadableError
    tokens, place = [], 0
    text = text.rstrip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise _UnreadableError
        tokens.append(found[1] or found[2] or found[3])
        place = found.end()
    return tokens


class _Reader:
    """Reads tokens by the usual order of operations; each method gives LaTeX."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._place, self._depth, self._is_in_bars = tokens, 0, 0, False

    def everything(self) -> str:
        latex = self._statement()
        while self._peek() in _SEPARATORS:
            latex += rf"{self._take()}\; {self._statement()}"
        if self._peek():
            raise _UnreadableError
        return latex

    def _statement(self) -> str:
        latex = self._sum()
        while self._peek() in _RELATIONS:
            sign = self._take()
            latex += f" {_SIGNS.get(sign, sign)} {self._sum()}"
        return latex

    def _peek(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        if not token:
            raise _UnreadableError
        self._place += 1
        return token

    def _sum(self) -> str:
        latex = self._product()
        while self._peek() in ("+", "-", "−", "±"):
            sign = self._take()
            latex += f" {_SIGNS.get(sign, sign)} {self._product()}"
        return latex

    def _product(self) -> str:
        latex = self._factor()
        while True:
            token = self._peek()
            if token in ("/", "÷"):
                self._take()
                latex = rf"\frac{{{_bare(latex)}}}{{{_bare(self._factor())}}}"
            elif token in ("*", "·", "×"):
                latex += _SIGNS[self._take()] + self._factor()
            elif token == "(" or token[:1].isalnum() or (token == "|" and not self._is_in_bars):  # "2x", "3(x+1)"
                latex += self._factor()
            else:
                return latex

    def _factor(self) -> str:
        if self._peek() in ("-", "+", "−", "±"):
            sign = self._take()
            return _SIGNS.get(sign, sign) + self._factor()
        base = self._atom()
        if self._peek() == "!":
            base += self._take()
        if self._peek() in ("^", "**"):
            self._take()
            return f"{{{base}}}^{{{_bare(self._factor())}}}"
        return base

    def _atom(self) -> str:
        token = self._take()
        if token == "(":
            return rf"\left({self._inside()}\right)"
        if token == "{":
            return rf"\left\{{{self._inside('}')}\right\}}"
        if token == "|" and not self._is_in_bars:
            self._is_in_bars = True
            latex = rf"\left|{self._inside('|')}\right|"
            self._is_in_bars = False
            return latex
        if token in ("sqrt", "root") and self._peek() == "(":
            self._take()
            return rf"\sqrt{{{self._inside()}}}"
        if token in _FUNCTIONS:
            return rf"\{token} {self._atom()}"
        if token in _NAMED:
            return _NAMED[token]
        if token[0].isalnum():
            return token
        raise _UnreadableError

    def _inside(self, end: str = ")") -> str:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _UnreadableError
        latex = self._sum()
        while self._peek() in _SEPARATORS and end != "|":  # a point, a set
            latex += rf"{self._take()}\; {self._sum()}"
        if self._take() != end:
            raise _UnreadableError
        self._depth -= 1
        return latex


def _bare(latex: str) -> str:
    """Leave out the brackets that a fraction bar or a raised place make needless."""
    start, end = r"\left(", r"\right)"
    if not (latex.startswith(start) and latex.endswith(end)):
        return latex
    inner = latex[len(start) : -len(end)]
    depth = 0
    for sign in re.findall(r"\\left\(|\\right\)", inner):
        depth += 1 if sign == start else -1
        if depth < 0:
            return latex
    return inner
