"""A pack that is added brings its folder along: pictures, and answers that a teacher has marked."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import PACK
from tutor.app.library import Library
from tutor.domain.errors import PackError
from tutor.domain.ids import PackId
from tutor.domain.question import TextKey
from tutor.paths import Paths, paths

TABLE = "question,answer,mark\ngas,co2,right\ngas,oxygen,wrong\n"


@pytest.fixture
def kept(tmp_path: Path) -> Paths:
    return paths(tmp_path / "data")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a teacher's pack with a picture and marked answers."""
    (tmp_path / "desk" / "small").mkdir(parents=True)
    (tmp_path / "desk" / "small" / "leaf.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "desk" / "small" / "marked.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "desk" / "small.yaml").write_text(PACK, encoding="utf-8")
    return tmp_path / "desk" / "small.yaml"


def marked(kept: Paths) -> list[str]:
    """Give the marked answers of the first question, as after a restart."""
    key = Library(kept).pack(PackId("small")).questions[0].key
    assert isinstance(key, TextKey)
    return [answer.text for answer in key.marked]


def test_marked_answers_are_added_with_their_pack(kept: Paths, file: Path) -> None:
    Library(kept).add(file)
    assert marked(kept) == ["co2", "oxygen"]
    assert (kept.packs / "small" / "leaf.svg").is_file()


def test_marked_answers_that_were_taken_away_are_gone(kept: Paths, file: Path) -> None:
    library = Library(kept)
    library.add(file)
    (file.parent / "small" / "marked.csv").unlink()
    (file.parent / "small" / "leaf.svg").unlink()
    library.add(file)
    assert marked(kept) == []
    assert (kept.packs / "small" / "leaf.svg").is_file()  # a sheet written before may show it


def test_marked_answers_go_with_their_folder(kept: Paths, file: Path) -> None:
    library = Library(kept)
    library.add(file)
    (file.parent / "small").rename(file.parent / "other")
    library.add(file)
    assert marked(kept) == []


def test_a_kept_pack_may_be_added_where_it_lies(kept: Paths, file: Path) -> None:
    library = Library(kept)
    library.add(file)
    library.add(kept.packs / "small.yaml")
    assert marked(kept) == ["co2", "oxygen"]


def test_a_slip_among_the_marks_leaves_the_kept_pack_as_it_was(kept: Paths, file: Path) -> None:
    library = Library(kept)
    library.add(file)
    (file.parent / "small" / "marked.csv").write_text(TABLE + "gas,air,maybe\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"marked\.csv, line 4"):
        library.add(file)
    assert marked(kept) == ["co2", "oxygen"]


@pytest.mark.parametrize("cut", ["leaf.svg", "small.yaml", "marked.csv"])
def test_a_copy_cut_short_can_still_be_read(kept: Paths, file: Path, monkeypatch: pytest.MonkeyPatch, cut: str) -> None:
    Library(kept).add(file)
    file.write_text(PACK.replace("id: gas", "id: air"), encoding="utf-8")
    (file.parent / "small" / "marked.csv").write_text(TABLE.replace("gas,", "air,"), encoding="utf-8")

    copyfile = shutil.copyfile

    def stop(source: str | os.PathLike[str], *given: Any, **named: Any) -> object:
        if Path(source).name == cut:
            raise OSError("no space left")
        return copyfile(source, *given, **named)

    monkeypatch.setattr(shutil, "copyfile", stop)
    with pytest.raises(OSError, match="no space"):
        Library(kept).add(file)
    assert marked(kept) == []
