"""The grader for free text: reads by meaning, says how sure it is, and leaves what it can't tell to a person."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, IdeaMatch, Span, Verdict
from tutor.domain.ports import Encoder, Pair
from tutor.domain.question import KeyIdea, Kind, Question, TextKey
from tutor.domain.translation import _
from tutor.grading.feedback import plain_feedback
from tutor.grading.registry import grader
from tutor.grading.text.features import Comparison, compare
from tutor.grading.text.guards import ORDER_ONLY, Cap, caps, without_orders
from tutor.grading.text.ideas import Coverage, ideas, joined, stands
from tutor.grading.text.reading import Reading, read
from tutor.grading.text.rewording import in_known_words
from tutor.grading.text.said import Said
from tutor.grading.text.said import said as says
from tutor.grading.text.tidy import MOST_WORDS, Tidy, ended, tidy
from tutor.grading.text.weights import Array, Judgement, Weights, chance, odds, weights
from tutor.grading.tools import Thresholds, Tools

NAME = "short-text"
_LANGUAGE = "en"
# How much references and key ideas count, and what the references may say of an answer that holds some ideas and lacks
# others: chosen on 291 answers to Tutor's own packs (176 right, 40 half right, 75 wrong), and each key idea alone.
_OF_REFERENCES, _OF_IDEAS, _OFFSET = 1.0, 0.6, 0.1
_LEAST_PARTIAL, _MOST_PARTIAL = 0.15, 0.75
# Chosen on tricks and on right answers written roughly: a higher doubt takes hardly a trick more, but right answers
# without full stops (at .2, 10 % of them). Of school answers that look wrong, seven in a thousand are trusted.
DOUBTED, TRUSTED = 0.05, 0.8
_MOST_WRONG, _MOST_CAPPED, _MOST_DOUBTED = 0.05, 0.5, 0.7  # probabilities that guards and doubt leave


@grader(NAME, kinds={Kind.SHORT_TEXT})
def short_text(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade an answer in the student's own words; None without an encoder or for a language that was not learned."""
    assert isinstance(question.key, TextKey)
    if tools.encoder is None or not question.language.startswith(_LANGUAGE):
        return None
    known = weights()
    said, has_orders = without_orders(tidy(answer.text))
    said = in_known_words(said, _told_before(question.prompt, question.key), known.rarity)
    texts = [question.prompt, *question.key.references, ended(said.text)]
    prompt, *references, mine = _read(texts, tools.encoder, known)
    if not mine.stems:
        return _nothing_said(question, has_orders)
    comparison = compare(prompt, references, mine)
    sought = ideas(question.key, comparison.reference.text)
    ways = _ways(sought, tools.encoder, known)
    told = [max((says(prompt, way, mine) for way in part), key=lambda one: one.probability) for part in ways]
    judged = known.judge(comparison, _pair(comparison, said, tools.encoder))
    coverage = Coverage(sought, tuple(one.probability for one in told), is_given=bool(question.key.key_ideas))
    probability = _together(judged.correct, coverage)
    verdict = _doubted(_verdict(probability, judged, coverage, tools.thresholds), judged.undoubted)
    found = caps(prompt, references, [*chain(*ways)], mine)
    verdict, note = _capped(verdict, found, has_orders, said.is_cut)
    if any(cap.verdict is Verdict.INCORRECT for cap in found):
        coverage = replace(coverage, probabilities=(0.0,) * len(ways))
    probability = _held_back(probability, found, judged.undoubted)
    worth = _worth(probability, judged, coverage)
    places = _places(prompt, ways, told, comparison.reference, lambda words: _spans(said, mine, words))
    return _grade(question, verdict, probability, worth, coverage.held_to(verdict), places, note, said.text)


def _told_before(prompt: str, key: TextKey) -> list[str]:
    """List the texts whose words a student is likely to mean."""
    return [prompt, *key.references, *(way for idea in key.key_ideas for way in (idea.text, *idea.variants))]


def _ways(sought: Sequence[KeyIdea], encoder: Encoder, known: Weights) -> list[list[Reading]]:
    """Read each way to say each idea."""
    rest = iter(_read([way for idea in sought for way in (idea.text, *idea.variants)], encoder, known))
    return [[next(rest) for _way in (idea.text, *idea.variants)] for idea in sought]


def _read(texts: Sequence[str], encoder: Encoder, known: Weights) -> list[Reading]:
    return [read(encoding, known.rarity) for encoding in encoder.encode(texts)]


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


