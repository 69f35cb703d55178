"""Markdown with LaTeX between dollar signs, as the small HTML that Qt shows; a text can never bring HTML of its own."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tutor.gui.latex_words import in_words

FormulaWriter = Callable[[str, bool], str]  # LaTeX, whether it stands on its own line -> HTML
ImageWriter = Callable[[str, str], str]  # the source as written, the text for who can't see it -> HTML

_FORMULA = re.compile(
    r"\$\$(?P<display>.+?)(?<!\\)\$\$"
    r"|\$(?P<inline>(?!\s)(?:\\.|[^\\$])+?)(?<!\s)\$(?!\d)",  # as pandoc reads it: "$5 and $6" are prices
    re.DOTALL,
)


_TALL = re.compile(r"\\(?:sum|int|prod|lim)\b")  # these would put their bounds above and below


def to_html(text: str, formula: FormulaWriter, image: ImageWriter) -> str:
    """Render Markdown as HTML; formulas and pictures are written by the callers' functions."""
    html: str = _parser().render(text, {"formula": formula, "image": image})
    return html


def to_line(text: str) -> str:
    """Write Markdown as one line of plain signs, for lists that draw no formulas."""
    return " ".join(to_plain(text, in_words).split())


def to_plain(text: str, formula: Callable[[str], str] = str) -> str:
    """Say Markdown in plain words: formulas as LaTeX (or what `formula` makes of it), pictures as what they show."""
    tokens = _parser().parse(text, {})
    lines = ["".join(_words(token.children or (), formula)) for token in tokens if token.type == "inline"]
    codes = [token.content.rstrip() for token in tokens if token.type in ("fence", "code_block")]
    return "\n".join(lines + codes)


def formulas(text: str) -> list[tuple[str, bool]]:
    """List the formulas of a text: LaTeX, and whether each stands on its own line."""
    found = []
    for token in _parser().parse(text, {}) if "$" in text else ():
        for child in token.children or ():
            if child.type == "formula":
                found.append((child.content, bool(child.meta["is_display"])))
    return found


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    parser.inline.ruler.before("escape", "formula", _read_formula)
    for name in ("formula", "image"):
        parser.add_render_rule(name, _WRITERS[name])
    for name in ("link_open", "link_close"):  # a link is shown as its words: nothing here leads out of Tutor
        parser.add_render_rule(name, _write_nothing)
    for name in ("fence", "code_block"):
        parser.add_render_rule(name, _write_code)
    return parser


def _read_formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content = (found["display"] or found["inline"]).strip()
        # An option that is a formula has room for a large one, and small fractions are hard to read.
        is_alone = state.pos == 0 and found.end() == state.posMax
        has_fraction = "\\frac" in token.content and not _TALL.search(token.content)
        token.meta = {"is_display": found["display"] is not None or is_alone or has_fraction}
    state.pos = found.end()
    return True


def _write_formula(_self: Any, tokens: Sequence[Token], index: int, _options: Any, env: dict[str, Any]) -> str:
    token = tokens[index]
    html: str = env["formula"](token.content, token.meta["is_display"])
    return html


def _write_image(_self: Any, tokens: Sequence[Token], index: int, _options: Any, env: dict[str, Any]) -> str:
    token = tokens[index]
    html: str = env["image"](str(token.attrs.get("src", "")), _alt(token))
    return html


def _write_nothing(_self: Any, _tokens: Sequence[Token], _index: int, _options: Any, _env: Any) -> str:
    return ""


def _write_code(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return f"<pre>{escape(tokens[index].content.rstrip())}</pre>\n"


_WRITERS: dict[str, Callable[..., str]] = {"formula": _write_formula, "image": _write_image}


def _words(children: Sequence[Token], formula: Callable[[str], str] = str) -> Iterator[str]:
    for child in children:
        match child.type:
            case "softbreak" | "hardbreak":
                yield "\n"
            case "image":
                yield _alt(child)
            case "formula":
                yield formula(child.content)
            case _:
                yield child.content


def _alt(token: Token) -> str:
    return "".join(_words(token.children or ())) or token.content
