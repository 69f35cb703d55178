"""Which way a text is written, whichever way the window is."""

import unicodedata

from PySide6.QtCore import Qt


def direction_of(text: str, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Give the direction of the first letter that has one; `otherwise` where none has."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind == "L":
            return Qt.LayoutDirection.LeftToRight
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
    return otherwise


def leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Give the leading side of a window as it is on the screen, whatever the text in it."""
    side = Qt.AlignmentFlag.AlignRight if direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def trailing(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Give the other side."""
    side = Qt.AlignmentFlag.AlignLeft if direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute
