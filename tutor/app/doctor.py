"""Checks an installation from end to end, and says of each thing that is wrong what to do."""

import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import tutor
from tutor.app.library import Library
from tutor.app.views import CheckItem, Report
from tutor.domain.errors import StoreBusyError, TutorError
from tutor.domain.ports import Pair
from tutor.domain.translation import _
from tutor.index.sheet_index import SheetIndex
from tutor.llm.models import Models
from tutor.llm.status import ModelState
from tutor.paths import Paths
from tutor.store.store import Store

_LIBRARIES = ("PySide6-Essentials", "llama-cpp-python", "sqlmodel", "faiss-cpu", "fsrs", "sympy", "pint", "numpy")
_TRIAL = "Plants take in carbon dioxide."


def examine(paths: Paths, store: Store | None = None, models: Models | None = None) -> Report:
    """Check versions, folders, models (hashes and one real reply of the encoder), database, index and packs.

    `store` and `models` are those in use, where Tutor is open; otherwise they are opened for the check alone, the
    store for reading only. Nothing is changed or mended.
    """
    items: list[CheckItem] = [*_versions(), *_folders(paths), *_models(paths, models), *_database(paths, store)]
    items += _packs(paths)
    return Report(tuple(items))


def _versions() -> Iterator[CheckItem]:
    yield CheckItem("Tutor", True, f"{tutor.__version__}, Python {platform.python_version()}, {platform.platform()}")
    for name in _LIBRARIES:
        try:
            yield CheckItem(name, True, version(name))
        except PackageNotFoundError:
            if not getattr(sys, "frozen", False):
                yield CheckItem(name, False, _("not installed"), _("Install Tutor again."))


def _folders(paths: Paths) -> Iterator[CheckItem]:
    for name, folder in ((_("Data folder"), paths.data), (_("Cache folder"), paths.cache)):
        yield _tried(name, str(folder), partial(_can_write, folder), _("Choose another with --data."))


def _can_write(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    trial = folder / ".tutor-write-trial"
    trial.write_bytes(b"ok")
    trial.unlink()
    return str(folder)


def _models(paths: Paths, models: Models | None) -> Iterator[CheckItem]:
    own = models if models is not None else Models(paths)
    try:
        for status in own.status(thorough=True):
            is_ok = status.state in (ModelState.READY, ModelState.UNCHECKED)
            detail = f"{status.path}, {status.size / 1e6:.0f} MB, sha256 {status.sha256 or '?'}"
            yield CheckItem(status.name, is_ok, detail if is_ok else status.problem, status.hint)
        yield _tried(_("Encoder"), "", lambda: _encode(own), _("Install Tutor again, or look into the log folder."))
    finally:
        if models is None:
            own.close()


def _encode(models: Models) -> str:
    sentence = models.encoder.encode([_TRIAL])[0].sentence
    models.encoder.encode_pairs([Pair(_TRIAL, _TRIAL)])
    memory = models.memory_mb()
    return _("read a sentence as {count} numbers; its process takes {memory} MB").format(
        count=len(sentence), memory="?" if memory is None else round(memory)
    )


def _database(paths: Paths, store: Store | None) -> Iterator[CheckItem]:
    if store is None and not paths.database.exists():
        yield CheckItem(_("Database"), True, _("none yet; it is made with the first student"))
        return
    try:
        own = store if store is not None else Store.open(paths, now=datetime.now(UTC), read_only=True)
    except TutorError as error:
        is_ok = isinstance(error, StoreBusyError)
        yield CheckItem(_("Database"), is_ok, error.message, error.hint)
        return
    try:
        problems = own.check()
        detail = "; ".join(problems) or str(paths.database)
        yield CheckItem(_("Database"), not problems, detail, _("Tutor offers the last backup at its next start."))
        yield CheckItem(_("Backups"), True, _newest(Store.backups(paths)))
        yield _index(paths, own)
    finally:
        if store is None:
            own.close()


def _newest(backups: tuple[Path, ...]) -> str:
    if not backups:
        return _("none yet; one is made every day")
    return _("{count}, the newest {file}").format(count=len(backups), file=backups[0].name)


def _index(paths: Paths, store: Store) -> CheckItem:
    from tutor.llm.catalogue import ENCODER, ENCODER_DIMENSION

    index = SheetIndex.load(
        paths.index, model_sha256=ENCODER.sha256, dimension=ENCODER_DIMENSION, generation=store.generation()
    )
    if index is None:
        return CheckItem(_("Index"), True, _("not there or out of date; it is made anew when it is needed"))
    return CheckItem(_("Index"), True, _("{count} sheets").format(count=len(index)))


def _packs(paths: Paths) -> Iterator[CheckItem]:
    library = Library(paths)
    for pack in library.packs:
        detail = _("{count} questions").format(count=len(pack.questions))
        yield CheckItem(_("Pack {name}").format(name=pack.id), True, detail)
    for problem in library.problems:
        yield CheckItem(_("Pack"), False, problem.message, problem.hint)


def _tried(name: str, detail: str, trial: Callable[[], str], hint: str) -> CheckItem:
    try:
        return CheckItem(name, True, trial())
    except TutorError as error:
        return CheckItem(name, False, error.message, error.hint)
    except OSError as error:
        return CheckItem(name, False, f"{detail}: {error.strerror or error}", hint)
