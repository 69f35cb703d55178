"""A YAML text as a tree that remembers where each part stands and how each value was typed."""

from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A value as it was typed (`0.50` stays "0.50"); `style` is its quote mark, "|", ">" or "" for none."""

    line: int
    column: int
    value: str
    style: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed."""
        return not self.value.strip()


@dataclass(frozen=True, slots=True)
class Items:
    """A list: lines that begin with "- ", or values between square brackets."""

    line: int
    column: int
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Fields:
    """Named values; a name that was typed twice stands here twice."""

    line: int
    column: int
    fields: "tuple[tuple[Text, Node], ...]"


Node: TypeAlias = Text | Items | Fields


def pack_tree(node: Node) -> list[Any]:
    """Give a tree as plain lists, for a JSON file."""
    match node:
        case Text(line, column, value, style):
            return [line, column, "t", value, style]
        case Items(line, column, items):
            return [line, column, "i", [pack_tree(item) for item in items]]
        case Fields(line, column, fields):
            return [line, column, "f", [[pack_tree(name), pack_tree(value)] for name, value in fields]]


def unpack_tree(plain: object) -> Node:
    """Give the tree that `pack_tree` made plain; ValueError when it is no such thing."""
    match plain:
        case [int(line), int(column), "t", str(value), str(style)]:
            return Text(line, column, value, style)
        case [int(line), int(column), "i", list(items)]:
            return Items(line, column, tuple(unpack_tree(item) for item in items))
        case [int(line), int(column), "f", list(fields)]:
            return Fields(line, column, tuple(_unpack_field(field) for field in fields))
    raise ValueError("not a tree")


def _unpack_field(plain: object) -> tuple[Text, Node]:
    match plain:
        case [name, value]:
            unpacked = unpack_tree(name)
            if isinstance(unpacked, Text):
                return unpacked, unpack_tree(value)
    raise ValueError("not a field")