def _verdict(probability: float, judged: Judgement, coverage: Coverage, thresholds: Thresholds) -> Verdict:
    """Say what probability and key ideas come to; where they quarrel, nobody guesses.

    An answer in other words often seems to miss an idea; so it is wrong only if the references alone say so too.
    """
    verdict = thresholds.verdict(probability)
    if not coverage.is_given:
        return Verdict.PARTIAL if judged.partial >= thresholds.partial else verdict
    if coverage.is_part:
        return Verdict.PARTIAL if _LEAST_PARTIAL <= judged.correct <= _MOST_PARTIAL else Verdict.UNSURE
    match verdict:
        case Verdict.CORRECT if coverage.is_in_doubt:
            return Verdict.UNSURE
        case Verdict.INCORRECT if coverage.covered or judged.correct > thresholds.incorrect:
            return Verdict.UNSURE
    return verdict


def _doubted(verdict: Verdict, undoubted: float) -> Verdict:
    """Leave to a person what the judge who learned from misleading answers sees quite otherwise."""
    is_doubted = verdict is Verdict.CORRECT and undoubted < DOUBTED
    is_trusted = verdict is Verdict.INCORRECT and undoubted > TRUSTED
    return Verdict.UNSURE if is_doubted or is_trusted else verdict


def _capped(verdict: Verdict, found: Sequence[Cap], has_orders: bool, is_cut: bool) -> tuple[Verdict, str]:
    """Lower a verdict to what the guards leave of it; with a note for the student."""
    if found:
        cap = found[0]
        if cap.verdict is Verdict.INCORRECT:
            return cap.verdict, cap.feedback
        if verdict in (Verdict.CORRECT, Verdict.PARTIAL):
            return Verdict.UNSURE, cap.feedback
    if has_orders and verdict is not Verdict.INCORRECT:
        return Verdict.UNSURE, ""
    if is_cut:
        note = _("Your answer is long: I read the first {count} words.").format(count=MOST_WORDS)
        return (verdict if verdict is Verdict.CORRECT else Verdict.UNSURE), note
    return verdict, ""


def _held_back(probability: float, found: Sequence[Cap], undoubted: float) -> float:
    """Hold the probability to what guards and doubt leave of it."""
    if any(cap.verdict is Verdict.INCORRECT for cap in found):
        return min(probability, _MOST_WRONG)
    if found:
        return min(probability, _MOST_CAPPED)
    return min(probability, _MOST_DOUBTED) if undoubted < DOUBTED else probability


def _places(
    prompt: Reading,
    ways: Sequence[Sequence[Reading]],
    told: Sequence[Said],
    reference: Reading,
    spans: Callable[[Sequence[int]], tuple[Span, ...]],
) -> list[IdeaMatch]:
    """Tell where each idea stands in the answer and in the reference; `spans` finds the answer's words."""
    return [
        IdeaMatch(
            part[0].text,
            is_covered=True,
            answer_spans=spans(one.words),
            reference=reference.text,
            reference_spans=stands(prompt, part[0], reference),
        )
        for part, one in zip(ways, told, strict=True)
    ]


def _nothing_said(question: Question, has_orders: bool) -> Grade | None:
    """Grade an answer without a single word: no score, and for mere signs a person looks."""
    if not has_orders:
        return None
    missing = tuple(idea.text for idea in question.key.key_ideas) if isinstance(question.key, TextKey) else ()
    return Grade(Verdict.INCORRECT, 0.0, 0.0, _(ORDER_ONLY), NAME, missing=missing)


def _grade(
    question: Question,
    verdict: Verdict,
    probability: float,
    worth: float,
    coverage: Coverage,
    places: Sequence[IdeaMatch],
    note: str,
    said: str,
) -> Grade:
    covered, missing = coverage.covered, coverage.missing
    matches = tuple(
        one if one.text in covered else replace(one, is_covered=False, answer_spans=())
        for one in places
        if one.text in covered or one.text in missing
    )
    return Grade(
        verdict,
        _score(verdict, worth, coverage),
        probability,
        plain_feedback(question, verdict, covered if coverage.is_given else (), missing, note, said),
        NAME,
        covered,
        missing,
        matched=tuple(sorted({span for one in matches for span in one.answer_spans}, key=lambda span: span.start)),
        ideas=matches,
    )


def _worth(probability: float, judged: Judgement, coverage: Coverage) -> float:
    """Give the share of the marks to expect: of the listed ideas, else a half for what is partly right."""
    if coverage.is_given:
        return (probability + coverage.share) / 2
    return min(1.0, probability + judged.partial / 2)


def _score(verdict: Verdict, worth: float, coverage: Coverage) -> float:
    """Give the student's share of the marks."""
    match verdict:
        case Verdict.CORRECT:
            return 1.0
        case Verdict.PARTIAL:
            return min(0.9, max(0.1, len(coverage.covered) / len(coverage.ideas) if coverage.is_given else worth))
        case Verdict.INCORRECT:
            return 0.0
    return round(worth, 4)


def _spans(text: Tidy, answer: Reading, words: Sequence[int]) -> tuple[Span, ...]:
    """Give the places of some words in the answer as it was typed; neighbours are one piece."""
    found = joined([Span(answer.words[place].start, answer.words[place].end) for place in words], text.text)
    return tuple(text.span(span.start, span.end) for span in found)
