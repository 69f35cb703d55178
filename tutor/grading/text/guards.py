"""What no weights may overrule: copied questions, orders to the grader, turned-round references, heaps of keywords."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.domain.grade import Verdict
from tutor.domain.translation import _, mark
from tutor.grading.text.features import Comparison
from tutor.grading.text.lexicon import NEGATIONS, ORDERS, are_opposite, degrees
from tutor.grading.text.reading import Reading
from tutor.grading.text.tidy import Tidy

_ORDER = re.compile(rf"[^.!?\n]*\b(?:{'|'.join(ORDERS)})[^.!?\n]*[.!?]?", re.IGNORECASE)
_COPIED_WORDS = 4  # as many in a row, and nearly all of the answer, are a copy
_HEAP_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cap:
    """The best verdict that is left to an answer, and what to say about it ("" leaves the usual feedback)."""

    name: str
    verdict: Verdict
    feedback: str = ""


COPY = mark("Those are the question's own words. Try again in your words.")
ORDER_ONLY = mark("That tells me what to do, but it doesn't answer the question.")


def without_orders(answer: Tidy) -> tuple[Tidy, bool]:
    """Blank out sentences that speak to the grader; tell whether there were any."""
    found = list(_ORDER.finditer(answer.text))
    for order in found:
        answer = answer.without(order.start(), order.end())
    return answer, bool(found)


def caps(
    question: Reading,
    references: Sequence[Reading],
    ideas: Sequence[Reading],
    answer: Reading,
    comparison: Comparison,
) -> tuple[Cap, ...]:
    """List what stands in the way of a good verdict, the gravest first; `ideas` are all ways to say a key idea."""
    found = []
    if _is_copy(question, [*references, *ideas], answer):
        found.append(Cap("copied-question", Verdict.INCORRECT, _(COPY)))
    if _is_turned_reference(references, answer):
        found.append(Cap("turned-reference", Verdict.INCORRECT))
    if _is_heap(references, answer):
        found.append(Cap("keyword-heap", Verdict.UNSURE))
    if _says_both(references, answer):
        found.append(Cap("says-both", Verdict.UNSURE))
    if comparison["opposites"] or _other_degree(references, answer):
        found.append(Cap("opposite", Verdict.UNSURE))
    return tuple(found)


def _is_copy(question: Reading, known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer is a run of the question's words, and those do not hold a right answer."""
    length = len(answer.stems)
    if length < _COPIED_WORDS or any(answer.is_negation) or not answer.content <= question.content:
        return False
    if any(one.content <= answer.content for one in known):
        return False
    return _longest_run(question.stems, answer.stems) >= max(_COPIED_WORDS, 0.8 * length)


def _longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    longest = 0
    before = [0] * (len(right) + 1)
    for one in left:
        now = [0] * (len(right) + 1)
        for place, other in enumerate(right, start=1):
            if one == other:
                now[place] = before[place - 1] + 1
                longest = max(longest, now[place])
        before = now
    return longest


def _is_turned_reference(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer is a reference with a "not" put in or taken out, and no reference itself."""
    if not answer.content:
        return False
    turned = [
        reference.content == answer.content and bool(reference.is_negation.sum() % 2 != answer.is_negation.sum() % 2)
        for reference in references
    ]
    same = [
        reference.content == answer.content and bool(reference.is_negation.sum() % 2 == answer.is_negation.sum() % 2)
        for reference in references
    ]
    return any(turned) and not any(same)


def _is_heap(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer is keywords without a sentence, where the reference is a sentence."""
    is_bare = len(answer.stems) >= _HEAP_WORDS and bool(answer.is_content.all())
    if not is_bare or re.search(r"[,;/\n]", answer.text):
        return False
    return not any(answer.content <= reference.content for reference in references if _is_list(reference))


def _is_list(reference: Reading) -> bool:
    return bool(reference.is_content.sum() >= 0.75 * len(reference.stems))


def _other_degree(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer calls something more so ("denser") where the references say less so, or the reverse."""
    said = degrees(answer.plain)
    known: dict[str, set[bool]] = {}
    for reference in references:
        for adjective, ways in degrees(reference.plain).items():
            known.setdefault(adjective, set()).update(ways)
    return any(adjective in known and not ways & known[adjective] for adjective, ways in said.items())


def _says_both(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer holds a word of the reference and its opposite, which no reference holds."""
    known = frozenset[str]().union(*(reference.content for reference in references))
    said = answer.content
    return any(are_opposite(right, other) for right in said & known for other in said - known if other not in NEGATIONS)
