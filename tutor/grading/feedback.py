"""The plain words about a grade: what was right, what is missing, and why, in at most three short sentences."""

import re
from collections.abc import Sequence

from tutor.domain.grade import Verdict
from tutor.domain.question import Question
from tutor.domain.translation import _

MOST_SENTENCES = 3
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?![\s\"')\]]|$)[^.!?]*)*[.!?]+[\"')\]]*|[^.!?]+$")
_LOW = "a an the it its they their there this that these those he she we you your when where if because in on at as"
_LOW_FIRST = frozenset(_LOW.split())


def plain_feedback(
    question: Question, verdict: Verdict, covered: Sequence[str], missing: Sequence[str], note: str = ""
) -> str:
    """Say what a verdict means for this answer; `note` comes first where there is one."""
    match verdict:
        case Verdict.CORRECT:
            said = [_("Right. You said it: {ideas}.").format(ideas=_listed(covered)) if covered else _("Right.")]
        case Verdict.PARTIAL:
            said = [_("You have this part: {ideas}.").format(ideas=_listed(covered))] if covered else []
            whole = _ended(_lowered(first_sentence(_answer(question))))
            said.append(
                _("Still missing: {ideas}.").format(ideas=_listed(missing))
                if missing
                else _("Part of it is there. The whole answer: {answer}").format(answer=whole)
            )
        case Verdict.INCORRECT:
            said = [note or _("Not yet: {answer}").format(answer=_ended(_lowered(first_sentence(_answer(question)))))]
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
    """Cut a text into its sentences, each with its end mark; points inside numbers end nothing."""
    return [found.group().strip() for found in _SENTENCE.finditer(text.replace("\n", " ")) if found.group().strip()]


def first_sentence(text: str) -> str:
    """Give the first sentence of a text; all of it when it has no end mark."""
    found = sentences(text)
    return found[0] if found else text.strip()


def _within(said: Sequence[str], reasons: Sequence[str]) -> list[str]:
    """Add reasons to what is said until there are enough sentences."""
    used = sum(max(1, len(sentences(one))) for one in said)
    return [*said, *reasons[: max(0, MOST_SENTENCES - used)]]


def _answer(question: Question) -> str:
    return question.model_answer


def _listed(ideas: Sequence[str]) -> str:
    return "; ".join(_lowered(idea.strip().rstrip(".;")) for idea in ideas)


def _lowered(text: str) -> str:
    """Begin a clause with a small letter where its first word is no name."""
    first, _space, _rest = text.partition(" ")
    if first.lower() in _LOW_FIRST or first.lower().endswith("ing"):
        return text[:1].lower() + text[1:]
    return text


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
