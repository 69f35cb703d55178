"""Say the YAML parser's complaints in plain words, with what to do."""

from typing import Any

from tutor.domain.problem import Problem
from tutor.domain.translation import _, mark

_QUOTES = mark("Put the text in quotes ('like this'), or write '|' after the colon and the text on the lines below.")
_LOOK = mark("Look at this line and the one before it.")

# What the parser says (a part of it), what that means, and what to do. The first that fits is taken.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("found character '\\t'", mark("There is a tab here."), mark("Use spaces to indent: two for each level.")),
    ("found a tab", mark("There is a tab here."), mark("Use spaces to indent: two for each level.")),
    (
        "mapping values are not allowed",
        mark("A colon with a space after it stands inside a text, or this line is indented wrongly."),
        _QUOTES,
    ),
    (
        "could not find expected ':'",
        mark("A name without its colon, or a text that runs over the end of its line."),
        _QUOTES,
    ),
    ("unknown escape character", mark("A backslash stands between double quotes."), mark("Use single quotes instead.")),
    ("expected escape sequence", mark("A backslash stands between double quotes."), mark("Use single quotes instead.")),
    ("while scanning a quoted scalar", mark("A quote is opened and not closed."), mark("Close it with the same mark.")),
    ("while scanning a double-quoted", mark("Something is wrong between these quotes."), mark("Use single quotes.")),
    (
        "while parsing a block mapping",
        mark("This line does not line up with the ones above it."),
        mark("Lines of one question begin in the same column. Text after a closing quote also causes this."),
    ),
    (
        "while parsing a block collection",
        mark("This line does not line up with the list above it."),
        mark("Each '- ' of one list begins in the same column."),
    ),
    (
        "while parsing a flow mapping",
        mark("Something is wrong between { and }."),
        mark("Separate the parts with commas, close with }, and put text with a comma or a colon in quotes."),
    ),
    (
        "while parsing a flow sequence",
        mark("Something is wrong between [ and ]."),
        mark("Separate the parts with commas, close with ], and put text with a comma or a colon in quotes."),
    ),
    ("cannot start any token", mark("A text can't begin with this sign."), _QUOTES),
    ("undefined alias", mark("A text can't begin with '*'."), _QUOTES),
    ("while scanning an alias", mark("A text can't begin with '*'."), _QUOTES),
    ("while scanning an anchor", mark("A text can't begin with '&'."), _QUOTES),
    ("while scanning a tag", mark("A text can't begin with '!'."), _QUOTES),
    ("while scanning a directive", mark("A line can't begin with '%'."), _QUOTES),
    ("while scanning a block scalar", mark("Something is wrong after '|' or '>'."), mark("Begin a new line after it.")),
    (
        "special characters are not allowed",
        mark("There is a sign here that can't be seen or printed."),
        mark("Delete it and type the text again."),
    ),
    (
        "expected <document start>",
        mark("Something stands here that belongs to no list and no name."),
        _LOOK,
    ),
)


def in_plain_words(error: Exception, text: str) -> Problem:
    """Turn a parser's error over `text` into a problem that a teacher can mend."""
    said = str(error)
    line, column = _place(error, text)
    for part, message, hint in _MEANINGS:
        if part in said:
            return Problem(line, column, _(message), _(hint))
    return Problem(line, column, _("The file can't be read from here on."), _(_LOOK))


def _place(error: Any, text: str) -> tuple[int, int]:
    mark_of = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark_of is not None:
        return mark_of.line + 1, mark_of.column + 1
    position = getattr(error, "position", None)  # a ReaderError counts signs
    if not isinstance(position, int):
        return 0, 0
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")
