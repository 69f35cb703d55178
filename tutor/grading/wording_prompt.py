"""What the chat model is asked: rules, an example and the question first, to be read once for all answers."""

import re
from functools import cache
from string import Template

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Question
from tutor.paths import resources

_PART = re.compile(r"^\[(system|user|assistant)\]\n", re.MULTILINE)
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|[<>*_`#]")
_MOST_LETTERS = 240
_VERDICTS = {
    Verdict.CORRECT: "right.",
    Verdict.PARTIAL: "partly right.",
    Verdict.INCORRECT: "not yet.",
    Verdict.UNSURE: "not known.",
}


def messages(question: Question, answer: Answer, grade: Grade) -> list[tuple[str, str]]:
    """Give the (role, text) messages that ask for an explanation of one grade."""
    values = {
        "question": _line(question.prompt),
        "reference": _line(question.model_answer),
        "facts": _line(question.explanation),
        "words": _line(answer.text),
        "verdict": _verdict(grade),
    }
    return [(role, Template(text).substitute(values)) for role, text in _parts()]


def rules_text() -> str:
    """Give the fixed orders of the prompt, which no explanation should repeat."""
    return " ".join(text for role, text in _parts() if role == "system")


def _verdict(grade: Grade) -> str:
    said = [_VERDICTS[grade.verdict]]
    if grade.covered:
        said.append(f"Said: {'; '.join(grade.covered)}.")
    if grade.missing:
        said.append(f"Missing: {'; '.join(grade.missing)}.")
    return _line(" ".join(said))


def _line(text: str) -> str:
    """Put a text on one line without markup and fences, and cut it where it is long."""
    plain = " ".join(_MARKS.sub(" ", text).split())
    return plain if len(plain) <= _MOST_LETTERS else plain[:_MOST_LETTERS].rsplit(" ", 1)[0] + " …"


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    pieces = _PART.split((resources() / "prompts" / "explain.txt").read_text(encoding="utf-8"))
    return tuple((role, text.strip()) for role, text in zip(pieces[1::2], pieces[2::2], strict=True))
