"""The first lines of a GGUF file, read without llama.cpp: enough to tell a chat model from anything else."""

import struct
from dataclasses import dataclass
from pathlib import Path

from tutor.domain.errors import ModelBrokenError, ModelMissingError
from tutor.domain.translation import _

_READ_BYTES = 64 * 1024
_STRING, _ARRAY = 8, 9
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes of each kind of number
_NOT_CHAT = ("bert", "t5encoder", "embedding", "clip", "wavtokenizer", "llama-embed")  # parts of architectures' names


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says of itself."""

    architecture: str
    name: str = ""
    kind: str = "model"  # "model", "adapter", "mmproj" ...

    @property
    def can_chat(self) -> bool:
        """Tell whether the file may hold a model that writes."""
        return self.kind == "model" and not any(part in self.architecture for part in _NOT_CHAT)


def read_header(path: Path) -> GgufHeader:
    """Read the header; ModelMissingError without the file, ModelBrokenError when it is no readable GGUF."""
    try:
        with path.open("rb") as file:
            start = file.read(_READ_BYTES)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise missing(path) from error
    except OSError as error:
        raise ModelBrokenError(
            _("The model file {file} can't be read.").format(file=path.name), str(error.strerror or error)
        ) from error
    texts = _texts(start)
    if not texts.get("general.architecture"):
        raise broken(path, _("It is no model file that Tutor can read (GGUF)."))
    return GgufHeader(texts["general.architecture"], texts.get("general.name", ""), texts.get("general.type", "model"))


def missing(path: Path) -> ModelMissingError:
    """Say that a model file is not there."""
    message = _("The model file {file} is missing.").format(file=path.name)
    return ModelMissingError(message, _("Choose a model file in Settings, or install Tutor again."))


def broken(path: Path, why: str) -> ModelBrokenError:
    """Say that a model file can't be used, and why."""
    message = _("The model file {file} can't be used.").format(file=path.name)
    return ModelBrokenError(f"{message} {why}", _("Choose another model file in Settings, or install Tutor again."))


def _texts(start: bytes) -> dict[str, str]:
    """Collect the texts among a file's first key-value pairs, as far as `start` reaches; {} for what is no GGUF."""
    texts: dict[str, str] = {}
    try:
        mark, version, _tensors, pairs = struct.unpack_from("<4sIQQ", start)
        if mark != b"GGUF" or version not in (2, 3):
            return {}
        place = 24
        for _number in range(min(pairs, 1000)):
            key, place = _string(start, place)
            (kind,) = struct.unpack_from("<I", start, place)
            place += 4
            if kind == _STRING:
                texts[key], place = _string(start, place)
            else:
                place = _skip(start, place, kind)
    except (struct.error, KeyError, UnicodeDecodeError):
        pass  # the end of what was read, or no GGUF: what was found so far decides
    return texts


def _string(start: bytes, place: int) -> tuple[str, int]:
    (size,) = struct.unpack_from("<Q", start, place)
    place += 8
    if place + size > len(start):
        raise struct.error("past the end")
    return start[place : place + size].decode(), place + size


def _skip(start: bytes, place: int, kind: int) -> int:
    if kind != _ARRAY:
        return place + _SIZES[kind]
    inner, count = struct.unpack_from("<IQ", start, place)
    place += 12
    if inner != _STRING:
        return int(place + _SIZES[inner] * count)
    for _number in range(count):
        _text, place = _string(start, place)
    return place
