"""The plain words about a grade: what was right, what is missing, and why, in at most three short sentences."""

import re
from collections.abc import Sequence

from tutor.domain.grade import Verdict
from tutor.domain.question import Question
from tutor.domain.translation import _, ngettext
from tutor.grading.wording_words import NEGATIONS, stems, words

MOST_SENTENCES = 3
_MOST_SHOWN, _MOST_SHOWN_WORDS = 2, 40  # of a right answer: sentences, and about as many words
_SHORT = 5  # words of a sentence that says too little to stand alone ("No.")
_SENTENCE = re.compile(
    r"[^.!?]*(?:(?:[.!?](?![\s\"')\]]|$)|(?:(?<=\be\.g)|(?<=\bi\.e))\.(?=\s))[^.!?]*)*[.!?]+[\"')\]]*|[^.!?]+$",
    re.IGNORECASE,
)
_LOW = "a an the it its they their there this that these those he she we you your when where if because in on at as"
_LOW_FIRST = frozenset(_LOW.split())


def plain_feedback(
    question: Question,
    verdict: Verdict,
    covered: Sequence[str],
    missing: Sequence[str],
    note: str = "",
    answer: str = "",
) -> str:
    """Say what a verdict means for this answer; `note` comes first where there is one.

    The grader may have misread the answer, so nothing is put into the student's mouth; a right answer follows a colon,
    where any sentence fits.
    """
    right = _enough(question.model_answer, answer)
    match verdict:
        case Verdict.CORRECT:
            said = [_right(covered)]
        case Verdict.PARTIAL:
            said = [_("I found this: {ideas}.").format(ideas=_listed(covered))] if covered else []
            said.append(
                _("I did not find this: {ideas}.").format(ideas=_listed(missing))
                if missing
                else _("Part of it is there, and here is a right answer: {answer}").format(answer=right)
            )
        case Verdict.INCORRECT:
            said = [note or _("Not yet, but here is a right answer: {answer}").format(answer=right)]
            note = ""
        case Verdict.UNSURE:
            return " ".join(
                part
                for part in (note, _("I can't tell. Here is the answer: compare, and your teacher will look too."))
                if part
            )
    said = [note, *said] if note else said
    return " ".join(_within(said, sentences(question.explanation)))


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences, each with its end mark; points inside numbers, "e.g." and "i.e." end nothing."""
    return [found.group().strip() for found in _SENTENCE.finditer(text.replace("\n", " ")) if found.group().strip()]


def _within(said: Sequence[str], reasons: Sequence[str]) -> list[str]:
    """Add reasons to what is said until there are enough sentences."""
    used = sum(max(1, len(sentences(one))) for one in said)
    return [*said, *reasons[: max(0, MOST_SENTENCES - used)]]


def _right(ideas: Sequence[str]) -> str:
    if not ideas:
        return _("Right.")
    said = ngettext("Right. The key idea: {ideas}.", "Right. The key ideas: {ideas}.", len(ideas))
    return said.format(ideas=_listed(ideas))


def _enough(right: str, answer: str) -> str:
    """Give a sentence or two of a right answer, among them the first that the student did not say."""
    found = sentences(right)
    new = next((place for place, one in enumerate(found) if not _meaning(one) <= _meaning(answer)), 0)
    first = max(0, new - 1)
    shown = found[first : first + _MOST_SHOWN]
    if sum(len(one.split()) for one in shown) > _MOST_SHOWN_WORDS and len(shown[0].split()) > _SHORT:
        shown = found[new : new + 1]
    return _ended(_raised(" ".join(shown)))


def _meaning(text: str) -> frozenset[str]:
    """Give the words of a text that say something, cut to their stems."""
    return stems(text) | (NEGATIONS & frozenset(words(text)))


def _listed(ideas: Sequence[str]) -> str:
    return "; ".join(_lowered(idea.strip().rstrip(".;")) for idea in ideas)


def _lowered(text: str) -> str:
    """Begin a clause with a small letter where its first word is no name."""
    first, _space, _rest = text.partition(" ")
    if first.lower() in _LOW_FIRST or first.lower().endswith("ing"):
        return text[:1].lower() + text[1:]
    return text


def _raised(text: str) -> str:
    """Begin a sentence with a capital letter where its first word is a plain one ("pH" and "x" stay as they are)."""
    first, _space, _rest = text.partition(" ")
    is_plain = first.isalpha() and first.islower() and (len(first) > 1 or first in _LOW_FIRST)
    return text[:1].upper() + text[1:] if is_plain else text


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
