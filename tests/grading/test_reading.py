"""Whatever is typed, reading it ends soon, runs nothing, and either succeeds or asks again."""

# ruff: noqa: E501 -- tables of typed texts

import builtins
import os
import string
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.ids import QuestionId
from tutor.domain.question import (
    ChemistryKey,
    DateKey,
    ExactKey,
    ExpressionKey,
    Key,
    Kind,
    NumericKey,
    OutputKey,
    Question,
)
from tutor.grading import Tools, check_form, grade
from tutor.grading.formula import Name, Neg, Node, Num, Op, Relation, write
from tutor.grading.number import value_of
from tutor.grading.sameness import are_same
from tutor.grading.spelling import is_one_letter_off
from tutor.grading.syntax import read, readings
from tutor.grading.units import convert, key_unit, read_units
from tutor.grading.words import words

KINDS: list[tuple[Kind, Key]] = [
    (Kind.NUMERIC, NumericKey(("2/3",))),
    (Kind.NUMERIC, NumericKey(("5",), 0.1, unit="m/s")),
    (Kind.EXPRESSION, ExpressionKey(("2x + 6",))),
    (Kind.EXPRESSION, ExpressionKey(("(3, -2)",), ("x", "y"))),
    (Kind.EXPRESSION, ExpressionKey(("1 < x <= 3",), ("t",))),
    (Kind.EXACT_TEXT, ExactKey(("photosynthesis",), typos=1)),
    (Kind.CHEMISTRY, ChemistryKey(("2 H2 + O2 -> 2 H2O",))),
    (Kind.DATE, DateKey(("20 July 1969",))),
    (Kind.OUTPUT, OutputKey(("1\n2",))),
]
SIGNS = st.text(alphabet="0123456789.,'/ -+*^()=xy eE%½²³−×·√π°mskgC\u200b±<>\\{}|!≠;or∈", max_size=40)
SETTINGS = settings(deadline=None, max_examples=150, derandomize=True)

NODES: st.SearchStrategy[Node] = st.recursive(
    st.one_of(st.fractions(min_value=0, max_value=99, max_denominator=9).map(Num), st.sampled_from("xy").map(Name)),
    lambda inner: st.one_of(
        st.builds(Op, st.sampled_from("+-*"), inner, inner),
        inner.map(Neg),
        st.builds(Op, st.just("^"), inner, st.integers(0, 4).map(lambda value: Num(Fraction(value)))),
    ),
    max_leaves=8,
)


def question(kind: Kind, key: Key) -> Question:
    return Question(QuestionId("x/y"), kind, "What is 5 km in 2x?", key)


@SETTINGS
@given(st.one_of(SIGNS, st.text(max_size=60)), st.sampled_from(KINDS))
def test_any_text_is_graded_or_asked_again(text: str, kind_and_key: tuple[Kind, Key]) -> None:
    asked = question(*kind_and_key)
    try:
        check_form(asked, Answer(text))
    except AnswerFormError:
        return
    made = grade(asked, Answer(text), Tools())
    assert made.feedback


@SETTINGS
@given(NODES)
def test_a_formula_that_is_written_down_reads_as_itself(node: Node) -> None:
    try:
        again = read(write(node), ("x", "y"))
    except AnswerFormError:
        return  # too many brackets or too large
    assert are_same(node, again) is True
    assert not isinstance(again, Relation)
    assert are_same(Op("+", again, Num(Fraction(1))), node) is False


@SETTINGS
@given(st.fractions(max_denominator=10**6))
def test_fractions_read_as_written(value: Fraction) -> None:
    assert value_of(f"{value.numerator}/{value.denominator}") == value


@SETTINGS
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_decimals_read_as_written(value: object) -> None:
    assert value_of(str(value)) == Fraction(str(value))
    assert value_of(f"{value:,}", "en") in {Fraction(str(value))}


@SETTINGS
@given(st.text(max_size=70))
def test_any_text_is_a_unit_or_none(text: str) -> None:
    assert isinstance(read_units(text, "m/s"), tuple)


