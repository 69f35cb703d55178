"""Which sheets are near: the vector of a sheet, and when two mistakes are the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.domain.ids import SheetId
from tutor.domain.ports import Encoder
from tutor.domain.question import Kind, Question
from tutor.domain.sheet import Sheet, SheetText

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A sheet's vector is the sum of three unit vectors (question, right answer, student's answer). On one question the
# first two are shared, so 0.95 between two sheets asks for about 0.7 between the two students' answers.
SAME_MISTAKE = 0.95
# A search by meaning and a look-up before another question: from here on a sheet is worth naming.
WORTH_FINDING = 0.35
WORTH_NAMING = 0.72


def vector_of(text: SheetText, encoder: Encoder) -> "NDArray[np.float32]":
    """Give the unit vector (dimension,) that a sheet is found by."""
    return _sum_of([text.prompt, text.model_answer, text.student_answer], encoder)


def vector_of_question(question: Question, encoder: Encoder) -> "NDArray[np.float32]":
    """Give the unit vector (dimension,) that looks for sheets about what `question` asks."""
    return _sum_of([question.prompt, question.model_answer], encoder)


def same_mistake(
    question: Question, text: SheetText, sheets: Sequence[Sheet], nearest: Sequence[tuple[SheetId, float]]
) -> Sheet | None:
    """Choose the sheet among `sheets` (all on `question`) that is about the same mistake as `text`; None: a new one.

    `nearest` is what the index said of them: ids and cosines, best first. Where an answer is picked or calculated, a
    question has one sheet; its versions tell the different slips. Without an index the words decide.
    """
    if not sheets:
        return None
    if question.kind is not Kind.SHORT_TEXT:
        return sheets[0]
    by_id = {sheet.id: sheet for sheet in sheets}
    for sheet_id, cosine in nearest:
        if cosine >= SAME_MISTAKE and sheet_id in by_id:
            return by_id[sheet_id]
    words = _folded(text.student_answer)
    return next((sheet for sheet in sheets if _folded(sheet.text.student_answer) == words), None)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _sum_of(texts: Sequence[str], encoder: Encoder) -> "NDArray[np.float32]":
    encodings = encoder.encode([text for text in texts if text.strip()])
    total = encodings[0].sentence.copy()
    for encoding in encodings[1:]:
        total += encoding.sentence
    length = float(total @ total) ** 0.5
    return total / length if length else total
