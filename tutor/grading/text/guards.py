"""What no weights may overrule: copied questions, orders to the grader, turned-round references, heaps of keywords."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.domain.grade import Verdict
from tutor.domain.translation import _, mark
from tutor.grading.text.claims import has_other_numbers, lists_all, takes_back
from tutor.grading.text.comparisons import compares_the_same
from tutor.grading.text.directions import is_one_word_off, points_elsewhere, says_both
from tutor.grading.text.lexicon import ORDERS
from tutor.grading.text.pairings import mixes_up
from tutor.grading.text.reading import Reading
from tutor.grading.text.roles import has_roles_swapped, is_enumeration
from tutor.grading.text.tidy import Tidy
from tutor.grading.text.word_order import is_swapped, is_thrown_together

_ORDERS = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(ORDERS)})", re.IGNORECASE)
_ORDER = re.compile(rf"[^.!?\n]*{_ORDERS.pattern}[^.!?\n]*[.!?]?", re.IGNORECASE)
_COPIED_WORDS = 4  # as many in a row, and nearly all of the answer, are a copy
_HEAP_WORDS = 4
_NEAR_ANSWER = 0.4  # share of a known answer's words from which a copy may be meant as an answer
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_OPTIONS = re.compile(r"\b(?:or|which|who|whose)\b", re.IGNORECASE)
_ASKED = re.compile(r"\W*(?:why|how|who|what|when|where|which)\b[^.!?]*\?\W*$", re.IGNORECASE)
_GRAVITY = {"turned-reference": Verdict.INCORRECT}
_LESS = frozenset(("less", "least", "fewer"))
_LIKE_REFERENCE, _LIKE_OTHER = 0.75, 0.6  # shares of words (Jaccard) from which two texts are about the same


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
    found = list(_ORDER.finditer(answer.text)) if _ORDERS.search(answer.text) else []  # the latter is far quicker
    for order in found:
        answer = answer.without(order.start(), order.end())
    return answer, bool(found)


def caps(
    question: Reading,
    references: Sequence[Reading],
    ideas: Sequence[Reading],
    answer: Reading,
) -> tuple[Cap, ...]:
    """List what stands in the way of a good verdict, the gravest first; `ideas` are all ways to say a key idea."""
    known = [*references, *ideas]
    is_turned = _is_turned_reference(references, answer)
    is_mirrored = any(compares_the_same(one, answer) for one in known)  # said from the other end
    claims = {
        "turned-reference": is_turned,
        "keyword-heap": _is_heap(references, answer) or is_thrown_together(references, answer),
        "says-both": says_both(references, answer),
        "opposite": not is_mirrored and points_elsewhere(question, known, answer),
        "one-word-off": not is_mirrored and is_one_word_off(known, answer),
        "turned-round": not (is_turned or is_mirrored) and _is_turned_nearly(known, answer),
        "rearranged": is_swapped(references, answer),
        "swapped-roles": has_roles_swapped(known, answer),
        "mixed-up": mixes_up(known, answer),
        "other-stance": _answers_otherwise(known, answer),
        "taken-back": takes_back(references, answer),
        "all-answers": lists_all(question, references, answer),
        "question-back": _asks_back(known, answer),
        "other-number": has_other_numbers(question, known, answer),
    }
    found = [Cap(name, _GRAVITY.get(name, Verdict.UNSURE)) for name, is_so in claims.items() if is_so]
    copied = [Cap("copied-question", verdict, _(COPY))] if (verdict := _copied(question, known, answer)) else []
    return tuple(sorted([*copied, *found], key=lambda cap: cap.verdict is not Verdict.INCORRECT))


def _copied(question: Reading, known: Sequence[Reading], answer: Reading) -> Verdict | None:
    """Say what is left to an answer that is a run of the question's words; None where it is none, or a right answer.

    A copy of what is asked is wrong. A copy of what a picture shows, of an option, or of words that a right answer
    needs may be meant as an answer: it is left to a person.
    """
    length = len(answer.stems)
    if length < _COPIED_WORDS or any(answer.is_negation) or not answer.content <= question.content:
        return None
    if any(one.content <= answer.content for one in known):
        return None
    if _longest_run(question.stems, answer.stems) < max(_COPIED_WORDS, 0.8 * length):
        return None
    is_near = any(len(one.content & answer.content) >= _NEAR_ANSWER * len(one.content) for one in known)
    is_option = bool(_OPTIONS.search(question.text)) and length < 0.6 * len(question.stems)
    is_from_picture = any(_says(picture, answer.text) for picture in _PICTURE.findall(question.text))
    return Verdict.UNSURE if is_near or is_option or is_from_picture else Verdict.INCORRECT


def _says(text: str, part: str) -> bool:
    """Tell whether a text holds a part, whatever the signs between its words."""
    whole, piece = (" ".join(re.findall(r"\w+", one.casefold())) for one in (text, part))
    return f" {piece} " in f" {whole} "


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
    odd = [
        bool((reference.is_negation.sum() + answer.is_negation.sum()) % 2)
        for reference in references
        if reference.content == answer.content
    ]
    return bool(odd) and all(odd)


def _is_turned_nearly(known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer is nearly a known one with a "not" more or less, and no other is as near."""
    is_odd = _turns(answer) % 2
    near = [(_alike(one.content, answer.content), _turns(one) % 2 != is_odd) for one in known]
    turned = max((share for share, is_turned in near if is_turned), default=0.0)
    same = max((share for share, is_turned in near if not is_turned), default=0.0)
    return turned >= _LIKE_REFERENCE and same < min(_LIKE_OTHER, turned)


def _answers_otherwise(known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer begins with "yes" where those that begin so begin with "no", or the reverse."""
    stances = {one.stance for one in known} - {""}
    return bool(answer.stance and stances) and answer.stance not in stances


def _asks_back(known: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer asks why or how instead of saying so."""
    return bool(_ASKED.match(answer.text)) and not any(_ASKED.match(one.text) for one in known)


def _turns(reading: Reading) -> int:
    """Count what turns a meaning round: "less dense" is "not so dense"."""
    return int(reading.is_negation.sum()) + sum(word in _LESS for word in reading.plain)


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    left, right = left - _LESS, right - _LESS
    return len(left & right) / len(left | right) if left and right else 0.0


def _is_heap(references: Sequence[Reading], answer: Reading) -> bool:
    """Tell whether the answer is keywords without a sentence, where the reference is a sentence."""
    is_bare = len(answer.stems) >= _HEAP_WORDS and bool(answer.is_content.all())
    return is_bare and not any(map(is_enumeration, references))
