"""Texts with gaps: each gap is graded as the word or number that it asks for."""

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import ClozeKey, ExactKey, Kind, NumericKey, Question
from tutor.domain.translation import _
from tutor.grading.exact import judge_exact
from tutor.grading.marks import unsure, wrong
from tutor.grading.numeric import judge_number
from tutor.grading.registry import grader
from tutor.grading.tools import Tools

NAME = "cloze"


@grader(NAME, kinds={Kind.CLOZE})
def cloze(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade each gap, and give the share that is right; one gap that can't be told leaves the whole unsure."""
    assert isinstance(question.key, ClozeKey)
    gaps = question.key.gaps
    if len(answer.picks) != len(gaps):
        return None
    grades = [grade_gap(gap, text, question) for gap, text in zip(gaps, answer.picks, strict=True)]
    names = [gap.accepted[0] for gap in gaps]
    score = round(sum(grade.score for grade in grades) / len(grades), 4)
    verdicts = {grade.verdict for grade in grades}
    return Grade(
        verdict=_verdict(verdicts, score),
        score=score,
        probability=0.5 if Verdict.UNSURE in verdicts else float(verdicts == {Verdict.CORRECT}),
        feedback=_feedback(grades),
        graded_by=NAME,
        covered=tuple(name for name, one in zip(names, grades, strict=True) if one.verdict is Verdict.CORRECT),
        missing=tuple(name for name, one in zip(names, grades, strict=True) if one.verdict is not Verdict.CORRECT),
    )


def grade_gap(gap: ExactKey | NumericKey, text: str, question: Question) -> Grade:
    """Grade the text of one gap."""
    if not text.strip():
        return wrong(NAME, _("This gap is empty. The answer is {accepted}.").format(accepted=gap.accepted[0]))
    if isinstance(gap, ExactKey):
        return judge_exact(gap, text, question, NAME)
    return judge_number(gap, text, question.prompt, question.language, NAME) or unsure(NAME)


def _verdict(verdicts: set[Verdict], score: float) -> Verdict:
    if Verdict.UNSURE in verdicts:
        return Verdict.UNSURE
    if verdicts == {Verdict.CORRECT}:
        return Verdict.CORRECT
    return Verdict.PARTIAL if score > 0 else Verdict.INCORRECT


def _feedback(grades: list[Grade]) -> str:
    if len(grades) == 1:
        return grades[0].feedback
    plain = _("Right.")
    notes = [
        _("Gap {place}: {note}").format(place=place, note=grade.feedback)
        for place, grade in enumerate(grades, start=1)
        if grade.feedback != plain
    ]
    return " ".join(notes) or plain
