"""A chat model's reply while it is being written: the text inside its JSON, and the whole sentences of that text."""

import re

_START = re.compile(r'"explanation"\s*:\s*"')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_ENDS = re.compile(r"(?:[.!?…]+[\"'”’)\]]*(?=\s)|\n)\s*")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|mr|mrs|dr|st|vs)|\b[A-Z])\.$", re.IGNORECASE)
_LOST = "\ufffd"


class StringReader:
    """Reads the string "explanation" out of a JSON object that comes in pieces, and may be cut short anywhere."""

    def __init__(self) -> None:
        """Start before the first piece."""
        self._waiting = ""  # what came and can't be read yet
        self._is_inside = False
        self.text = ""
        self.is_over = False  # the closing quote was read

    def feed(self, piece: str) -> str:
        """Take a piece of the reply; give what it added to the text."""
        if self.is_over:
            return ""
        self._waiting += piece
        if not self._is_inside:
            start = _START.search(self._waiting)
            if start is None:
                return ""
            self._is_inside = True
            self._waiting = self._waiting[start.end() :]
        added = self._read()
        self.text += added
        return added

    def _read(self) -> str:
        read, place = [], 0
        while place < len(self._waiting):
            sign, length = _next_sign(self._waiting[place : place + 12])
            if length == 0:
                break
            place += length
            if sign is None:
                self.is_over = True
                break
            read.append(sign)
        self._waiting = self._waiting[place:]
        return "".join(read)


def _next_sign(raw: str) -> tuple[str | None, int]:
    """Read one sign of a JSON string and count its letters; None at the closing quote, 0 where more must come."""
    if raw[0] == '"':
        return None, 1
    if raw[0] != "\\":
        return (_LOST if 0xD800 <= ord(raw[0]) <= 0xDFFF else raw[0]), 1
    if len(raw) < 2:
        return "", 0
    if raw[1] != "u":
        return _ESCAPES.get(raw[1], raw[1]), 2
    if len(raw) < 6:
        return "", 0
    return _unicode(raw)


def _unicode(raw: str) -> tuple[str, int]:
    code = _code(raw[:6])
    if code is None or not 0xD800 <= code <= 0xDFFF:
        return (_LOST if code is None else chr(code)), 6
    rest = raw[6:]
    if code >= 0xDC00 or not "\\u".startswith(rest[:2]):  # a second half alone, or a first half without its second
        return _LOST, 6
    if len(rest) < 6:
        return "", 0
    second = _code(rest)
    if second is None or not 0xDC00 <= second <= 0xDFFF:
        return _LOST, 6
    return chr(0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00)), 12


def _code(raw: str) -> int | None:
    return int(raw[2:6], 16) if re.fullmatch(r"\\u[0-9a-fA-F]{4}", raw[:6]) else None


class SentenceReader:
    """Cuts a text that comes in pieces into sentences; each is given once it is whole."""

    def __init__(self) -> None:
        """Start before the first piece."""
        self._waiting = ""

    def feed(self, piece: str) -> list[str]:
        """Take a piece of text; give the sentences that are whole now."""
        self._waiting += piece
        whole, start, found = [], 0, _ENDS.search(self._waiting)
        while found is not None:
            sentence = self._waiting[start : found.end()].strip()
            if _ABBREVIATION.search(sentence) is None or "\n" in found.group():
                start = found.end()
                if sentence:
                    whole.append(sentence)
            found = _ENDS.search(self._waiting, found.end())
        self._waiting = self._waiting[start:]
        return whole

    def rest(self) -> str:
        """Give what follows the last whole sentence: a sentence too, where the text is known to be over."""
        return self._waiting.strip()


def sentences(text: str) -> tuple[str, ...]:
    """Cut a whole text into sentences."""
    reader = SentenceReader()
    whole = reader.feed(text)
    rest = reader.rest()
    return (*whole, rest) if rest else tuple(whole)
