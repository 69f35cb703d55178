"""What a good colleague would say of a question that works and could be better."""

import re

from tutor.bank.form import Form
from tutor.bank.tree import Text
from tutor.domain.question import ChemistryKey, DateKey, ExactKey, ExpressionKey, Kind, NumericKey, Question, TextKey
from tutor.domain.translation import _

MOST_HINTS = 3
_WORDS = re.compile(r"[\w.,/%°'’-]*\w%?")


def advise(question: Question, form: Form, hints: tuple[Text, ...]) -> None:
    """Warn of what is missing or gives the answer away; nothing here keeps a pack from being used."""
    if not question.topic:
        form.report.warn(form.node, _("The question has no topic."), _("Add 'topic:': the guide is ordered by it."))
    if not question.explanation:
        form.report.warn(
            form.node, _("The question has no explanation."), _("Add 'explanation:': one to three sentences.")
        )
    if len(hints) > MOST_HINTS:
        form.report.warn(form.place("hints"), _("There are more than three hints."), _("Keep the best three."))
    answers = _short_answers(question)
    for hint in hints:
        if any(_gives_away(hint.value, answer) for answer in answers):
            form.report.warn(hint, _("This hint says the answer."), _("Point at the way instead."))
    for answer in answers:
        if question.kind is not Kind.NUMERIC and _gives_away(question.prompt, answer):
            form.report.warn(
                form.place("prompt"), _("The question's own text holds the answer."), _("Ask in other words.")
            )
            break


def _short_answers(question: Question) -> tuple[str, ...]:
    """Give the answers that a hint could give away."""
    match question.key:
        case TextKey(references=references):
            return references
        case (
            ExactKey(accepted=accepted)
            | NumericKey(accepted=accepted)
            | ExpressionKey(accepted=accepted)
            | ChemistryKey(accepted=accepted)
            | DateKey(accepted=accepted)
        ):
            return tuple(text for text in accepted if len(text) > 1)
    return ()


def _gives_away(text: str, answer: str) -> bool:
    """Say whether all words of an answer stand in a text, side by side."""
    words, wanted = _words(text), _words(answer)
    width = len(wanted)
    return width > 0 and any(words[start : start + width] == wanted for start in range(len(words) - width + 1))


def _words(text: str) -> list[str]:
    return [word.strip(".,'’-") for word in _WORDS.findall(text.casefold())]
