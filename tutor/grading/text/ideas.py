"""Which key ideas an answer holds, and with which of its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.domain.grade import Span, Verdict
from tutor.domain.question import KeyIdea, TextKey
from tutor.grading.text.clauses import clauses, cut, worded
from tutor.grading.text.reading import Reading
from tutor.grading.text.said import part, said

# Where they lie was chosen on the judged answers of tests/grading/judged_ideas_dev.jsonl.
COVERED = 0.68  # probability from which an idea counts as said
MISSING = 0.5  # probability below which it counts as missing; between the two, nothing is claimed
_CLEARLY_SAID, _CLEARLY_MISSING = 0.62, 0.45
_CLEAR = 0.6  # the least for each of several ideas of an answer that is called right
_HARDLY = 0.2  # probability below which not even a right answer is taken to say an idea
_THERE = 0.55  # probability from which a clause of a reference holds a listed idea


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ideas of a question, in its order, and how probable it is that the answer says each (0..1)."""

    ideas: tuple[KeyIdea, ...]
    probabilities: tuple[float, ...]
    is_given: bool  # the question lists its key ideas (else they are the clauses of a reference)

    @property
    def covered(self) -> tuple[str, ...]:
        """Name the ideas that are said."""
        return tuple(idea.text for idea, share in self._pairs if share >= COVERED)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the ideas that are not; one that is neither said nor missing is not named at all."""
        return tuple(idea.text for idea, share in self._pairs if share < MISSING)

    @property
    def is_in_doubt(self) -> bool:
        """Tell whether an idea is missing, or one of several is not clearly said."""
        return self.least < (_CLEAR if len(self.ideas) > 1 else MISSING)

    @property
    def is_part(self) -> bool:
        """Tell whether some ideas are clearly said and all others clearly missing."""
        is_sure = all(not _CLEARLY_MISSING < share < _CLEARLY_SAID for share in self.probabilities)
        return is_sure and bool(self.covered) and bool(self.missing)

    def held_to(self, verdict: Verdict) -> "Coverage":
        """Keep what is claimed of the ideas in step with a sure verdict.

        A right answer lacks nothing, and an idea that it hardly says is not named; a wrong one does not say it all. Of
        a partly right one nothing is claimed where it would come to all or to nothing.
        """
        shares = self.probabilities
        if verdict is Verdict.CORRECT:
            shares = tuple(max(share, COVERED if share >= _HARDLY else MISSING) for share in shares)
        if verdict is Verdict.INCORRECT and not any(share < COVERED for share in shares):
            shares = tuple(MISSING for _share in shares)
        if verdict is Verdict.PARTIAL and not (self.covered and self.missing):
            shares = tuple((MISSING + COVERED) / 2 for _share in shares)
        return replace(self, probabilities=shares)

    @property
    def least(self) -> float:
        """Give the probability of the idea that is least likely to be said."""
        return min(self.probabilities)

    @property
    def share(self) -> float:
        """Average the probabilities: how much of the answer is there (0..1)."""
        return sum(self.probabilities) / len(self.probabilities)

    @property
    def _pairs(self) -> tuple[tuple[KeyIdea, float], ...]:
        return tuple(zip(self.ideas, self.probabilities, strict=True))


def ideas(key: TextKey, reference: str = "") -> tuple[KeyIdea, ...]:
    """Give a question's key ideas; where it lists none, the clauses of one of its references (else of the best)."""
    return key.key_ideas or tuple(KeyIdea(clause) for clause in clauses(reference or key.references[0]))


def stands(question: Reading, idea: Reading, reference: Reading) -> tuple[Span, ...]:
    """Tell where in a reference an idea stands: the clause it was cut from, else the one that says it best."""
    spans = cut(reference.text)
    if own := tuple(span for span in spans if worded(reference.text, span) == idea.text):
        return own
    chances = [said(question, idea, part(reference, _within(reference, span))).probability for span in spans]
    best = max(range(len(spans)), key=chances.__getitem__)
    return (spans[best],) if chances[best] >= _THERE else ()


def joined(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Order spans and bring neighbours together that only blanks part."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _within(reading: Reading, span: Span) -> slice:
    """Give the words of a reading that stand in a span of its text."""
    inside = [place for place, word in enumerate(reading.words) if span.start <= word.start and word.end <= span.end]
    return slice(inside[0], inside[-1] + 1) if inside else slice(0, 0)
