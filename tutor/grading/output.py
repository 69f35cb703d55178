"""What a program prints: line by line, case and indentation kept. Nothing that was typed ever runs."""

import unicodedata
from itertools import zip_longest

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.grade import Grade
from tutor.domain.question import Kind, OutputKey, Question
from tutor.domain.translation import _, ngettext
from tutor.grading.marks import best_of, partly, right, wrong
from tutor.grading.registry import grader
from tutor.grading.tools import Tools

NAME = "output"
MAX_LENGTH = 4000
MAX_LINES = 100
_SHOWN = 60
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u3000", " "))
_QUOTES = str.maketrans("“”„‟«»‘’‚‛`´′″", "\"\"\"\"\"\"''''''''")


@grader(NAME, kinds={Kind.OUTPUT})
def output(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade printed lines, and name the first one that is off."""
    assert isinstance(question.key, OutputKey)
    said = lines_of(answer.text)
    return best_of(_judge(said, lines_of(accepted)) for accepted in question.key.accepted)


def check_output(text: str) -> None:
    """Raise AnswerFormError for what is longer than any question's output."""
    if len(text) > MAX_LENGTH or text.count("\n") > MAX_LINES:
        raise AnswerFormError(_("That answer is too long."), _("Write only what the program prints."))


def lines_of(text: str) -> list[str]:
    """Give the lines that count: straight quotes, no spaces at their ends, no blank lines at the end."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    plain = unicodedata.normalize("NFC", seen).translate(_SPACES).translate(_QUOTES).replace("−", "-")
    lines = [line.rstrip() for line in plain.expandtabs(8).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _judge(said: list[str], wanted: list[str]) -> Grade:
    if said == wanted:
        return right(NAME)
    hits = sum(mine == line for mine, line in zip(said, wanted, strict=False))
    at = next(at for at, (mine, line) in enumerate(zip_longest(said, wanted)) if mine != line)
    feedback = " ".join(part for part in (_where(at, said, wanted), _how_many(hits, len(wanted))) if part)
    score = round(hits / max(len(said), len(wanted)), 4)
    slip = _spread(said) == _spread(wanted) or _folded(said) == _folded(wanted)
    if slip or (score >= 0.5 and len(wanted) > 1):
        return partly(NAME, max(score, 0.5) if slip else score, feedback)
    return wrong(NAME, feedback)


def _where(at: int, said: list[str], wanted: list[str]) -> str:
    """Say which line is the first that differs and in what, and not what it should be."""
    if at >= len(said):
        says = ngettext(
            "All your lines are right, but {count} more is printed.",
            "All your lines are right, but {count} more are printed.",
            len(wanted) - at,
        )
        return says.format(count=len(wanted) - at) if said else _("Nothing is written.")
    if at >= len(wanted):
        return _("The program prints less: everything from line {place} on is too much.").format(place=at + 1)
    return _("Line {place} is the first that differs: you wrote {said}.").format(
        place=at + 1, said=as_code(said[at])
    ) + _kind_of(said, wanted, at)


def _kind_of(said: list[str], wanted: list[str], at: int) -> str:
    mine, line = said[at], wanted[at]
    if not mine:
        return " " + _("There is no empty line there.")
    if mine.strip() == line.strip():
        return " " + _("Look at the spaces at its beginning.")
    if mine.casefold() == line.casefold():
        return " " + _("Look at the capital letters.")
    if "".join(mine.split()) == "".join(line.split()):
        return " " + _("Look at the spaces.")
    if mine.strip("\"'") == line:
        return " " + _("The quotes are not printed.")
    if _spread(said) == _spread(wanted):
        return " " + _("The signs are right. Look at where each line ends.")
    return ""


def _how_many(hits: int, count: int) -> str:
    if count < 2 or not hits:
        return ""
    return _("{right} of {all} lines are right.").format(right=hits, all=count)


def _spread(lines: list[str]) -> str:
    return "".join("".join(lines).split())


def _folded(lines: list[str]) -> list[str]:
    return [" ".join(line.split()).casefold() for line in lines]


def as_code(text: str) -> str:
    """Quote a line as code (Markdown), so that no sign of it is taken for anything else."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if not shown:
        return _("an empty line")
    return f"`{shown}`" if "`" not in shown else f"`` {shown} ``"
