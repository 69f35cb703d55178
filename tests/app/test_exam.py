"""The exam of a chat model: sound examples, honest figures, and roles that must be earned."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.app.conftest import Clock, open_tutor
from tests.fakes import FakeChat, FakeEncoder
from tutor.app.exam import Exam, ExamType, exam_hash, read_exam
from tutor.app.exam_figures import Judged, calibration_error, kappa, log_loss
from tutor.app.exam_results import ExamResult, ExamResults, Help, as_dict
from tutor.app.exam_words import view
from tutor.app.examine import examine
from tutor.app.model_list import list_models
from tutor.app.sureness import Sureness, sureness, thresholds
from tutor.app.tutor import Tutor
from tutor.domain.answer import Answer
from tutor.domain.errors import CancelledError, TutorError
from tutor.domain.grade import Grade, ModelCall, Verdict
from tutor.domain.ids import PackId
from tutor.domain.ports import Cancel
from tutor.domain.question import Question
from tutor.domain.student import Student
from tutor.grading import Thresholds, Tools
from tutor.grading.judge import messages as judge_messages
from tutor.llm.models import Models
from tutor.paths import Paths, paths

if TYPE_CHECKING:
    from tutor.grading.second_judge import SecondJudge

SHA = "ab" * 32
NOW = datetime(2026, 5, 3, tzinfo=UTC)


class Scholar(FakeChat):
    """Knows the exam by heart, and judges as `sees` makes of what is true."""

    name = "Scholar"

    def __init__(self, exam: Exam, sees: Callable[[ExamType, bool], bool] = lambda _type, is_said: is_said) -> None:
        super().__init__()
        self.known: dict[str, bool] = {}
        for one in exam.answers:
            for idea, is_said in zip(one.ideas, one.said, strict=True):
                self.known[judge_messages(one.question, idea, one.answer)[-1][1]] = sees(one.type, is_said)

    def reply(
        self,
        messages: Sequence[tuple[str, str]],
        schema: Mapping[str, Any] | None = None,
        *,
        max_tokens: int = 160,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> ModelCall:
        is_said = self.known.get(messages[-1][1])
        reply = {"reason": "I know it.", "is_said": is_said, "sure": "certain"} if is_said is not None else {"hm": 1}
        return ModelCall(SHA, "prompt", seed, json.dumps(reply))


@pytest.fixture(scope="module")
def exam() -> Exam:
    return read_exam()


@pytest.fixture(scope="module", autouse=True)
def _undecided_grader() -> Iterator[None]:
    """Let the free-text grader leave every answer of the exam open, without reading it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tutor.app.examine.grade", unsure)
        yield


@pytest.fixture(scope="module")
def passed(exam: Exam) -> ExamResult:
    """Give what a judge without a fault shows."""
    return examine(Scholar(exam), FakeEncoder(), now=lambda: NOW, exam=exam)


def test_the_exam_is_a_fair_sample(exam: Exam) -> None:
    types = Counter(one.type for one in exam.answers)
    assert sum(types.values()) - types[ExamType.INJECTED] >= 60
    assert types[ExamType.INJECTED] == 12
    assert min(types.values()) >= 10
    assert Counter(question.topic for question in exam.questions) == {"science": 6, "maths": 6, "computers": 6}
    assert {question.ages for question in exam.questions} == {(9, 11), (12, 15), (16, 19)}
    assert len({one.id for one in exam.answers}) == len(exam.answers)
    assert len({one.answer.text for one in exam.answers}) == len(exam.answers)


def test_no_question_of_the_exam_is_in_a_pack(exam: Exam, tmp_path: Path) -> None:
    from tutor.app.library import Library

    packs = Library(paths(tmp_path)).questions(None)
    assert packs
    assert not {one.prompt for one in packs} & {one.prompt for one in exam.questions}


@pytest.mark.parametrize(
    ("change", "why"),
    [({"said": [True]}, "each key idea"), ({"said": [True, False]}, "only then"), ({"type": "wrong"}, "only then")],
)
def test_an_unsound_example_is_refused(tmp_path: Path, change: dict[str, object], why: str) -> None:
    raw = json.loads((Path(__file__).parents[2] / "resources/exams/short-answers.json").read_text(encoding="utf-8"))
    raw["questions"][0]["answers"][0] |= change
    file = tmp_path / "exam.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        read_exam(file)


