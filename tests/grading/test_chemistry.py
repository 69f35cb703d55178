"""Chemistry: every case of the table, what the feedback says, and that any text is graded or asked again."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.cases_chemistry import CASES
from tests.grading.test_cases import earned, question
from tutor.domain.answer import Answer
from tutor.domain.chemical import written
from tutor.domain.errors import AnswerFormError
from tutor.domain.question import ChemistryKey, Kind
from tutor.grading import Tools, check_form, grade
from tutor.grading.chemical_reader import read_equation, read_formula

SETTINGS = settings(deadline=None, max_examples=200, derandomize=True)
SIGNS = st.text(alphabet="HOCNaClSFe0123456789₂²⁺+-=>→⇌ ()[]^_{}·.*/slgaq\\$½", max_size=60)
KEYS = [ChemistryKey(("SO4^2-",)), ChemistryKey(("2 H2 + O2 -> 2 H2O",)), ChemistryKey(("CuSO4·5H2O",), states=True)]


def cases() -> Iterator[tuple[ChemistryKey, str, str]]:
    for key, expected, answers in CASES:
        for text in answers.split("|"):
            yield key, expected, text


@pytest.mark.parametrize(("key", "expected", "text"), [*cases()])
def test_formula_or_equation(key: ChemistryKey, expected: str, text: str) -> None:
    assert earned(question(Kind.CHEMISTRY, key), text, Tools()) == expected


def test_there_are_enough_cases() -> None:
    assert len([*cases()]) >= 200


def feedback(key: str, text: str, **more: bool) -> str:
    return grade(question(Kind.CHEMISTRY, ChemistryKey((key,), **more)), Answer(text), Tools()).feedback


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("2 H2 + O2 -> 2 H2O", "H2 + O2 -> H2O", "not balanced. Count O (oxygen): 2 on the left, 1 on the right."),
        ("Fe^3+ + 3 e- -> Fe", "Fe3+ + 2e- -> Fe", "the charges don't: +1 on the left, 0 on the right."),
        ("2 H2 + O2 -> 2 H2O", "2H2O -> 2H2 + O2", "The two sides are swapped"),
        ("2 H2 + O2 -> 2 H2O", "2H2 + O -> 2H2O", "Look at O. The elements are right, the numbers are not."),
        ("2 H2 + O2 -> 2 H2O", "2H2 + O2 + H2O -> 2H2O", "H₂O belongs on the other side."),
        ("2 H2 + O2 -> 2 H2O", "2H2 + O2 -> 2H2O + N2", "N₂ does not belong there."),
        ("2 H2 + O2 -> 2 H2O", "H2 -> H2O", "Something is missing on the left."),
        ("2 H2 + O2 -> 2 H2O", "4H2 + 2O2 -> 4H2O", "In lowest terms every number is divided by 2."),
        ("2 H2 + O2 -> 2 H2O", "H2 + ½O2 -> H2O", "Now make all numbers whole"),
        ("CO", "Co", "Look at the capital letters: you wrote Co, and CO is asked for."),
        ("C + O2 -> CO2", "C + O2 -> Co2", "Look at the capital letters: you wrote Co₂, and CO₂ is asked for."),
        ("H2O", "H20", "O is no zero"),
        ("NaCl", "NaCI", "l is neither 1 nor I"),
        ("SO4^2-", "SO4", "the charge is missing"),
        ("SO4^2-", "SO4^2+", "the other sign"),
        ("H2O", "H2O2", "Count again: O (oxygen)."),
        ("H2O", "H2S", "there is no S (sulphur) in it"),
        ("Ca(OH)2", "CaO", "H (hydrogen) is missing"),
        ("Ca(OH)2", "CaO2H2", "written in another order: Ca(OH)₂"),
        ("H2O", "3H2O", "Leave out the number in front: H₂O."),
    ],
)
def test_the_feedback_names_the_step(key: str, text: str, said: str) -> None:
    assert said in feedback(key, text)


def test_states_are_told_of_where_they_are_asked_for() -> None:
    key = "NaCl(s) -> NaCl(aq)"
    assert "a state is missing" in feedback(key, "NaCl -> NaCl", states=True)
    assert "Look at the state of NaCl" in feedback(key, "NaCl(s) -> NaCl(l)", states=True)
    assert feedback(key, "NaCl -> NaCl") == "Right."


@SETTINGS
@given(st.one_of(SIGNS, st.text(max_size=60)), st.sampled_from(KEYS))
def test_any_text_is_graded_or_asked_again(text: str, key: ChemistryKey) -> None:
    asked = question(Kind.CHEMISTRY, key)
    try:
        check_form(asked, Answer(text))
    except AnswerFormError as error:
        assert error.hint
        return
    assert grade(asked, Answer(text), Tools()).feedback
    assert isinstance(written(text), str)


@SETTINGS
@given(SIGNS)
def test_a_formula_is_read_or_refused(text: str) -> None:
    for read in (read_formula, read_equation):
        try:
            read(text)
        except AnswerFormError as error:
            assert error.message


@pytest.mark.parametrize(
    "text", ["(" * 300, "H" * 300, "+".join("H" * 150), "H2" * 150, "ab" * 150, "->" * 150, "(H" * 75 + ")2" * 75]
)
def test_a_long_text_is_read_or_refused_soon(text: str) -> None:
    for key in KEYS:
        earned(question(Kind.CHEMISTRY, key), text, Tools())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("H2O", "H₂O"),
        ("2 H2 + O2 -> 2 H2O", "2 H₂ + O₂ → 2 H₂O"),
        ("SO4^2-", "SO₄²⁻"),
        ("Ca2+ + 2 OH- -> Ca(OH)2", "Ca²⁺ + 2 OH⁻ → Ca(OH)₂"),
        ("SO42-", "SO₄²⁻"),
        ("[Cu(NH3)4]2+", "[Cu(NH₃)₄]²⁺"),
        ("NH4+", "NH₄⁺"),
        ("CuSO4.5H2O", "CuSO₄·5H₂O"),
        ("Fe^3+ + 3 e- <=> Fe(s)", "Fe³⁺ + 3 e⁻ ⇌ Fe(s)"),
        ("C12H22O11", "C₁₂H₂₂O₁₁"),
    ],
)
def test_a_formula_is_shown_as_in_a_book(typed: str, shown: str) -> None:
    assert written(typed) == shown
