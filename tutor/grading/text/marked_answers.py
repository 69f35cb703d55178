"""A question's marked answers, made ready to go by.

Those of Tutor's own packs come with what the grader makes of them; others are read and judged when their question is
first met. For questions whose answers the judges learned from, what the marks come to is known, word by word.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from tutor.domain.grade import Verdict
from tutor.domain.ports import Encoder
from tutor.domain.question import Question, TextKey
from tutor.grading.text.first_look import first_look
from tutor.grading.text.marked import Look, Marks
from tutor.grading.text.tidy import tidy
from tutor.paths import resources

FILE, KNOWN = "marked_answers.jsonl", "known_questions.jsonl"
# Words alone don't tell a right answer from one that was turned round: of right answers in which one word points the
# other way, 12 % would be called right by their words, and 4 % are.
_LEAST = 1.25
_KEPT = 300  # questions whose marks stay at hand

Seen = tuple[Look, Verdict]


@lru_cache(_KEPT)
def marks_on(question: Question, encoder: Encoder) -> Marks | None:
    """Give what the marked answers to a question teach; None where nobody has marked any.

    The first call may take some time for each marked answer. A question's own take the place of what is known of it.
    """
    assert isinstance(question.key, TextKey)
    if not question.key.marked:
        row = _known().get(name_of(question))
        return None if row is None else _taken_up(row)
    seen = _shipped().get(name_of(question)) or tuple(looked_at(question, encoder))
    return Marks.of([look for look, _mark in seen], [mark for _look, mark in seen]) if seen else None


def looked_at(question: Question, encoder: Encoder) -> Iterator[Seen]:
    """Read and judge a question's marked answers as if nobody had marked any; one without a word is left out.

    So are its references, each held against the others: they are right answers too.
    """
    assert isinstance(question.key, TextKey)
    key = question.key
    for one in key.marked:
        first = first_look(question, tidy(one.text), encoder)
        if first is not None:
            yield first.look, one.mark
    for reference in key.references if len(key.references) > 1 else ():
        others = tuple(other for other in key.references if other != reference)
        first = first_look(replace(question, key=replace(key, references=others)), tidy(reference), encoder)
        if first is not None:
            yield first.look, Verdict.CORRECT


def name_of(question: Question) -> str:
    """Name a question by all that bears on its marked answers, whatever the order of its references."""
    key = question.key
    assert isinstance(key, TextKey)
    ideas = [[idea.text, *idea.variants] for idea in key.key_ideas]
    marked = [[one.text, one.mark.value] for one in key.marked]
    parts = [question.prompt.strip().casefold(), sorted(key.references), ideas, marked]
    return sha256(json.dumps(parts).encode()).hexdigest()[:24]


@cache
def _shipped() -> Mapping[str, tuple[Seen, ...]]:
    """Read what packaging/look_at_marked.py wrote: {"name": ..., "answers": [[words, right, some, mark], ...]}."""
    return {row["name"]: tuple(_seen(*answer) for answer in row["answers"]) for row in _rows(FILE)}


@cache
def _known() -> Mapping[str, Mapping[str, Any]]:
    """Read what packaging/weigh_words.py wrote: {"name": ..., "pulls": {word: [right, some]}, "common": ..., ...}."""
    return {row["name"]: row for row in _rows(KNOWN)}


def _taken_up(row: Mapping[str, Any]) -> Marks:
    return Marks.from_pulls(row["pulls"], row["common"], tell_parts=row["tell_parts"], least=_LEAST)


def _rows(file: str) -> Iterator[dict[str, Any]]:
    return map(json.loads, (resources() / "models" / file).read_text(encoding="utf-8").splitlines())


def _seen(words: str, right: float, some: float, mark: str) -> Seen:
    return Look(frozenset(words.split(";")), right, some), Verdict(mark)
