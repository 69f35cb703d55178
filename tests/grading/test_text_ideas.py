"""Which ideas a question asks for, and how they are told to be covered."""

import pytest

from tutor.domain.grade import Span, Verdict
from tutor.domain.question import KeyIdea, TextKey
from tutor.grading.text.clauses import clauses, cut
from tutor.grading.text.ideas import Coverage, ideas, joined

NINE = "; ".join(f"it has part {number}" for number in range(9))


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
        (NINE, (NINE,)),
        ("(nothing)", ("(nothing)",)),
        ("No. Only one circuit can be complete.", ("No. Only one circuit can be complete",)),
        ("1. Both ends are used, i.e. two-way traffic.", ("Both ends are used, i.e. two-way traffic",)),
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
    assert made.is_in_doubt
    assert made.share == pytest.approx(0.55)
    assert made.least == 0.2
    assert not Coverage(made.ideas, (0.9, 0.5), is_given=True).is_part
    assert not Coverage(made.ideas, (0.9, 0.9), is_given=True).is_part


def test_a_clause_stands_where_it_was_cut() -> None:
    text = "The solid dissolves (seems to go), but the liquid remains clear."
    assert [text[span.start : span.end] for span in cut(text)] == [
        "The solid dissolves",
        "the liquid remains clear",
    ]


def test_what_lies_between_said_and_missing_is_not_named() -> None:
    made = Coverage((KeyIdea("light"), KeyIdea("water")), (0.9, 0.58), is_given=True)
    assert (made.covered, made.missing) == (("light",), ())


def test_a_right_answer_lacks_nothing_and_a_wrong_one_does_not_say_it_all() -> None:
    both = (KeyIdea("light"), KeyIdea("water"), KeyIdea("air"))
    right = Coverage(both, (0.9, 0.4, 0.05), is_given=False).held_to(Verdict.CORRECT)
    assert (right.covered, right.missing) == (("light", "water"), ())
    wrong = Coverage(both, (0.9, 0.9, 0.7), is_given=False).held_to(Verdict.INCORRECT)
    assert (wrong.covered, wrong.missing) == ((), ())
    part = Coverage(both, (0.9, 0.1, 0.1), is_given=False)
    assert part.held_to(Verdict.INCORRECT) == part


def test_spans_that_only_blanks_part_are_one() -> None:
    assert joined([Span(7, 14), Span(0, 6), Span(20, 22)], "carbon dioxide and it") == (Span(0, 14), Span(20, 22))
