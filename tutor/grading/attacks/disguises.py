"""Wrong answers in disguise: padded, stuffed with adjectives, blank, in other scripts, with look-alike letters."""

from collections.abc import Iterator
from random import Random

from tutor.grading.attacks.case import Setting, is_filler, one_foreign, one_right, one_wrong, words
from tutor.grading.attacks.turns import directions, negate

_PADDING = (
    "This is a very important topic that we talked about in class.",
    "There are many things to say here.",
    "In conclusion, it is clear that this is how it works.",
    "I think that this is interesting for everybody.",
    "Let me explain it in my own words.",
)
_LENGTHS = (40, 149, 400)  # words; the grader reads the first 150
NOTHING = (
    "...", "?", "!!!", "-", "👍", "💯💯💯", "✅ ✅ ✅", "🌱☀️💧", "\u200b\u200b", "答案", "नमस्ते", "نعم", "да",
    "正解です", "ok", "yes", "asdf jkl", "lol", "see above", "same as before", "x", "1", "N/A", "correct", "true",
    "the answer", "because", "Ответ понятен каждому.", "这很容易。", "это правда", "מה שכתוב בספר", "😀 because 😀",
)  # fmt: skip
STUFFING = (
    "very", "really", "actually", "scientific", "important", "correct", "natural", "certainly", "main", "essential",
    "properly", "obviously", "exact", "basically", "good", "precise", "directly", "physical",
)  # fmt: skip
_LOOK_ALIKES = dict(zip("aeopcyxi", "аеорсухі", strict=True))
_HIDDEN = ("\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff")
_MARKS = ("\u202e", "\u202d", "\u2067", "\u200f")


def padded(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Pad a wrong answer with filler, with the question's words or with itself, up to the longest that is read."""
    wrong, base = one_wrong(setting, rng)
    if not wrong:
        return
    for filler in (" ".join(rng.sample(_PADDING, len(_PADDING))), setting.known.prompt, wrong):
        yield _stretched(wrong, filler, rng.choice(_LENGTHS)), base


def nothing(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Give blanks, signs, emoji, words of other scripts and words that say nothing."""
    known = {text.casefold().strip(" .") for text in (*setting.known.references, *setting.known.rights)}
    for text in rng.sample(NOTHING, 3):
        if text.casefold() not in known:
            yield text, ""


def disguised(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Hide what makes an answer wrong with look-alike letters, invisible signs and marks of direction."""
    right = one_right(setting, rng, most_words=18)
    turned = [negate(right)] if right else []
    turned += [text for text, _base in directions(setting, rng)]
    for text in [text for text in turned if text][:2]:
        kept = {word.casefold() for word in words(right)}
        yield " ".join(hidden(part, rng) if part.casefold() not in kept else part for part in text.split()), ""
    foreign = one_foreign(setting, rng)
    if foreign:
        yield " ".join(hidden(part, rng) for part in foreign.split()), ""


def stuffed(setting: Setting, rng: Random) -> Iterator[tuple[str, str]]:
    """Put adjectives and adverbs before the words of a wrong answer, as Filighera et al. (2020, 2023) do."""
    for _each in range(2):
        wrong, base = one_wrong(setting, rng)
        if wrong:
            yield _stuffed(wrong, rng), base


def hidden(word: str, rng: Random) -> str:
    """Write a word so that it looks the same but has other characters."""
    way = rng.randrange(4)
    if way == 0:
        return "".join(_LOOK_ALIKES.get(sign, sign) for sign in word)
    if way == 1:
        return rng.choice(_HIDDEN).join(word)
    if way == 2:
        return f"{rng.choice(_MARKS)}{word}"
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in word)


def _stretched(wrong: str, filler: str, length: int) -> str:
    found = wrong.split()
    while len(found) < length:
        found += filler.split()
    return " ".join(found[: max(length, len(wrong.split()))])


def _stuffed(wrong: str, rng: Random) -> str:
    parts: list[str] = []
    for word in wrong.split():
        is_stuffed = not is_filler(word.strip(".,;!?")) and rng.random() < 0.6
        parts += [rng.choice(STUFFING), word] if is_stuffed else [word]
    return " ".join(parts)
