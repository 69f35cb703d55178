"""Read named values from a tree, and complain in plain words where they are not as they should be."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from tutor.bank.markup import complaints, pictures
from tutor.bank.report import Report
from tutor.bank.tree import Fields, Items, Node, Text
from tutor.domain.translation import _

MOST_SIGNS = 10_000
_WHOLE = re.compile(r"[+-]?\d{1,9}")


class Form:
    """Named values of one thing ("question 3"): ask for each that may stand there, then call `close`."""

    def __init__(self, node: Fields, report: Report, images: list[tuple[Text, str]]) -> None:
        """Read `node`; problems go to `report`, the paths of pictures to `images`."""
        self.node = node
        self.report = report
        self._images = images
        self._values = dict(reversed([(name.value, value) for name, value in node.fields]))
        self._known: set[str] = set()

    def get(self, name: str) -> Node | None:
        """Give the node called `name`; None when it is missing, or empty, which is a problem."""
        self._known.add(name)
        node = self._values.get(name)
        if (isinstance(node, Text) and node.is_empty) or (isinstance(node, Items) and not node.items):
            self.report.error(node, _("'{name}' is empty.").format(name=name), _("Fill it in, or remove its line."))
            return None
        return node

    def place(self, name: str) -> Node:
        """Give the place of `name`, or of the whole form where it is missing."""
        return self._values.get(name, self.node)

    def written(self, name: str, *, required: bool = False) -> Text | None:
        """Give one value as it was typed; None when there is none."""
        node = self.get(name)
        if node is None:
            if required:
                self._is_missing(name)
            return None
        return self._as_text(node, name)

    def text(self, name: str, *, required: bool = False) -> str:
        """Give one line or paragraph as it was typed; "" when there is none."""
        found = self.written(name, required=required)
        return found.value.strip() if found is not None else ""

    def markdown(self, name: str, *, required: bool = False) -> str:
        """Give a Markdown text whose formulas and pictures were looked at."""
        found = self.written(name, required=required)
        return self.look_at(found) if found is not None else ""

    def texts(self, name: str, *, required: bool = False, is_markdown: bool = False) -> tuple[Text, ...]:
        """Give a list of texts; a single text counts as a list of one."""
        nodes = self.nodes(name, required=required)
        found = tuple(text for node in nodes if (text := self._as_text(node, name)) is not None)
        for text in found:
            if is_markdown:
                self.look_at(text)
        return found

    def nodes(self, name: str, *, required: bool = False) -> tuple[Node, ...]:
        """Give the parts of a list; what is no list counts as its only part."""
        node = self.get(name)
        parts = node.items if isinstance(node, Items) else () if node is None else (node,)
        if required and not parts:
            self._is_missing(name)
        return parts

    def forms(self, name: str, *, required: bool = False) -> tuple["Form", ...]:
        """Give a list of things that each have named values."""
        node = self.get(name)
        if isinstance(node, Text | Fields):
            self.report.error(
                node,
                _("'{name}' holds a list.").format(name=name),
                _("Begin each of its parts with '- '."),
            )
            return ()
        return tuple(form for part in self.nodes(name, required=required) if (form := self.as_form(part, name)))

    def form(self, name: str) -> "Form | None":
        """Give a thing with named values of its own; None when there is none."""
        node = self.get(name)
        return None if node is None else self.as_form(node, name)

    def as_form(self, node: Node, name: str) -> "Form | None":
        """Read a node as a thing with named values; None when it is none."""
        if isinstance(node, Fields):
            return Form(node, self.report, self._images)
        self.report.error(
            node,
            _("A part of '{name}' needs named values here.").format(name=name),
            _("Write each as a name, a colon and its value, such as 'text: a leaf'."),
        )
        return None

    def flag(self, name: str) -> bool | None:
        """Give a yes or no, which YAML writes true or false; None when there is none."""
        found = self.written(name)
        if found is None:
            return None
        if found.value in ("true", "True", "TRUE", "false", "False", "FALSE") and not found.style:
            return found.value.lower() == "true"
        self.report.error(found, _("'{name}' is true or false.").format(name=name), _("Write true or false."))
        return None

    def whole(self, name: str, allowed: range, default: int) -> int:
        """Give a whole number in a range; `default` when there is none."""
        found = self.written(name)
        return default if found is None else self.as_whole(found, name, allowed, default)

    def as_whole(self, found: Text, name: str, allowed: range, default: int) -> int:
        """Read a text as a whole number in a range."""
        if _WHOLE.fullmatch(found.value) and int(found.value) in allowed:
            return int(found.value)
        self.report.error(
            found,
            _("'{name}' is a whole number from {low} to {high}.").format(name=name, low=allowed[0], high=allowed[-1]),
        )
        return default

    def word(self, name: str, allowed: Collection[str], *, required: bool = False) -> str:
        """Give one of the allowed words; "" when there is none."""
        found = self.written(name, required=required)
        if found is None or found.value in allowed:
            return found.value if found is not None else ""
        self.report.error(
            found,
            _("'{word}' is not known here.").format(word=found.value[:40]),
            _meant(found.value, allowed) or _("Write one of: {words}.").format(words=", ".join(allowed)),
        )
        return ""

    def look_at(self, text: Text) -> str:
        """Check the Markdown of a text and note its pictures; give the text."""
        if len(text.value) > MOST_SIGNS:
            self.report.error(text, _("This text is longer than ten thousand signs."), _("Shorten or split it."))
            return ""
        for message, hint in complaints(text.value, is_escaped=text.style == '"'):
            self.report.error(text, message, hint)
        for description, path in pictures(text.value):
            self._images.append((text, path))
            if not description:
                self.report.warn(
                    text,
                    _("A picture has no description."),
                    _("Write what it shows between the brackets, for those who can't see it."),
                )
        return text.value.strip()

    def close(self) -> None:
        """Complain of each name that nobody asked for."""
        for name, value in self.node.fields:
            if name.value not in self._known:
                is_cut = isinstance(value, Text) and value.is_empty and " " in name.value
                hint = (
                    _("If this belongs to the text before it, put that whole text in quotes.")
                    if is_cut
                    else _meant(name.value, self._known)
                    or _("Names here: {names}.").format(names=", ".join(sorted(self._known)))
                )
                self.report.error(name, _("'{name}' is not known here.").format(name=name.value[:40]), hint)

    def _is_missing(self, name: str) -> None:
        if name in self._values:
            return  # it is empty, and that was said
        self.report.error(
            self.place(name), _("'{name}' is missing.").format(name=name), _("Add '{name}:' here.").format(name=name)
        )

    def _as_text(self, node: Node, name: str) -> Text | None:
        if isinstance(node, Text):
            if not node.is_empty:
                return node
            self.report.error(node, _("'{name}' has an empty part.").format(name=name), _("Fill it in or remove it."))
            return None
        self.report.error(
            node,
            _("'{name}' holds text, and here is something else.").format(name=name),
            _("Put text with a colon, a comma or brackets in quotes."),
        )
        return None


def _meant(word: str, allowed: Collection[str]) -> str:
    """Ask for the allowed word that looks most like `word`; "" when none does."""
    close = get_close_matches(word.lower().replace("-", "_").replace(" ", "_"), list(allowed), n=1)
    return _("Did you mean '{word}'?").format(word=close[0]) if close else ""
