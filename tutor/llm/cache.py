"""Encodings that were made lately, so that a reference answer is encoded once."""

import threading
from collections import OrderedDict

from tutor.domain.ports import Encoding


class EncodingCache:
    """Keeps the encodings that were asked for last, up to a number of texts and of bytes. Bears many threads."""

    def __init__(self, most_texts: int = 2000, most_bytes: int = 32 * 2**20) -> None:
        """Start empty."""
        self._most_texts = most_texts
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, Encoding] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: str) -> Encoding | None:
        """Give a text's encoding, if it is kept."""
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
            return self._kept.get(text)

    def keep(self, encoding: Encoding) -> None:
        """Keep an encoding, and let go of those that were not asked for longest."""
        with self._lock:
            if encoding.text in self._kept:
                return
            self._kept[encoding.text] = encoding
            self._bytes += _size(encoding)
            while self._kept and (len(self._kept) > self._most_texts or self._bytes > self._most_bytes):
                _text, old = self._kept.popitem(last=False)
                self._bytes -= _size(old)

    def __len__(self) -> int:
        with self._lock:
            return len(self._kept)


def _size(encoding: Encoding) -> int:
    return encoding.vectors.nbytes + encoding.sentence.nbytes + 200 * len(encoding.words)
