"""Which ideas a question asks for, and how they are told to be covered."""

import pytest

from tutor.domain.question import KeyIdea, TextKey
from tutor.grading.text.ideas import Coverage, clauses, ideas


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        ("The motor will run.", ("The motor will run",)),
        ("If the acid fizzes, the rock has calcite.", ("If the acid fizzes, the rock has calcite",)),
        (
            "Darker colors absorb more heat than lighter colors. The dark green sheeting is the darkest.",
            ("Darker colors absorb more heat than lighter colors", "The dark green sheeting is the darkest"),
        ),
        (
            "The string is tighter, so the pitch will be higher.",
            ("The string is tighter", "the pitch will be higher"),
        ),
        ("The bulb is off because it broke.", ("The bulb is off because it broke",)),
        ("The solid dissolves (seems to disappear).", ("The solid dissolves",)),
        ("A; b; c; d; e; f.", ("A; b; c; d; e; f",)),
        ("(nothing)", ("(nothing)",)),
        ("It weighs 2.5 kg in all.", ("It weighs 2.5 kg in all",)),
    ],
)
def test_a_reference_falls_into_its_clauses(reference: str, parts: tuple[str, ...]) -> None:
    assert clauses(reference) == parts


def test_listed_ideas_come_before_clauses() -> None:
    listed = (KeyIdea("light"), KeyIdea("water"))
    assert ideas(TextKey(("Plants need light and water.",), listed)) == listed
    assert ideas(TextKey(("Plants need light and water.",))) == (KeyIdea("Plants need light and water"),)


def test_coverage_tells_what_is_said_and_what_is_missing() -> None:
    made = Coverage((KeyIdea("light"), KeyIdea("water")), (0.9, 0.2), is_given=True)
    assert (made.covered, made.missing) == (("light",), ("water",))
    assert made.is_part
    assert not made.is_whole
    assert made.share == pytest.approx(0.55)
    assert made.least == 0.2
    assert not Coverage(made.ideas, (0.9, 0.5), is_given=True).is_part
    assert not Coverage(made.ideas, (0.9, 0.9), is_given=True).is_part
