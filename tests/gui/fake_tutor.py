"""A small Tutor that replies at once, with a few questions of every kind and as many sheets as are wished for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tutor.app.views import Asked, Guide, Met, Outcome, Plan, SheetChangeKind, SheetDetail
from tutor.domain.answer import Answer, Submission
from tutor.domain.errors import AnswerFormError, NotFoundError
from tutor.domain.grade import Explanation, Grade, Span, Verdict
from tutor.domain.ids import PackId, PassageId, QuestionId, SheetId, SittingId, StudentId, SubmissionId
from tutor.domain.ports import Cancel
from tutor.domain.question import (
    ChemistryKey,
    ChoiceKey,
    ClozeKey,
    DateKey,
    ExactKey,
    ExpressionKey,
    KeyIdea,
    Kind,
    MatchKey,
    NumericKey,
    Option,
    OrderKey,
    OutputKey,
    Pack,
    Passage,
    Question,
    TextKey,
)
from tutor.domain.schedule import Planned, Reason, Sitting
from tutor.domain.sheet import Sheet, SheetStatus, SheetText, SheetVersion
from tutor.domain.student import Student
from tutor.guide.guide import gather

NOW = datetime(2026, 5, 5, 9, 30, tzinfo=UTC)
MIA = Student(StudentId(1), "Mia", "fox", False, NOW)
PASSAGE = Passage(
    PassageId("science/making-food"),
    "How plants make food",
    "Plants make their own food in their leaves. They take in **carbon dioxide** from the air and water from the soil. "
    "Sunlight gives them the energy to turn both into sugar.\n\nThey give off oxygen, which we breathe.",
    "Written for this pack",
)


def _options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(chr(ord("a") + place), text) for place, text in enumerate(texts))


def _question(name: str, kind: Kind, prompt: str, key: object, topic: str = "Plants", **more: object) -> Question:
    return Question(QuestionId(f"science/{name}"), kind, prompt, key, topic, PackId("science"), **more)  # type: ignore[arg-type]


PLANTS = _question(
    "plants",
    Kind.SHORT_TEXT,
    "What do plants need to make their own food, and what do they give off?",
    TextKey(
        ("They take in carbon dioxide and water, use the energy of sunlight, and give off oxygen.",),
        (KeyIdea("plants take in carbon dioxide"), KeyIdea("sunlight gives the energy")),
    ),
    hints=("Think of what a leaf can touch.", "Two things come in, one goes out.", "One of them is a gas in the air."),
    explanation="Leaves take in carbon dioxide; sunlight gives the energy.",
    passage_id=PASSAGE.id,
    passage=PASSAGE.text,
    check="Why does a plant in a dark cupboard grow pale?",
    check_answer="Without light it can't make food.",
)
QUESTIONS = (
    PLANTS,
    _question(
        "root",
        Kind.CHOICE,
        r"Which of these is the same as $\sqrt{\frac{9}{16}}$?",
        ChoiceKey(_options(r"$\frac{3}{4}$", r"$\frac{9}{4}$", r"$\frac{3}{16}$", "none of them"), frozenset("a")),
        "Roots",
    ),
    _question(
        "gases",
        Kind.MULTIPLE_CHOICE,
        "Which of these are gases at room temperature?",
        ChoiceKey(_options("oxygen", "iron", "carbon dioxide", "water"), frozenset("ac")),
        "Matter",
    ),
    _question(
        "moon",
        Kind.TRUE_FALSE,
        "The moon gives off its own light.",
        ChoiceKey((Option("true", "True"), Option("false", "False")), frozenset({"false"})),
        "Sky",
    ),
    _question(
        "speed",
        Kind.NUMERIC,
        "A train goes 150 km in 2 hours. How fast is it?",
        NumericKey(("75",), unit="km/h"),
        "Speed",
    ),
    _question("double", Kind.EXPRESSION, "Write $2(x+3)$ without brackets.", ExpressionKey(("2*x+6",)), "Algebra"),
    _question("sugar", Kind.EXACT_TEXT, "What is the making of food by light called?", ExactKey(("photosynthesis",))),
    _question(
        "water",
        Kind.ORDER,
        "Put the way of water in order, from the sea on.",
        OrderKey(
            _options("It rises as vapour", "It cools and forms clouds", "It falls as rain", "It flows to the sea")
        ),
        "Water",
    ),
    _question(
        "young",
        Kind.MATCH,
        "Which young belongs to which animal?",
        MatchKey(
            _options("cow", "horse", "frog"),
            (Option("x", "calf"), Option("y", "foal"), Option("z", "tadpole"), Option("w", "cub")),
            (("a", "x"), ("b", "y"), ("c", "z")),
        ),
        "Animals",
    ),
    _question(
        "boil",
        Kind.CLOZE,
        "Water boils at {{1}} degrees and turns into {{2}}.",
        ClozeKey((NumericKey(("100",)), ExactKey(("steam",)))),
        "Matter",
    ),
    _question("burn", Kind.CHEMISTRY, "Balance: H2 + O2 -> H2O", ChemistryKey(("2 H2 + O2 -> 2 H2O",)), "Matter"),
    _question("landing", Kind.DATE, "When did people first walk on the moon?", DateKey(("20 July 1969",)), "Sky"),
    _question("loop", Kind.OUTPUT, "What does `for i in range(2): print(i)` print?", OutputKey(("0\n1",)), "Loops"),
)
_IN_SHEETS = QUESTIONS[:10]  # a new kind of question leaves the sheets as they are


class FakeTutor:
    """Has the face of `tutor.app.tutor.Tutor`, and remembers what it was told."""

    def __init__(
        self, questions: tuple[Question, ...] = QUESTIONS, sheets: tuple[Sheet, ...] = (), folder: str = ""
    ) -> None:
        self.questions = questions
        self.sheets = list(sheets)
        self.folder = folder
        self.met: Met | None = None
        self.current = Sitting(
            SittingId(1),
            MIA.id,
            tuple(Planned(question.id, Reason.NEW) for question in questions),
            0,
            7,
            NOW,
        )
        self.is_open = False
        self.submissions: list[Submission] = []
        self.again: list[QuestionId | None] = []
        self.drafts: list[tuple[Answer | None, int]] = []
        self.prepared: list[QuestionId] = []
        self.disputes: list[SubmissionId] = []
        self.errors: list[Exception] = []  # raised by the next gradings, one each
        self.verdict = Verdict.INCORRECT
        self.better = ""  # better words, said sentence by sentence
        self.gate: threading.Event | None = None  # grading waits for it

    def packs(self) -> tuple[Pack, ...]:
        return (Pack(PackId("science"), "Science", "", self.questions, folder=self.folder),)

    def plan(self, student_id: StudentId, pack_id: PackId | None = None) -> Plan:
        return Plan(0, 0, len(self.questions), 0, 10, (), self.current if self.is_open else None)

    def start_sitting(self, student_id: StudentId, pack_id: PackId | None = None, count: int | None = None) -> Sitting:
        self.is_open = True
        return self.current

    def sitting(self, sitting_id: SittingId) -> Sitting:
        return self.current

    def ask(self, sitting: Sitting) -> Asked | None:
        if sitting.is_over:
            return None
        question = self.questions[sitting.place]
        key = question.key
        options: tuple[Option, ...] = ()
        rights: tuple[Option, ...] = ()
        match key:
            case ChoiceKey(options=options):
                pass
            case OrderKey(items=items):
                options = items[::-1]
            case MatchKey(lefts=options, rights=rights):
                rights = rights[::-1]
        total = len(self.questions)
        return Asked(sitting, question, options, rights, sitting.place + 1, total, Reason.NEW, self.met)

    def prepare(self, question_id: QuestionId) -> None:
        self.prepared.append(question_id)

    def keep_draft(self, sitting_id: SittingId, answer: Answer | None, hints_shown: int = 0) -> None:
        self.drafts.append((answer, hints_shown))
        self.current = replace(self.current, draft=answer, hints_shown=hints_shown)

    def submit(self, sitting_id: SittingId, answer: Answer, again: QuestionId | None = None) -> Submission:
        if answer.text == "abc" and self.questions[self.current.place].kind is Kind.NUMERIC:
            raise AnswerFormError("This is no number.", "Write a number, for example 7.5.")
        question_id = again or self.questions[self.current.place].id
        spoken = answer.text or ", ".join(answer.picks)
        made = Submission(SubmissionId(len(self.submissions) + 1), MIA.id, question_id, answer, NOW, sitting_id, spoken)
        self.submissions.append(made)
        self.again.append(again)
        self.current = replace(self.current, draft=None, hints_shown=0)
        return made

    def grade(self, submission_id: SubmissionId) -> Outcome:
        if self.gate is not None:
            assert self.gate.wait(5)
        if self.errors:
            raise self.errors.pop(0)
        submission = self.submissions[submission_id - 1]
        question = next(question for question in self.questions if question.id == submission.question_id)
        if self.again[submission_id - 1] is None and question is self.questions[self.current.place]:
            self.current = replace(self.current, place=self.current.place + 1)
        return self.outcome(submission, question)

    def outcome(self, submission: Submission, question: Question) -> Outcome:
        verdict = self.verdict
        is_right = verdict is Verdict.CORRECT
        text = submission.answer.text
        matched = tuple(
            Span(text.find(word), text.find(word) + len(word)) for word in ("water", "sunlight") if word in text
        )
        missing = () if is_right else ("plants take in carbon dioxide",)
        feedback = "Right." if is_right else "Not yet: plants take in carbon dioxide. Oxygen is what they give off."
        grade = Grade(verdict, 1.0 if is_right else 0.3, 0.5, feedback, "fake", (), missing, matched)
        sheet = None if is_right else make_sheet(1, question, submission.spoken)
        change = SheetChangeKind.NONE if sheet is None else SheetChangeKind.WRITTEN
        passage = PASSAGE if question.passage_id else None
        words = Explanation(feedback, "plain")
        changes = frozenset({"sheets", "plan"})
        return Outcome(submission, question, grade, words, sheet, change, None, passage, changes=changes)

    def explain(
        self,
        submission_id: SubmissionId,
        on_sentence: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> Explanation:
        if not self.better:
            return Explanation("Plain.", "plain")
        for sentence in self.better.split(". "):
            if on_sentence is not None:
                on_sentence(sentence)
        return Explanation(self.better, "SmolLM2")

    def dispute(self, submission_id: SubmissionId, note: str = "") -> None:
        self.disputes.append(submission_id)

    def withdraw_dispute(self, submission_id: SubmissionId) -> None:
        self.disputes.remove(submission_id)

    def guide(
        self, student_id: StudentId, *, topic: str | None = None, status: str | None = None, query: str = ""
    ) -> Guide:
        due = {QuestionId("science/plants"): NOW - timedelta(days=1)}
        scores = None
        if query:
            scores = {sheet.id: 1.0 for sheet in self.sheets if query.casefold() in sheet.text.prompt.casefold()}
        return gather(MIA, self.sheets, due, now=NOW, wanted=status or "all", topic=topic, scores=scores)

    def sheet(self, sheet_id: SheetId) -> SheetDetail:
        sheet = self._sheet(sheet_id)
        question = next((one for one in self.questions if one.id == sheet.question_id), None)
        versions = tuple(
            SheetVersion(number, sheet.text, NOW - timedelta(days=9 - number), None, reason)
            for number, reason in ((2, "The same mistake came again."), (1, "The first time."))
        )
        passage = PASSAGE if sheet.text.passage_id else None
        return SheetDetail(sheet, versions, question, passage, (), (), NOW + timedelta(days=4))

    def check_sheet(self, sheet_id: SheetId, answer: Answer) -> Outcome:
        sheet = self._sheet(sheet_id)
        question = next(one for one in self.questions if one.id == sheet.question_id)
        made = Submission(SubmissionId(99), MIA.id, question.id, answer, NOW, None, answer.text)
        self.submissions.append(made)
        if self.errors:
            raise self.errors.pop(0)
        return replace(self.outcome(made, question), sheet=sheet, sheet_change=SheetChangeKind.RIGHT)

    def archive_sheet(self, sheet_id: SheetId) -> Sheet:
        return self._set(sheet_id, SheetStatus.ARCHIVED)

    def restore_sheet(self, sheet_id: SheetId) -> Sheet:
        return self._set(sheet_id, SheetStatus.ACTIVE)

    def _set(self, sheet_id: SheetId, status: SheetStatus) -> Sheet:
        changed = replace(self._sheet(sheet_id), status=status)
        self.sheets = [changed if sheet.id == sheet_id else sheet for sheet in self.sheets]
        return changed

    def _sheet(self, sheet_id: SheetId) -> Sheet:
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise NotFoundError("This sheet is gone.")


def make_sheet(number: int, question: Question = PLANTS, said: str = "Plants breathe oxygen to eat.") -> Sheet:
    """Make a sheet; every seventh is mastered, every ninth was met often."""
    text = SheetText(
        topic=question.topic,
        prompt=question.prompt,
        student_answer=said,
        model_answer=question.model_answer,
        explanation="Plants take in carbon dioxide. Oxygen is what they give off, so it can't be their food.",
        missing=("plants take in carbon dioxide", "sunlight gives the energy"),
        passage_id=question.passage_id,
        check=question.check,
        check_answer=question.check_answer,
    )
    return Sheet(
        SheetId(number),
        MIA.id,
        question.id,
        text,
        version=2,
        times_met=1 + (number % 9 == 0) * 3,
        right_days=3 if number % 7 == 0 else 0,
        evidence=(),
        status=SheetStatus.ACTIVE,
        created_at=NOW - timedelta(days=8),
        updated_at=NOW - timedelta(days=number % 30),
    )


def make_sheets(count: int) -> tuple[Sheet, ...]:
    """Make many sheets on the first questions."""
    return tuple(make_sheet(number, _IN_SHEETS[number % len(_IN_SHEETS)]) for number in range(1, count + 1))
