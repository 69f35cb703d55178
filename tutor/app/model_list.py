"""The models on this computer, without a window: which there are, what they may do, and examining one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tutor.app.exam_results import ExamResult, ExamResults
from tutor.app.examine import Progress, examine
from tutor.domain.errors import TutorError
from tutor.domain.ports import Cancel
from tutor.domain.translation import _
from tutor.llm.models import Models
from tutor.llm.status import ModelStatus
from tutor.paths import Paths


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model: its file, what it may do (None: not examined), and what is wrong."""

    name: str
    file: str
    sha256: str
    state: str
    may_judge: bool | None
    may_word: bool | None
    examined_at: datetime | None = None
    is_stale: bool = False
    problem: str = ""

    def cells(self) -> tuple[str, ...]:
        """Give the row as a person reads it."""
        state = _("exam has changed") if self.is_stale else self.state
        return (self.name, self.file, state, _yes_or_no(self.may_judge), _yes_or_no(self.may_word))

    def as_dict(self) -> dict[str, Any]:
        """Give the row as JSON's types."""
        return {
            "name": self.name,
            "file": self.file,
            "sha256": self.sha256,
            "state": self.state,
            "may_judge": self.may_judge,
            "may_word": self.may_word,
            "examined_at": self.examined_at.isoformat() if self.examined_at else None,
            "is_stale": self.is_stale,
            "problem": self.problem,
        }


def examine_file(
    paths: Paths, file: Path | None, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> ExamResult:
    """Examine a chat model's file (None: the bundled one), and keep what it showed.

    Needs no store, so it works while the window is open. TutorError when the file is not fit.
    """
    models = Models(paths, chat_file=file.resolve() if file is not None else None)
    try:
        result = examine(models.chat, models.encoder, now=_now, progress=progress, cancel=cancel)
    finally:
        models.close()
    ExamResults(paths).keep(result)
    return result


def list_models(paths: Paths) -> list[ModelRow]:
    """List the bundled models, the chosen chat model, and others that were examined once."""
    models, results = Models(paths, chat_file=_chosen(paths)), ExamResults(paths)
    encoder, chat, *others = models.status()
    rows = [_row(chat, results), *(_bare(status) for status in (encoder, *others))]
    known = {row.sha256 for row in rows}
    rows += [_old(result) for result in results.all() if result.model_sha256 not in known]
    return rows


def _chosen(paths: Paths) -> Path | None:
    """Read which chat model is set; None (the bundled one) where nobody can look just now."""
    from tutor.store.store import Store

    if not paths.database.exists():
        return None
    try:
        store = Store.open(paths, now=_now(), read_only=True)
    except TutorError:
        return None
    try:
        name = store.setting("chat_file")
    finally:
        store.close()
    return Path(name) if name else None


def _row(status: ModelStatus, results: ExamResults) -> ModelRow:
    problem, result = status.problem, None
    try:
        result = results.result(status.sha256)
    except TutorError as error:
        problem = str(error)
    is_stale = result is not None and result.is_stale
    earned = result if result is not None and not is_stale else None
    return ModelRow(
        name=status.name,
        file=status.path.name,
        sha256=status.sha256,
        state=status.state.value,
        may_judge=earned.may_judge if earned else None,
        may_word=earned.may_word if earned else None,
        examined_at=result.examined_at if result else None,
        is_stale=is_stale,
        problem=problem,
    )


def _bare(status: ModelStatus) -> ModelRow:
    return ModelRow(status.name, status.path.name, status.sha256, status.state.value, False, False, None, False)


def _old(result: ExamResult) -> ModelRow:
    """Give a model that was examined and is not in use."""
    may_judge, may_word = (None, None) if result.is_stale else (result.may_judge, result.may_word)
    return ModelRow(
        result.model_name,
        "-",
        result.model_sha256,
        _("examined, not in use"),
        may_judge,
        may_word,
        result.examined_at,
        result.is_stale,
    )


def _yes_or_no(earned: bool | None) -> str:
    return {True: _("yes"), False: _("no"), None: _("not examined")}[earned]


def _now() -> datetime:
    return datetime.now(UTC)
