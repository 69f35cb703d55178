"""Choices, orders, pairs and gaps: graded part by part."""

import pytest

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import (
    ChoiceKey,
    ClozeKey,
    ExactKey,
    Key,
    Kind,
    MatchKey,
    NumericKey,
    Option,
    OrderKey,
    Question,
)
from tutor.grading import Tools, grade
from tutor.grading.order import longest_rising

COLOURS = (
    Option("a", "red"),
    Option("b", "green", "Green is a mix of blue and yellow."),
    Option("c", "blue"),
    Option("d", "brown"),
)
STEPS = tuple(Option(name, f"step {name}") for name in "abcde")
ANIMALS = MatchKey(
    (Option("l1", "cow"), Option("l2", "hen"), Option("l3", "bee")),
    (Option("r1", "calf"), Option("r2", "chick"), Option("r3", "larva"), Option("r4", "pup"), Option("r5", "calf")),
    (("l1", "r1"), ("l2", "r2"), ("l3", "r3")),
)
WATER = ClozeKey((NumericKey(("100",)), ExactKey(("steam", "water vapour"), typos=1)))


def made(kind: Kind, key: Key, *picks: str) -> Grade:
    return grade(Question(QuestionId("x/y"), kind, "Well? {{1}} {{2}}", key), Answer(picks=picks), Tools())


def test_the_right_option_is_right() -> None:
    one = made(Kind.CHOICE, ChoiceKey(COLOURS, frozenset({"a"})), "a")
    assert (one.verdict, one.score, one.covered) == (Verdict.CORRECT, 1.0, ("red",))


def test_a_wrong_option_says_why() -> None:
    key = ChoiceKey(COLOURS, frozenset({"a"}))
    assert made(Kind.CHOICE, key, "b").feedback == "Green is a mix of blue and yellow."
    assert made(Kind.CHOICE, key, "c").feedback == "You wrote blue. The answer is red."


def test_true_or_false() -> None:
    key = ChoiceKey((Option("true", "True"), Option("false", "False")), frozenset({"false"}))
    assert made(Kind.TRUE_FALSE, key, "false").verdict is Verdict.CORRECT
    assert made(Kind.TRUE_FALSE, key, "true").verdict is Verdict.INCORRECT


@pytest.mark.parametrize(
    ("picks", "score", "verdict"),
    [
        ("ac", 1.0, Verdict.CORRECT),
        ("ca", 1.0, Verdict.CORRECT),
        ("a", 0.5, Verdict.PARTIAL),
        ("acb", 0.5, Verdict.PARTIAL),
        ("ab", 0.0, Verdict.INCORRECT),
        ("abcd", 0.0, Verdict.INCORRECT),
        ("bd", 0.0, Verdict.INCORRECT),
    ],
)
def test_several_options_count_right_less_wrong(picks: str, score: float, verdict: Verdict) -> None:
    one = made(Kind.MULTIPLE_CHOICE, ChoiceKey(COLOURS, frozenset("ac")), *picks)
    assert (one.score, one.verdict) == (score, verdict)
    assert set(one.covered) | set(one.missing) == {"red", "blue"}


def test_an_option_that_is_not_there_goes_to_nobody() -> None:
    assert made(Kind.CHOICE, ChoiceKey(COLOURS, frozenset("a")), "z").graded_by == "nobody"


@pytest.mark.parametrize(
    ("picks", "verdict"),
    [
        ("abcde", Verdict.CORRECT),
        ("abced", Verdict.PARTIAL),
        ("eabcd", Verdict.PARTIAL),
        ("bacde", Verdict.PARTIAL),
        ("edcba", Verdict.INCORRECT),
        ("daebc", Verdict.INCORRECT),
    ],
)
def test_an_order_counts_what_stands(picks: str, verdict: Verdict) -> None:
    one = made(Kind.ORDER, OrderKey(STEPS), *picks)
    assert one.verdict is verdict
    assert (one.score == 0) == (verdict is Verdict.INCORRECT)


def test_an_order_names_the_first_slip() -> None:
    two_off = made(Kind.ORDER, OrderKey(STEPS), *"abedc").feedback
    assert two_off == "3 of 5 stand in their place. The first that does not is number 3: “step e”."
    assert made(Kind.ORDER, OrderKey(STEPS), *"eabcd").feedback == "Only one is out of place: “step e”."
    assert "step d" not in made(Kind.ORDER, OrderKey(STEPS), *"abedc").feedback


def test_the_longest_rising_row_is_found() -> None:
    assert longest_rising([2, 0, 1, 4, 3]) in ({0, 1, 3}, {0, 1, 4})
    assert longest_rising([3, 2, 1]) in ({1}, {2}, {3})


def test_pairs_count_one_by_one() -> None:
    assert made(Kind.MATCH, ANIMALS, "l1=r1", "l2=r2", "l3=r3").verdict is Verdict.CORRECT
    some = made(Kind.MATCH, ANIMALS, "l1=r1", "l2=r3", "l3=r2")
    assert (some.verdict, round(some.score, 2)) == (Verdict.PARTIAL, 0.33)
    assert some.covered == ("cow → calf",)
    assert some.missing == ("hen → chick", "bee → larva")
    assert made(Kind.MATCH, ANIMALS, "l1=r4").verdict is Verdict.INCORRECT


def test_right_sides_with_the_same_words_are_the_same() -> None:
    assert made(Kind.MATCH, ANIMALS, "l1=r5", "l2=r2", "l3=r3").verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("gaps", "score", "verdict"),
    [
        (("100", "steam"), 1.0, Verdict.CORRECT),
        (("100.0", "Water Vapour"), 1.0, Verdict.CORRECT),
        (("100", "ice"), 0.5, Verdict.PARTIAL),
        (("", "steam"), 0.5, Verdict.PARTIAL),
        (("90", "ice"), 0.0, Verdict.INCORRECT),
        (("100", "steam or ice"), 0.5, Verdict.UNSURE),
    ],
)
def test_gaps_count_one_by_one(gaps: tuple[str, str], score: float, verdict: Verdict) -> None:
    one = made(Kind.CLOZE, WATER, *gaps)
    assert (one.score, one.verdict) == (score, verdict)


def test_gaps_say_which_one_is_wrong() -> None:
    assert made(Kind.CLOZE, WATER, "100", "ice").feedback == "1 of 2 gaps are right. Gap 2: You wrote ice."
    assert made(Kind.CLOZE, WATER, "", "ice").feedback == "0 of 2 gaps are right. Gap 1: it is empty."
    assert made(Kind.CLOZE, WATER, "-100", "ice").feedback.endswith("look at the sign: plus or minus?")
    assert made(Kind.CLOZE, WATER, "100", "steem").feedback == "Gap 2: Right. Spelling: steam."


def test_a_pair_that_does_not_fit_is_named_without_its_partner() -> None:
    said = made(Kind.MATCH, ANIMALS, "l1=r1", "l2=r3", "l3=r2").feedback
    assert said == "1 of 3 fit. Look again at “hen”."


@pytest.mark.parametrize("kind_and_key", [(Kind.ORDER, OrderKey(STEPS)), (Kind.MATCH, ANIMALS), (Kind.CLOZE, WATER)])
def test_i_dont_know_names_each_part(kind_and_key: tuple[Kind, Key]) -> None:
    kind, key = kind_and_key
    one = grade(Question(QuestionId("x/y"), kind, "Well?", key), Answer(gave_up=True), Tools())
    assert (one.verdict, one.graded_by) == (Verdict.INCORRECT, "gave-up")
    assert one.missing
