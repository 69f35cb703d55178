"""Texts with gaps: each gap is graded as the word or number that it asks for."""

from collections.abc import Sequence

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import ClozeKey, ExactKey, Kind, NumericKey, Question
from tutor.domain.translation import _, ngettext
from tutor.grading.exact import judge_exact
from tutor.grading.feedback import sentences
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
        feedback=_feedback(gaps, answer.picks, grades),
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


def _feedback(gaps: Sequence[ExactKey | NumericKey], texts: Sequence[str], grades: Sequence[Grade]) -> str:
    """Say how many gaps are right and what is off with the first that is not, and not what belongs there."""
    if len(grades) == 1:
        return grades[0].feedback
    notes = [at for at, grade in enumerate(grades) if grade.verdict is not Verdict.CORRECT]
    if not notes:
        return _spellings(grades)
    first = notes[0]
    hits = len(grades) - len(notes)
    says = ngettext("{right} of {all} gap is right.", "{right} of {all} gaps are right.", len(grades))
    note = _("Gap {place}: {note}").format(place=first + 1, note=_note(gaps[first], texts[first], grades[first]))
    return f"{says.format(right=hits, all=len(grades))} {note}"


def _note(gap: ExactKey | NumericKey, text: str, grade: Grade) -> str:
    """Say what is off with a gap; without the answer, which the student may find alone at the next try."""
    if not text.strip():
        return _("it is empty.")
    accepted = [one.casefold() for one in gap.accepted]
    kept = [said for said in sentences(grade.feedback) if not any(one in said.casefold() for one in accepted)]
    return " ".join(kept) or _("you wrote {said}.").format(said=text.strip())


def _spellings(grades: Sequence[Grade]) -> str:
    plain = _("Right.")
    notes = [
        _("Gap {place}: {note}").format(place=place, note=grade.feedback)
        for place, grade in enumerate(grades, start=1)
        if grade.feedback != plain
    ]
    return " ".join(notes) or plain
