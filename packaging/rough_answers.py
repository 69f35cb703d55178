"""Answers made rough without changing what they say, so that the judges learn to look past how an answer is written."""

import re
from collections.abc import Callable

import numpy as np

from tutor.grading.text.lexicon import NEGATIONS, listed

_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"\b(?:the|an|a) (?=[a-z]{2})", re.IGNORECASE)  # not the A of "bulb A"
_ENDING = re.compile(r"(?<=[b-df-hj-np-rt-z])s\b")
_VERBS = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "doesn't": "don't"}
_CLAUSES = re.compile(
    r"(?P<main>[^.,;?!]+)(?<! only)(?<! even)(?<! not)(?<! just)(?<! as)(?<! is)(?<! was)(?<!'s)"
    r",? (?P<joint>because|since|when|if) (?P<rest>[^.;?!]+)[.]?",
    re.IGNORECASE,
)
_BEGINNINGS = ("well ", "so basically ", "it's because ", "The reason is that ", "what happens is ", "I would say ")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SET = [[one.strip() for one in line.split(",")] for line in listed("synonyms")]
SYNONYMS: dict[str, list[str]] = {}
for _words in _SET:
    for _word in _words:
        SYNONYMS.setdefault(_word, []).extend(other for other in _words if other != _word)


def roughened(text: str, rng: np.random.Generator) -> str:
    """Write a text as another student would: in one way, or in two."""
    ways: list[Callable[[str, np.random.Generator], str]] = [
        bare,
        foreign,
        slipped,
        begun,
        in_other_words,
        turned_round,
    ]
    for place in rng.choice(len(ways), int(rng.integers(1, 3)), replace=False):
        text = ways[place](text, rng)
    return text


def bare(text: str, _rng: np.random.Generator) -> str:
    """Leave out capitals (not those of labels such as "bulb A") and marks."""
    return " ".join(word if len(word) == 1 else word.lower() for word in re.sub(r"[.,;:!?\"()]+", " ", text).split())


def foreign(text: str, rng: np.random.Generator) -> str:
    """Write as those do who learn English: without articles and endings, with verbs that disagree."""
    text = _ARTICLE.sub(lambda found: "" if rng.random() < 0.8 else found.group(), text)
    if rng.random() < 0.5:
        text = re.sub(r"[\w']+", lambda found: _VERBS.get(found.group(), found.group()), text)
    return _ENDING.sub(lambda found: "" if rng.random() < 0.3 else found.group(), text)


def slipped(text: str, rng: np.random.Generator) -> str:
    """Mistype one word in six, beyond its first letter."""

    def slip(found: re.Match[str]) -> str:
        word = found.group()
        is_kept = len(word) < 4 or word.lower() in NEGATIONS or rng.random() > 1 / 6
        return word if is_kept else _mistyped(word, rng)

    return _WORD.sub(slip, text)


def _mistyped(word: str, rng: np.random.Generator) -> str:
    place = int(rng.integers(1, len(word) - 1))
    before, here, after = word[:place], word[place], word[place + 1 :]
    beside = next((row for row in _KEYS if here.lower() in row), here)
    other = beside[(beside.index(here.lower()) + 1) % len(beside)] if here.lower() in beside else here
    return str(rng.choice([before + after, before + here + here + after, before + other + after,
                           before + after[0] + here + after[1:]]))  # fmt: skip


def begun(text: str, rng: np.random.Generator) -> str:
    """Begin as one speaks."""
    return str(rng.choice(_BEGINNINGS)) + text[:1].lower() + text[1:]


def turned_round(text: str, _rng: np.random.Generator) -> str:
    """Begin with the reason: "X because Y" becomes "Because Y, X"."""
    found = _CLAUSES.fullmatch(text.strip())
    if found is None:
        return text
    main, joint = found["main"], found["joint"]
    lowered = main[:1].lower() + main[1:] if main[1:2].islower() else main
    return f"{joint.capitalize()} {found['rest']}, {lowered}."


def in_other_words(text: str, rng: np.random.Generator) -> str:
    """Put synonyms for up to three words."""
    known = sorted({word for word in _WORD.findall(text.lower()) if word in SYNONYMS})
    for word in rng.permutation(known)[:3]:
        other = str(rng.choice(SYNONYMS[word]))
        text = re.sub(rf"\b{word}\b", other, text, flags=re.IGNORECASE)
    return text
