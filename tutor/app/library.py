"""Every pack on this computer: those that ship with Tutor and those that were added."""

import shutil
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from tutor.bank import read_pack
from tutor.bank.marked import FILE as MARKED
from tutor.domain.errors import NotFoundError, PackError, TutorError
from tutor.domain.ids import PackId, PassageId, QuestionId
from tutor.domain.question import Pack, Passage, Question
from tutor.domain.translation import _
from tutor.paths import Paths, resources


class Library:
    """Packs, read once; a broken added pack is left out and named in `problems`."""

    def __init__(self, paths: Paths) -> None:
        """Look for packs in the folders of `paths` and in what ships."""
        self._paths = paths
        self.problems: tuple[PackError, ...] = ()

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """Read all packs; those that ship come first."""
        files = [*sorted((resources() / "packs").glob("*.yaml")), *sorted(self._paths.packs.glob("*.yaml"))]
        packs: dict[PackId, Pack] = {}
        problems: list[PackError] = []
        for file in files:
            try:
                pack = read_pack(file, cache=self._paths.cache / "packs")
            except PackError as error:
                problems.append(error)
                continue
            packs.setdefault(pack.id, pack)
        self.problems = tuple(problems)
        return tuple(packs.values())

    def pack(self, pack_id: PackId) -> Pack:
        """Find a pack; NotFoundError when there is none, naming those that there are."""
        for pack in self.packs:
            if pack.id == pack_id:
                return pack
        known = ", ".join(pack.id for pack in self.packs)
        raise NotFoundError(
            _("There is no pack called {name}.").format(name=pack_id), _("Packs here: {names}.").format(names=known)
        )

    def questions(self, pack_id: PackId | None = None) -> tuple[Question, ...]:
        """List the questions of one pack, or of all."""
        packs = self.packs if pack_id is None else (self.pack(pack_id),)
        return tuple(question for pack in packs for question in pack.questions)

    def question(self, question_id: QuestionId) -> Question:
        """Find a question; NotFoundError when its pack is gone."""
        found = self._by_id.get(question_id)
        if found is None:
            raise NotFoundError(
                _("The question {name} is not in any pack here.").format(name=question_id),
                _("Add the pack that it belongs to."),
            )
        return found

    def has(self, question_id: QuestionId) -> bool:
        """Tell whether a question's pack is here."""
        return question_id in self._by_id

    def passage(self, passage_id: PassageId | None) -> Passage | None:
        """Find a passage; None when there is none."""
        return None if passage_id is None else self._passages.get(passage_id)

    def add(self, file: Path) -> Pack:
        """Check a pack and copy it, with its folder, into this computer's packs; PackError when it is not fit.

        A pack that was added before is replaced; one that ships with Tutor can't be.
        """
        pack = read_pack(file)
        if (resources() / "packs" / f"{pack.id}.yaml").exists():
            raise TutorError(
                _("A pack called {name} ships with Tutor.").format(name=pack.id), _("Give your pack another id.")
            )
        self._paths.packs.mkdir(parents=True, exist_ok=True)
        folder, kept = file.parent / pack.id, self._paths.packs / pack.id
        is_kept = folder.resolve() == kept.resolve()  # the pack is added from where it is kept
        if not is_kept:
            # Marked answers that are not of this very file would keep it from being read: they go first and come last.
            (kept / MARKED).unlink(missing_ok=True)
        if not is_kept and folder.is_dir():
            # Pictures from before stay, since a sheet may show them.
            shutil.copytree(folder, kept, ignore=shutil.ignore_patterns(MARKED), dirs_exist_ok=True)
        _replace(self._paths.packs / f"{pack.id}.yaml", file)
        if not is_kept and (folder / MARKED).is_file():
            _replace(kept / MARKED, folder / MARKED)
        for name in ("packs", "_by_id", "_passages"):
            self.__dict__.pop(name, None)
        return self.pack(pack.id)

    @cached_property
    def _by_id(self) -> Mapping[QuestionId, Question]:
        return {question.id: question for question in self.questions()}

    @cached_property
    def _passages(self) -> Mapping[PassageId, Passage]:
        return {passage.id: passage for pack in self.packs for passage in pack.passages}


def _replace(file: Path, source: Path) -> None:
    """Make a file a copy of another, whole or not at all."""
    waiting = file.with_name(f"{file.name}.new")
    shutil.copyfile(source, waiting)
    waiting.replace(file)
