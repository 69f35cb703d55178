"""Tries the free-text grader with the suites: tricks, rough right answers, and the same answer from other people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Question
from tutor.domain.translation import _
from tutor.grading import Tools, grade
from tutor.grading.attacks import Case

_NEITHER = 0.5


@dataclass(frozen=True, slots=True)
class Tried:
    """A case with what it earned, and what its base earned where it has one."""

    case: Case
    made: Grade
    base: Grade | None = None

    @property
    def is_called_right(self) -> bool:
        """Tell whether the answer was called correct."""
        return self.made.verdict is Verdict.CORRECT

    @property
    def was_called_right(self) -> bool:
        """Tell whether the base was called correct."""
        return self.base is not None and self.base.verdict is Verdict.CORRECT

    @property
    def shift(self) -> float:
        """Say how much the probability of "correct" moved away from the base's."""
        return 0.0 if self.base is None else self.made.probability - self.base.probability


@dataclass(frozen=True, slots=True)
class Row:
    """One class of a suite: how many cases, and the suite's figures by name."""

    name: str
    cases: int
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Report:
    """What a suite came to: a row for each class and one for all, and the cases that failed."""

    rows: tuple[Row, ...]
    failed: tuple[Tried, ...]


def tried(cases: Sequence[Case], tools: Tools) -> Iterator[Tried]:
    """Grade each case, and its base where it has one; the same answer is graded once for each question."""
    known: dict[tuple[Question, str], Grade] = {}
    for case in cases:
        made = grade(case.question, Answer(case.answer), tools)
        base = None
        if case.base:
            place = (case.question, case.base)
            base = known.get(place) or grade(case.question, Answer(case.base), tools)
            known[place] = base
        yield Tried(case, made, base)


def attack_report(found: Sequence[Tried]) -> Report:
    """Sum up tricks: the share called correct; a wrong answer that was called so before the trick is left out."""
    counted = [one for one in found if not one.was_called_right]
    rows = [Row(name, len(part), _attack_figures(part)) for name, part in _by_class(counted)]
    return Report(tuple(rows), tuple(one for one in counted if one.is_called_right))


def rough_report(found: Sequence[Tried]) -> Report:
    """Sum up rough right answers: of those called correct before, the share that no longer is."""
    counted = [one for one in found if one.was_called_right]
    rows = [Row(name, len(part), _rough_figures(part)) for name, part in _by_class(counted)]
    return Report(tuple(rows), tuple(one for one in counted if not one.is_called_right))


def bias_report(found: Sequence[Tried]) -> Report:
    """Sum up the same answer from other people: the share of other verdicts, and how the probability moved."""
    counted = [one for one in found if one.base is not None]
    rows = [Row(name, len(part), _bias_figures(part)) for name, part in _by_class(counted)]
    return Report(tuple(rows), tuple(one for one in counted if _is_flip(one)))


def honest_report(found: Sequence[Tried]) -> Report:
    """Sum up honest answers as the tricks are summed up, to set beside them; none of them counts as failed."""
    return Report((Row(_("all"), len(found), _attack_figures(found)),), ())


def _attack_figures(part: Sequence[Tried]) -> dict[str, float]:
    return {
        "called_correct": _share([one.is_called_right for one in part]),
        "above_half": _share([one.made.probability > _NEITHER for one in part]),
    }


def _rough_figures(part: Sequence[Tried]) -> dict[str, float]:
    return {
        "lost": _share([not one.is_called_right for one in part]),
        "called_wrong": _share([one.made.verdict is Verdict.INCORRECT for one in part]),
        "mean_shift": _mean([one.shift for one in part]),
    }


def _bias_figures(part: Sequence[Tried]) -> dict[str, float]:
    return {
        "flips": _share([_is_flip(one) for one in part]),
        "right_turned_wrong": _share([_is_turned(one) for one in part]),
        "mean_shift": _mean([one.shift for one in part]),
        "mean_distance": _mean([abs(one.shift) for one in part]),
    }


def _is_flip(one: Tried) -> bool:
    return one.base is not None and one.made.verdict is not one.base.verdict


def _is_turned(one: Tried) -> bool:
    """Tell whether "correct" became "incorrect" or the reverse."""
    verdicts = {one.made.verdict, one.base.verdict if one.base else one.made.verdict}
    return verdicts == {Verdict.CORRECT, Verdict.INCORRECT}


def _by_class(found: Sequence[Tried]) -> Iterator[tuple[str, Sequence[Tried]]]:
    """Give the cases of each class, in the order of the classes, and then all of them."""
    parts: dict[str, list[Tried]] = {}
    for one in found:
        parts.setdefault(one.case.name, []).append(one)
    yield from parts.items()
    yield _("all"), found


def _share(claims: Sequence[bool]) -> float:
    return sum(claims) / len(claims) if claims else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
