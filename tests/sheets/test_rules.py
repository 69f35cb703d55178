"""A student's words before a sheet quotes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.domain.finding import Severity
from tutor.sheets.rules import book, check_text

MILD = [
    "you are an idiot",
    "IDIOT",
    "what an 1d10t",
    "i d i o t",
    "i.d.i.o.t",
    "idiiiiot",
    "this is sh1t",
    "f*ck this",
    "fuuuuck",
    "f u c k",
    "fu\u200bck",
    "fück",
    "Stupid teacher!",
    "shut up",
    "you're dumb",
    "kiss my ass",
    "you retard",
    "such a\nmoron.",
    "idіot",
]
BLOCKED = [
    ("i want to kill myself", "unsafe"),
    ("I don’t want to live", "unsafe"),
    ("kill yourself", "unsafe"),
    ("k y s", "unsafe"),
    ("k1ll y0urself", "unsafe"),
    ("i will kill you", "unsafe"),
    ("i am going to stab him", "unsafe"),
    ("I'm going to bring a gun to school", "unsafe"),
    ("I think I will commit suicide", "unsafe"),
    ("i hate muslims", "hateful"),
    ("kill all gays", "hateful"),
    ("n1gger", "hateful"),
    ("f a g g o t", "hateful"),
]
PERSONAL = [
    ("write to lena.m@example.org", "email"),
    ("lena (at) example.org", "email"),
    ("+44 20 7946 0958", "phone"),
    ("my number is 07946 095812", "phone"),
    ("(555) 010-4477", "phone"),
    ("555-010-4477", "phone"),
    ("call me 5550104477", "phone"),
    ("0151/2345678", "phone"),
    ("12 Green Park Road", "address"),
    ("Lindenstraße 12", "address"),
    ("I live at 7 the hill", "address"),
    ("SW1A 1AA", "address"),
]
HIDDEN = ["oxy\u200bgen", "a\u202eb", "a\x00b", "a\x1b[31m", "\ufeffwater", "a\u00adb", "x\u3164", "e" + "\u0301" * 6]
FINE = [
    "",
    "a breast is a gland that makes milk",
    "the chicken breast",
    "a male chicken is called a cock",
    "a cockroach",
    "an ass is another word for a donkey",
    "Scunthorpe is a town",
    "the river Niger flows through Niger and Nigeria",
    "the soap killed bacteria",
    "I will kill the bacteria with soap",
    "a dumb bell weighs 5 kg",
    "a flame retardant",
    "friction retards the motion",
    "Homo sapiens",
    "homo  sapiens and homogeneous mixtures",
    "assess the class, the mass and the grass",
    "analysis of a passage",
    "a female dog is a bitch",
    "the dyke broke",
    "Dickens wrote it",
    "shiitake mushrooms",
    "he cut himself on glass",
    "the cell commits suicide, which is called apoptosis",
    "the wolf will kill the deer",
    "prey die if they can't hide",
    "sexual reproduction needs two parents",
    "uranus is a planet",
    "the penis and the vagina are organs",
    "raccoon",
    "299792458 m/s",
    "6.02 x 10^23",
    "3.14159265358979",
    "1000000000",
    "0.000000123",
    "1/2 + 3/4 = 5/4",
    "2x + 6 = 14, so x = 4",
    "10,000,000 - 2,000,000",
    "45 + 0.125 - 7",
    "it was 1945-1989",
    "192.168.0.1",
    "a b c d",
    "3 4 5 and 5 12 13",
    "CO2, H2O and C6H12O6",
    "I = U / R",
    "the 5th Avenue of the heart",
    "می‌خواهم",
    "कार्य",
    "naïve café",
    "👨‍👩‍👧",
    "line one\nline two\tend",
    "50 m from the road",
]


@pytest.mark.parametrize("text", MILD)
def test_insults_are_noted(text: str) -> None:
    assert {(one.rule, one.severity) for one in check_text(text)} >= {("unkind", Severity.WARN)}
    assert all(one.severity is Severity.WARN for one in check_text(text))


@pytest.mark.parametrize(("text", "rule"), BLOCKED)
def test_hate_and_harm_are_held_back(text: str, rule: str) -> None:
    first = check_text(text)[0]
    assert (first.rule, first.severity) == (rule, Severity.BLOCK)


@pytest.mark.parametrize(("text", "rule"), PERSONAL)
def test_personal_data_is_noted(text: str, rule: str) -> None:
    assert [(one.rule, one.severity) for one in check_text(text)] == [(rule, Severity.WARN)]


@pytest.mark.parametrize("text", HIDDEN)
def test_hidden_signs_are_noted(text: str) -> None:
    assert [one.rule for one in check_text(text)] == ["hidden-signs"]


@pytest.mark.parametrize("text", FINE)
def test_the_words_of_the_subject_are_left_alone(text: str) -> None:
    assert check_text(text) == ()


@given(st.text())
def test_any_text_is_borne(text: str) -> None:
    assert all(one.reason and one.rule in dict(book.items()) for one in check_text(text))


def test_long_texts_are_quick() -> None:
    for text in ("a " * 5000, "f.u" * 4000, "0 " * 5000, "i " * 5000, "A" * 9000):
        check_text(text)


def test_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="unkind"):
        book.rule("unkind")(lambda text: None)
