"""What an explanation may lean on: the words, numbers and statements of a question, its key and its passage."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from tutor.domain.question import Question, TextKey
from tutor.grading.signs import visible
from tutor.grading.stemming import stemmed
from tutor.grading.wording_stream import sentences
from tutor.paths import resources

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|[*_`#]|\{\{\d+\}\}")
_CLAUSES = re.compile(
    r"[,;:()→]|\s[–—-]\s|\b(?:because|since|so that|so|but|which|when|while|if|although|whereas)\b", re.IGNORECASE
)
_NUMBER_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS)}
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "none",
        "nothing",
        "nobody",
        "never",
        "nor",
        "neither",
        "without",
        "cannot",
        "cant",
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "wont",
        "wouldnt",
        "couldnt",
        "shouldnt",
        "hasnt",
        "havent",
        "hadnt",
        "hardly",
    ]
)
_OF_NEXT_WORD = frozenset(
    {"no", "without", "none", "nobody", "nothing", "hardly"}
)  # the others reach to the clause's end
_UNSAID = frozenset({"said", "say", "write", "wrote", "mention", "tell", "explain", "forget", "quite", "yet", "enough"})
RELATIONS = frozenset({"into", "from", "than", "by", "to"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause as its words say it, in their order: the stems with meaning, and which of them are denied."""

    words: tuple[str, ...]
    stems: tuple[str, ...]  # meaningful words only, in their order, and words such as "into" between them
    denied: frozenset[str]
    numbers: frozenset[str]
    is_clause: bool = True  # False: a sentence of several clauses

    @property
    def meaning(self) -> frozenset[str]:
        """Give the stems that carry meaning."""
        return frozenset(self.stems) - RELATIONS

    @property
    def axes(self) -> frozenset[str]:
        """Give the meaning with opposites as one and numbers as one: what the clause is about, whatever it says."""
        about = {_axis().get(stem, stem) for stem in self.meaning if not stem[0].isdigit()}
        return frozenset(about | ({"#"} if self.numbers else set()))


@dataclass(frozen=True, slots=True)
class Support:
    """What question, key and passage say. `core` is the key alone: what is known to be true of this question."""

    statements: tuple[Statement, ...]
    core: frozenset[str]
    stems: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    prompt: tuple[str, ...]  # the prompt's sentences


def words(text: str) -> tuple[str, ...]:
    """Split a text into lower-case words without apostrophes."""
    plain = re.sub("['’‘ʼ]", "", visible(_MARKUP.sub(r" \1 ", text)).casefold())
    return tuple(_WORD.findall(plain))


def stem(word: str) -> str:
    """Give a word's stem, so that "plants" is "plant"."""
    return stemmed(NUMBERS.get(word, word))


def stems(text: str) -> frozenset[str]:
    """Give the stems of a text's words that carry meaning, or have an opposite."""
    return frozenset(stem(word) for word in words(text) if word not in function_words() or word in opposites())


def content(text: str) -> frozenset[str]:
    """Give the stems that need support: neither function words nor plain words of teaching."""
    return frozenset(one for one in stems(text) if one not in common_stems())


def statement(text: str) -> Statement:
    """Read a clause."""
    found = words(text)
    kept: list[str] = []
    denied: set[str] = set()
    reach = 0  # how many meaningful words are still denied
    for word in found:
        if word in NEGATIONS:
            reach = 1 if word in _OF_NEXT_WORD else 99
        elif word in _UNSAID:
            reach = 0
        elif word in RELATIONS:
            kept.append(word)
        elif word not in function_words() or word in opposites():
            one = stem(word)
            kept.append(one)
            if reach > 0 and one not in common_stems():
                denied.add(one)
                reach -= 1
    return Statement(found, tuple(kept), frozenset(denied), numbers(found))


def clauses(text: str) -> tuple[Statement, ...]:
    """Read each clause of a text that says something."""
    parts = [part for part in _CLAUSES.split(text) if part]
    return tuple(one for one in map(statement, parts) if one.meaning)


def numbers(found: Iterable[str]) -> frozenset[str]:
    """Give the numbers among words, as digits; "one" is mostly no number and does not count."""
    return frozenset(
        NUMBERS.get(word, word) for word in found if word[0].isdigit() or (word in NUMBERS and word != "one")
    )


@lru_cache(maxsize=64)
def support(question: Question) -> Support:
    """Gather what a question's explanation may lean on."""
    key = _key_texts(question)
    core = _all(stems(text) for text in (*key, question.explanation))
    texts = (*key, question.explanation, question.passage)
    everything = (*texts, question.prompt)
    said = [one for text in texts for sentence in sentences(_MARKUP.sub(r"\1", text)) for one in _read(sentence)]
    found = frozenset(word for text in everything for word in words(text))
    return Support(
        statements=tuple(said),
        core=core,
        stems=core | stems(question.passage) | stems(question.prompt),
        words=found,
        numbers=numbers(found),
        prompt=sentences(question.prompt),
    )


def idea_stems(ideas: Iterable[str]) -> frozenset[str]:
    """Give the stems with meaning of some key ideas."""
    return _all(stems(idea) for idea in ideas)


def _key_texts(question: Question) -> tuple[str, ...]:
    if not isinstance(question.key, TextKey):
        return (question.model_answer,)
    ideas = (text for idea in question.key.key_ideas for text in (idea.text, *idea.variants))
    return (*question.key.references, *ideas)


def _read(sentence: str) -> tuple[Statement, ...]:
    parts = clauses(sentence)
    return parts if len(parts) < 2 else (replace(statement(sentence), is_clause=False), *parts)


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Read the list of common words: the words of each part."""
    lines = (resources() / "rules" / "common_words.txt").read_text(encoding="utf-8").splitlines()
    parts: dict[str, set[str]] = {}
    part: set[str] = set()
    for line in lines:
        if line.startswith("["):
            part = parts.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            part.update(line.split())
    return {name: frozenset(found) for name, found in parts.items()}


@cache
def function_words() -> frozenset[str]:
    """Give the words without a meaning of their own."""
    return _listed()["function"]


@cache
def common_stems() -> frozenset[str]:
    """Give the stems that any explanation may use."""
    return frozenset(stem(word) for word in _listed()["function"] | _listed()["teaching"])


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Give the opposites of each word that has some; words and stems as one."""
    found: dict[str, frozenset[str]] = {}
    for left, right in _pairs():
        for side, other in ((left, right), (right, left)):
            names = frozenset(name for word in other for name in (word, stem(word)))
            for word in side:
                for name in (word, stem(word)):
                    found[name] = found.get(name, frozenset()) | names
    return found


@cache
def _axis() -> dict[str, str]:
    """Name for each stem the scale that it lies on; scales that share a word are one."""
    axes: dict[str, str] = {}
    for left, right in _pairs():
        found = {stem(word) for word in (*left, *right)}
        joined = {axes[one] for one in found if one in axes}
        name = min(joined, default=f"<{left[0]}>")
        axes |= {one: name for one, axis in axes.items() if axis in joined} | dict.fromkeys(found, name)
    return axes


@cache
def _pairs() -> tuple[tuple[list[str], list[str]], ...]:
    lines = (resources() / "rules" / "opposites.txt").read_text(encoding="utf-8").splitlines()
    halves = (line.split(" : ") for line in lines if line and not line.startswith("#"))
    return tuple((left.split(), right.split()) for left, right in halves)
