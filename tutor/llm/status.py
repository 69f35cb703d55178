"""How the models are, told without loading any."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tutor.domain.errors import ModelMissingError, TutorError
from tutor.domain.translation import _
from tutor.llm.catalogue import CHAT, CROSS_ENCODER, ENCODER, ShippedModel, chat_source, model_file
from tutor.llm.files import ModelFiles
from tutor.llm.gguf import read_header


class ModelState(StrEnum):
    """What is known of a model's file."""

    READY = "ready"  # there, and its hash is the right one (or, for a chosen file, known)
    UNCHECKED = "unchecked"  # there; its hash was not computed yet
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """One model's file: for `doctor` and the settings page."""

    name: str
    path: Path
    sha256: str  # "" while unknown
    size: int  # bytes; 0 without the file
    state: ModelState
    problem: str = ""
    hint: str = ""


def statuses(files: ModelFiles, *, thorough: bool = False) -> tuple[ModelStatus, ...]:
    """Tell how encoder, chat model and cross-encoder are; `thorough` reads each file in full, else what is known."""
    return _shipped(ENCODER, files, thorough), _chat(files, thorough), _shipped(CROSS_ENCODER, files, thorough)


def chat_hash(files: ModelFiles) -> str:
    """Name the chat model's file by its hash; "" while it is not known."""
    return _chat(files, thorough=False).sha256


def _shipped(model: ShippedModel, files: ModelFiles, thorough: bool) -> ModelStatus:
    path = model_file(model)
    try:
        if thorough or files.checks.remembered(path) or not _has_size(path, model.size):
            files.shipped(model, path, afresh=thorough)
    except TutorError as error:
        return _bad(model.name, path, error)
    return _good(files, model.name, path)


def _chat(files: ModelFiles, thorough: bool) -> ModelStatus:
    if files.chat_file is not None:
        return _chosen(files, files.chat_file, thorough)
    if files.prepared.is_file() and (thorough or files.checks.remembered(files.prepared)):
        if files.ready(afresh=thorough):
            return _good(files, CHAT.name, files.prepared)
        if thorough:
            message = _("The prepared copy {file} is damaged.").format(file=files.prepared.name)
            return _bad(CHAT.name, files.prepared, TutorError(message, _("Tutor makes it anew at its next start.")))
    path = chat_source()
    try:
        if thorough or files.checks.remembered(path) or not _has_size(path, CHAT.size):
            files.shipped(CHAT, path, afresh=thorough)
    except TutorError as error:
        return _bad(CHAT.name, path, error)
    return _good(files, CHAT.name, path)


def _chosen(files: ModelFiles, path: Path, thorough: bool) -> ModelStatus:
    try:
        name = files.chosen(path, afresh=True).name if thorough else read_header(path).name or path.stem
    except TutorError as error:
        return _bad(path.stem, path, error)
    return _good(files, name, path)


def _good(files: ModelFiles, name: str, path: Path) -> ModelStatus:
    known = files.checks.remembered(path)
    return ModelStatus(name, path, known, path.stat().st_size, ModelState.READY if known else ModelState.UNCHECKED)


def _bad(name: str, path: Path, error: TutorError) -> ModelStatus:
    state = ModelState.MISSING if isinstance(error, ModelMissingError) else ModelState.BROKEN
    size = path.stat().st_size if path.is_file() else 0
    return ModelStatus(name, path, "", size, state, error.message, error.hint)


def _has_size(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size
