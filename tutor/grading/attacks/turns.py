"""Right answers turned wrong: negated, with other numbers and directions, with roles swapped, taken back."""

import re
from collections.abc import Iterator
from random import Random

from tutor.grading.attacks.case import Setting, content, holds, is_filler, is_negation, one_right, sentences, words

DIRECTIONS = (
    ("increases", "decreases"), ("increase", "decrease"), ("more", "less"), ("before", "after"), ("north", "south"),
    ("higher", "lower"), ("faster", "slower"), ("hot", "cold"), ("hotter", "colder"), ("warmer", "cooler"),
    ("bigger", "smaller"), ("larger", "smaller"), ("open", "closed"), ("connected", "disconnected"),
    ("above", "below"), ("inside", "outside"), ("always", "never"), ("expands", "contracts"), ("longer", "shorter"),
    ("rises", "falls"), ("positive", "negative"), ("first", "last"), ("harder", "softer"), ("near", "far"),
    ("gains", "loses"), ("heavier", "lighter"), ("stronger", "weaker"), ("greater", "smaller"),
    ("complete", "incomplete"), ("high", "low"), ("long", "short"), ("east", "west"), ("full", "empty"),
)  # fmt: skip
_AUXILIARIES = (
    "is", "are", "was", "were", "can", "could", "will", "would", "should", "does", "do", "did", "has", "have", "must",
)  # fmt: skip
_VERBS = {
    "needs": "need", "makes": "make", "gets": "get", "goes": "go", "takes": "take", "gives": "give", "keeps": "keep",
    "moves": "move", "turns": "turn", "shows": "show", "becomes": "become", "causes": "cause", "contains": "contain",
    "uses": "use", "helps": "help", "means": "mean", "flows": "flow", "evaporates": "evaporate", "lets": "let",
}  # fmt: skip
_NUMBER = re.compile(  # no label ("bulb 4"), no part of another number, no number of a list ("1.")
    r"(?<!terminal )(?<!terminals )(?<!bulbs )(?<!circuit )(?<!bulb )(?<!path )(?<![\w.,/])"
    r"(\d+(?:\.\d+)?)(?![\w.,/]*\d)(?![:.)]\s)",
    re.IGNORECASE,
)
_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TWO_THINGS = re.compile(
    r"^(?P<start>.*?)\b(?P<left>(?:the|a|an|its|their) [a-z]{3,})"
    r"(?P<middle> .{3,}?)(?P<right>\b(?:the|a|an|its|their) [a-z]{3,})(?P<end>.*)$",
    re.IGNORECASE,
)
_BOTH_WAYS = re.compile(
    r"\b(?:and|or|with|between|both|same|equal|equals|each other|touch\w*|alike|together|either|connected|separated|"
    r"different|similar|identical|and/or|meets?|next)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:it|they|he|she|this|that|its|their)\b", re.IGNORECASE)
_TAKEN_BACK = (
    "{right} But that is not true.",
    "It is not true that {clause}.",
    "{right} No, the opposite is the case.",
    "Some people say that {clause}, but they are wrong.",
    "{right} Actually that is wrong, {negated}.",
)


