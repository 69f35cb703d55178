"""A sitting in the terminal: a question, a line, a verdict."""

from collections.abc import Iterator
from typing import TextIO

from tutor.app.tutor import Tutor
from tutor.app.views import Asked, Met, Outcome, SheetChangeKind
from tutor.cli.show import say, say_json
from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError, NotFoundError
from tutor.domain.grade import Verdict
from tutor.domain.ids import PackId
from tutor.domain.question import Kind
from tutor.domain.student import Student
from tutor.domain.translation import _
from tutor.grading import read_typed

_SIGNS = {Verdict.CORRECT: "✓", Verdict.PARTIAL: "◐", Verdict.INCORRECT: "○", Verdict.UNSURE: "?"}


def run(
    tutor: Tutor, name: str, pack_id: PackId | None, count: int | None, lines: TextIO, *, as_json: bool = False
) -> None:
    """Ask until the sitting or the input ends; `as_json` prints one object for each graded answer and nothing else.

    An answer that can't be read is asked for again. "?" gives a hint; "I don't know" (or "idk") gives up.
    """
    student = _student(tutor, name)
    tutor.recover()
    sitting = tutor.start_sitting(student.id, pack_id, count)
    answers = (line.rstrip("\r\n") for line in lines)
    graded = 0
    while (asked := tutor.ask(sitting)) is not None:
        if not as_json:
            _show(asked)
        answer = _answered(tutor, asked, answers, as_json=as_json)
        if answer is None:
            if not as_json:
                say(_("That is all for now. {count} answered; the rest waits for you.").format(count=graded))
            return
        outcome = tutor.grade(tutor.submit(sitting.id, answer).id)
        graded += 1
        _report(tutor, outcome, as_json=as_json)
        sitting = tutor.sitting(sitting.id)
    tutor.end_sitting(sitting.id)
    if not as_json:
        say(_("Done: {count} answered.").format(count=graded))


def _student(tutor: Tutor, name: str) -> Student:
    student = tutor.student_named(name)
    if student is None:
        raise NotFoundError(
            _("There is no student called {name}.").format(name=name),
            _("Add one with: tutor students add {name}").format(name=name),
        )
    return student


def _answered(tutor: Tutor, asked: Asked, lines: Iterator[str], *, as_json: bool) -> Answer | None:
    """Read lines until one is an answer; None at the end of the input."""
    hints = asked.sitting.hints_shown
    for line in lines:
        if line.strip() == "?":
            hints = _hint(tutor, asked, hints)
            continue
        try:
            answer = read_typed(asked.question, line, asked.options, asked.rights)
        except AnswerFormError as error:
            if as_json:
                say_json({"question_id": asked.question.id, "error": str(error)})
            else:
                say(str(error))
            continue
        return answer
    return None


def _hint(tutor: Tutor, asked: Asked, shown: int) -> int:
    if shown >= len(asked.question.hints):
        say(_("There are no more hints."))
        return shown
    say(_("Hint: {hint}").format(hint=asked.question.hints[shown]))
    tutor.keep_draft(asked.sitting.id, None, shown + 1)
    return shown + 1


def _show(asked: Asked) -> None:
    say()
    say(_("Question {place} of {total}").format(place=asked.place, total=asked.total) + f" · {asked.question.topic}")
    if asked.met is not None:
        say(_met(asked.met))
    say(asked.question.prompt)
    for letter, option in zip("abcdefghijklmnopqrstuvwxyz", asked.options, strict=False):
        say(f"  {letter}) {option.text}")
    for number, right in enumerate(asked.rights, start=1):
        say(f"  {number}. {right.text}")
    say(_HOW[asked.question.kind]())


_HOW = {
    Kind.SHORT_TEXT: lambda: _("Answer in your own words (? for a hint):"),
    Kind.EXACT_TEXT: lambda: _("Type the word:"),
    Kind.CHOICE: lambda: _("Type a letter:"),
    Kind.MULTIPLE_CHOICE: lambda: _("Type all the right letters (a, c):"),
    Kind.TRUE_FALSE: lambda: _("True or false?"),
    Kind.NUMERIC: lambda: _("Type a number:"),
    Kind.EXPRESSION: lambda: _("Type the expression:"),
    Kind.ORDER: lambda: _("Type the letters in order (b a c):"),
    Kind.MATCH: lambda: _("Type pairs (a=2 b=1):"),
    Kind.CLOZE: lambda: _("Type what goes in each gap, with ; between:"),
    Kind.CHEMISTRY: lambda: _("Type the formula or equation, like SO4^2- or 2 H2 + O2 -> 2 H2O:"),
    Kind.DATE: lambda: _("Type the date or year:"),
    Kind.OUTPUT: lambda: _(r"Type what is printed, with \n between two lines:"),
}


def _met(met: Met) -> str:
    date = met.met_at.astimezone().strftime("%x")
    if met.is_same_question:
        return _("You met this on {date}. Your sheet is in the guide under {topic}.").format(
            date=date, topic=met.sheet.text.topic
        )
    prompt = " ".join(met.sheet.text.prompt.split())
    return _("You met something near on {date}: {prompt}").format(date=date, prompt=prompt)


def _report(tutor: Tutor, outcome: Outcome, *, as_json: bool) -> None:
    grade = outcome.grade
    if as_json:
        say_json(
            {
                "question_id": outcome.question.id,
                "answer": outcome.submission.spoken,
                "verdict": grade.verdict.value,
                "score": grade.score,
                "probability_correct": grade.probability,
                "grader": grade.graded_by,
                "feedback": grade.feedback,
                "covered": grade.covered,
                "missing": grade.missing,
                "sheet_id": outcome.sheet.id if outcome.sheet is not None else None,
                "sheet": outcome.sheet_change.value,
            }
        )
        return
    say(f"{_SIGNS[grade.verdict]} {verdict_word(grade.verdict)}")
    why, right = tutor.explain(outcome.submission.id).text, outcome.question.model_answer
    say(why)
    if outcome.met is not None and grade.verdict is not Verdict.CORRECT:
        say(_met(outcome.met))
    if grade.verdict is not Verdict.CORRECT and right.casefold().rstrip(".") not in why.casefold():
        say(_("A right answer: {answer}").format(answer=right))
    if outcome.sheet_change in (SheetChangeKind.WRITTEN, SheetChangeKind.UPDATED):
        say(_("Saved to your guide: {topic}").format(topic=outcome.question.topic))
    elif outcome.sheet_change is SheetChangeKind.MASTERED:
        say(_("You have mastered this sheet."))


def verdict_word(verdict: Verdict) -> str:
    """Say a verdict as the student reads it."""
    return {
        Verdict.CORRECT: _("Right"),
        Verdict.PARTIAL: _("Partly"),
        Verdict.INCORRECT: _("Not yet"),
        Verdict.UNSURE: _("I can't tell"),
    }[verdict]
