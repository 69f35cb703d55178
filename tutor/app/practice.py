"""The way of one answer: asked, kept, graded, settled into sheet and card; and finishing it after a crash."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from random import Random
from typing import TYPE_CHECKING

from tutor.app.finder import Finder
from tutor.app.library import Library
from tutor.app.sureness import sureness, thresholds
from tutor.app.views import Asked, Met, Outcome, Plan, SheetChangeKind
from tutor.domain.answer import Answer, Purpose, Submission
from tutor.domain.change import SheetChange
from tutor.domain.errors import ModelBrokenError, ModelMissingError, ModelStoppedError, NotFoundError, TutorError
from tutor.domain.finding import Finding, Severity
from tutor.domain.grade import Explanation, Grade, ModelCall, Verdict
from tutor.domain.ids import PackId, QuestionId, SheetId, SittingId, StudentId, SubmissionId
from tutor.domain.ports import Algebra, Cancel, Chat, Encoder
from tutor.domain.question import ChoiceKey, Kind, MatchKey, Option, OrderKey, Question, TextKey
from tutor.domain.review import ReviewReason
from tutor.domain.schedule import Card, Sitting
from tutor.domain.sheet import Sheet, SheetStatus
from tutor.domain.translation import _
from tutor.grading import Thresholds, Tools, check_form, grade, prepare, spoken
from tutor.sheets import near, write
from tutor.sheets.rules import check_text
from tutor.store.store import Store
from tutor.study.plan import Waiting, waiting
from tutor.study.schedule import is_due, last_day, review
from tutor.study.shuffle import shuffled

if TYPE_CHECKING:
    from tutor.grading.second_judge import SecondJudge

_log = logging.getLogger(__name__)
_NEIGHBOURS = 5


class Practice:
    """Asks, keeps and grades. Every public method is one wish of a student; `clock` gives the time in UTC."""

    def __init__(
        self,
        store: Store,
        library: Library,
        finder: Finder,
        encoder: Encoder,
        algebra: Algebra,
        *,
        clock: Callable[[], datetime],
        zone: tzinfo,
        rng: Random,
        second_judge: "Callable[[], SecondJudge | None]" = lambda: None,
    ) -> None:
        """Take the services."""
        self._store = store
        self._library = library
        self._finder = finder
        self._encoder = encoder
        self._algebra = algebra
        self._clock = clock
        self._zone = zone
        self._rng = rng
        self._second_judge = second_judge
        self._settling = threading.Lock()  # one answer at a time becomes a sheet: two would write twins

    # Asking

    def plan(self, student_id: StudentId, pack_id: PackId | None = None) -> Plan:
        """Tell what waits for a student today."""
        student = self._store.student(student_id)
        waits = self._waiting(student_id, pack_id)
        done_today = self._store.asked_today(student_id, self._day_began())
        count = max(1, student.preferences.daily_number - done_today)
        topics = dict.fromkeys(self._library.question(planned.question_id).topic for planned in waits.first(count))
        sitting = self._store.open_sitting(student_id)
        is_mine = sitting is not None and (pack_id is None or sitting.pack_id == pack_id)
        return Plan(
            due=len(waits.due),
            mistakes=len(waits.mistakes),
            new=len(waits.new),
            done_today=done_today,
            daily_number=student.preferences.daily_number,
            topics=tuple(topics),
            open_sitting=sitting if is_mine else None,
        )

    def start_sitting(self, student_id: StudentId, pack_id: PackId | None = None, count: int | None = None) -> Sitting:
        """Go on with the unfinished sitting (of that pack, where one is named), or begin one of `count` questions.

        Without `count` it holds what is left of the daily number. TutorError when nothing is left to ask.
        """
        sitting = self._store.open_sitting(student_id)
        if sitting is not None:
            if pack_id in (None, sitting.pack_id) and not sitting.is_over and count is None:
                return sitting
            self._store.end_sitting(sitting.id, self._clock())
        if count is None:
            plan = self.plan(student_id, pack_id)
            count = plan.left_today or plan.daily_number
        planned = self._waiting(student_id, pack_id).first(count)
        if not planned:
            raise TutorError(_("Everything is done for today."), _("Come back tomorrow, or choose another subject."))
        return self._store.start_sitting(student_id, planned, self._rng.randrange(2**31), self._clock(), pack_id)

    def ask(self, sitting: Sitting) -> Asked | None:
        """Give the sitting's present question as it is to be shown; None when the sitting is over.

        A question whose pack has gone since is passed over.
        """
        while not sitting.is_over:
            planned = sitting.planned[sitting.place]
            if self._library.has(planned.question_id):
                break
            sitting = self._store.advance(sitting.id)
        if sitting.is_over:
            return None
        question = self._library.question(planned.question_id)
        options, rights = _shown(question, sitting.seed)
        return Asked(
            sitting=sitting,
            question=question,
            options=options,
            rights=rights,
            place=sitting.place + 1,
            total=len(sitting.planned),
            reason=planned.reason,
            met=self.met(sitting.student_id, question),
        )

    def met(self, student_id: StudentId, question: Question) -> Met | None:
        """Look in the student's own sheets for one that bears on a question: its own, or one near in meaning."""
        own = [sheet for sheet in self._store.sheets_on(student_id, question.id) if _is_open(sheet)]
        if own:
            return self._met(own[0], is_same_question=True)
        others = self._store.sheet_ids(student_id, status=SheetStatus.ACTIVE)
        if not others:
            return None
        try:
            found = self._finder.near(near.vector_of_question(question, self._encoder), others, 1)
        except TutorError as error:
            _log.info("sheets were not looked up by meaning: %s", error)
            return None
        if not found or found[0][1] < near.WORTH_NAMING:
            return None
        return self._met(self._store.sheet(found[0][0]), is_same_question=False)

    def _met(self, sheet: Sheet, *, is_same_question: bool) -> Met:
        last = self._store.sheet_versions(sheet.id)[-1]
        return Met(sheet, last.written_at, is_same_question)

    # Answering

    def submit(self, sitting_id: SittingId, answer: Answer, again: QuestionId | None = None) -> Submission:
        """Keep an answer to the present question, or (`again`) one more to a question answered before.

        AnswerFormError (nothing kept) when it can't be read.
        """
        sitting = self._store.sitting(sitting_id)
        if again is not None:
            question = self._library.question(again)
            return self._keep(sitting.student_id, question, answer, sitting_id, Purpose.RETRY)
        if sitting.is_over:
            raise TutorError(_("This sitting is over."), _("Start a new one."))
        question = self._library.question(sitting.planned[sitting.place].question_id)
        return self._keep(sitting.student_id, question, answer, sitting_id, Purpose.PRACTICE)

    def submit_check(self, sheet_id: SheetId, answer: Answer) -> Submission:
        """Keep an answer to a sheet's own question, asked again in the guide."""
        sheet = self._store.sheet(sheet_id)
        return self._keep(sheet.student_id, self._library.question(sheet.question_id), answer, None, Purpose.CHECK)

    def prepare(self, question_id: QuestionId) -> None:
        """Do ahead what grading the first answer to a question takes; without the model there is nothing to do."""
        try:
            prepare(self._with_marks(self._library.question(question_id)), self._tools())
        except (ModelMissingError, ModelBrokenError, ModelStoppedError) as error:
            _log.info("nothing was done ahead: %s", error)

    def grade(self, submission_id: SubmissionId) -> Outcome:
        """Grade a kept answer and settle it: sheet, card, place in the sitting. Doing it again changes nothing."""
        submission = self._store.submission(submission_id)
        question = self._library.question(submission.question_id)
        made = self._store.grade(submission_id)
        if made is None:
            made, call = self._reconsidered(question, submission.answer, self._graded(question, submission.answer))
            self._store.keep_grade(submission_id, made, call, self._clock())
        with self._settling:
            met = self.met(submission.student_id, question)
            sheet, change = self._settled(submission, question, made)
        return self.outcome(submission, question, made, sheet, change, met)

    def outcome(
        self,
        submission: Submission,
        question: Question,
        made: Grade,
        sheet: Sheet | None,
        change: SheetChangeKind,
        met: Met | None,
    ) -> Outcome:
        """Gather what a page shows about one graded answer."""
        reasons = {
            queued.reason for queued in self._store.reviews(open_only=True) if queued.submission_id == submission.id
        }
        changes = {"plan"} | ({"sheets"} if sheet is not None else set()) | ({"reviews"} if reasons else set())
        return Outcome(
            submission=submission,
            question=question,
            grade=made,
            explanation=Explanation(made.feedback, "plain"),
            sheet=sheet,
            sheet_change=change,
            met=met,
            passage=self._library.passage(question.passage_id),
            is_queued=bool(reasons),
            is_disputed=ReviewReason.DISPUTED in reasons,
            changes=frozenset(changes),
        )

    def explain(
        self,
        submission_id: SubmissionId,
        chat: Chat | None,
        on_sentence: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> Explanation:
        """Word the reason for a grade better, if the chat model can: checked words only, plain ones otherwise."""
        submission = self._store.submission(submission_id)
        made = self._store.grade(submission_id)
        if made is None:
            raise NotFoundError(_("This answer has no grade yet."))
        plain = Explanation(made.feedback, "plain")
        question = self._library.question(submission.question_id)
        is_for_chat = question.kind is Kind.SHORT_TEXT and not submission.answer.gave_up
        if chat is None or not is_for_chat or made.verdict is Verdict.UNSURE:
            return plain
        from tutor.grading.wording import explain

        explanation = explain(question, submission.answer, made, chat, on_sentence=on_sentence, cancel=cancel)
        self._store.keep_explanation(submission_id, explanation, self._clock())
        return explanation

    def dispute(self, submission_id: SubmissionId, note: str = "") -> None:
        """Queue an answer for the teacher: "I think I was right"."""
        self._store.queue_review(submission_id, ReviewReason.DISPUTED, note, self._clock())

    def withdraw_dispute(self, submission_id: SubmissionId) -> None:
        """Take a dispute back."""
        self._store.withdraw_review(submission_id, ReviewReason.DISPUTED)

    def recover(self) -> int:
        """Finish what a crash left: grade what was handed in, settle what was graded; gives how many answers."""
        unfinished = [submission.id for submission in self._store.ungraded()]
        unfinished += [submission.id for submission, _grade in self._store.graded_without_follow_up()]
        done = 0
        for submission_id in unfinished:
            try:
                self.grade(submission_id)
            except NotFoundError as error:  # its pack is gone: it waits for the pack to come back
                _log.warning("an answer can't be finished: %s", error)
                continue
            done += 1
        self._finder.catch_up()
        return done

    # Steps

    def _keep(
        self, student_id: StudentId, question: Question, answer: Answer, sitting_id: SittingId | None, purpose: Purpose
    ) -> Submission:
        check_form(question, answer)
        words = spoken(question, answer)
        return self._store.submit(student_id, question.id, answer, words, self._clock(), sitting_id, purpose=purpose)

    def _tools(self) -> Tools:
        return Tools(encoder=self._encoder, algebra=self._algebra, thresholds=self._thresholds())

    def _with_marks(self, question: Question) -> Question:
        """Add the answers that were marked here to those that the question's pack brought."""
        if not isinstance(question.key, TextKey):
            return question
        marked = self._store.marked(question.id)
        texts = {one.text for one in marked}
        rest = tuple(one for one in question.key.marked if one.text not in texts)
        return replace(question, key=replace(question.key, marked=(*marked, *rest)))

    def _graded(self, question: Question, answer: Answer) -> Grade:
        tools, question = self._tools(), self._with_marks(question)
        try:
            return grade(question, answer, tools)
        except (ModelMissingError, ModelBrokenError) as error:
            _log.warning("graded without the model: %s", error)
            return grade(question, answer, Tools(None, self._algebra, tools.thresholds))

    def _reconsidered(self, question: Question, answer: Answer, made: Grade) -> tuple[Grade, ModelCall | None]:
        """Have the second judge look at an open grade, where there is one that has earned it."""
        second = self._second_judge() if question.kind is Kind.SHORT_TEXT else None
        if second is None:
            return made, None
        from tutor.grading.second_judge import reconsider

        try:
            return reconsider(question, answer, made, second, self._thresholds())
        except TutorError as error:  # the first grade stands
            _log.warning("graded without the second judge: %s", error)
            return made, None

    def _thresholds(self) -> Thresholds:
        return thresholds(sureness(self._store.setting("sureness")))

    def _settled(self, submission: Submission, question: Question, made: Grade) -> tuple[Sheet | None, SheetChangeKind]:
        """Do what follows from a grade in one transaction, then index the sheet; once only for each submission."""
        now = self._clock()
        card = self._store.card(submission.student_id, question.id)
        findings: tuple[Finding, ...] = ()
        changes: Sequence[SheetChange] = ()
        if made.verdict is Verdict.UNSURE:
            self._store.queue_review(submission.id, ReviewReason.UNSURE, "", now)
        elif write.is_mistake(made):
            change, findings = self._mistake(submission, question, made)
            changes = (change,)
        elif submission.purpose is not Purpose.RETRY:
            changes = self._right(submission, card, now)
        settled = self._store.settle(
            submission.id,
            sheets=changes,
            card=None if submission.purpose is Purpose.RETRY else self._reviewed(card, submission, made, now),
            advance_sitting=submission.sitting_id if submission.purpose is Purpose.PRACTICE else None,
            now=now,
        )
        if not settled:
            return None, SheetChangeKind.NONE
        sheet = settled[0]
        if findings:
            self._store.keep_findings(sheet.id, submission.id, findings, now)
        if any(finding.severity is Severity.BLOCK for finding in findings):
            self._store.queue_review(submission.id, ReviewReason.FINDING, findings[0].reason, now)
        if write.is_mistake(made):
            self._index(sheet)
        return sheet, _kind_of_change(made, sheet)

    def _reviewed(self, card: Card | None, submission: Submission, made: Grade, now: datetime) -> Card:
        sitting = self._store.sitting(submission.sitting_id) if submission.sitting_id is not None else None
        return review(
            card,
            student_id=submission.student_id,
            question_id=submission.question_id,
            verdict=made.verdict,
            hints=sitting.hints_shown if sitting is not None else 0,
            now=now,
            zone=self._zone,
        )

    def _mistake(
        self, submission: Submission, question: Question, made: Grade
    ) -> tuple[SheetChange, tuple[Finding, ...]]:
        plain = Explanation(made.feedback, "plain")
        text = write.text_of(question, submission.spoken, made, plain)
        on_question = self._store.sheets_on(submission.student_id, question.id)
        nearest: list[tuple[SheetId, float]] = []
        if on_question:
            try:
                vector = near.vector_of(text, self._encoder)
                nearest = self._finder.near(vector, {sheet.id for sheet in on_question}, _NEIGHBOURS)
            except (ModelMissingError, ModelBrokenError) as error:
                _log.info("the same mistake was looked for by words only: %s", error)
        findings = check_text(submission.spoken)
        return write.mistake(near.same_mistake(question, text, on_question, nearest), text, findings), findings

    def _right(self, submission: Submission, card: Card | None, now: datetime) -> Sequence[SheetChange]:
        today = now.astimezone(self._zone).date()
        is_due_day = card is not None and is_due(card, now) and last_day(card, self._zone) != today
        sheets = self._store.sheets_on(submission.student_id, submission.question_id)
        return tuple(write.right(sheet, is_due_day=is_due_day) for sheet in sheets if _is_open(sheet))

    def _index(self, sheet: Sheet) -> None:
        try:
            self._finder.keep(sheet)
        except TutorError as error:  # the sheet is safe in the store; the next start indexes it
            _log.warning("sheet %s is not indexed yet: %s", sheet.id, error)

    def _waiting(self, student_id: StudentId, pack_id: PackId | None) -> Waiting:
        return waiting(self._library.questions(pack_id), self._store.cards(student_id), self._clock())

    def _day_began(self) -> datetime:
        local = self._clock().astimezone(self._zone)
        return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _is_open(sheet: Sheet) -> bool:
    return sheet.status is SheetStatus.ACTIVE


def _kind_of_change(made: Grade, sheet: Sheet) -> SheetChangeKind:
    if sheet.status is SheetStatus.QUARANTINED:
        return SheetChangeKind.HELD
    if made.verdict is Verdict.CORRECT:
        return SheetChangeKind.MASTERED if sheet.is_mastered else SheetChangeKind.RIGHT
    return SheetChangeKind.WRITTEN if sheet.version == 1 else SheetChangeKind.UPDATED


def _shown(question: Question, seed: int) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Give the options and the right sides in the order of this sitting; true and false keep their places."""
    match question.key:
        case ChoiceKey(options=options):
            is_fixed = question.kind is Kind.TRUE_FALSE
            return options if is_fixed else shuffled(options, seed, question.id), ()
        case OrderKey(items=items):
            return shuffled(items, seed, question.id), ()
        case MatchKey(lefts=lefts, rights=rights):
            return lefts, shuffled(rights, seed, question.id, "rights")
        case _:
            return (), ()