def negated(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Put one "not" into a right answer of one sentence, or take its only one out."""
    right = one_right(setting, rng, most_words=18)
    turned = negate(right) if right and len(sentences(right)) == 1 else ""
    if turned:
        yield turned, ""
        if not right.lower().startswith(("because", "since")):
            yield f"It is false that {_clause(right)}", ""


def directions(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Swap one word that points a way, where it stands once and its opposite does not stand there."""
    for right in _several(setting, rng):
        said = [word.casefold() for word in words(right)]
        pairs = [*DIRECTIONS, *((right_, left) for left, right_ in DIRECTIONS)]
        fitting = [(one, other) for one, other in pairs if said.count(one) == 1 and other not in said]
        if fitting and not any(map(is_negation, said)):
            one, other = rng.choice(fitting)
            yield re.sub(rf"\b{one}\b", other, right, flags=re.IGNORECASE), ""


def numbers(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Change one number of a short right answer that stands in a reference too, and is no label ("bulb 4")."""
    for right in _several(setting, rng, most_words=20):
        found = _NUMBER.search(right)
        if found and re.search(rf"\b{re.escape(found[1])}\b", " ".join(setting.known.references)):
            number = float(found[1]) + rng.choice((1, 2, 3, 5))
            yield f"{right[: found.start(1)]}{number:g}{right[found.end(1) :]}", ""
            continue
        spoken = [word for word in words(right) if word.casefold() in _NUMBER_WORDS]
        if spoken and not found:
            others = [word for word in _NUMBER_WORDS if word not in {one.casefold() for one in words(right)}]
            yield right.replace(spoken[0], rng.choice(others), 1), ""


def swapped(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Let the two things of a sentence, or cause and effect, change places: "A eats B" becomes "B eats A"."""
    for right in _several(setting, rng):
        for turned in (_cause_swapped(right), _roles_swapped(right)):
            if turned and content(turned) == content(right):
                yield turned, ""


def taken_back(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Say the right answer, and then that it is wrong."""
    right = one_right(setting, rng, most_words=30)
    if not right:
        return
    full = right.strip().rstrip(".!?") + "."
    for form in rng.sample(_TAKEN_BACK, 2):
        turned = negate(sentences(right)[0])
        if "{negated}" not in form or turned:
            yield form.format(right=full, clause=_clause(right), negated=_clause(turned)), ""


def other_answer(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Give the right answer to another question about the same topic, where the two share little."""
    ours = (*setting.known.references, *setting.known.rights)
    for near in setting.near[:3]:
        theirs = rng.choice(near.references)
        if (
            len(words(theirs)) >= 3
            and not holds(theirs, ours, 0.35)
            and not any(holds(one, [theirs], 0.35) for one in ours)
        ):
            yield theirs, ""


def negate(sentence: str) -> str:
    """Turn a sentence round with one "not" more or less; "" where it is not plain how."""
    parts = sentence.split()
    nots = [place for place, part in enumerate(parts) if part.casefold() == "not"]
    if len(nots) == 1 and sum(map(is_negation, words(sentence))) == 1:
        return " ".join(parts[: nots[0]] + parts[nots[0] + 1 :])
    if any(map(is_negation, words(sentence))):
        return ""
    for place, part in enumerate(parts):
        if part.casefold() in _AUXILIARIES and 0 < place < len(parts) - 1:
            if part.casefold() in ("do", "has", "have") and not _is_auxiliary(parts, place):
                return ""
            return " ".join([*parts[: place + 1], "not", *parts[place + 1 :]])
        if part in _VERBS and place > 0:
            return " ".join([*parts[:place], "does not", _VERBS[part], *parts[place + 1 :]])
    return ""


def _is_auxiliary(parts: list[str], place: int) -> bool:
    return parts[place + 1].endswith(("ed", "en"))


def _several(setting: Setting, rng: Random, most_words: int = 40) -> list[str]:
    """Pick a reference and two students' right answers, none of them long."""
    references = [one for one in setting.known.references if len(words(one)) <= most_words]
    rights = [one for one in setting.known.rights if len(words(one)) <= most_words]
    return rng.sample(references, min(1, len(references))) + rng.sample(rights, min(2, len(rights)))


def _cause_swapped(right: str) -> str:
    """Let "X because Y" become "Y because X", where that can't be right as well."""
    left, joint, rest = right.strip().rstrip(".").partition(" because ")
    is_short = len(words(left)) < 3 or len(words(rest)) < 3
    is_unclear = "," in left or bool(_BOTH_WAYS.search(right)) or bool(_POINTING.search(right))
    if not joint or is_short or " because " in rest or is_unclear:
        return ""
    return f"{rest} because {_clause(left)}"


def _roles_swapped(right: str) -> str:
    """Let "the A verbs the B" become "the B verbs the A"."""
    found = _TWO_THINGS.match(right.strip())
    if found is None or len(sentences(right)) > 1 or _BOTH_WAYS.search(right) or re.search("[,;]", found["middle"]):
        return ""
    left, other = content(found["left"]), content(found["right"])
    verb, following = found["middle"].split()[0], words(found["end"])[:1]
    is_verb = verb in _AUXILIARIES or verb in _VERBS or verb.endswith(("s", "ed"))
    if left == other or not left or not other or not is_verb or (following and not is_filler(following[0])):
        return ""
    return f"{found['start']}{found['right']}{found['middle']}{found['left']}{found['end']}"


def _clause(text: str) -> str:
    plain = text.strip().rstrip(".!?")
    return plain[:1].lower() + plain[1:] if not plain[:2].isupper() and plain[:2] != "I " else plain
