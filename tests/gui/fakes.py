"""A Tutor that answers from memory, for windows that are tried without a store or a model."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from tutor.app.exam_view import ExamView, RoleLine
from tutor.app.views import CheckItem, Guide, Plan, Report, Settings
from tutor.domain.errors import CancelledError, TutorError
from tutor.domain.ids import PackId, StudentId
from tutor.domain.ports import Cancel
from tutor.domain.question import Pack
from tutor.domain.student import Preferences, Student

if TYPE_CHECKING:
    from tutor.app.tutor import Tutor

NOW = datetime(2026, 5, 3, 8, 0, tzinfo=UTC)


class FakeTutor:
    """What the base pages ask of Tutor; `plan_now` and `students_now` can be set."""

    def __init__(self, *names: str) -> None:
        """Begin with these students; a name with a star has the PIN 1234."""
        self.pins: dict[StudentId, str] = {}
        self.students_now: list[Student] = []
        self.plan_now = Plan(3, 2, 5, 4, 10, ("Plants", "Fractions", "Rivers"))
        self.packs_now: tuple[Pack, ...] = (
            Pack(PackId("science"), "Everyday science", "Plants, forces, weather.", ()),
            Pack(PackId("numbers"), "Numbers", "Fractions and more.", ()),
        )
        self.settings_now = Settings()
        self.fails: Exception | None = None
        unknown = RoleLine("second_judge", None, "May judge answers: not examined.", "It judges nothing.")
        self.exam_now = ExamView("SmolLM2 135M", (unknown,))
        self.holds_exam = False
        for name in names:
            self.add_student(name.rstrip("*"), _PICTURES[len(self.students_now) % 4], "1234" if "*" in name else None)

    def students(self) -> tuple[Student, ...]:
        if self.fails is not None:
            raise self.fails
        return tuple(self.students_now)

    def add_student(self, name: str, picture: str = "", pin: str | None = None) -> Student:
        if any(student.name.casefold() == name.casefold() for student in self.students_now):
            raise TutorError("Someone with this name learns here already.", "Add a letter or another name.")
        student = Student(StudentId(len(self.students_now) + 1), name, picture, pin is not None, NOW)
        self.students_now.append(student)
        if pin is not None:
            self.pins[student.id] = pin
        return student

    def pin_is_right(self, student_id: StudentId, pin: str) -> bool:
        return self.pins.get(student_id, pin) == pin

    def set_pin(self, student_id: StudentId, pin: str | None) -> None:
        self.pins.pop(student_id, None)
        if pin is not None:
            self.pins[student_id] = pin
        self._replace(student_id, has_pin=pin is not None)

    def change_student(self, student_id: StudentId, *, preferences: Preferences) -> Student:
        return self._replace(student_id, preferences=preferences)

    def packs(self) -> tuple[Pack, ...]:
        return self.packs_now

    def plan(self, student_id: StudentId, pack_id: PackId | None = None) -> Plan:
        return self.plan_now

    def guide(self, student_id: StudentId, **wanted: object) -> Guide:
        return Guide(self.students_now[student_id - 1], (), 0, {})

    def settings(self) -> Settings:
        return self.settings_now

    def change_settings(self, **changes: object) -> Settings:
        self.settings_now = replace(self.settings_now, **changes)  # type: ignore[arg-type]  # a fake trusts its caller
        return self.settings_now

    def models(self) -> tuple[object, ...]:
        good = SimpleNamespace(
            name="SmolLM2 135M Instruct",
            path=Path("a.gguf"),
            sha256="b179c952" * 8,
            size=98_000_000,
            problem="",
            hint="",
        )
        bad = SimpleNamespace(
            name="all-MiniLM-L6-v2",
            path=Path("b.gguf"),
            sha256="",
            size=0,
            problem="The model file is not there.",
            hint="Install Tutor again.",
        )
        return good, bad

    def exam(self) -> ExamView:
        return self.exam_now

    def examine_model(self, progress: Callable[[tuple[int, int]], None], cancel: Cancel) -> ExamView:
        for step in range(3):
            progress((step, 3))
            while self.holds_exam and not cancel.is_set():
                time.sleep(0.005)
            if cancel.is_set():
                raise CancelledError("The exam was stopped.")
        if self.fails is not None:
            raise self.fails
        self.exam_now = EXAMINED
        return EXAMINED

    def doctor(self) -> Report:
        return Report((CheckItem("Store", True, "12 students, no problems"), CheckItem("Index", True, "in step")))

    def as_tutor(self) -> "Tutor":
        """Give it under the type that the pages ask for."""
        return cast("Tutor", self)

    def _replace(self, student_id: StudentId, **changes: object) -> Student:
        place = next(place for place, student in enumerate(self.students_now) if student.id == student_id)
        self.students_now[place] = replace(self.students_now[place], **changes)  # type: ignore[arg-type]  # as above
        return self.students_now[place]


EXAMINED = ExamView(
    "SmolLM2 135M",
    (
        RoleLine("second_judge", False, "May judge answers: no.", "It told right from wrong in 26 of 100 answers."),
        RoleLine("wording", True, "May word reasons: yes.", "12 of its 18 wordings passed every check."),
        RoleLine("question_writing", None, "May write questions: not examined.", "Tutor has no exam for this yet."),
    ),
    (("Right and wrong told apart", "19/72", "46/72"), ("Injected wrong answers not called right", "2/12", "12/12")),
    "To the first word: 837 ms.",
    "To judge, a model needs more.",
    NOW,
)
_PICTURES = ("owl", "fox", "rocket", "turtle")
