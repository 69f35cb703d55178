"""Whether an explanation may be shown: each rule objects or keeps silent, and one objection is enough."""

from tutor.domain.answer import Answer
from tutor.domain.finding import Finding, Severity
from tutor.domain.grade import Grade
from tutor.domain.question import Question
from tutor.grading import wording_form, wording_truth
from tutor.grading.wording_case import Case, for_sentences, for_wholes
from tutor.grading.wording_stream import sentences

RULES = tuple(name for name, _rule in (*for_sentences.items(), *for_wholes.items()))
MODULES = (wording_form, wording_truth)  # importing them fills the books


def check_sentence(sentence: str, before: tuple[str, ...], case: Case) -> tuple[Finding, ...]:
    """Check one whole sentence, which follows those `before`."""
    return tuple(
        Finding(name, Severity.BLOCK, reason)
        for name, rule in for_sentences.items()
        if (reason := rule(sentence, before, case)) is not None
    )


def check_wording(text: str, question: Question, answer: Answer, grade: Grade) -> tuple[Finding, ...]:
    """Check a whole explanation; nothing comes back where it may be shown."""
    case = Case(question, answer, grade)
    said = sentences(text)
    found = [one for place, sentence in enumerate(said) for one in check_sentence(sentence, said[:place], case)]
    for name, rule in for_wholes.items():
        if (reason := rule(text, case)) is not None:
            found.append(Finding(name, Severity.BLOCK, reason))
    return tuple(found)
