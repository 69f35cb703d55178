"""The grader for free text: reads by meaning, says how sure it is, and leaves what it can't tell to a person."""

from collections.abc import Sequence
from itertools import chain

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Span, Verdict
from tutor.domain.ports import Encoder
from tutor.domain.question import Kind, Question, TextKey
from tutor.domain.translation import _
from tutor.grading.feedback import plain_feedback
from tutor.grading.registry import grader
from tutor.grading.text.features import alike, beside, compare
from tutor.grading.text.guards import ORDER_ONLY, Cap, caps, without_orders
from tutor.grading.text.ideas import Coverage, ideas
from tutor.grading.text.reading import Reading, read
from tutor.grading.text.tidy import MOST_WORDS, Tidy, tidy
from tutor.grading.text.weights import Weights, chance, odds, weights
from tutor.grading.tools import Thresholds, Tools

NAME = "short-text"
_MATCHED = 0.68  # cosine from which two words count as saying the same, for underlining
_LANGUAGE = "en"
# How much references and key ideas count: chosen on the answers of Tutor's own packs, held back by students' answers.
_OF_REFERENCES, _OF_IDEAS, _OFFSET = 0.6, 1.0, -0.1


@grader(NAME, kinds={Kind.SHORT_TEXT})
def short_text(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade an answer in the student's own words; None without an encoder or for a language that was not learned."""
    assert isinstance(question.key, TextKey)
    if tools.encoder is None or not question.language.startswith(_LANGUAGE):
        return None
    known = weights()
    said, has_orders = without_orders(tidy(answer.text))
    asked = [question.prompt, *question.key.references]
    parts = [(idea.text, *idea.variants) for idea in ideas(question.key)]
    readings = _read([*asked, said.text, *(way for part in parts for way in part)], tools.encoder, known)
    prompt, references, mine = readings[0], readings[1 : len(asked)], readings[len(asked)]
    if not mine.stems:
        return _nothing_said(question, has_orders)
    rest = iter(readings[len(asked) + 1 :])
    ways = [[next(rest) for _way in part] for part in parts]
    said_ideas = tuple(max(known.said(beside(prompt, way, mine)) for way in part) for part in ways)
    coverage = Coverage(ideas(question.key), said_ideas, is_given=bool(question.key.key_ideas))
    comparison = compare(prompt, references, mine)
    probability = _together(known.probability(comparison), coverage)
    found = caps(prompt, references, [*chain(*ways)], mine, comparison)
    verdict, note = _capped(_verdict(probability, coverage, tools.thresholds), found, has_orders, said.is_cut)
    if any(cap.verdict is Verdict.INCORRECT for cap in found):
        coverage, probability = Coverage(coverage.ideas, (0.0,) * len(parts), coverage.is_given), min(probability, 0.05)
    elif found:
        probability = min(probability, 0.5)
    return _grade(question, verdict, probability, coverage, _matched(said, mine, [*references, *chain(*ways)]), note)


def _read(texts: Sequence[str], encoder: Encoder, known: Weights) -> list[Reading]:
    return [read(encoding, known.rarity) for encoding in encoder.encode(texts)]


def _together(probability: float, coverage: Coverage) -> float:
    """Bring the references' probability together with the least covered key idea, where a question lists them."""
    if not coverage.is_given:
        return probability
    leaning = _OF_REFERENCES * odds(probability) + _OF_IDEAS * odds(coverage.least) + _OFFSET
    return chance(leaning)


def _verdict(probability: float, coverage: Coverage, thresholds: Thresholds) -> Verdict:
    """Say what probability and key ideas come to; where they quarrel, nobody guesses."""
    verdict = thresholds.verdict(probability)
    if not coverage.is_given:
        return verdict
    if coverage.is_part:
        return Verdict.PARTIAL
    match verdict:
        case Verdict.CORRECT if not coverage.is_whole:
            return Verdict.UNSURE
        case Verdict.INCORRECT if coverage.covered:
            return Verdict.UNSURE
    return verdict


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
    coverage: Coverage,
    matched: tuple[Span, ...],
    note: str,
) -> Grade:
    covered, missing = coverage.covered, coverage.missing
    if verdict is Verdict.CORRECT:
        covered, missing = tuple(idea.text for idea in coverage.ideas), ()
    feedback = plain_feedback(question, verdict, covered if coverage.is_given else (), missing, note)
    score = _score(verdict, probability, coverage)
    return Grade(verdict, score, probability, feedback, NAME, covered, missing, matched)


def _score(verdict: Verdict, probability: float, coverage: Coverage) -> float:
    """Give the student's share of the marks."""
    match verdict:
        case Verdict.CORRECT:
            return 1.0
        case Verdict.PARTIAL:
            return min(0.9, max(0.1, len(coverage.covered) / len(coverage.ideas)))
        case Verdict.INCORRECT:
            return 0.0
    return round((probability + coverage.share) / 2, 4)


def _matched(said: Tidy, answer: Reading, others: Sequence[Reading]) -> tuple[Span, ...]:
    """Give the words of the answer that match a word of a reference or of a key idea."""
    spans = []
    best = [alike(other, answer).max(axis=0) for other in others if other.stems]
    for place, word in enumerate(answer.words):
        if answer.is_content[place] and any(row[place] >= (1.0 if answer.is_name[place] else _MATCHED) for row in best):
            spans.append(said.span(word.start, word.end))
    return tuple(spans)
