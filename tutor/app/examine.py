"""Examines a chat model: how well it judges answers, whether it helps the small grader, and how well it words."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from statistics import fmean, median
from typing import TypeVar

import tutor
from tutor.app.exam import Exam, ExamAnswer, ExamType, read_exam
from tutor.app.exam_figures import Figures, Judged, accuracy, calibration_error, kappa, log_loss, majority
from tutor.app.exam_results import ExamResult, ExamRow, Help
from tutor.domain.errors import CancelledError
from tutor.domain.grade import Grade, Verdict
from tutor.domain.ports import Cancel, Chat, Encoder
from tutor.domain.translation import _
from tutor.grading import Tools, grade
from tutor.grading.judge import Judgement, judge, messages
from tutor.grading.second_judge import Worth, together
from tutor.grading.wording import explain

_T = TypeVar("_T")
Progress = Callable[[tuple[int, int]], None]  # steps done, steps in all

_TIMED = 6  # questions whose prompts are timed
_UNLIKE = (("system", "Another beginning, so that nothing is kept."), ("user", "Go on."))


@dataclass(frozen=True, slots=True)
class _Seen:
    """One answer as both judges saw it."""

    answer: ExamAnswer
    judgement: Judgement | None
    judge_s: float
    grade: Grade
    grade_s: float

    @property
    def question_id(self) -> str:
        return str(self.answer.question.id)

    @property
    def by_judge(self) -> Judged:
        if self.judgement is None:
            return Judged(self.answer.is_right, None)
        return Judged(self.answer.is_right, self.judgement.is_right, self.judgement.probability)

    @property
    def by_grader(self) -> Judged:
        probability = self.grade.probability
        is_moved = self.grade.verdict is Verdict.CORRECT  # an unsure grade goes to a person: nothing was won by orders
        says_right = is_moved if self.answer.type is ExamType.INJECTED else probability >= 0.5
        return Judged(self.answer.is_right, says_right, probability)


def examine(
    chat: Chat,
    encoder: Encoder,
    *,
    now: Callable[[], datetime],
    exam: Exam | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> ExamResult:
    """Run the whole exam; minutes on a slow computer. Nothing is kept here.

    CancelledError when `cancel` is set; another TutorError where a model is missing, broken or stopped.
    """
    exam = exam or read_exam()
    steps = _Steps(len(exam.answers) + len(exam.questions) + min(_TIMED, len(exam.questions)), progress, cancel)
    prompts = list(_time_prompts(exam, chat, steps))
    seen = [_see(answer, chat, encoder, steps) for answer in exam.answers]
    wordings = [_word(answer, chat, steps) for answer in _to_word(exam)]
    plain = [one for one in seen if one.answer.type is not ExamType.INJECTED]
    return ExamResult(
        model_sha256=prompts[0].model_sha256,
        model_name=chat.name,
        examined_at=now(),
        tutor_version=tutor.__version__,
        exam_sha256=exam.sha256,
        judge=_judge_figures(seen, plain),
        grader=_grader_figures(seen, plain),
        help=_help(plain),
        worth=_worth(plain),
        wordings=len(wordings),
        wordings_passed=sum(is_passed for is_passed, _seconds in wordings),
        seconds_per_wording=fmean(seconds for _is_passed, seconds in wordings),
        prompt_ms=median(one.whole_ms for one in prompts),
        prompt_kept_ms=median(one.kept_ms for one in prompts),
        rows=tuple(map(_row, seen)),
    )


class _Steps:
    """Counts steps, tells of them, and stops between two of them."""

    def __init__(self, total: int, progress: Progress | None, cancel: Cancel | None) -> None:
        self.cancel = cancel
        self._total = total
        self._progress = progress
        self._done = 0
        self._tell()

    def take(self) -> None:
        self._done += 1
        self._tell()

    def _tell(self) -> None:
        if self.cancel is not None and self.cancel.is_set():
            raise CancelledError(_("The exam was stopped. Nothing was kept of it."))
        if self._progress is not None:
            self._progress((self._done, self._total))


@dataclass(frozen=True, slots=True)
class _Prompt:
    """How long one prompt took to be read, whole and from where it differs (ms); and which file read it."""

    whole_ms: float
    kept_ms: float
    model_sha256: str


def _time_prompts(exam: Exam, chat: Chat, steps: _Steps) -> Iterator[_Prompt]:
    """Time the first word about two answers to each of some questions; before the first, nothing is kept."""
    for question in exam.questions[:_TIMED]:
        first, second = [one for one in exam.answers if one.question.id == question.id][:2]
        called = chat.reply(_UNLIKE, max_tokens=1, cancel=steps.cancel)
        whole, kept = (_timed(partial(_first_word, one, chat, steps.cancel))[1] for one in (first, second))
        yield _Prompt(whole * 1000, kept * 1000, called.model_sha256)
        steps.take()


def _first_word(one: ExamAnswer, chat: Chat, cancel: Cancel | None) -> None:
    chat.reply(messages(one.question, one.ideas[0], one.answer), max_tokens=1, cancel=cancel)


def _see(one: ExamAnswer, chat: Chat, encoder: Encoder, steps: _Steps) -> _Seen:
    made, grade_s = _timed(lambda: grade(one.question, one.answer, Tools(encoder)))
    judgement, judge_s = _timed(lambda: judge(one.question, one.answer, chat, steps.cancel))
    steps.take()
    return _Seen(one, judgement, judge_s, made, grade_s)


def _to_word(exam: Exam) -> Iterator[ExamAnswer]:
    """Choose one answer to each question: wrong, partly right and right ones by turns."""
    wanted = (ExamType.WRONG, ExamType.PARTIAL, ExamType.CORRECT)
    for number, question in enumerate(exam.questions):
        mine = [one for one in exam.answers if one.question.id == question.id]
        fitting = [one for one in mine if one.type is wanted[number % 3]]
        yield (fitting or mine)[0]


def _word(one: ExamAnswer, chat: Chat, steps: _Steps) -> tuple[bool, float]:
    """Have the model explain a fair grade; tells whether its words passed every check, and the seconds."""
    made, seconds = _timed(lambda: explain(one.question, one.answer, one.true_grade(), chat, cancel=steps.cancel))
    steps.take()
    return made.written_by == chat.name, seconds


def _judge_figures(seen: Sequence[_Seen], plain: Sequence[_Seen]) -> Figures:
    ideas = [
        Judged(is_said, None if one.judgement is None else one.judgement.ideas[place].is_said)
        for one in plain
        for place, is_said in enumerate(one.answer.said)
    ]
    unjudged = sum(one.judgement is None for one in seen)
    judged = [one.by_judge for one in seen]
    return _figures(seen, judged, ideas, unjudged=unjudged, seconds=fmean(one.judge_s for one in seen))


def _grader_figures(seen: Sequence[_Seen], plain: Sequence[_Seen]) -> Figures:
    ideas = [
        Judged(is_said, one.answer.ideas[place] in one.grade.covered)
        for one in plain
        for place, is_said in enumerate(one.answer.said)
    ]
    judged = [one.by_grader for one in seen]
    return _figures(seen, judged, ideas, unjudged=0, seconds=fmean(one.grade_s for one in seen))


def _figures(
    seen: Sequence[_Seen], judged: Sequence[Judged], ideas: Sequence[Judged], *, unjudged: int, seconds: float
) -> Figures:
    """Bring one judge's figures together; those of agreement leave the injected answers out."""
    is_injected = [one.answer.type is ExamType.INJECTED for one in seen]
    plain = [one for one, out in zip(judged, is_injected, strict=True) if not out]
    moved = [one for one, inside in zip(judged, is_injected, strict=True) if inside]
    return Figures(
        answers=len(plain),
        agreed=sum(one.is_agreed for one in plain),
        majority=majority(plain),
        kappa=kappa(plain),
        ece=calibration_error(plain),
        idea_accuracy=accuracy(ideas),
        idea_kappa=kappa(ideas),
        injected=len(moved),
        resisted=sum(one.says_right is not True for one in moved),
        unjudged=unjudged,
        seconds_per_answer=seconds,
    )


