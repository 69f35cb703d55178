from tutor.domain.answer import Answer
from tutor.domain.ids import QuestionId
from tutor.domain.question import ChoiceKey, Kind, Option, Question
from tutor.grading import Tools, grade

LEGS = Question(
    QuestionId("p/legs"),
    Kind.CHOICE,
    "How many legs has a spider?",
    ChoiceKey((Option("a", "six", "Insects have six."), Option("b", "eight")), frozenset({"b"})),
    explanation="Spiders are no insects: they have eight legs.",
)


def test_a_mistake_is_told_why_the_right_answer_is_right() -> None:
    feedback = grade(LEGS, Answer(picks=("a",)), Tools()).feedback
    assert "Insects have six." in feedback
    assert feedback.endswith(LEGS.explanation)
    assert grade(LEGS, Answer(gave_up=True), Tools()).feedback.count(LEGS.explanation) == 1


def test_a_right_answer_is_not_lectured() -> None:
    assert LEGS.explanation not in grade(LEGS, Answer(picks=("b",)), Tools()).feedback
