"""Keep parsed packs by their content, since YAML is slow to read; the folder can be deleted at any time."""

import json
import os
from contextlib import suppress
from pathlib import Path

from tutor.bank.tree import Node, pack_tree, unpack_tree

_SHAPE = 1  # raise it when the tree's shape or the parser's rules change
_MOST_FILES = 60


def recall(cache: Path, name: str) -> Node | None:
    """Give the tree kept as `name`; None when there is none, or a damaged one."""
    try:
        return unpack_tree(json.loads(_file(cache, name).read_text("utf-8")))
    except (OSError, ValueError, RecursionError):
        return None


def keep(cache: Path, name: str, tree: Node) -> None:
    """Keep a tree as `name`, and only the newest few; a full or locked disk is no reason to stop."""
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        file = _file(cache, name)
        waiting = file.with_suffix(f".{os.getpid()}.new")
        waiting.write_text(json.dumps(pack_tree(tree), ensure_ascii=False, separators=(",", ":")), "utf-8")
        waiting.replace(file)
        for old in sorted(cache.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)[_MOST_FILES:]:
            old.unlink(missing_ok=True)


def _file(cache: Path, name: str) -> Path:
    return cache / f"{name}-{_SHAPE}.json"