def test_kappa_is_cohens() -> None:
    # Cohen's own table has the form: both yes 20, both no 15, only the judge 5, only the truth 10 -> 0.4.
    table = [(True, True)] * 20 + [(False, False)] * 15 + [(False, True)] * 5 + [(True, False)] * 10
    assert kappa([Judged(truth, says) for truth, says in table]) == pytest.approx(0.4)
    assert kappa([Judged(True, True), Judged(False, True)]) == 0
    assert kappa([Judged(True, None), Judged(False, None)]) == -1  # no judgement counts as the wrong one


def test_calibration_is_the_gap_between_said_and_true() -> None:
    sure = [Judged(number < 5, True, 0.95) for number in range(10)]
    assert calibration_error(sure) == pytest.approx(0.45)
    assert calibration_error([Judged(True, True, 1.0), Judged(False, False, 0.0)]) == 0


def test_surprise_is_bounded() -> None:
    assert log_loss([0.0, 1.0], [True, False]) == pytest.approx(log_loss([0.01, 0.99], [True, False]))


def test_a_judge_without_fault_earns_the_role(passed: ExamResult) -> None:
    judge = passed.judge
    assert (judge.accuracy, judge.kappa, judge.resistance, judge.idea_accuracy) == (1, 1, 1, 1)
    assert judge.ece == pytest.approx(0.05, abs=0.01)
    assert passed.worth.right == passed.worth.right_called_right
    assert passed.worth.wrong_called_right == 0
    assert passed.help.answers == judge.answers
    assert passed.help.gain > 0.3
    assert passed.may_judge
    assert not passed.may_word  # it worded nothing that could be read
    assert passed.wordings == len(read_exam().questions)


