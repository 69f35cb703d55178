"""One word or name: the accepted letters, whatever their case, accents, hyphens and spacing."""

import re
from collections.abc import Iterable

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade
from tutor.domain.question import ExactKey, Kind, Question
from tutor.domain.translation import _
from tutor.grading.marks import compared, right, unsure, wrong
from tutor.grading.registry import grader
from tutor.grading.signs import visible
from tutor.grading.spelling import is_one_letter_off, is_typo, strict
from tutor.grading.tools import Tools
from tutor.grading.words import words

NAME = "exact-text"
_ARTICLES = frozenset({"the", "a", "an"})
_LEADS = re.compile(
    r"^\W*(?:(?:i think|maybe|probably)\W+)?"
    r"(?:(?:it\W?s|its|it is|they are|they\Wre|this is|these are|that is|the answer is|answer)\b\W*)?"
    r"(?:called\b\W*)?(?:(?:i think)\W+)?",
    re.IGNORECASE,
)
_SMALL = {
    word: str(value) for value, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven"])
}
_SMALL |= {"eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}


@grader(NAME, kinds={Kind.EXACT_TEXT})
def exact_text(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade a word or a name by its letters."""
    assert isinstance(question.key, ExactKey)
    return judge_exact(question.key, answer.text, question, NAME)


def judge_exact(key: ExactKey, text: str, question: Question, name: str) -> Grade:
    """Grade a text against the accepted spellings; what holds one of them among other words goes to a person."""
    for said_text in dict.fromkeys([text, _without_lead(text, question.language)]):
        said = comparable(said_text, key, question.language)
        for accepted in key.accepted:
            wanted = comparable(accepted, key, question.language)
            if _is_same(said, wanted, said_text, accepted):
                return right(name, _spelling_note(said_text, accepted))
            if key.typos and is_typo(said, wanted, others=_other_words(question, key)):
                return right(name, _("Spelling: {accepted}.").format(accepted=accepted))
    if any(_holds(text, accepted, key) for accepted in key.accepted):
        return unsure(name)
    return wrong(name, _why_not(key, text, comparable(text, key, question.language), question.language))


def comparable(text: str, key: ExactKey, language: str) -> tuple[str, ...]:
    """Split a text into the words that count: no article in front, and "seven" as 7 in English."""
    found = words(text, case_matters=key.case_matters, keeps_apostrophes=True)
    if language != "en" or key.case_matters:
        return found
    if len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    return tuple(_SMALL.get(word, word) for word in found)


def _is_same(said: tuple[str, ...], wanted: tuple[str, ...], text: str, accepted: str) -> bool:
    if not wanted or not said:  # a comma, an exclamation mark
        return visible(text).strip() == visible(accepted).strip()
    return said == wanted or (_joined(said) == _joined(wanted))


def _joined(found: tuple[str, ...]) -> str:
    """Join words, since "ice cream", "ice-cream" and "icecream" are one; numbers stay apart."""
    return re.sub(r"(?<=\D) (?=\D)", "", " ".join(found))


def _without_lead(text: str, language: str) -> str:
    """Drop "it is" and "the answer is" from the front of an English answer."""
    match = _LEADS.match(text) if language == "en" else None
    return text[match.end() :] if match is not None else text


def _holds(text: str, accepted: str, key: ExactKey) -> bool:
    """Tell whether an answer has the accepted words among others ("oxygen and nitrogen", "not oxygen")."""
    said, wanted = (
        [_joined(words(one, case_matters=key.case_matters)) for one in whole.split()] for whole in (text, accepted)
    )
    size = len(wanted)
    return size < len(said) and any(said[at : at + size] == wanted for at in range(len(said) - size + 1))


def _other_words(question: Question, key: ExactKey) -> frozenset[str]:
    """Collect the words of the question and its passage: one of them is another word, no slip of the pen."""
    accepted = {word for text in key.accepted for word in words(text)}
    return frozenset(words(f"{question.prompt} {question.passage}")) - accepted


def _spelling_note(text: str, accepted: str) -> str:
    """Show the right spelling where accents or apostrophes were left out."""
    if any(ord(sign) > 127 and sign.isalpha() for sign in accepted) and strict(text) != strict(accepted):
        return _("Spelling: {accepted}.").format(accepted=accepted)
    return ""


def _why_not(key: ExactKey, text: str, said: tuple[str, ...], language: str) -> str:
    caseless = ExactKey(key.accepted, case_matters=False)
    for accepted in key.accepted:
        if key.case_matters and _is_same(
            comparable(text, caseless, language), comparable(accepted, caseless, language), text, accepted
        ):
            return _("Close: look at the capital letters. The answer is {accepted}.").format(accepted=accepted)
    if is_near(said, (comparable(accepted, key, language) for accepted in key.accepted)):
        return _("Close: check the spelling. The answer is {accepted}.").format(accepted=key.accepted[0])
    return compared(text.strip(), key.accepted[0])


def is_near(said: tuple[str, ...], wanted: Iterable[tuple[str, ...]]) -> bool:
    """Tell whether an answer is a letter away from one that is accepted, and long enough for that to be close."""
    return any(len(" ".join(one)) >= 4 and is_one_letter_off(_joined(said), _joined(one)) for one in wanted)