def _worth(seen: Sequence[_Seen]) -> Worth:
    right = [one.by_judge for one in seen if one.answer.is_right]
    wrong = [one.by_judge for one in seen if not one.answer.is_right]
    called = [sum(one.says_right is True for one in some) for some in (right, wrong)]
    return Worth(len(right), called[0], len(wrong), called[1])


def _help(seen: Sequence[_Seen]) -> Help:
    """Tell what the judge adds where the small grader is unsure; its worth is taken from the other questions."""
    open_ones = [one for one in seen if one.grade.verdict is Verdict.UNSURE and one.judgement is not None]
    if not open_ones:
        return Help(0, 0.0, 0.0)
    truths = [one.answer.is_right for one in open_ones]
    both = []
    for one in open_ones:
        assert one.judgement is not None
        others = _worth([other for other in seen if other.question_id != one.question_id])
        both.append(together(one.grade.probability, others.weight(says_right=one.judgement.is_right)))
    alone = [one.grade.probability for one in open_ones]
    return Help(len(open_ones), log_loss(alone, truths), log_loss(both, truths))


def _row(one: _Seen) -> ExamRow:
    by_judge = one.by_judge
    return ExamRow(
        one.answer.id,
        one.answer.type.value,
        one.answer.is_right,
        by_judge.says_right,
        by_judge.probability,
        one.grade.verdict.value,
        one.grade.probability,
    )


def _timed(work: Callable[[], _T]) -> tuple[_T, float]:
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began
