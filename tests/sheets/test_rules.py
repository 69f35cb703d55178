"""What a sheet may not say of people."""

import pytest

from tutor.domain.finding import Severity
from tutor.sheets.rules import RULES, check_text, rule

INNOCENT = [
    "",
    "Plants need light, water and carbon dioxide.",
    "The boys and girls measured the shadow.",
    "Women and men have the same number of ribs.",
    "White light is made of all colours.",
    "Some bacteria kill others.",
    "A lever makes weak people able to lift heavy things.",
    "The experiment is useful. It shows 5 + 5 = 10!",
    "Scunthorpe lies in England. The class has a cockatoo.",
    "The donkey carries the load; the ass is a kind of horse.",
    "Indians fought for independence in 1947.",
    "I would hurt my foot if the stone was hard.",
    "Old people were asked about the war.",
]
INSULTS = [
    "you are stupid",
    "My teacher is an idiot.",
    "STUPID question",
    "this is dumb!!",
    "stup1d",
    "you su\u200bck, you l0ser",
    "ídiot",
    "Nobody likes you",
]
BLOCKED = [
    "fuck this",
    "what the f\u00fcck",
    "sh1t",
    "you r3tard",
    "just kill yourself",
    "Girls are bad at maths",
    "all boys are stupid",
    "immigrants are criminals",
    "Women don't belong in science",
    "black people are less intelligent",
    "I want to kill myself",
    "we are going to hurt him",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_innocent_passes(text: str) -> None:
    assert check_text(text) == ()


@pytest.mark.parametrize("text", INSULTS)
def test_an_insult_is_noted(text: str) -> None:
    assert {finding.severity for finding in check_text(text)} == {Severity.WARN}


@pytest.mark.parametrize("text", BLOCKED)
def test_what_hurts_is_kept_away(text: str) -> None:
    found = check_text(text)
    assert found
    assert found[0].severity is Severity.BLOCK
    assert found[0].rule in RULES
    assert found[0].reason


def test_a_name_used_twice_fails() -> None:
    with pytest.raises(ValueError, match="harm"):
        rule("harm")(lambda text: None)
