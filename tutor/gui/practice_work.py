"""The slow steps of practice, run in lanes: plain values in, plain values out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.app.views import Asked, Outcome
from tutor.domain.grade import Explanation
from tutor.domain.ids import PackId, SittingId, StudentId, SubmissionId
from tutor.domain.ports import Cancel
from tutor.domain.question import Question
from tutor.domain.schedule import Sitting
from tutor.gui.answer_input import prompt_of
from tutor.gui.rich_text import prepare

if TYPE_CHECKING:
    from tutor.app.tutor import Tutor


@dataclass(frozen=True, slots=True)
class Shown:
    """A question that is ready to be shown (`asked` None: the sitting is over), and where its pictures lie."""

    sitting: Sitting
    asked: Asked | None
    folder: str = ""


def begin(tutor: "Tutor", student_id: StudentId, pack_id: PackId | None) -> Shown:
    """Begin a sitting, or go on with the unfinished one."""
    return _shown(tutor, tutor.start_sitting(student_id, pack_id))


def resume(tutor: "Tutor", student_id: StudentId) -> Shown | None:
    """Go on with an unfinished sitting; None when there is none."""
    sitting = tutor.plan(student_id).open_sitting
    return _shown(tutor, sitting) if sitting is not None else None


def ask_next(tutor: "Tutor", sitting_id: SittingId) -> Shown:
    """Ask what comes now."""
    return _shown(tutor, tutor.sitting(sitting_id))


def grade(tutor: "Tutor", submission_id: SubmissionId) -> Outcome:
    """Grade an answer, and draw the formulas of what will be said about it."""
    outcome = tutor.grade(submission_id)
    said = [outcome.explanation.text, outcome.grade.feedback, outcome.question.model_answer, *outcome.grade.missing]
    prepare(said + ([outcome.passage.text] if outcome.passage is not None else []))
    return outcome


def explain(
    tutor: "Tutor", submission_id: SubmissionId, progress: Callable[[str], None], cancel: Cancel
) -> Explanation:
    """Word the reason better; `progress` hears each sentence."""
    explanation = tutor.explain(submission_id, progress, cancel)
    prepare([explanation.text])
    return explanation


def folder_of(tutor: "Tutor", question: Question) -> str:
    """Give the folder of a question's pack, "" when the pack is gone."""
    return next((pack.folder for pack in tutor.packs() if pack.id == question.pack_id), "")


def _shown(tutor: "Tutor", sitting: Sitting) -> Shown:
    asked = tutor.ask(sitting)
    if asked is None:
        return Shown(sitting, None)
    prepare(_texts(asked))
    return Shown(sitting, asked, folder_of(tutor, asked.question))


def _texts(asked: Asked) -> Iterator[str]:
    yield prompt_of(asked.question)
    yield from (option.text for option in (*asked.options, *asked.rights))
    yield from asked.question.hints
    if asked.met is not None:
        yield asked.met.sheet.text.explanation
