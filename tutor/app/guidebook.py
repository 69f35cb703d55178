"""One learner's study guide: gathered, searched, opened sheet by sheet."""

import logging
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime

from tutor.app.finder import Finder
from tutor.app.library import Library
from tutor.app.views import SheetDetail
from tutor.domain.errors import NotFoundError, TutorError
from tutor.domain.ids import SheetId, StudentId
from tutor.domain.ports import Encoder
from tutor.domain.sheet import Sheet, SheetStatus
from tutor.domain.translation import _
from tutor.guide.guide import Guide, gather
from tutor.guide.render import RENDERERS
from tutor.sheets.near import WORTH_FINDING
from tutor.store.store import Store

_log = logging.getLogger(__name__)
_MOST_FOUND = 200


class Guidebook:
    """Reads the guide; it changes nothing but the status of a sheet."""

    def __init__(
        self, store: Store, library: Library, finder: Finder, encoder: Encoder, *, clock: Callable[[], datetime]
    ) -> None:
        """Take the services; `clock` gives the time in UTC."""
        self._store = store
        self._library = library
        self._finder = finder
        self._encoder = encoder
        self._clock = clock

    def guide(self, student_id: StudentId, *, topic: str | None = None, wanted: str = "all", query: str = "") -> Guide:
        """Gather a student's guide; a `query` finds sheets by their words first, then by meaning."""
        sheets = self._store.sheets(student_id)
        due = {card.question_id: card.due_at for card in self._store.cards(student_id)}
        scores = self._scores(sheets, query) if query.strip() else None
        student = self._store.student(student_id)
        return gather(student, sheets, due, now=self._clock(), wanted=wanted, topic=topic, scores=scores)

    def render(self, name: str, form: str) -> str:
        """Render the guide of the student called `name`; `form` is a key of guide.render.RENDERERS."""
        student = self._store.student_named(name)
        if student is None:
            raise NotFoundError(_("There is no student called {name}.").format(name=name))
        guide = self.guide(student.id)
        ids = {entry.sheet.text.passage_id for entry in guide.entries}
        passages = {passage.id: passage for one in ids if (passage := self._library.passage(one)) is not None}
        return RENDERERS[form](guide, passages, self._clock(), None)

    def sheet(self, sheet_id: SheetId) -> SheetDetail:
        """Open one sheet with its history, question, passage and findings."""
        sheet = self._store.sheet(sheet_id)
        card = self._store.card(sheet.student_id, sheet.question_id)
        is_here = self._library.has(sheet.question_id)
        return SheetDetail(
            sheet=sheet,
            versions=self._store.sheet_versions(sheet_id),
            question=self._library.question(sheet.question_id) if is_here else None,
            passage=self._library.passage(sheet.text.passage_id),
            findings=self._store.findings(sheet_id),
            submissions=tuple(self._store.submission(submission_id) for submission_id in sheet.evidence),
            due_at=card.due_at if card is not None else None,
        )

    def archive(self, sheet_id: SheetId) -> Sheet:
        """Put a sheet away; it is kept, and comes back when its mistake does."""
        return self._store.set_sheet_status(sheet_id, SheetStatus.ARCHIVED, self._clock())

    def restore(self, sheet_id: SheetId) -> Sheet:
        """Take a sheet out of the archive."""
        return self._store.set_sheet_status(sheet_id, SheetStatus.ACTIVE, self._clock())

    def _scores(self, sheets: Sequence[Sheet], query: str) -> dict[SheetId, float]:
        """Give each sheet that the query finds a score: all its words stand in the sheet (1.0), or near in meaning."""
        words = _folded(query).split()
        scores = {sheet.id: 1.0 for sheet in sheets if _has_all(sheet, words)}
        rest = {sheet.id for sheet in sheets} - scores.keys()
        try:
            vector = self._encoder.encode([query])[0].sentence
            found = self._finder.near(vector, rest, _MOST_FOUND)
        except TutorError as error:
            _log.info("the guide was searched by words only: %s", error)
            return scores
        return scores | {sheet_id: cosine for sheet_id, cosine in found if cosine >= WORTH_FINDING}


def _has_all(sheet: Sheet, words: Sequence[str]) -> bool:
    text = sheet.text
    said = _folded(f"{text.topic} {text.prompt} {text.model_answer} {text.student_answer} {text.explanation}")
    return all(word in said for word in words)


def _folded(text: str) -> str:
    """Leave out case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
