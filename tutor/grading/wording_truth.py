"""Rules on what an explanation says: it may not quarrel with the grade, the answer key, or what the student wrote."""

import re
from difflib import SequenceMatcher

from tutor.domain.grade import Verdict
from tutor.domain.translation import _
from tutor.grading.wording_case import Case, for_sentences, for_wholes, is_true_quote, quotes, unquoted
from tutor.grading.wording_words import (
    NEGATIONS,
    RELATIONS,
    Statement,
    clauses,
    common_stems,
    content,
    function_words,
    opposites,
    statement,
    stem,
    words,
)

_PRAISE = re.compile(
    r"\b(?:right|correct|correctly|good|great|well done|exactly|perfect|perfectly|excellent|yes|nice|nicely|"
    r"spot on|got it|brilliant|super|bravo|awesome|amazing|fantastic|wonderful|true|agree|well|proud|smart|clever|"
    r"almost|nearly|close|fine|okay|ok|partly|partially|indeed|accurate)\b",
    re.IGNORECASE,
)
_NOT_PRAISE = re.compile(
    r"\b(?:not (?:quite |yet |really |entirely )?(?:right|correct|true)|"
    r"(?:isnt|wasnt|arent) (?:quite )?(?:right|correct|true)|"
    r"the (?:right|correct) answer (?:is|was)|right angles?|right-angled|as well)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:wrong|incorrect|incorrectly|false|mistake|mistaken|error|no|not yet|"
    r"not (?:quite |yet |really )?(?:right|correct|true)|(?:isnt|wasnt) (?:quite )?(?:right|correct|true)|"
    r"you (?:forgot|missed|left out|need to|should|must|did not|didnt|could|have to)|but you|"
    r"however|missing|partly|partially|almost|nearly|instead|incomplete|try again|the (?:right|correct) answer)\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:partly right|partially correct|not yet complete|right (?:that|about) (?P<what>[^,.;]*?)(?=[,.;]|\bbut\b|$))",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:you (?:forgot|missed|left out|did not (?:say|mention)|didnt (?:say|mention)|need to (?:say|add|mention)|"
    r"should (?:say|add|mention))|missing is|is missing|still missing)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"\b(?:you|your|thats|that is|this is|answer|yes)\b", re.IGNORECASE)
_LEAST_SHARE = 0.75
_SAME_WORDS = 0.85


@for_sentences.rule("verdict")
def verdict(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse praise of a wrong answer, blame of a right one, and either of a half-right one."""
    plain = re.sub("['’]", "", unquoted(sentence))
    if case.is_correct:
        return _("It blames a right answer.") if _quarrels(_BLAME, plain, case) else None
    rest = _NOT_PRAISE.sub(" ", plain)
    if case.grade.verdict is Verdict.PARTIAL:
        if any(not _is_covered(found["what"], case) for found in _PARTLY.finditer(rest)):
            return _("It praises what was not said.")
        if re.search(r"\b(?:wrong|incorrect|false|mistaken)\b", rest, re.IGNORECASE):
            return _("It blames a half-right answer.")
        rest = _PARTLY.sub(" ", rest)
    return _("It praises an answer that is not right.") if _quarrels(_PRAISE, rest, case) else None


@for_sentences.rule("quote")
def quote(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse words in the student's mouth that are not theirs."""
    if all(is_true_quote(one, case.answer_text) for one in quotes(sentence)):
        return None
    return _("You did not write that.")


@for_sentences.rule("missing")
def missing(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse to call something missing that is there."""
    plain = re.sub("['’]", "", sentence)
    if not _LACKS.search(plain):
        return None
    named = content(_LACKS.sub(" ", plain))
    if named & case.missing and not named & (case.covered - case.missing):
        return None
    return _("It misses what is there.")


@for_sentences.rule("support")
def supported(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Ask that each word with meaning stands in question, key or passage."""
    foreign = content(unquoted(sentence)) - case.support.stems
    return _("It says more than is known: {word}.").format(word=min(foreign)) if foreign else None


@for_sentences.rule("student-words")
def student_words(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse the words of a wrong answer as facts; "You wrote ..." may hold them."""
    echoed = content(unquoted(sentence)) & case.doubtful
    return _("It takes over a wrong word: {word}.").format(word=min(echoed)) if echoed else None


@for_sentences.rule("numbers")
def same_numbers(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse numbers that the key does not give, or gives for something else."""
    for clause in clauses(unquoted(sentence)):
        if not clause.numbers:
            continue
        if not clause.numbers <= case.support.numbers:
            return _("A number is not that of the answer.")
        if not any(clause.numbers <= other.numbers for other in _nearest(clause, case)):
            return _("A number stands in the wrong place.")
    return None


@for_sentences.rule("opposite")
def opposite(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse a word whose opposite the key has in its place."""
    for clause in _claims(sentence):
        turned = [word for word in clause.words if opposites().get(word, frozenset()) & case.support.core]
        if any(stem(word) not in case.support.core for word in turned):
            return _("It says the opposite of the answer.")
        nearest = _nearest(clause, case)  # one of them has to bear out the whole clause, its numbers too
        if all(_is_opposite(clause, other) or not clause.numbers <= other.numbers for other in nearest):
            return _("It says the opposite of the answer.")
    return None


@for_sentences.rule("negation")
def same_negation(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse to deny what the key says, or to say what it denies."""
    for clause in _claims(sentence):
        if _denials(clause) and not any(_denies_too(clause, other) for other in case.support.statements):
            return _("It denies what is not denied.")
        if all(_is_denied(clause, other) for other in _nearest(clause, case)):
            return _("It denies the answer.")
    return None


@for_sentences.rule("order")
def same_order(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Refuse to swap who does what to whom, or what turns into what."""
    said = statement(unquoted(sentence))
    nearest = _nearest(said, case)
    if nearest and all(_is_swapped(said, other) for other in nearest):
        return _("It swaps the parts of the answer.")
    return None


@for_sentences.rule("grounded")
def grounded(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Ask that each clause follows one known clause in its order, so that words are not mixed into a new claim."""
    for clause in clauses(unquoted(sentence)):
        said = [word for word in clause.stems if word not in RELATIONS and word not in common_stems()]
        if len(said) > 1 and not any(_follows(said, other) for other in case.support.statements if other.is_clause):
            return _("It mixes words into a new claim.")
    return None


@for_sentences.rule("adds-something")
def adds_something(sentence: str, before: tuple[str, ...], case: Case) -> str | None:
    """Ask for more than the right answer said again: that stands beside it already."""
    if case.is_correct or quotes(sentence):
        return None
    shown = words(case.question.model_answer)
    if SequenceMatcher(None, words(sentence), shown, autojunk=False).ratio() >= _SAME_WORDS:
        return _("It only repeats the answer.")
    return None


@for_wholes.rule("says-something")
def says_something(text: str, case: Case) -> str | None:
    """Ask for the reason: words of the key, and of a missing idea where one is missing."""
    said = content(unquoted(text))
    if len(said & case.support.core) < 2:
        return _("It gives no reason.")
    own = case.missing_in_any_words - case.covered
    if own and not said & own:
        return _("It does not name what is missing.")
    return None


def _quarrels(pattern: re.Pattern[str], text: str, case: Case) -> bool:
    """Tell whether a word of the pattern is there that does not belong to the subject."""
    is_judged = _JUDGED.search(text) is not None
    return any(is_judged or found.group().casefold() not in case.support.words for found in pattern.finditer(text))


def _is_covered(what: str | None, case: Case) -> bool:
    named = content(what or "")
    return what is None or bool(named and named <= case.covered)


def _claims(sentence: str) -> tuple[Statement, ...]:
    """Give the clauses that say something of the subject, not of the student's answer."""
    plain = unquoted(re.sub("['’]", "", sentence))
    said = clauses(_LACKS.sub(" ", re.sub(r"\b[Nn]ot yet\b:?", " ", plain)))
    return tuple(clause for clause in said if clause.meaning - common_stems())


def _nearest(clause: Statement, case: Case) -> tuple[Statement, ...]:
    """Give the known statements about the same things as a clause, whatever they say about them."""
    shares = [(_likeness(clause, other), other) for other in case.support.statements]
    best = max((share for share, _other in shares), default=0.0)
    return tuple(other for share, other in shares if share > 0 and share >= best * 0.95)


def _follows(said: list[str], other: Statement) -> bool:
    """Tell whether a statement holds most of the words, in their order."""
    found, start = 0, 0
    for word in said:
        if word in other.stems[start:]:
            start = other.stems.index(word, start) + 1
            found += 1
    return found >= len(said) * _LEAST_SHARE


def _likeness(one: Statement, other: Statement) -> float:
    union = one.axes | other.axes
    return len(one.axes & other.axes) / len(union) if union else 0.0


def _is_opposite(one: Statement, other: Statement) -> bool:
    for word in one.words:
        turned = opposites().get(word)
        if turned and stem(word) not in other.meaning and word not in other.words and turned & other.meaning:
            return True
    return False


def _is_denied(one: Statement, other: Statement) -> bool:
    shared = (one.meaning & other.meaning) - content("")
    real = frozenset(word for word in shared if word not in function_words())
    if not (one.denied or other.denied):
        return _denials(one) != _denials(other) and bool(real)
    return (one.denied & real) != (other.denied & real) or bool(one.denied) != bool(other.denied)


def _denies_too(one: Statement, other: Statement) -> bool:
    """Tell whether a single clause of the key denies something of the same things."""
    named = one.meaning - common_stems()
    return other.is_clause and _denials(other) and named <= other.meaning


def _denials(one: Statement) -> bool:
    return any(word in NEGATIONS for word in one.words)


def _is_swapped(one: Statement, other: Statement) -> bool:
    """Tell whether three words that both hold stand in turned order, or in the same order with the voice turned."""
    places = {word: other.stems.index(word) for word in one.stems if other.stems.count(word) == 1}
    shared = [word for word in one.stems if word in places and one.stems.count(word) == 1]
    is_same_voice = ("by" in one.stems) == ("by" in other.stems)
    things = [word for word in shared if word not in RELATIONS]
    for first, middle, last in zip(things, things[1:], things[2:], strict=False):
        is_turned = places[first] > places[middle] > places[last]
        is_kept = places[first] < places[middle] < places[last]
        if (is_turned and is_same_voice) or (is_kept and not is_same_voice and _is_close(one, first, last)):
            return True
    return any(_is_turned_round(word, shared, places) for word in ("into", "from", "than") if word in shared)


def _is_close(one: Statement, first: str, last: str) -> bool:
    return one.stems.index(last) - one.stems.index(first) <= 4


def _is_turned_round(relation: str, shared: list[str], places: dict[str, int]) -> bool:
    """Tell whether two things changed sides of "into", "from" or "than"."""
    here = shared.index(relation)
    left, right = shared[:here], shared[here + 1 :]
    crossed_left = [word for word in left if word not in RELATIONS and places[word] > places[relation]]
    crossed_right = [word for word in right if word not in RELATIONS and places[word] < places[relation]]
    return bool(crossed_left and crossed_right)
