"""A first look at an answer: read beside its question, references and key ideas, before guards and a person's marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tutor.domain.ports import Encoder, Encoding, Pair
from tutor.domain.question import KeyIdea, Question, TextKey
from tutor.grading.text.features import Comparison, compare
from tutor.grading.text.ideas import Coverage, ideas
from tutor.grading.text.marked import Look, words_of
from tutor.grading.text.reading import Reading, read
from tutor.grading.text.rewording import in_known_words
from tutor.grading.text.said import Said
from tutor.grading.text.said import said as says
from tutor.grading.text.tidy import Tidy, ended
from tutor.grading.text.weights import Array, Judgement, chance, odds, weights

# How much references and key ideas count: chosen on 291 answers to Tutor's own packs (176 right, 40 half right, 75
# wrong), and each key idea alone.
_OF_REFERENCES, _OF_IDEAS, _OFFSET = 1.0, 0.6, 0.1
_KEPT = 300  # readings that stay at hand


@dataclass(frozen=True, slots=True, eq=False)
class FirstLook:
    """What was read, and what the judges make of it."""

    said: Tidy  # the answer in words that the question knows
    prompt: Reading
    references: tuple[Reading, ...]
    mine: Reading
    comparison: Comparison
    ways: list[list[Reading]]  # for each idea the ways to say it
    told: list[Said]  # for each idea the way that the answer says best
    judged: Judgement  # by the references alone
    coverage: Coverage

    @property
    def look(self) -> Look:
        """Give the answer's words and log odds, references and key ideas taken together."""
        some = self.judged.correct + self.judged.partial
        return Look(words_of(self.mine), odds(_together(self.judged.correct, self.coverage)), float(odds(some)))


def first_look(question: Question, tidied: Tidy, encoder: Encoder) -> FirstLook | None:
    """Read an answer and judge it; None where it has no word."""
    key, known = question.key, weights()
    assert isinstance(key, TextKey)
    said = in_known_words(tidied, _told_before(question.prompt, key), known.rarity)
    prompt, *references, mine = _read([question.prompt, *key.references, ended(said.text)], encoder)
    if not mine.stems:
        return None
    comparison = compare(prompt, references, mine)
    sought = ideas(key, comparison.reference.text)
    ways = _ways(sought, encoder)
    told = [max((says(prompt, way, mine) for way in part), key=lambda one: one.probability) for part in ways]
    judged = known.judge(comparison, _pair(comparison, said, encoder))
    coverage = Coverage(sought, tuple(one.probability for one in told), is_given=bool(key.key_ideas))
    return FirstLook(said, prompt, tuple(references), mine, comparison, ways, told, judged, coverage)


def _told_before(prompt: str, key: TextKey) -> list[str]:
    """List the texts whose words a student is likely to mean."""
    return [prompt, *key.references, *(way for idea in key.key_ideas for way in (idea.text, *idea.variants))]


def _ways(sought: Sequence[KeyIdea], encoder: Encoder) -> list[list[Reading]]:
    """Read each way to say each idea."""
    rest = iter(_read([way for idea in sought for way in (idea.text, *idea.variants)], encoder))
    return [[next(rest) for _way in (idea.text, *idea.variants)] for idea in sought]


def _read(texts: Sequence[str], encoder: Encoder) -> list[Reading]:
    return [_reading(encoding) for encoding in encoder.encode(texts)]


@lru_cache(_KEPT)
def _reading(encoding: Encoding) -> Reading:
    """Read an encoding once: the encoder gives the same one for a question's texts each time."""
    return read(encoding, weights().rarity)


def _pair(comparison: Comparison, said: Tidy, encoder: Encoder) -> Array | None:
    """Have the answer and the reference nearest to it read at once, where the cross-encoder can judge."""
    if not comparison.fits_pair:
        return None
    rows = encoder.encode_pairs([Pair(comparison.nearest.text, ended(said.text))])
    return None if rows is None else rows[0]


def _together(probability: float, coverage: Coverage) -> float:
    """Bring the references' probability together with the least covered key idea, where a question lists them."""
    if not coverage.is_given:
        return probability
    leaning = _OF_REFERENCES * odds(probability) + _OF_IDEAS * odds(coverage.least) + _OFFSET
    return chance(leaning)
