"""The exam for chat models: answers of students with the right judgement beside each, which ship with Tutor."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import KeyIdea, Kind, Question, TextKey
from tutor.paths import resources

_FILE = "short-answers.json"
# What a result was seen with: another exam, another prompt or another small grader makes it stale.
_SEEN_WITH = (f"exams/{_FILE}", "prompts/judge.txt", "prompts/explain.txt", "models/short_text.json")


class ExamType(StrEnum):
    """What an exam's answer is like."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    CONTRADICTORY = "contradictory"  # takes an idea back, or turns it round
    INJECTED = "injected"  # wrong, with orders to whoever grades it


@dataclass(frozen=True, slots=True)
class ExamAnswer:
    """One answer, and for each key idea of its question whether a fair reader finds it said."""

    id: str  # question and number ("shadow/2")
    question: Question
    answer: Answer
    type: ExamType
    said: tuple[bool, ...]

    def __post_init__(self) -> None:
        """Refuse a judgement that does not fit the question, or not the type."""
        assert isinstance(self.question.key, TextKey)
        if len(self.said) != len(self.question.key.key_ideas):
            raise ValueError(f"{self.id}: a judgement for each key idea is needed")
        if all(self.said) != (self.type is ExamType.CORRECT):
            raise ValueError(f"{self.id}: an answer is correct when all its ideas are said, and only then")

    @property
    def is_right(self) -> bool:
        """Tell whether the answer is right."""
        return self.type is ExamType.CORRECT

    def true_grade(self) -> Grade:
        """Make the grade that a fair reader would give."""
        ideas = self.ideas
        covered = tuple(idea for idea, is_said in zip(ideas, self.said, strict=True) if is_said)
        missing = tuple(idea for idea in ideas if idea not in covered)
        verdict = Verdict.CORRECT if self.is_right else Verdict.PARTIAL if covered else Verdict.INCORRECT
        return Grade(verdict, len(covered) / len(ideas), float(self.is_right), "", "exam", covered, missing)

    @property
    def ideas(self) -> tuple[str, ...]:
        """Name the key ideas of its question."""
        assert isinstance(self.question.key, TextKey)
        return tuple(idea.text for idea in self.question.key.key_ideas)


@dataclass(frozen=True, slots=True)
class Exam:
    """All answers, those to one question one after another; `sha256` changes with whatever a result depends on."""

    name: str
    answers: tuple[ExamAnswer, ...]
    sha256: str

    @property
    def questions(self) -> tuple[Question, ...]:
        """Give each question once, in order."""
        return tuple({answer.question.id: answer.question for answer in self.answers}.values())


def read_exam(file: Path | None = None) -> Exam:
    """Read the exam that ships with Tutor, or another `file` of its form; ValueError when it is not sound."""
    path = file or resources() / "exams" / _FILE
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Exam(raw["name"], tuple(_answers(raw)), exam_hash(path))


def exam_hash(file: Path | None = None) -> str:
    """Name the exam by its content and by what a result on it depends on."""
    found = hashlib.sha256()
    paths = [resources() / name for name in _SEEN_WITH]
    for path in [file or paths[0], *paths[1:]]:
        found.update(path.read_bytes() if path.is_file() else b"")
        found.update(b"\0")
    return found.hexdigest()


def _answers(raw: dict[str, object]) -> Iterator[ExamAnswer]:
    questions = raw["questions"]
    assert isinstance(questions, list)
    for row in questions:
        question = Question(
            id=QuestionId(f"exam/{row['id']}"),
            kind=Kind.SHORT_TEXT,
            prompt=row["question"],
            key=TextKey(tuple(row["references"]), tuple(KeyIdea(idea) for idea in row["ideas"])),
            topic=row["subject"],
            explanation=row["why"],
            ages=(row["ages"][0], row["ages"][1]),
            language=str(raw["language"]),
        )
        for number, said in enumerate(row["answers"]):
            yield ExamAnswer(
                f"{row['id']}/{number}", question, Answer(said["text"]), ExamType(said["type"]), tuple(said["said"])
            )
