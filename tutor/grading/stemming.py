"""English words cut to their stems (Porter's second stemmer, "English" in Snowball)."""

import threading
from functools import cache
from typing import Any

_one_at_a_time = threading.Lock()  # the stemmer keeps its word in itself


@cache
def stemmed(word: str) -> str:
    """Cut the ending off a word in lower case ("evaporating" -> "evapor"). Bears many threads."""
    with _one_at_a_time:
        return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
