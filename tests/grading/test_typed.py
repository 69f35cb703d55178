"""Answers typed in a terminal, answers in words, and answers that have not the asked form."""

import pytest

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.ids import QuestionId
from tutor.domain.question import (
    ChoiceKey,
    ClozeKey,
    ExactKey,
    ExpressionKey,
    Key,
    Kind,
    MatchKey,
    NumericKey,
    Option,
    OrderKey,
    Question,
    TextKey,
)
from tutor.grading import check_form, read_typed, spoken

OPTIONS = (Option("x1", "Mars"), Option("x2", "Venus"), Option("x3", "the Moon"))
SHOWN = (OPTIONS[2], OPTIONS[0], OPTIONS[1])
PAIRS = MatchKey(
    (Option("l1", "cow"), Option("l2", "hen")),
    (Option("r1", "calf"), Option("r2", "chick")),
    (("l1", "r1"), ("l2", "r2")),
)
GAPS = ClozeKey((NumericKey(("100",)), ExactKey(("steam",))))


def asked(kind: Kind, key: Key) -> Question:
    return Question(QuestionId("x/y"), kind, "Well?", key)


CHOICE = asked(Kind.CHOICE, ChoiceKey(OPTIONS, frozenset({"x1"})))
SEVERAL = asked(Kind.MULTIPLE_CHOICE, ChoiceKey(OPTIONS, frozenset({"x1", "x2"})))
TRUE_FALSE = asked(Kind.TRUE_FALSE, ChoiceKey((Option("true", "True"), Option("false", "False")), frozenset({"true"})))
ORDER = asked(Kind.ORDER, OrderKey(OPTIONS))
MATCH = asked(Kind.MATCH, PAIRS)
CLOZE = asked(Kind.CLOZE, GAPS)
NUMBER = asked(Kind.NUMERIC, NumericKey(("5",)))
FORMULA = asked(Kind.EXPRESSION, ExpressionKey(("2x",)))
TEXT = asked(Kind.SHORT_TEXT, TextKey(("Light.",)))
EXACT = asked(Kind.EXACT_TEXT, ExactKey(("oxygen",)))


@pytest.mark.parametrize("text", ["b", "B", "b)", "(b)", "2", "Mars", "mars", " MARS. "])
def test_an_option_goes_by_letter_number_or_words(text: str) -> None:
    assert read_typed(CHOICE, text, SHOWN).picks == ("x1",)


@pytest.mark.parametrize("text", ["b,c", "b c", "bc", "2 3", "b and c", "B, C", "Mars; Venus", "Mars, Venus", "b;c"])
def test_several_options(text: str) -> None:
    assert set(read_typed(SEVERAL, text, SHOWN).picks) == {"x1", "x2"}


@pytest.mark.parametrize(
    ("text", "pick"), [("true", "true"), ("T", "true"), ("yes", "true"), ("f", "false"), ("No.", "false")]
)
def test_true_and_false_in_words(text: str, pick: str) -> None:
    assert read_typed(TRUE_FALSE, text).picks == (pick,)


@pytest.mark.parametrize("text", ["b c a", "bca", "b, c, a", "b > c > a", "2 3 1", "231", "Mars; Venus; the Moon"])
def test_an_order(text: str) -> None:
    assert read_typed(ORDER, text, SHOWN).picks == ("x1", "x2", "x3")


@pytest.mark.parametrize("text", ["1=b 2=a", "1b 2a", "2=a, 1=b", "1 = b; 2 = a", "1:b 2:a", "1->b 2->a", "1-b 2-a"])
def test_pairs(text: str) -> None:
    assert set(read_typed(MATCH, text, rights=PAIRS.rights).picks) == {"l1=r2", "l2=r1"}


@pytest.mark.parametrize("text", ["100; steam", "100;steam", "100, steam", "100 steam"])
def test_gaps(text: str) -> None:
    assert read_typed(CLOZE, text).picks == ("100", "steam")


@pytest.mark.parametrize("question", [CHOICE, SEVERAL, TRUE_FALSE, ORDER, MATCH, CLOZE, NUMBER, FORMULA, TEXT, EXACT])
@pytest.mark.parametrize("text", ["?", "I don't know", "idk", "Don’t know!"])
def test_i_dont_know_always_can_be_said(question: Question, text: str) -> None:
    assert read_typed(question, text) == Answer(gave_up=True)
    check_form(question, Answer(gave_up=True))
    assert spoken(question, Answer(gave_up=True)) == "I don't know"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (CHOICE, "d"), (CHOICE, "0"), (CHOICE, "Pluto"), (CHOICE, ""), (CHOICE, "a b"), (SEVERAL, "a, z"),
        (TRUE_FALSE, "perhaps"), (ORDER, "a b"), (ORDER, "a a b"), (ORDER, "a b c d"), (MATCH, "1=z"), (MATCH, "hello"),
        (MATCH, "1=a 1=b"), (CLOZE, "100"), (CLOZE, "1;2;3"), (CLOZE, "lots; steam"), (NUMBER, "many"),
        (FORMULA, "2x+"), (TEXT, "  "), (TEXT, "\u200b"), (EXACT, ""),
        (TEXT, "a" * 10_001), (EXACT, "a" * 301), (NUMBER, "1" * 201),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_asked_again(question: Question, text: str) -> None:
    with pytest.raises(AnswerFormError) as caught:
        read_typed(question, text)
    assert caught.value.message
    assert caught.value.hint


def test_a_number_that_is_also_an_option_is_asked_again() -> None:
    numbers = tuple(Option(f"x{text}", text) for text in ("3", "1", "2"))
    question = asked(Kind.CHOICE, ChoiceKey(numbers, frozenset({"x3"})))
    with pytest.raises(AnswerFormError, match="two"):
        read_typed(question, "1")
    assert read_typed(question, "a").picks == ("x3",)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CHOICE, Answer(picks=("x9",))), (CHOICE, Answer(picks=("x1", "x2"))), (SEVERAL, Answer(picks=("x1", "x1"))),
        (ORDER, Answer(picks=("x1",))), (MATCH, Answer(picks=("l1=r9",))), (MATCH, Answer(picks=("l1",))),
        (CLOZE, Answer(picks=("100",))), (CLOZE, Answer(picks=("x" * 301, "steam"))), (CHOICE, Answer()),
        (NUMBER, Answer(picks=("5",))), (TEXT, Answer(picks=("5",))),
    ],
)  # fmt: skip
def test_foreign_picks_are_refused(question: Question, answer: Answer) -> None:
    with pytest.raises(AnswerFormError):
        check_form(question, answer)


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (CHOICE, Answer(picks=("x2",)), "Venus"),
        (SEVERAL, Answer(picks=("x2", "x1")), "Venus\nMars"),
        (ORDER, Answer(picks=("x2", "x1", "x3")), "1. Venus\n2. Mars\n3. the Moon"),
        (MATCH, Answer(picks=("l2=r2", "l1=r1")), "cow → calf\nhen → chick"),
        (CLOZE, Answer(picks=("100", "")), "100, …"),
        (TEXT, Answer(" Light. "), "Light."),
    ],
)
def test_answers_in_words(question: Question, answer: Answer, words: str) -> None:
    assert spoken(question, answer) == words
