"""The picture of the house, drawn from the imports."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TUTOR = Path(__file__).parent.parent / "tutor"
FLOORS = [
    {"gui", "cli"},
    {"app"},
    {"bank", "grading", "sheets", "study", "guide"},
    {"store", "llm", "index"},
    {"domain"},
]
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
HOME_OF = {
    "PySide6": "gui",
    "sqlmodel": "store",
    "sqlalchemy": "store",
    "alembic": "store",
    "llama_cpp": "llm",
    "faiss": "index",
    "typer": "cli",
}


def imports(source: str, package: str) -> Iterator[tuple[str, bool]]:
    """Name each module that `source` imports, wherever in it, and whether only for its types."""
    tree = ast.parse(source)
    only_types = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        for statement in block.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in only_types
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{module}.{alias.name}", id(node) in only_types
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("import_module", "__import__"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, False


def quarrels(room: str, source: str, package: str) -> list[str]:
    """List what `source`, in `room`, imports against the picture."""
    found = []
    for name, is_only_type in imports(source, package):
        parts = name.split(".")
        if parts[0] == "tutor" and len(parts) > 1 and parts[1] in FLOOR_OF and parts[1] != room:
            below = FLOOR_OF[parts[1]] > FLOOR_OF[room]
            is_craft_to_service = FLOOR_OF[room] == 2 and parts[1] in FLOORS[3]
            if not below or is_craft_to_service:
                found.append(f"{room} imports {name}")
        if HOME_OF.get(parts[0], room) != room:
            found.append(f"{room} imports {name}, which lives in {HOME_OF[parts[0]]}")
        is_outside = parts[0] not in ("tutor", *sys.stdlib_module_names)
        if room == "domain" and is_outside and not is_only_type:
            found.append(f"domain imports {name}: it knows the standard library only")
    return found


@pytest.mark.parametrize("path", sorted(TUTOR.rglob("*.py")), ids=lambda path: str(path.relative_to(TUTOR)))
def test_imports_point_down(path: Path) -> None:
    inside = path.relative_to(TUTOR)
    room = inside.parts[0]
    if room not in FLOOR_OF:
        assert len(inside.parts) == 1, f"{inside} stands in no room of the house"
        return
    package = ".".join(["tutor", *inside.parts[:-1]])
    assert not quarrels(room, path.read_text(encoding="utf-8"), package)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("bank", "from tutor.grading import grade"),
        ("bank", "from ..grading import grade"),
        ("grading", "import tutor.llm.models"),
        ("store", "from tutor import app"),
        ("domain", "import numpy"),
        ("domain", "def late():\n    import pydantic"),
        ("app", "from PySide6.QtCore import QObject"),
        ("gui", "import sqlmodel"),
        ("sheets", "def late():\n    from faiss import IndexFlatIP"),
        ("study", "from importlib import import_module\nimport_module('tutor.store.store')"),
        ("gui", "from tutor.cli import main"),
    ],
)
def test_the_check_sees_what_is_built_wrong(room: str, source: str) -> None:
    assert quarrels(room, source, f"tutor.{room}")


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("app", "from tutor.store.store import Store"),
        ("grading", "from .text import short_text\nfrom . import words"),
        ("domain", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy"),
        ("gui", "from tutor.app.views import Plan"),
    ],
)
def test_the_check_lets_through_what_is_built_right(room: str, source: str) -> None:
    assert not quarrels(room, source, f"tutor.{room}")


def test_every_room_stands_in_the_picture() -> None:
    rooms = {path.name for path in TUTOR.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert rooms == set(FLOOR_OF)