@pytest.mark.parametrize(
    "unit", ["m", "km/h", "g/cm**3", "J/(kg*K)", "degC", "m/s**2", "L", "kWh", "mol/L", "ohm", "dollar"]
)
def test_the_units_of_keys_read_as_themselves(unit: str) -> None:
    assert key_unit(unit) in read_units(unit, unit)
    assert convert(Fraction(3), key_unit(unit), key_unit(unit)) == 3


@SETTINGS
@given(st.text(alphabet=string.ascii_lowercase, min_size=2, max_size=8), st.data())
def test_one_letter_off_goes_both_ways(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    for other in (word[:at] + word[at + 1 :], word[:at] + "q" + word[at:], word[:at] + "q" + word[at + 1 :]):
        if other != word:
            assert is_one_letter_off(word, other)
            assert is_one_letter_off(other, word)
    assert not is_one_letter_off(word, word + "qq")


@SETTINGS
@given(st.text(max_size=40))
def test_words_do_not_change_when_read_again(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once or not once


HOSTILE = [
    "__import__('os').system('touch /tmp/x')", "().__class__.__bases__[0]", "exec('1')", "eval(x)", "open('x')",
    "x if x else x", "[x for x in (1,)]", "{x: 1}", "lambda: x", "x; import os", "os.system", "`ls`", "$(ls)", "x\nprint(1)",
    "Symbol('x')", "S(1)", "sin.__class__", "1 .real", "@x", "x:=1", "f'{x}'", "\\x41", "%s", "{0.__class__}", "..", "not x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind_and_key", KINDS)
def test_nothing_that_was_typed_runs(
    text: str, kind_and_key: tuple[Kind, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ran(*_anything: object, **_more: object) -> None:
        raise AssertionError("typed text ran")

    asked = question(*kind_and_key)
    grade(asked, Answer("1"), Tools())  # what is imported lazily is imported now
    read_units("m", "m/s")
    with monkeypatch.context() as patched:
        patched.setattr(builtins, "eval", ran)
        patched.setattr(builtins, "exec", ran)
        patched.setattr(builtins, "compile", ran)
        patched.setattr(os, "system", ran)
        try:
            check_form(asked, Answer(text))
            grade(asked, Answer(text), Tools())
        except AnswerFormError:
            pass


@pytest.mark.parametrize(
    "text",
    ["9^9^9^9", "(9^999)^999", "2**2**2**2**2**2", "x^(9^9)", "9^-9^9", "1e999999999", "10^999999999", "(" * 200, "√" * 290,
     "-" * 290, "x^" * 140 + "x", "((x+1)^900)^900", "1/" * 140 + "x", "+".join("x" * 149), "x" * 300, "9" * 299, "²" * 200,
     "sin" * 99 + "x", "1.2e99999999999999999999", "5 m^999999", "((((((m))))))",
     "|" * 290, "x!" * 140, "999999999!", "((9!)!)!", "{" * 290, "1<" * 140 + "x", "(1," * 90, "x or " * 59, "3 x " * 70],
)  # fmt: skip
@pytest.mark.parametrize("kind_and_key", KINDS)
def test_nothing_that_was_typed_takes_long(text: str, kind_and_key: tuple[Kind, Key]) -> None:
    asked = question(*kind_and_key)
    try:
        check_form(asked, Answer(text))
        grade(asked, Answer(text), Tools())
    except AnswerFormError:
        pass


def test_one_half_x_has_two_readings() -> None:
    assert {write(reading) for reading in readings("1/2x")} == {"((1/2)*x)", "(1/(2*x))"}


def test_grading_loads_nothing_heavy_before_it_is_needed() -> None:
    code = "import sys, tutor.grading; print([m for m in ('sympy', 'pint', 'numpy', 'faiss') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_formula_is_graded_without_sympy_in_this_process() -> None:
    code = (
        "import sys; from tutor.grading import Tools, grade; from tutor.grading.syntax import read;"
        "from tutor.grading.sameness import are_same; print(are_same(read('2(x+3)'), read('2x+6')), 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True False"
