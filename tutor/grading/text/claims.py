"""What an answer claims and takes back: denials of itself, lists of every possible answer, numbers of its own."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from tutor.grading.text.lexicon import NEGATIONS, NUMBER_WORDS, figures, listed
from tutor.grading.text.reading import Reading

_TAKEN_BACK = re.compile("|".join(listed("retractions")), re.IGNORECASE)
_ASIDE = re.compile(
    r"\W*(?:rather than|instead of|far from|not because|it (?:is|was|'s)n[o']?t)\b(?P<aside>[^,;.]+)[,;.]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;\n]+|,? but |\bActually\b")
_LETTER = re.compile(r"(?:^|\s)\(?[A-Ea-e]\)\s")
_IN_BRACKETS = re.compile(r"\([^()]{2,}\)")
_OFFER = re.compile(r"\b(?:either|or|maybe|perhaps)\b", re.IGNORECASE)
_CUT = re.compile(rf"{_OFFER.pattern}|[.!?;](?=\s|$)", re.IGNORECASE)  # between offers, and at a sentence's end
_SAME = 0.8  # share of words from which two sentences are about the same
_KNOWN, _UNKNOWN = 0.5, 0.34
_SHORT = 25  # words of an answer whose numbers are all meant
_MOST_OFFERS = 2  # more than the reference makes
_LISTED = 70  # words of an answer whose offers count where the reference makes some too; longer ones explain
_FEWEST = 2  # words that a part has to say to count as an answer of its own
_FEWEST_OTHER = 3  # and that another answer beside it has to say: "the plant or embryo" offers nothing


def takes_back(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer says that what it says is wrong, or says a thing and its denial."""
    if any(_TAKEN_BACK.search(one.text) or _denies_itself(one) for one in references):
        return False
    if _TAKEN_BACK.search(answer.text) or _denies_itself(answer):
        return True
    return any(_puts_aside(one, answer) for one in references)


def _puts_aside(reference: Reading, answer: Reading) -> bool:
    """Tell whether the answer begins by setting the reference aside ("rather than what it says, another thing")."""
    found = _ASIDE.match(answer.text)
    if found is None or _ASIDE.match(reference.text):
        return False
    aside = _content(answer, found.start("aside"), found.end("aside"))
    rest = _content(answer, found.end("aside"), len(answer.text)) - aside
    return (
        len(aside) >= _FEWEST
        and len(aside & reference.content) >= _KNOWN * len(aside)
        and len(rest & reference.content) <= _UNKNOWN * len(rest)
    )


def _denies_itself(reading: Reading) -> bool:
    """Tell whether two sentences hold the same words, one with a "not" more."""
    parts = [one for one in _sentences(reading) if len(one[0]) >= _FEWEST]
    for (left, left_nots), (right, right_nots) in combinations(parts, 2):
        shared = len(left & right)
        if left_nots % 2 != right_nots % 2 and shared >= _SAME * max(len(left), len(right)):
            return True
    return False


def _sentences(reading: Reading) -> Iterator[tuple[frozenset[str], int]]:
    """Give each sentence's content, and how many negations stand in it."""
    for start, end in _pieces(_SENTENCE, reading.text):
        places = [place for place, word in enumerate(reading.words) if start <= word.start < end]
        yield _content(reading, start, end), sum(reading.plain[place] in NEGATIONS for place in places)


def lists_all(question: Reading, references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer offers several answers to choose from, where no reference does."""
    texts = [question.text, *(one.text for one in references)]
    if len(_letters(answer.text)) >= _MOST_OFFERS and not any(map(_letters, texts)):
        return True
    known = frozenset[str]().union(*(one.content for one in references))
    offers, *others = (len(_OFFER.findall(one.text)) for one in (answer, *references))
    expected = max(others, default=0)
    parts = [part for part in _parts(_OFFER, answer) if len(part) >= _FEWEST]
    if offers >= expected + _MOST_OFFERS and len(parts) >= _MOST_OFFERS:
        shares = [_share(part, known, question.content) for part in parts if len(part) >= _FEWEST_OTHER]
        return not expected or (len(answer.stems) <= _LISTED and min(shares, default=1.0) <= _UNKNOWN)
    if expected or answer.is_long:
        return False
    return any(_is_beside_another(sides, known, question.content) for sides in _sides(answer))


def _is_beside_another(
    sides: tuple[frozenset[str], frozenset[str]], known: frozenset[str], asked: frozenset[str]
) -> bool:
    """Tell whether one side of an offer is of the reference and the other an answer of its own."""
    (least, other), (most, right) = sorted((_share(side, known, asked), len(side)) for side in sides)
    return least <= _UNKNOWN and other >= _FEWEST_OTHER and most >= _KNOWN and right >= _FEWEST


def _letters(text: str) -> list[str]:
    """Find the letters of a list of choices; that of "P(event A)" is none."""
    return _LETTER.findall(_IN_BRACKETS.sub("", text))


def _sides(reading: Reading) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Give the content on both sides of each offer, as far as the sentence or the next offer goes."""
    cuts = list(_CUT.finditer(reading.text))
    for place, cut in enumerate(cuts):
        if _OFFER.fullmatch(cut.group()):
            start = cuts[place - 1].end() if place else 0
            end = cuts[place + 1].start() if place + 1 < len(cuts) else len(reading.text)
            yield _content(reading, start, cut.start()), _content(reading, cut.end(), end)


def _parts(cut: re.Pattern[str], reading: Reading) -> Iterator[frozenset[str]]:
    """Give the content of each part between the cuts."""
    for start, end in _pieces(cut, reading.text):
        yield _content(reading, start, end)


def _content(reading: Reading, start: int, end: int) -> frozenset[str]:
    found = zip(reading.stems, reading.words, reading.is_content, strict=True)
    return frozenset(one for one, word, says in found if says and start <= word.start < end)


def _share(part: frozenset[str], known: frozenset[str], asked: frozenset[str]) -> float:
    """Say how much of a part is known; what the question says itself counts for neither side."""
    own = part - (asked - known)
    return len(own & known) / len(own) if own else 0.5


def _pieces(cut: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in cut.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def has_other_numbers(question: Reading, known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether a short answer gives a number of its own where every reference with numbers has another."""
    asked = _numbers(question)
    needed = [numbers - asked for one in known if (numbers := _numbers(one)) - asked]
    said = _numbers(answer) - asked
    if not needed or len(answer.stems) > _SHORT:
        return False
    own = said - frozenset[str]().union(*map(_numbers, known))
    return bool(own) and all(numbers - said for numbers in needed)


def _numbers(reading: Reading) -> frozenset[str]:
    """Give a text's numbers, those of "1,2,and 3" one by one, those of "3x" and "three" as figures."""
    spoken = (NUMBER_WORDS[word] for word in reading.plain if word in NUMBER_WORDS and word != "one")
    return figures(reading.text) | frozenset(spoken)
