from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tutor.domain.ids import PackId, QuestionId, StudentId
from tutor.domain.question import Kind, Question, TextKey
from tutor.domain.schedule import Card, Reason
from tutor.study.plan import waiting
from tutor.study.shuffle import shuffled

NOW = datetime(2026, 5, 3, tzinfo=UTC)


def question(name: str, topic: str, pack: str = "p") -> Question:
    return Question(
        QuestionId(f"{pack}/{name}"), Kind.SHORT_TEXT, "Why?", TextKey(("Because.",)), topic=topic, pack_id=PackId(pack)
    )


def card(name: str, days: float, verdict: str) -> Card:
    return Card(StudentId(1), QuestionId(f"p/{name}"), NOW + timedelta(days=days), "{}", verdict)


QUESTIONS = [question(f"{topic}{number}", topic) for topic in "abc" for number in range(3)]


def test_due_comes_before_mistakes_and_mistakes_before_new() -> None:
    cards = [card("b1", -1, "correct"), card("a0", 1, "incorrect"), card("c2", -3, "partial"), card("a1", 4, "correct")]
    planned = waiting(QUESTIONS, cards, NOW).first(5)
    assert [(plan.question_id, plan.reason) for plan in planned] == [
        ("p/c2", Reason.DUE),
        ("p/b1", Reason.DUE),
        ("p/a0", Reason.MISTAKE),
        ("p/a2", Reason.NEW),
        ("p/b0", Reason.NEW),
    ]


def test_new_questions_take_turns_over_topics() -> None:
    assert waiting(QUESTIONS, [], NOW).new[:6] == ("p/a0", "p/b0", "p/c0", "p/a1", "p/b1", "p/c1")


def test_packs_take_turns_too() -> None:
    other = [question("x0", "x", "q"), question("x1", "x", "q")]
    assert waiting([*QUESTIONS, *other], [], NOW).new[:5] == ("p/a0", "q/x0", "p/b0", "p/c0", "p/a1")


def test_a_right_answer_whose_day_has_not_come_is_left_alone() -> None:
    sorted_out = waiting(QUESTIONS, [card("a0", 2, "correct")], NOW)
    assert "p/a0" not in (*sorted_out.due, *sorted_out.mistakes, *sorted_out.new)


@given(st.lists(st.tuples(st.sampled_from(QUESTIONS), st.floats(-9, 9), st.sampled_from(["correct", "incorrect"]))))
def test_no_question_is_planned_twice(states: list[tuple[Question, float, str]]) -> None:
    cards = [Card(StudentId(1), asked.id, NOW + timedelta(days=days), "{}", verdict) for asked, days, verdict in states]
    planned = waiting(QUESTIONS, cards, NOW).first(99)
    assert max(Counter(plan.question_id for plan in planned).values(), default=0) <= 1


def test_options_keep_their_order_over_a_restart_and_change_between_sittings() -> None:
    items = tuple("abcdef")
    first = shuffled(items, 7, QuestionId("p/q"))
    assert first == shuffled(items, 7, QuestionId("p/q"))
    assert sorted(first) == sorted(items)
    assert len({shuffled(items, seed, QuestionId("p/q")) for seed in range(20)}) > 10


@given(st.integers(), st.integers(3, 9))
def test_things_to_put_in_order_are_never_shown_in_order(seed: int, count: int) -> None:
    assert shuffled(range(count), seed, QuestionId("p/q")) != tuple(range(count))
