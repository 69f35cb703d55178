"""What Tutor can do: one method for each wish. Doors call it from their worker threads; every method blocks."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Self

from tutor.app.exam_view import ExamView
from tutor.app.finder import Finder
from tutor.app.guidebook import Guidebook
from tutor.app.library import Library
from tutor.app.practice import Practice
from tutor.app.sureness import sureness as read_sureness
from tutor.app.views import Asked, Guide, Outcome, Plan, Report, Settings, SheetDetail
from tutor.domain.answer import Answer, Submission
from tutor.domain.grade import Explanation
from tutor.domain.ids import PackId, PassageId, QuestionId, SheetId, SittingId, StudentId, SubmissionId
from tutor.domain.ports import Algebra, Cancel, Chat, Encoder
from tutor.domain.question import Pack, Passage, Question
from tutor.domain.schedule import Sitting
from tutor.domain.sheet import Sheet
from tutor.domain.student import Preferences, Student
from tutor.grading.algebra_process import AlgebraProcess
from tutor.llm.models import Models
from tutor.llm.status import ModelStatus
from tutor.paths import Paths
from tutor.store.store import Store

if TYPE_CHECKING:
    from tutor.app.roles import Roles
    from tutor.grading.second_judge import SecondJudge


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Tutor:
    """The application behind every door. Make one with `Tutor.open`, and `close` it."""

    def __init__(
        self,
        paths: Paths,
        store: Store,
        models: Models,
        *,
        encoder: Encoder | None = None,
        chat: Chat | None = None,
        algebra: Algebra | None = None,
        clock: Callable[[], datetime] = _utc_now,
        zone: tzinfo | None = None,
        rng: Random | None = None,
    ) -> None:
        """Wire the rooms; `zone` (default: this computer's) decides where a day begins."""
        self.paths = paths
        self._store = store
        self._models = models
        self._encoder = encoder if encoder is not None else models.encoder
        self._chat = chat
        self._algebra = algebra if algebra is not None else AlgebraProcess()
        self._clock = clock
        self._library = Library(paths)
        self._finder = Finder(paths, store, self._encoder)
        self._practice = Practice(
            store,
            self._library,
            self._finder,
            self._encoder,
            self._algebra,
            clock=clock,
            zone=zone if zone is not None else _local_zone(),
            rng=rng if rng is not None else Random(),
            second_judge=self._second_judge,
        )
        self._guidebook = Guidebook(store, self._library, self._finder, self._encoder, clock=clock)

    @classmethod
    def open(cls, paths: Paths, *, chat_file: Path | None = None, with_chat: bool = True) -> Self:
        """Open the store and make the models ready to be loaded; `chat_file` overrides the one that is set.

        Raises StoreDamagedError, StoreNewerError or StoreBusyError.
        """
        store = Store.open(paths, now=_utc_now())
        settings = _read_settings(store)
        chosen = chat_file or (Path(settings.chat_file) if settings.chat_file else None)
        models = Models(paths, chat_file=chosen)
        return cls(paths, store, models, chat=models.chat if with_chat and settings.uses_chat else None)

    def close(self) -> None:
        """Save the index, stop the models and let go of the store."""
        self._finder.save()
        self._models.close()
        if isinstance(self._algebra, AlgebraProcess):
            self._algebra.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def warm_up(self) -> None:
        """Load the models, so that the first answer is graded as fast as the next."""
        self._models.warm_up()

    def recover(self) -> int:
        """Finish what a crash left undone; gives how many answers were finished."""
        return self._practice.recover()

    # Students

    def students(self) -> tuple[Student, ...]:
        """List who learns here, by name."""
        return self._store.students()

    def student_named(self, name: str) -> Student | None:
        """Find a student by name, whatever its case."""
        return self._store.student_named(name)

    def add_student(self, name: str, picture: str = "", pin: str | None = None) -> Student:
        """Add a student; TutorError when the name is taken or blank."""
        return self._store.add_student(name, picture, pin, self._clock())

    def change_student(
        self,
        student_id: StudentId,
        *,
        name: str | None = None,
        picture: str | None = None,
        preferences: Preferences | None = None,
    ) -> Student:
        """Change what is given, keep the rest."""
        return self._store.change_student(student_id, name=name, picture=picture, preferences=preferences)

    def set_pin(self, student_id: StudentId, pin: str | None) -> None:
        """Set a PIN, or take it away (None)."""
        self._store.set_pin(student_id, pin)

    def pin_is_right(self, student_id: StudentId, pin: str) -> bool:
        """Check a PIN; after many wrong ones TutorError says how long to wait."""
        return self._store.pin_is_right(student_id, pin)

    # Packs

    def packs(self) -> tuple[Pack, ...]:
        """List the packs on this computer."""
        return self._library.packs

    def add_pack(self, file: Path) -> Pack:
        """Check a pack and keep it on this computer; PackError names what is wrong, and nothing is kept."""
        return self._library.add(file)

    def question(self, question_id: QuestionId) -> Question:
        """Find a question."""
        return self._library.question(question_id)

    def passage(self, passage_id: PassageId | None) -> Passage | None:
        """Find a passage; None when it is not here."""
        return self._library.passage(passage_id)

    # Practice

    def plan(self, student_id: StudentId, pack_id: PackId | None = None) -> Plan:
        """Tell what waits for a student today."""
        return self._practice.plan(student_id, pack_id)

    def start_sitting(self, student_id: StudentId, pack_id: PackId | None = None, count: int | None = None) -> Sitting:
        """Go on with an unfinished sitting of the same pack, or begin one."""
        return self._practice.start_sitting(student_id, pack_id, count)

    def sitting(self, sitting_id: SittingId) -> Sitting:
        """Read a sitting again."""
        return self._store.sitting(sitting_id)

    def ask(self, sitting: Sitting) -> Asked | None:
        """Give the present question as it is to be shown; None when the sitting is over."""
        return self._practice.ask(sitting)

    def keep_draft(self, sitting_id: SittingId, answer: Answer | None, hints_shown: int = 0) -> None:
        """Keep what was typed but not sent, and how many hints were read."""
        self._store.save_draft(sitting_id, answer, hints_shown)

    def submit(self, sitting_id: SittingId, answer: Answer, again: QuestionId | None = None) -> Submission:
        """Keep an answer to the present question, or (`again`) to one of this sitting that was answered before.

        AnswerFormError when it can't be read: nothing is kept then, and it is asked again.
        """
        return self._practice.submit(sitting_id, answer, again)

    def prepare(self, question_id: QuestionId) -> None:
        """Do ahead what grading the first answer to a question takes, while the student thinks."""
        self._practice.prepare(question_id)

    def grade(self, submission_id: SubmissionId) -> Outcome:
        """Grade a kept answer and settle what follows from it; doing it again changes nothing."""
        return self._practice.grade(submission_id)

    def explain(
        self,
        submission_id: SubmissionId,
        on_sentence: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> Explanation:
        """Word the reason better, if the chat model can; `on_sentence` hears each checked sentence."""
        chat = self._chat if self._chat is not None and self._roles().may_word() else None
        return self._practice.explain(submission_id, chat, on_sentence, cancel)

    def dispute(self, submission_id: SubmissionId, note: str = "") -> None:
        """Queue an answer for the teacher: "I think I was right"."""
        self._practice.dispute(submission_id, note)

    def withdraw_dispute(self, submission_id: SubmissionId) -> None:
        """Take a dispute back."""
        self._practice.withdraw_dispute(submission_id)

    def end_sitting(self, sitting_id: SittingId) -> None:
        """End a sitting before its last question."""
        self._store.end_sitting(sitting_id, self._clock())

    # The guide

    def guide(
        self, student_id: StudentId, *, topic: str | None = None, status: str | None = None, query: str = ""
    ) -> Guide:
        """Gather a student's guide; `status` is one of guide.FILTERS, None for all that is in use."""
        return self._guidebook.guide(student_id, topic=topic, wanted=status or "all", query=query)

    def render_guide(self, name: str, form: str) -> str:
        """Render the guide of the student called `name` as "md", "html" or "json"; NotFoundError for nobody's name."""
        return self._guidebook.render(name, form)

    def sheet(self, sheet_id: SheetId) -> SheetDetail:
        """Open one sheet."""
        return self._guidebook.sheet(sheet_id)

    def check_sheet(self, sheet_id: SheetId, answer: Answer) -> Outcome:
        """Answer a sheet's question again, in the guide."""
        return self.grade(self._practice.submit_check(sheet_id, answer).id)

    def archive_sheet(self, sheet_id: SheetId) -> Sheet:
        """Put a sheet away."""
        return self._guidebook.archive(sheet_id)

    def restore_sheet(self, sheet_id: SheetId) -> Sheet:
        """Take a sheet out of the archive."""
        return self._guidebook.restore(sheet_id)

    # The computer

    def settings(self) -> Settings:
        """Read what is set for this computer."""
        return _read_settings(self._store)

    def change_settings(
        self,
        *,
        chat_file: str | None = None,
        uses_chat: bool | None = None,
        language: str | None = None,
        sureness: str | None = None,
    ) -> Settings:
        """Change what is given; another chat model replies from now on (ModelBrokenError when it is not fit)."""
        if chat_file is not None:
            self._models.choose_chat(Path(chat_file) if chat_file else None)
            self._store.set_setting("chat_file", chat_file)
        if uses_chat is not None:
            self._store.set_setting("uses_chat", "yes" if uses_chat else "no")
        self._chat = self._models.chat if self.settings().uses_chat else None
        if language is not None:
            self._store.set_setting("language", language)
        if sureness is not None:
            self._store.set_setting("sureness", read_sureness(sureness))
        return self.settings()

    def models(self) -> tuple[ModelStatus, ...]:
        """Tell of each model: its file, hash and state."""
        return self._models.status()

    def exam(self) -> ExamView:
        """Tell what the chat model in use may do, and what it showed in its exam."""
        return self._roles().view()

    def examine_model(
        self, progress: Callable[[tuple[int, int]], None] | None = None, cancel: Cancel | None = None
    ) -> ExamView:
        """Examine the chat model in use (minutes) and keep the result; `progress` hears steps done and in all."""
        return self._roles().examine(self._encoder, self._clock, progress, cancel)

    def doctor(self) -> Report:
        """Check this installation from end to end."""
        from tutor.app.doctor import examine

        return examine(self.paths, self._store, self._models)

    def _roles(self) -> "Roles":
        from tutor.app.roles import Roles  # loads the grader's numbers, which nothing needs at the start

        return Roles(self.paths, self._models)

    def _second_judge(self) -> "SecondJudge | None":
        return self._roles().second_judge(self._chat) if self._chat is not None else None


def _read_settings(store: Store) -> Settings:
    return Settings(
        chat_file=store.setting("chat_file"),
        uses_chat=store.setting("uses_chat", "yes") == "yes",
        language=store.setting("language"),
        sureness=read_sureness(store.setting("sureness")),
    )


def _local_zone() -> tzinfo:
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None
    return zone
