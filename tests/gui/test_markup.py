"""Markdown and formulas, without a screen."""

from pathlib import Path

import pytest

from tutor.gui import math
from tutor.gui.answer_input.preview import typed_as_latex
from tutor.gui.latex_words import in_words
from tutor.gui.markup import formulas, to_html, to_line, to_plain
from tutor.gui.math import FormulaKey, MathCache

_INK = "#112233"


def _html(text: str) -> str:
    return to_html(text, lambda latex, is_display: f"[{latex}]", lambda source, alt: f"(picture {alt})")


@pytest.mark.parametrize(
    "evil",
    [
        "<b>bold</b>",
        "<img src='file:///etc/passwd'>",
        "<script>alert(1)</script>",
        "<!-- x --> <div style='color:red'>",
        "[x](javascript:alert(1))",
        "<http://example.org>",
        "$</p><img src=x>$",
        "`<i>`",
        "```\n<i>\n```",
        '![<b>x</b>](a.png "<i>")',
        "&lt;b&gt;",
        "| <b> |\n|---|\n| <i> |",
    ],
)
def test_a_text_brings_no_html_of_its_own(evil: str) -> None:
    html = to_html(evil, lambda latex, is_display: "", lambda source, alt: "")
    for tag in ("<b>", "<i>", "<img", "<script", "<div", "<a ", "href", "<!--"):
        assert tag not in html.replace("<br", "")


def test_links_are_words_alone() -> None:
    assert _html("see [here](http://example.org)") == "<p>see here</p>\n"


def test_prices_are_no_formulas() -> None:
    assert formulas("It costs $5 and $6, or $7-$8.") == []


def test_formulas_are_found_with_their_place() -> None:
    assert formulas(r"As $x^2$ says: $$\frac{a}{b}$$ or \$5.") == [("x^2", False), (r"\frac{a}{b}", True)]


def test_a_formula_alone_in_its_text_is_drawn_large() -> None:
    assert formulas(r"$\frac{3}{4}$") == [(r"\frac{3}{4}", True)]


def test_words_for_a_screen_reader_hold_the_latex_and_what_pictures_show() -> None:
    assert to_plain("**What** is $x^2$? ![A red square](square.png)") == "What is x^2? A red square"


def test_a_formula_is_drawn_once(tmp_path: Path) -> None:
    cache = MathCache(tmp_path)
    key = FormulaKey("x^2", _INK)
    first = cache.formula(key)
    assert first is not None
    assert first.ascent > first.descent
    assert cache.formula(key) is first
    assert cache.drawn == 1


def test_another_start_reads_it_from_disk(tmp_path: Path) -> None:
    key = FormulaKey(r"\frac{a}{b}", _INK)
    drawn = MathCache(tmp_path).formula(key)
    again = MathCache(tmp_path)
    assert again.formula(key) == drawn
    assert again.drawn == 0


def test_colour_and_place_make_another_formula(tmp_path: Path) -> None:
    cache = MathCache(tmp_path)
    cache.prepare([FormulaKey("x", _INK), FormulaKey("x", "#ffffff"), FormulaKey("x", _INK, is_display=True)])
    assert cache.drawn == 3


def test_a_damaged_file_is_drawn_again(tmp_path: Path) -> None:
    key = FormulaKey("x", _INK)
    (tmp_path / key.file_name).write_text("<svg viewBox='0 0", encoding="utf-8")
    cache = MathCache(tmp_path)
    assert cache.formula(key) is not None
    assert cache.drawn == 1


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert MathCache(tmp_path / "file").formula(FormulaKey("x", _INK)) is not None


@pytest.mark.parametrize("latex", [r"\frac{a", "x^", "{" * 400, "", " ", r"\begin{matrix}", "a" * 3000, "\\left("])
def test_broken_latex_gives_none(latex: str) -> None:
    assert math.draw(latex, _INK, is_display=False) is None


@pytest.mark.parametrize(
    ("typed", "latex"),
    [
        ("2(x+1)/3", r"\frac{2\left(x + 1\right)}{3}"),
        ("x^2", "{x}^{2}"),
        ("x**(n+1)", "{x}^{n + 1}"),
        ("y = 3x - 1", "y = 3x - 1"),
        ("sqrt(x)", r"\sqrt{x}"),
        ("2|x - 3|", r"2\left|x - 3\right|"),
        ("n!", "n!"),
        ("(3, -2)", r"\left(3,\; -2\right)"),
        ("{3, -3}", r"\left\{3,\; -3\right\}"),
        ("x=3 or x=-3", r"x = 3 \;\text{or}\; x = -3"),
        ("x≠3", r"x \ne  3"),
        ("(x", ""),
        ("|x", ""),
        ("x or ", ""),
        ("x +", ""),
        (r"\input{file}", ""),
        ("<b>", ""),
        ("", ""),
        ("(" * 300, ""),
    ],
)
def test_what_is_typed_is_shown_as_mathematics(typed: str, latex: str) -> None:
    assert typed_as_latex(typed) == latex


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\frac{2}{3} + \frac{1}{4}", "2/3 + 1/4"),
        (r"\frac{x+1}{2}", "(x+1)/2"),
        (r"x^2 - 4x^{10}", "x² - 4x¹⁰"),
        (r"2^{x+1}", "2^(x+1)"),
        (r"\sqrt{\frac{9}{16}}", "√(9/16)"),
        (r"3 \times 4 \le 12", "3 × 4 ≤ 12"),
        (r"90^\circ", "90°"),
        (r"v = 5\,\text{m}", "v = 5 m"),
        (r"\frac{a", "fraca"),
    ],
)
def test_formulas_are_written_with_plain_signs(latex: str, words: str) -> None:
    assert in_words(latex) == words


def test_a_text_fits_one_line() -> None:
    assert to_line("Add *these*:\n\n$\\frac{1}{2}$") == "Add these: 1/2"


def test_fractions_in_a_line_are_drawn_at_their_full_height() -> None:
    found = formulas(r"a $\frac{1}{2}$ and $\sum \frac{1}{n}$")
    assert found == [(r"\frac{1}{2}", True), (r"\sum \frac{1}{n}", False)]
