"""Rules on the form of an explanation: length, tone, signs, repetition, and talk that is not about the subject."""

import re
import unicodedata
from functools import cache
from itertools import pairwise

from tutor.domain.translation import _
from tutor.grading.wording_case import Case, for_sentences, for_wholes, quotes
from tutor.grading.wording_prompt import rules_text
from tutor.grading.wording_stream import sentences
from tutor.grading.wording_words import content, stems, words

MOST_SENTENCES = 3
MOST_WORDS = 20
_LONGEST_WORD = 13
_LONGEST_QUOTE = 8
_SHINGLE = 6
_MARKUP = re.compile(r"[*_#<>`{}\[\]|\\^~$@]|https?:|www\.|\b\w+\.(?:com|org|net|edu|io)\b", re.IGNORECASE)
_META = re.compile(
    r"\b(?:ai|language model|assistant|chatbot|model|prompt|json|schema|token|instructions?|rules?|ignore|disregard|"
    r"full marks?|full score|(?:top|best|perfect) (?:marks?|scores?|grades?)|marks|points?|scores?|graded?|verdict|"
    r"(?:the )?(?:student|child|pupil|learner|teacher|grader|user)s?|reference|key ideas?|facts:|result:|"
    r"missing:|question:|i|im|ive|me|my|mine|lets|click|website)\b",
    re.IGNORECASE,
)
_TONE = re.compile(
    r"\b(?:oops|sorry|unfortunately|sadly|stupid|silly|dumb|lazy|bad|terrible|awful|nonsense|ridiculous|obviously|"
    r"clearly|idiot|fool|foolish|shame|careless|hate|ugly|pathetic|useless|hopeless|shut|damn|hell)\b",
    re.IGNORECASE,
)
_NEVER = frozenset(["i", "im", "ive", "me", "my", "mine", "ai", "json", "prompt", "ignore", "disregard", "lets"])
_FOUND_PLAIN = ".,;:!?'\"’‘“”()%°×÷½¼¾²³+=/-–—… "


@for_sentences.rule("sentence-length")
def sentence_length(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Ask for sentences that a nine-year-old can hold: 3 to 20 words, ended properly."""
    count = len(words(sentence))
    if count > MOST_WORDS:
        return _("A sentence is too long.")
    if count < 3 and words(sentence) not in (("right",), ("not", "yet"), ("partly", "right")):
        return _("A sentence is too short.")
    return None if re.search(r"[.!][\"'”’)]*$", sentence) else _("A sentence has no end.")


@for_sentences.rule("reading-age")
def reading_age(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse long words that the question does not use itself."""
    long = [word for word in words(sentence) if len(word) > _LONGEST_WORD and word not in case.support.words]
    return _("The word “{word}” is too hard.").format(word=long[0]) if long else None


@for_sentences.rule("markup")
def markup(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse markup, addresses and signs that no plain sentence holds."""
    strange = any(not (sign.isalnum() or sign in _FOUND_PLAIN) for sign in sentence)
    foreign = any(sign.isalpha() and "LATIN" not in unicodedata.name(sign, "") for sign in sentence)
    if strange or foreign or _MARKUP.search(sentence):
        return _("It holds signs that do not belong in a sentence.")
    return None


@for_sentences.rule("meta")
def meta(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse talk about marks, models and orders, and the prompt's own words."""
    found = _META.search(sentence.replace("'", "").replace("’", ""))
    if found is not None and not set(words(found.group())) <= _allowed_meta(case):
        return _("It talks about something else than the subject.")
    said = words(sentence)
    pieces = {said[start : start + _SHINGLE] for start in range(len(said) - _SHINGLE + 1)}
    return _("It repeats its orders.") if pieces & _shingles() else None


@for_sentences.rule("tone")
def tone(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse scolding, sighing, questions, and cheering over an answer that is not right."""
    found = _TONE.search(sentence)
    if found is not None and found.group().casefold() not in case.support.words:
        return _("It is not kind.")
    if "?" in sentence or ("!" in sentence and not case.is_correct) or sentence.count("!") > 1:
        return _("It asks or shouts.")
    letters = [sign for sign in sentence if sign.isalpha()]
    return _("It shouts.") if len(letters) > 8 and sum(map(str.isupper, letters)) > len(letters) / 2 else None


@for_sentences.rule("long-quote")
def long_quote(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse more than a few of the student's words at once."""
    is_long = any(len(words(quote)) > _LONGEST_QUOTE for quote in quotes(sentence))
    return _("It quotes too much.") if is_long else None


@for_sentences.rule("repetition")
def repetition(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse a sentence that was said before, that only asks the question again, or that goes in circles."""
    said = words(sentence)
    if any(one == next_one for one, next_one in pairwise(said)):
        return _("It says a word twice.")
    triples = [said[start : start + 3] for start in range(len(said) - 2)]
    if len(set(triples)) < len(triples) or max((said.count(one) for one in content_words(said)), default=0) > 2:
        return _("It goes in circles.")
    if any(_alike(sentence, other) for other in (*before, *case.support.prompt)):
        return _("It says the same twice.")
    return None


@for_wholes.rule("whole-length")
def whole_length(text: str, case: Case) -> str | None:
    """Ask for one to three sentences with five words or more."""
    if len(sentences(text)) > MOST_SENTENCES:
        return _("It is too long.")
    return _("It is too short.") if len(words(text)) < 5 else None


def content_words(said: tuple[str, ...]) -> tuple[str, ...]:
    """Give those words that need support."""
    return tuple(word for word in said if content(word))


def _alike(one: str, other: str) -> bool:
    left, right = stems(one), stems(other)
    return len(left | right) > 0 and len(left & right) / len(left | right) >= 0.8


def _allowed_meta(case: Case) -> frozenset[str]:
    """Give the words of the subject that would be talk about orders elsewhere ("a model of the atom")."""
    return case.support.words - _NEVER


@cache
def _shingles() -> frozenset[tuple[str, ...]]:
    said = words(rules_text())
    return frozenset(said[start : start + _SHINGLE] for start in range(len(said) - _SHINGLE + 1))