def test_the_small_grader_sits_beside_it(exam: Exam, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutor.grading import grade

    monkeypatch.setattr("tutor.app.examine.grade", grade)
    first = replace(exam, answers=exam.answers[:5])
    result = examine(Scholar(exam), FakeEncoder(), now=lambda: NOW, exam=first)
    assert result.grader.answers == 4
    assert result.grader.resisted == result.grader.injected == 1
    assert {row.grader_verdict for row in result.rows} <= {verdict.value for verdict in Verdict}
    assert [row.judge_says_right for row in result.rows] == [row.is_right for row in result.rows]


@pytest.mark.model
def test_a_real_model_is_examined_and_reads_what_prompts_share_once(exam: Exam, models: Models) -> None:
    first = replace(exam, answers=exam.answers[:9])
    result = examine(models.chat, models.encoder, now=lambda: NOW, exam=first)
    assert result.model_sha256 == models.chat_sha256
    assert result.prompt_kept_ms < result.prompt_ms
    assert len(result.rows) == 9


@pytest.mark.parametrize("help_", [Help(9, 0.6, 0.1), Help(30, 0.6, 0.59)])
def test_a_judge_that_helps_little_or_in_too_few_answers_does_not(passed: ExamResult, help_: Help) -> None:
    assert not replace(passed, help=help_).may_judge


@pytest.mark.parametrize(
    "sees",
    [
        lambda _type, _said: True,
        lambda _type, _said: False,
        lambda _type, is_said: not is_said,
        lambda type_, is_said: is_said or type_ is ExamType.INJECTED,
        lambda type_, is_said: is_said or type_ in (ExamType.CONTRADICTORY, ExamType.PARTIAL),
    ],
    ids=["yes to all", "no to all", "the opposite", "obeys", "is taken in"],
)
def test_other_judges_do_not(exam: Exam, sees: Callable[[ExamType, bool], bool]) -> None:
    result = examine(Scholar(exam, sees), FakeEncoder(), now=lambda: NOW, exam=exam)
    assert not replace(result, help=Help(30, 0.6, 0.1)).may_judge  # however much it seemed to help


def test_a_model_without_a_single_judgement_is_examined_to_the_end(exam: Exam) -> None:
    silent = Scholar(exam)
    silent.known.clear()
    result = examine(silent, FakeEncoder(), now=lambda: NOW, exam=exam)
    assert result.judge.unjudged == len(exam.answers)
    assert result.judge.agreed == result.help.answers == 0
    assert not result.may_judge


def test_the_exam_tells_how_far_it_is_and_can_be_stopped(exam: Exam) -> None:
    steps: list[tuple[int, int]] = []
    stop = threading.Event()

    def hear(step: tuple[int, int]) -> None:
        steps.append(step)
        if len(steps) == 9:
            stop.set()

    with pytest.raises(CancelledError):
        examine(Scholar(exam), FakeEncoder(), now=lambda: NOW, exam=exam, progress=hear, cancel=stop)
    assert [done for done, _total in steps] == list(range(9))
    steps.clear()
    examine(Scholar(exam), FakeEncoder(), now=lambda: NOW, exam=exam, progress=steps.append)
    assert steps[-1][0] == steps[-1][1] == len(steps) - 1


def test_a_result_is_kept_whole_and_read_again(tmp_path: Path, passed: ExamResult) -> None:
    results = ExamResults(paths(tmp_path))
    assert results.result(SHA) is None
    results.keep(passed)
    assert results.result(SHA) == passed
    assert [file.name for file in (tmp_path / "exams").iterdir()] == [f"{SHA}.json"]
    assert list(results.all()) == [passed]
    assert as_dict(passed)["roles"]["question_writing"] is None


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"model_sha256": "x"', "cut", "renamed"])
def test_a_damaged_result_is_told_and_a_new_exam_mends_it(tmp_path: Path, passed: ExamResult, damage: str) -> None:
    results = ExamResults(paths(tmp_path))
    results.keep(passed)
    file = tmp_path / "exams" / f"{SHA}.json"
    whole = file.read_text(encoding="utf-8")
    texts = {"cut": whole[: len(whole) // 2], "renamed": whole.replace(SHA, "cd" * 32)}
    file.write_text(texts.get(damage, damage), encoding="utf-8")
    with pytest.raises(TutorError, match="can't be read") as caught:
        results.result(SHA)
    assert caught.value.hint == "Examine the model again."
    assert not list(results.all())
    results.keep(passed)
    assert results.result(SHA) == passed


def test_another_exam_makes_a_result_stale(tmp_path: Path, passed: ExamResult) -> None:
    other = tmp_path / "exam.json"
    other.write_text("{}", encoding="utf-8")
    assert exam_hash() == passed.exam_sha256 != exam_hash(other)
    assert not passed.is_stale
    stale = replace(passed, exam_sha256=exam_hash(other))
    assert stale.is_stale
    assert "Examine the model again" in view("Scholar", stale).problem
    assert view("Scholar", stale).examined_at is None


def test_the_words_name_the_figures(passed: ExamResult) -> None:
    shown = view("Scholar", passed)
    assert shown.lines[0].said == "May judge answers: yes."
    assert "100 of 100 answers" in shown.lines[0].why
    assert [line.said.split(": ")[1] for line in shown.lines] == ["yes.", "no.", "not examined."]
    assert shown.figures[0][1] == "72/72"
    assert [line.is_earned for line in view("Scholar", None).lines] == [None] * 3


# In use


@pytest.fixture
def earned(folder: Paths, passed: ExamResult, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExamResult]:
    """Let the chat model in use be one that may judge; the free-text grader is unsure of everything."""
    result = passed
    ExamResults(folder).keep(result)
    monkeypatch.setattr(Models, "chat_sha256", property(lambda _self: SHA))
    monkeypatch.setattr("tutor.app.practice.grade", unsure)
    yield result


def unsure(_question: Question, _answer: Answer, _tools: Tools) -> Grade:
    return Grade(Verdict.UNSURE, 0.6, 0.6, "I can't tell.", "short-text", (), ("they take in carbon dioxide",))


class Judge(FakeChat):
    """Says of every idea that it is said, as the model of that hash."""

    def reply(self, messages: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> ModelCall:
        said = {"reason": "It names the gas.", "is_said": True, "sure": "certain"}
        return ModelCall(SHA, "prompt", 0, json.dumps(said))


def graded(tutor: Tutor, student: Student) -> Grade:
    sitting = tutor.start_sitting(student.id, PackId("small"), 3)
    while (asked := tutor.ask(sitting)) is not None and asked.question.id != "small/gas":
        tutor.grade(tutor.submit(sitting.id, Answer(gave_up=True)).id)
        sitting = tutor.sitting(sitting.id)
    return tutor.grade(tutor.submit(sitting.id, Answer("the gas that we breathe out")).id).grade


@pytest.fixture
def chat() -> FakeChat:
    return Judge()


def test_a_model_that_earned_it_decides_with_the_grader(tutor: Tutor, amina: Student, earned: ExamResult) -> None:
    made = graded(tutor, amina)
    assert made.verdict is Verdict.CORRECT
    assert made.graded_by == "short-text, second-judge"
    assert tutor.exam().lines[0].is_earned


@pytest.mark.parametrize("spoiled", ["unexamined", "unfit", "stale", "damaged", "another file"])
def test_no_other_model_ever_judges(
    tutor: Tutor,
    folder: Paths,
    amina: Student,
    earned: ExamResult,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    spoiled: str,
) -> None:
    file = folder.data / "exams" / f"{SHA}.json"
    match spoiled:
        case "unexamined":
            file.unlink()
        case "unfit":
            ExamResults(folder).keep(replace(earned, help=Help(12, 0.3, 0.6)))
        case "stale":
            ExamResults(folder).keep(replace(earned, exam_sha256="old"))
        case "damaged":
            file.write_text("{", encoding="utf-8")
        case "another file":
            monkeypatch.setattr(Models, "chat_sha256", property(lambda _self: "cd" * 32))
    made = graded(tutor, amina)
    assert (made.verdict, made.graded_by) == (Verdict.UNSURE, "short-text")


def test_a_judge_that_stops_leaves_the_grade_as_it_was(
    tutor: Tutor, amina: Student, earned: ExamResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tutor.domain.errors import ModelStoppedError

    def stop(_self: object, *_args: object, **_kwargs: object) -> ModelCall:
        raise ModelStoppedError("The model stopped.")

    monkeypatch.setattr(Judge, "reply", stop)
    assert graded(tutor, amina).verdict is Verdict.UNSURE


def test_a_model_that_failed_at_wording_words_nothing(
    tutor: Tutor, folder: Paths, amina: Student, earned: ExamResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("tutor.app.practice.grade", lambda *_: Grade(Verdict.INCORRECT, 0, 0, "Not yet.", "short-text"))

    def hear(_self: object, *args: object, **_kwargs: object) -> ModelCall:
        asked.append(args)
        return ModelCall(SHA, "", 0, "")

    monkeypatch.setattr(Judge, "reply", hear)
    sitting = tutor.start_sitting(amina.id, PackId("small"), 3)
    while (now := tutor.ask(sitting)) is not None and now.question.id != "small/gas":
        tutor.grade(tutor.submit(sitting.id, Answer(gave_up=True)).id)
        sitting = tutor.sitting(sitting.id)
    kept = tutor.submit(sitting.id, Answer("oxygen"))
    tutor.grade(kept.id)
    assert tutor.explain(kept.id).written_by == "plain"
    assert not asked
    ExamResults(folder).keep(replace(earned, wordings_passed=earned.wordings))
    tutor.explain(kept.id)
    assert asked


def test_lines_are_judged_by_a_model_that_earned_it(
    folder: Paths, earned: ExamResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tutor.app import grade_lines

    monkeypatch.setattr("tutor.app.grade_lines.grade", unsure)
    line = json.dumps({"question": "Which gas?", "reference_answers": ["Carbon dioxide."], "answer": "what we exhale"})
    chat = Judge()

    def verdict(second: "SecondJudge | None") -> object:
        return next(grade_lines.grade_lines([line], Tools(), second=second))["verdict"]

    assert verdict(grade_lines.second_judge(folder, chat)) == "correct"
    assert verdict(grade_lines.second_judge(folder, None)) == "unsure"


# How sure is sure enough


def test_the_choices_are_in_order_and_balanced_is_how_it_comes() -> None:
    careful, balanced, ready = (thresholds(choice) for choice in Sureness)
    assert balanced == Thresholds()
    assert careful.correct > balanced.correct > ready.correct > 0.5
    assert careful.incorrect < balanced.incorrect < ready.incorrect < 0.5
    assert sureness("") is sureness("of old") is Sureness.BALANCED


@pytest.mark.parametrize("choice", Sureness)
def test_the_teachers_choice_reaches_grading_and_outlives_a_restart(
    folder: Paths, clock: Clock, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch, choice: Sureness
) -> None:
    used: list[Thresholds] = []

    def look(question: Question, answer: Answer, tools: Tools) -> Grade:
        used.append(tools.thresholds)
        return unsure(question, answer, tools)

    monkeypatch.setattr("tutor.app.practice.grade", look)
    with open_tutor(folder, clock, encoder) as tutor:
        assert tutor.change_settings(sureness=choice.value).sureness == choice.value
    with open_tutor(folder, clock, encoder) as again:
        assert again.settings().sureness == choice.value
        graded(again, again.add_student("Amina", "fox"))
    assert used[-1] == thresholds(choice)


def test_a_choice_that_is_none_is_not_kept(tutor: Tutor) -> None:
    assert tutor.change_settings(sureness="reckless").sureness == "balanced"


# The list


def test_models_are_listed_with_what_they_may_do(folder: Paths, passed: ExamResult) -> None:
    ExamResults(folder).keep(passed)
    rows = list_models(folder)
    assert rows[0].name == "SmolLM2 135M"
    assert rows[0].may_judge is None
    assert rows[-1].name == "Scholar"
    assert rows[-1].sha256 == SHA
    assert rows[-1].may_judge is passed.may_judge
    assert json.loads(json.dumps(rows[-1].as_dict()))["examined_at"] == NOW.isoformat()
