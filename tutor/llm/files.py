"""The model files of this installation: checked before they are loaded, and the chat model made ready once."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tutor.domain.errors import ModelBrokenError, ModelMissingError
from tutor.domain.translation import _
from tutor.llm.catalogue import CHAT, CROSS_ENCODER, ENCODER, ShippedModel, chat_source, model_file
from tutor.llm.checks import FileChecks, read_json, write_json
from tutor.llm.gguf import broken, missing, read_header
from tutor.paths import Paths

_PREPARED = "smollm2-135m-instruct-q4_0.gguf"

# Writes a Q4_0 copy: source, target.
Quantise = Callable[[Path, Path], None]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file that was found good as far as can be told without loading it."""

    name: str
    path: Path
    sha256: str


class ModelFiles:
    """Finds, checks and prepares model files. Raises ModelMissingError and ModelBrokenError."""

    def __init__(self, paths: Paths, chat_file: Path | None) -> None:
        """Keep what is made in `paths.models`; `chat_file` takes the place of the shipped chat model."""
        self._folder = paths.models
        self.chat_file = chat_file
        self.checks = FileChecks(paths.models / "checked.json")

    @property
    def prepared(self) -> Path:
        """Where the shipped chat model lies once it is made ready."""
        return self._folder / _PREPARED

    @property
    def note(self) -> Path:
        """What the prepared file was made from."""
        return self.prepared.with_suffix(".json")

    def encoder(self) -> ModelFile:
        """Give the encoder's file."""
        return self.shipped(ENCODER, model_file(ENCODER))

    def cross_encoder(self) -> ModelFile:
        """Give the cross-encoder's file."""
        return self.shipped(CROSS_ENCODER, model_file(CROSS_ENCODER))

    def chat(self, quantise: Quantise) -> ModelFile:
        """Give the chat model's file; the shipped one is made ready with `quantise` where that was not done yet."""
        if self.chat_file is not None:
            return self.chosen(self.chat_file)
        return self.ready() or self._prepare(quantise)

    def shipped(self, model: ShippedModel, path: Path, *, afresh: bool = False) -> ModelFile:
        """Check a shipped file by its hash."""
        if not path.is_file():
            raise missing(path)
        if path.stat().st_size != model.size or self._hash(path, afresh=afresh) != model.sha256:
            raise broken(path, _("It is damaged, or not the file that comes with Tutor."))
        return ModelFile(model.name, path, model.sha256)

    def chosen(self, path: Path, *, afresh: bool = False) -> ModelFile:
        """Check a file that someone chose: its first lines must be those of a model that writes."""
        header = read_header(path)
        if not header.can_chat:
            raise broken(path, _("It holds no model that can write."))
        return ModelFile(header.name or path.stem, path, self._hash(path, afresh=afresh))

    def ready(self, *, afresh: bool = False) -> ModelFile | None:
        """Give the prepared chat model; None when there is none that fits its note."""
        note = read_json(self.note)
        if note.get("source_sha256") != CHAT.sha256 or not self.prepared.is_file():
            return None
        found = self._hash(self.prepared, afresh=afresh)
        return ModelFile(CHAT.name, self.prepared, found) if found == note.get("sha256") else None

    def _prepare(self, quantise: Quantise) -> ModelFile:
        source = self.shipped(CHAT, chat_source())
        part = self.prepared.with_name(f"{_PREPARED}.{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            quantise(source.path, part)
            read_header(part)
            _settle(part)
            part.replace(self.prepared)
            found = self._hash(self.prepared, afresh=True)
            write_json(self.note, {"source_sha256": source.sha256, "sha256": found})
        except (
            OSError,
            ModelBrokenError,
            ModelMissingError,
        ):  # no room, or a folder that can't be written: slower is better than none
            return source
        finally:
            _forget(part)
        return ModelFile(CHAT.name, self.prepared, found)

    def _sweep(self) -> None:
        """Remove what a Tutor that was ended halfway left behind."""
        import psutil

        for part in self._folder.glob(f"{_PREPARED}.*.part"):
            owner = part.suffixes[-2].removeprefix(".")
            if not (owner.isdecimal() and psutil.pid_exists(int(owner))):
                _forget(part)

    def _hash(self, path: Path, *, afresh: bool) -> str:
        try:
            return self.checks.sha256(path, afresh=afresh)
        except OSError as error:
            raise broken(path, str(error.strerror or error)) from error


def _settle(path: Path) -> None:
    """Make sure that a file's bytes are on the disk before its name changes."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the next try writes it anew
