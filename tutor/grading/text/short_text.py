"""The grader for free text: reads by meaning, says how sure it is, and leaves what it can't tell to a person."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, IdeaMatch, Span, Verdict
from tutor.domain.ports import Encoder
from tutor.domain.question import Kind, Question, TextKey
from tutor.domain.translation import _
from tutor.grading.feedback import plain_feedback
from tutor.grading.registry import grader
from tutor.grading.text.first_look import FirstLook, first_look
from tutor.grading.text.guards import ORDER_ONLY, Cap, caps, without_orders
from tutor.grading.text.ideas import Coverage, joined, stands
from tutor.grading.text.marked import Marks
from tutor.grading.text.marked_answers import marks_on
from tutor.grading.text.reading import Reading
from tutor.grading.text.tidy import MOST_WORDS, Tidy, tidy
from tutor.grading.text.weights import Judgement, chance, modest, odds
from tutor.grading.tools import Thresholds, Tools

NAME = "short-text"
_LANGUAGE = "en"
_LEAST_PARTIAL, _MOST_PARTIAL = 0.15, 0.75  # what references may say where some ideas are held and others are lacking
# Chosen on 675 answers to Tutor's own packs: of 54 called partly right then, 51 are, and one is right.
_LESS_WITH_MARKS = 0.1  # than the threshold for "partly right" otherwise
# Where nobody has said how the question is marked, of school answers to new questions nearly a tenth is wrong, however
# much it looks like a reference. At 1, eight of 64 that get .9 or more are wrong.
_ADDED_WITHOUT_MARKS = 0.6
_MOST_PART_OF_WRONG = 0.5  # probability of being at least partly right that an answer called wrong may have
# Chosen on tricks, on right answers written roughly and on honest ones: from .05 to .3 the tricks that pass fall from
# 51 to 29 of 150, the honest right answers called right from 389 to 367 of 512, and rough ones lose 4.8 instead of
# 4.2 %. Of school answers that look wrong, four in a thousand are trusted.
DOUBTED, TRUSTED = 0.3, 0.8
# Probabilities that guards and doubt leave. Of 101 school answers that looked right with .6 or more, but met a guard,
# 73 are right in cross-validation (of the ten-year-olds' 55 %): tricks are rare among them. No such is called right.
_MOST_WRONG, _MOST_CAPPED, _MOST_DOUBTED = 0.05, 0.6, 0.7


@grader(NAME, kinds={Kind.SHORT_TEXT})
def short_text(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade an answer in the student's own words; None without an encoder or for a language that was not learned."""
    assert isinstance(question.key, TextKey)
    encoder = _encoder(question, tools)
    if encoder is None:
        return None
    tidied, has_orders = without_orders(tidy(answer.text))
    first = first_look(question, tidied, encoder)
    if first is None:
        return _nothing_said(question, has_orders)
    marks = marks_on(question, encoder)
    probability, judged = _marked(first, marks)
    by_marks = marks is not None and marks.tell_parts
    if by_marks:
        verdict = _verdict_by_marks(probability, judged, tools.thresholds)
    else:
        verdict = _verdict(probability, judged, first.coverage, tools.thresholds)
    is_led = marks is not None and first.look.right < marks.least
    verdict = _doubted(verdict, judged.undoubted, is_led=is_led)
    found = caps(first.prompt, first.references, [*chain(*first.ways)], first.mine)
    verdict, note = _capped(verdict, found, has_orders, tidied.is_cut)
    coverage = first.coverage
    if any(cap.verdict is Verdict.INCORRECT for cap in found):
        coverage = replace(coverage, probabilities=(0.0,) * len(first.ways))
    probability = _held_back(probability, found, judged.undoubted)
    worth = _worth(probability, judged, None if by_marks else coverage)
    return _grade(
        question, verdict, probability, worth, coverage.held_to(verdict), _places(first), note, first.said.text
    )


def prepare(question: Question, tools: Tools) -> None:
    """Read and judge a question's marked answers ahead."""
    encoder = _encoder(question, tools)
    if encoder is not None:
        marks_on(question, encoder)


def _encoder(question: Question, tools: Tools) -> Encoder | None:
    """Give the encoder to read answers to a question with; None where there is none, or for a language not learned."""
    return tools.encoder if question.language.startswith(_LANGUAGE) else None


def _marked(first: FirstLook, marks: Marks | None) -> tuple[float, Judgement]:
    """Give the probability that the answer is right, and the judgement, as the marks on others leave them."""
    look = first.look
    if marks is None:
        return chance(min(look.right, modest(look.right, _ADDED_WITHOUT_MARKS))), first.judged
    moved = marks.moved(look)
    right = chance(modest(moved.right))
    correct = right if marks.tell_parts else chance(odds(first.judged.correct) + moved.right - look.right)
    return right, replace(first.judged, correct=correct, partial=max(0.0, chance(moved.some) - right))


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


def _verdict_by_marks(probability: float, judged: Judgement, thresholds: Thresholds) -> Verdict:
    """Say what the marks on many answers come to: they know better than key ideas what is partly right, or wrong."""
    if judged.partial >= thresholds.partial - _LESS_WITH_MARKS:
        return Verdict.PARTIAL
    verdict = thresholds.verdict(probability)
    is_perhaps_part = probability + judged.partial > _MOST_PART_OF_WRONG
    return Verdict.UNSURE if verdict is Verdict.INCORRECT and is_perhaps_part else verdict


def _doubted(verdict: Verdict, undoubted: float, *, is_led: bool) -> Verdict:
    """Leave to a person what the judge who learned from misleading answers sees quite otherwise.

    So is a right answer that marks alone have led to (`is_led`), where they may not.
    """
    is_doubted = verdict is Verdict.CORRECT and (undoubted < DOUBTED or is_led)
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


def _places(first: FirstLook) -> list[IdeaMatch]:
    """Tell where each idea stands in the answer and in the reference."""
    reference = first.comparison.reference
    return [
        IdeaMatch(
            part[0].text,
            is_covered=True,
            answer_spans=_spans(first.said, first.mine, one.words),
            reference=reference.text,
            reference_spans=stands(first.prompt, part[0], reference),
        )
        for part, one in zip(first.ways, first.told, strict=True)
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


def _worth(probability: float, judged: Judgement, coverage: Coverage | None) -> float:
    """Give the share of the marks to expect: of the listed ideas, else a half for what is partly right."""
    if coverage is not None and coverage.is_given:
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
