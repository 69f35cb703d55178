"""Cuts a reference into the clauses that each say one thing, and tells where they stand."""

import re

from tutor.domain.grade import Span
from tutor.grading.text.lexicon import FUNCTION_WORDS

_END = re.compile(r"(?<=[.!?;])(?<!\bi\.e\.)(?<!\be\.g\.)(?<!\bvs\.)(?<!\s\d\.)(?<!^\d\.)\s+|\s*[●○•\n]\s*")
_JOINT = re.compile(r",\s*(?:and|but|so|because|while|whereas|which means)\s+|\s+(?:because|whereas|but|so that)\s+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_NUMBERING = re.compile(r"\s*(?:\d+[.)]|[ivx]+\))\s*(?=[^\W\d])")
_EDGE = " .;,!:\n\t"
_FEWEST_WORDS = 3
_MOST_CLAUSES = 8


def clauses(text: str) -> tuple[str, ...]:
    """Cut a reference into its clauses; a short one is one clause."""
    return tuple(dict.fromkeys(worded(text, span) for span in cut(text)))


def cut(text: str) -> tuple[Span, ...]:
    """Tell where the clauses of a reference stand; one that falls into too many stays whole."""
    plain = _plain(text)
    sentences = _with_lead_ins(plain, _between(_END, plain, Span(0, len(plain))))
    parts = [part for sentence in sentences for part in _parts(plain, sentence)]
    for found in (parts, sentences):
        tidied = [_trimmed(plain, span) for span in found]
        kept = tuple(span for span in tidied if span.start < span.end)
        if 0 < len(kept) <= _MOST_CLAUSES:
            return kept
    return (_trimmed(plain, Span(0, len(plain))),)


def worded(text: str, span: Span) -> str:
    """Give the words of a clause, without what stands in brackets."""
    said = re.sub(r"\s+(?=[,.;])", "", _plain(text)[span.start : span.end])
    return re.sub(r"\s+", " ", said)


def _plain(text: str) -> str:
    """Blank out what stands in brackets; every other letter keeps its place."""
    plain = _BRACKETS.sub(lambda found: " " * len(found.group()), text)
    return plain if plain.strip() else text


def _between(mark: re.Pattern[str], text: str, within: Span) -> list[Span]:
    found, start = [], within.start
    for one in mark.finditer(text, within.start, within.end):
        found.append(Span(start, one.start()))
        start = one.end()
    return [span for span in (*found, Span(start, within.end)) if text[span.start : span.end].strip()]


def _with_lead_ins(text: str, sentences: list[Span]) -> list[Span]:
    """Join a sentence of one word ("No.", "A.") with the one that it leads in."""
    joined: list[Span] = []
    for sentence in sentences:
        if joined and len(_words(text, joined[-1])) < 2:
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _parts(text: str, sentence: Span) -> list[Span]:
    """Give a sentence's parts, or the sentence whole when a part is too short to be an idea."""
    parts = _between(_JOINT, text, sentence)
    return parts if all(_says_enough(_words(text, part)) for part in parts) else [sentence]


def _says_enough(words: list[str]) -> bool:
    return len(words) >= _FEWEST_WORDS and sum(word not in FUNCTION_WORDS for word in words) >= 2


def _words(text: str, span: Span) -> list[str]:
    return re.findall(r"\w+", text[span.start : span.end].lower())


def _trimmed(text: str, span: Span) -> Span:
    numbering = _NUMBERING.match(text, span.start, span.end)
    start, end = numbering.end() if numbering else span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)
