"""From YAML text to a tree: plain data only, a few levels deep, nothing repeated and nothing hidden."""

from collections.abc import Iterator
from typing import Any

from tutor.bank.report import Report
from tutor.bank.syntax import in_plain_words
from tutor.bank.tree import Fields, Items, Node, Text
from tutor.domain.problem import Problem
from tutor.domain.translation import _

DEEPEST = 12


class _UnfitError(Exception):
    """What follows makes no sense any more; the problem is noted."""


def parse(text: str, report: Report) -> Node | None:
    """Give a YAML text as a tree; None where it can't be read, and `report` says why.

    Values keep the letters that were typed. Anchors, aliases and tags are refused, so a small file can't grow large.
    """
    try:
        return _Builder(text, report).document()
    except _UnfitError:
        return None


class _Builder:
    """Builds the tree from the parser's events, without recursion that a hostile file could drive."""

    def __init__(self, text: str, report: Report) -> None:
        self._text = text
        self._report = report
        self._events = self._read()

    def _read(self) -> Iterator[Any]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError

        try:
            yield from YAML(typ="safe", pure=True).parse(self._text)
        except _UnfitError:
            raise
        except YAMLError as error:
            self._report.add(in_plain_words(error, self._text))
            raise _UnfitError from error
        except (ValueError, IndexError, AssertionError, OverflowError, AttributeError, TypeError, KeyError) as error:
            # The parser's own slips on odd input (\UFFFFFFFF in quotes, say): still the file's fault, not ours.
            self._report.add(Problem(0, 0, _("The file is not YAML that can be read."), str(error)))
            raise _UnfitError from error

    def document(self) -> Node | None:
        from ruamel.yaml.events import DocumentStartEvent, StreamStartEvent

        root: Node | None = None
        for event in self._events:
            if isinstance(event, StreamStartEvent):
                continue
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    self._stop(event, _("A second document begins here."), _("A pack is one document: remove '---'."))
                root = self._node(next(self._events), 0)
        if root is None:
            self._report.add(Problem(1, 1, _("The file is empty."), _("Begin with 'tutor: 1'.")))
        return root

    def _node(self, event: Any, depth: int) -> Node:
        from ruamel.yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

        if depth > DEEPEST:
            self._stop(event, _("This is nested too deeply."), _("A pack has only a few levels."))
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self._stop(
                event,
                _("Anchors (&) and aliases (*) are not used in packs."),
                _("Write the text out; put it in quotes if it begins with & or *."),
            )
        if event.tag is not None:
            self._stop(event, _("Tags (!) are not used in packs."), _("Put the text in quotes if it begins with '!'."))
        if isinstance(event, ScalarEvent):
            return Text(*_place(event), _clean(event.value), event.style or "")
        if isinstance(event, SequenceStartEvent):
            return Items(*_place(event), tuple(self._items(depth)))
        assert isinstance(event, MappingStartEvent)
        return Fields(*_place(event), tuple(self._fields(depth)))

    def _items(self, depth: int) -> Iterator[Node]:
        from ruamel.yaml.events import SequenceEndEvent

        while not isinstance(event := next(self._events), SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _fields(self, depth: int) -> Iterator[tuple[Text, Node]]:
        from ruamel.yaml.events import MappingEndEvent

        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            name = self._node(event, depth + 1)
            if not isinstance(name, Text):
                self._stop(event, _("A name is expected here."), _("Write a word and a colon, such as 'prompt:'."))
            assert isinstance(name, Text)
            value = self._node(next(self._events), depth + 1)
            if name.value in seen:
                self._report.error(
                    name,
                    _("'{name}' stands here twice; the first is on line {line}.").format(
                        name=name.value, line=seen[name.value]
                    ),
                    _("Keep one of them, or begin the next question with '- '."),
                )
            seen.setdefault(name.value, name.line)
            yield name, value

    def _stop(self, event: Any, message: str, hint: str) -> None:
        self._report.add(Problem(*_place(event), message, hint))
        raise _UnfitError


def _place(event: Any) -> tuple[int, int]:
    """Give an event's line and column, counted from 1."""
    return event.start_mark.line + 1, event.start_mark.column + 1


def _clean(text: str) -> str:
    """Give a value with its letters in their usual composed form, so that two spellings of é are one."""
    from unicodedata import normalize

    return normalize("NFC", text.rstrip("\n"))
