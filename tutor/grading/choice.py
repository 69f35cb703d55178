"""Questions with options: one right, several right, true or false."""

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import ChoiceKey, Kind, Option, Question
from tutor.domain.translation import _, ngettext
from tutor.grading.marks import compared, right, wrong
from tutor.grading.registry import grader
from tutor.grading.tools import Tools


@grader("choice", kinds={Kind.CHOICE, Kind.TRUE_FALSE})
def choice(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade the one option that was picked, with the words that the pack has for it."""
    assert isinstance(question.key, ChoiceKey)
    options = {option.id: option for option in question.key.options}
    if len(answer.picks) != 1 or answer.picks[0] not in options:
        return None
    picked = options[answer.picks[0]]
    if picked.id in question.key.correct:
        return right("choice", picked.feedback, covered=(picked.text,))
    return wrong("choice", picked.feedback or compared(picked.text, " / ".join(question.model_answer.split("\n"))))


@grader("multiple-choice", kinds={Kind.MULTIPLE_CHOICE})
def multiple_choice(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade a set of options: each right one counts, each wrong one takes one of them away."""
    key = question.key
    assert isinstance(key, ChoiceKey)
    picked = frozenset(answer.picks)
    if not picked or not picked <= {option.id for option in key.options}:
        return None
    hits = tuple(option for option in key.options if option.id in picked & key.correct)
    extra = tuple(option for option in key.options if option.id in picked - key.correct)
    missed = tuple(option for option in key.options if option.id in key.correct - picked)
    score = max(0.0, (len(hits) - len(extra)) / len(key.correct))
    if not extra and not missed:
        return right("multiple-choice", covered=texts(hits))
    return Grade(
        verdict=Verdict.PARTIAL if score > 0 else Verdict.INCORRECT,
        score=score,
        probability=0.0,
        feedback=_what_was_off(extra, missed),
        graded_by="multiple-choice",
        covered=texts(hits),
        missing=texts(missed),
    )


def texts(options: tuple[Option, ...]) -> tuple[str, ...]:
    """Give the texts of options."""
    return tuple(option.text for option in options)


def _what_was_off(extra: tuple[Option, ...], missed: tuple[Option, ...]) -> str:
    lines = [option.feedback or _("“{option}” does not belong.").format(option=option.text) for option in extra]
    if missed:
        says = ngettext("One more is right.", "{count} more are right.", len(missed))
        lines.append(says.format(count=len(missed)))
    return " ".join(lines)
