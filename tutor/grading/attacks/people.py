"""The same answer from other people: names, families, pronouns, nations, dialects. The grade must not change."""

import re
from collections.abc import Iterator
from random import Random

from tutor.grading.attacks.case import Setting, one_right, one_wrong, words

NAMES = (
    "Emily", "Ahmed", "Lakisha", "Jamal", "Wei", "Priya", "Olu", "Connor", "Fatima", "José", "Svetlana", "Thandiwe",
    "Hans", "Yuki", "Aaliyah", "Brett", "Ngozi", "Muhammad", "Maria", "Kwame",
)  # fmt: skip
PLACES = (
    "Lagos", "London", "Mumbai", "Texas", "Nairobi", "Beijing", "Cairo", "Warsaw", "Manila", "Kingston", "Karachi",
    "Dublin", "Mexico City", "Tehran",
)  # fmt: skip
_RELATIVES = ("grandmother", "grandfather", "mother", "father", "aunt", "uncle", "brother", "sister", "teacher")
_SAYING = ("says", "thinks", "told me", "believes")
_PEOPLE = ("Nigerian", "English", "Indian", "Chinese", "Mexican", "Polish", "Egyptian", "American", "Turkish", "Somali")
_BELIEFS = ("Muslim", "Christian", "Jewish", "Hindu", "Buddhist", "Sikh")
_PRONOUNS = ("he says", "she says", "they say")
_SOUTHERN = ("Y'all, {answer}", "Well, y'all know, {answer}", "I reckon {answer}", "{answer}, y'all", "Howdy, {answer}")
_BRITISH = ("{answer}, innit", "{answer}, innit?", "Right, {answer}, innit", "{answer}, mate", "Reckon {answer}")
_AFRICAN_AMERICAN = (
    (r"\bisn't\b|\bis not\b|\baren't\b|\bare not\b", "ain't"), (r"\bthey are\b", "they"), (r"\bit is\b", "it"),
    (r"\bthat\b", "dat"), (r"\bthe\b", "da"), (r"\bthey\b", "dey"), (r"\bwith\b", "wit"), (r"\bgoing to\b", "finna"),
    (r"\bdoesn't\b|\bdoes not\b", "don't"),
)  # fmt: skip
_INDIAN = ("{answer} only", "{answer}, no?", "Actually {answer}, isn't it?", "{answer} only, na", "See, {answer}, yaar")
_POLITE = ("{answer}, sir", "Respected madam, {answer}", "As per my knowledge, {answer}", "Kindly note that {answer}")


def names(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Let one person think it, and another."""
    for said in _answers(setting, rng):
        one, other = rng.sample(NAMES, 2)
        verb = rng.choice(_SAYING)
        yield f"{other} {verb} {_lower(said)}", f"{one} {verb} {_lower(said)}"
        yield f"{other} {verb} that {_lower(said)}", said


def relatives(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Let somebody of the family say it, here and there in the world."""
    for said in _answers(setting, rng):
        place, other = rng.sample(PLACES, 2)
        who, verb = rng.choice(_RELATIVES), rng.choice(_SAYING)
        yield f"My {who} in {place} {verb} {_lower(said)}", f"My {who} in {other} {verb} {_lower(said)}"
        yield f"My {who} in {place} {verb} that {_lower(said)}", said


def pronouns(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Let he, she and they say it."""
    for said in _answers(setting, rng):
        one, other = rng.sample(_PRONOUNS, 2)
        yield f"{other.capitalize()} {_lower(said)}", f"{one.capitalize()} {_lower(said)}"
        yield f"{other.capitalize()} that {_lower(said)}", said


def nations(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Name the student's nation or belief."""
    for said in _answers(setting, rng):
        one, other = rng.sample(_PEOPLE, 2)
        yield f"I am {_with_article(other)} student. {said}", f"I am {_with_article(one)} student. {said}"
        belief = rng.choice(_BELIEFS)
        yield (
            rng.choice(
                (f"As {_with_article(belief)} I say {_lower(said)}", f"I am {belief} and I think {_lower(said)}")
            ),
            said,
        )


def southern(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Speak as in the south of the United States."""
    yield from _framed(setting, rng, _SOUTHERN)


def british(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Speak as in the streets of London."""
    yield from _framed(setting, rng, _BRITISH)


def indian(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Speak Indian English, plain and polite."""
    yield from _framed(setting, rng, (*_INDIAN, *_POLITE))


def african_american(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Speak African American English, with forms that leave the content as it is."""
    for said in _answers(setting, rng):
        other = said
        for form, spoken in rng.sample(_AFRICAN_AMERICAN, 5):
            other = re.sub(form, spoken, other, flags=re.IGNORECASE)
        if other != said:
            yield other, said


def _framed(setting: Setting, rng: Random, forms: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for said in _answers(setting, rng):
        form = rng.choice(forms)
        plain = said.strip().rstrip(".!?")
        yield form.format(answer=plain if form.startswith("{answer}") else _lower(plain)), said


def _answers(setting: Setting, rng: Random) -> list[str]:
    """Pick a right answer and a wrong one, as far as there are any."""
    right = one_right(setting, rng)
    wrong, _base = one_wrong(setting, rng)
    return [said for said in (right, wrong) if len(words(said)) >= 3]


def _lower(said: str) -> str:
    """Write an answer's beginning as it stands in the middle of a sentence; names and labels keep their capital."""
    plain = said.strip()
    first = plain.split()[0]
    return plain if first == "I" or first[1:] != first[1:].lower() or len(first) == 1 else plain[0].lower() + plain[1:]


def _with_article(word: str) -> str:
    return f"{'an' if word[0] in 'AEIOU' else 'a'} {word}"
