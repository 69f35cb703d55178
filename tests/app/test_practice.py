import pytest

from tests.app.conftest import Clock, open_tutor
from tests.fakes import FakeEncoder
from tutor.app.tutor import Tutor
from tutor.app.views import Outcome, SheetChangeKind
from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError, ModelStoppedError, TutorError
from tutor.domain.grade import Grade, Verdict
from tutor.domain.ids import PackId, QuestionId
from tutor.domain.schedule import Sitting
from tutor.domain.student import Student
from tutor.paths import Paths

SMALL = PackId("small")
GAS, HALF, LEGS = (QuestionId(f"small/{name}") for name in ("gas", "half", "legs"))
RIGHT = {GAS: Answer("They take in carbon dioxide."), HALF: Answer("2.5"), LEGS: Answer(picks=("b",))}
WRONG = {GAS: Answer(gave_up=True), HALF: Answer("7"), LEGS: Answer(picks=("a",))}


def answer(tutor: Tutor, sitting: Sitting, given: Answer) -> Outcome:
    return tutor.grade(tutor.submit(sitting.id, given).id)


def answer_all(tutor: Tutor, student: Student, answers: dict[QuestionId, Answer]) -> dict[QuestionId, Outcome]:
    sitting = tutor.start_sitting(student.id, SMALL)
    outcomes = {}
    while (asked := tutor.ask(sitting)) is not None:
        outcomes[asked.question.id] = answer(tutor, sitting, answers[asked.question.id])
        sitting = tutor.sitting(sitting.id)
    tutor.end_sitting(sitting.id)
    return outcomes


def test_a_sitting_asks_each_new_question_once_and_ends(tutor: Tutor, amina: Student) -> None:
    outcomes = answer_all(tutor, amina, RIGHT)
    assert set(outcomes) == {GAS, HALF, LEGS}
    assert {outcome.grade.verdict for outcome in outcomes.values()} == {Verdict.CORRECT}
    assert tutor.guide(amina.id).total == 0
    with pytest.raises(TutorError, match="done for today"):
        tutor.start_sitting(amina.id, SMALL)


def test_each_mistake_becomes_a_sheet_with_all_its_parts(tutor: Tutor, amina: Student) -> None:
    outcomes = answer_all(tutor, amina, WRONG)
    assert {outcome.sheet_change for outcome in outcomes.values()} == {SheetChangeKind.WRITTEN}
    guide = tutor.guide(amina.id)
    assert [topic.name for topic in guide.topics] == ["Animals", "Fractions", "Plants"]
    text = outcomes[GAS].sheet.text  # type: ignore[union-attr]  # a mistake has a sheet
    assert text.model_answer == "They take in carbon dioxide."
    assert text.passage_id == "small/food"
    assert text.check == "Which gas do leaves give off?"
    assert text.explanation
    legs = outcomes[LEGS].sheet
    assert legs is not None
    assert (legs.text.student_answer, legs.text.model_answer) == ("six", "eight")


def test_everything_is_there_after_a_restart(folder: Paths, clock: Clock, encoder: FakeEncoder) -> None:
    with open_tutor(folder, clock, encoder) as first:
        student = first.add_student("Amina", "fox")
        answer_all(first, student, WRONG)
    with open_tutor(folder, clock, encoder) as second:
        assert second.guide(student.id).total == 3
        assert second.plan(student.id, SMALL).mistakes == 3


def test_the_same_mistake_updates_its_sheet(tutor: Tutor, amina: Student) -> None:
    answer_all(tutor, amina, WRONG)
    outcomes = answer_all(tutor, amina, WRONG)
    assert {outcome.sheet_change for outcome in outcomes.values()} == {SheetChangeKind.UPDATED}
    guide = tutor.guide(amina.id)
    assert guide.total == 3
    assert {(entry.sheet.times_met, entry.sheet.version) for entry in guide.entries} == {(2, 2)}
    assert len(guide.entries[0].sheet.evidence) == 2


def test_mistakes_are_asked_again_the_same_day_and_named(tutor: Tutor, amina: Student) -> None:
    answer_all(tutor, amina, WRONG)
    asked = tutor.ask(tutor.start_sitting(amina.id, SMALL))
    assert asked is not None
    assert asked.reason == "mistake"
    assert asked.met is not None
    assert asked.met.is_same_question


def test_three_right_due_days_master_a_sheet(tutor: Tutor, amina: Student, clock: Clock) -> None:
    answer_all(tutor, amina, WRONG)
    answer_all(tutor, amina, RIGHT)  # the same day: proves no memory
    assert {entry.sheet.right_days for entry in tutor.guide(amina.id).entries} == {0}
    changes = []
    for _turn in range(3):
        clock.pass_days(40)
        changes.append({outcome.sheet_change for outcome in answer_all(tutor, amina, RIGHT).values()})
    assert changes == [{SheetChangeKind.RIGHT}, {SheetChangeKind.RIGHT}, {SheetChangeKind.MASTERED}]
    guide = tutor.guide(amina.id, status="mastered")
    assert guide.total == 3
    clock.pass_days(400)
    answer_all(tutor, amina, WRONG)
    assert tutor.guide(amina.id, status="mastered").total == 0


def test_an_answer_of_the_wrong_form_is_not_kept(tutor: Tutor, amina: Student) -> None:
    sitting = tutor.start_sitting(amina.id, SMALL)
    with pytest.raises(AnswerFormError):
        tutor.submit(sitting.id, Answer("  "))
    assert tutor.plan(amina.id, SMALL).done_today == 0


def test_a_model_that_stops_loses_nothing(tutor: Tutor, amina: Student, encoder: FakeEncoder) -> None:
    sitting = tutor.start_sitting(amina.id, SMALL)
    submission = tutor.submit(sitting.id, Answer("They take in oxygen at night, I think."))
    encoder.is_stopped = True
    with pytest.raises(ModelStoppedError):
        tutor.grade(submission.id)
    encoder.is_stopped = False
    assert tutor.grade(submission.id).submission.answer.text == "They take in oxygen at night, I think."


def test_a_draft_survives_a_restart(folder: Paths, clock: Clock, encoder: FakeEncoder) -> None:
    with open_tutor(folder, clock, encoder) as first:
        student = first.add_student("Amina", "fox")
        sitting = first.start_sitting(student.id, SMALL)
        first.keep_draft(sitting.id, Answer("They take"), 1)
    with open_tutor(folder, clock, encoder) as second:
        again = second.start_sitting(student.id, SMALL)
        assert again.id == sitting.id
        assert again.draft == Answer("They take")
        assert again.hints_shown == 1


def test_going_on_without_naming_a_pack_goes_on_where_one_stopped(tutor: Tutor, amina: Student) -> None:
    sitting = tutor.start_sitting(amina.id, SMALL)
    assert tutor.plan(amina.id).open_sitting == sitting
    assert tutor.start_sitting(amina.id) == sitting
    other = tutor.start_sitting(amina.id, PackId("science"))
    assert other.id != sitting.id


def test_grading_again_changes_nothing(tutor: Tutor, amina: Student) -> None:
    sitting = tutor.start_sitting(amina.id, SMALL)
    submission = tutor.submit(sitting.id, Answer(gave_up=True))
    first, second = tutor.grade(submission.id), tutor.grade(submission.id)
    assert first.sheet == second.sheet
    assert tutor.guide(amina.id).total == 1
    assert tutor.sitting(sitting.id).place == 1


def test_trying_again_proves_no_memory_but_keeps_what_was_said(tutor: Tutor, amina: Student) -> None:
    sitting = tutor.start_sitting(amina.id, SMALL)
    asked = tutor.ask(sitting)
    assert asked is not None
    first = answer(tutor, sitting, WRONG[asked.question.id])
    again = tutor.grade(tutor.submit(sitting.id, RIGHT[asked.question.id], again=asked.question.id).id)
    assert again.grade.verdict is Verdict.CORRECT
    assert again.sheet_change is SheetChangeKind.NONE
    assert tutor.sitting(sitting.id).place == 1
    assert tutor.plan(amina.id, SMALL).mistakes == 1
    assert first.sheet is not None


def test_a_dispute_waits_for_the_teacher_and_can_be_withdrawn(tutor: Tutor, amina: Student) -> None:
    sitting = tutor.start_sitting(amina.id, SMALL)
    outcome = answer(tutor, sitting, Answer(gave_up=True))
    tutor.dispute(outcome.submission.id)
    assert tutor.grade(outcome.submission.id).is_disputed
    tutor.withdraw_dispute(outcome.submission.id)
    assert not tutor.grade(outcome.submission.id).is_disputed


def test_what_a_crash_left_is_finished(folder: Paths, clock: Clock, encoder: FakeEncoder) -> None:
    with open_tutor(folder, clock, encoder) as first:
        student = first.add_student("Amina", "fox")
        sitting = first.start_sitting(student.id, SMALL)
        first.submit(sitting.id, Answer(gave_up=True))  # and then the power went
    with open_tutor(folder, clock, encoder) as second:
        assert second.recover() == 1
        assert second.recover() == 0
        assert second.guide(student.id).total == 1
        assert second.sitting(sitting.id).place == 1


def test_the_index_is_made_anew_when_it_is_gone_or_damaged(folder: Paths, clock: Clock, encoder: FakeEncoder) -> None:
    with open_tutor(folder, clock, encoder) as first:
        student = first.add_student("Amina", "fox")
        answer_all(first, student, WRONG)
    for file in folder.index.iterdir():
        file.write_bytes(b"not an index")
    with open_tutor(folder, clock, encoder) as second:
        found = second.guide(student.id, query="Which gas do plants take in?")
        assert found.entries[0].sheet.question_id == GAS


def test_words_find_before_meaning(tutor: Tutor, amina: Student) -> None:
    answer_all(tutor, amina, WRONG)
    assert [entry.sheet.question_id for entry in tutor.guide(amina.id, query="SPIDER").entries] == [LEGS]


def test_archived_sheets_leave_the_guide_and_come_back(tutor: Tutor, amina: Student) -> None:
    answer_all(tutor, amina, WRONG)
    sheet = tutor.guide(amina.id).entries[0].sheet
    tutor.archive_sheet(sheet.id)
    assert tutor.guide(amina.id).total == 2
    assert tutor.guide(amina.id, status="archived").total == 1
    tutor.restore_sheet(sheet.id)
    assert tutor.guide(amina.id).total == 3


def test_checking_oneself_in_the_guide_counts_on_a_due_day(tutor: Tutor, amina: Student, clock: Clock) -> None:
    outcome = answer_all(tutor, amina, WRONG)[LEGS]
    assert outcome.sheet is not None
    clock.pass_days(2)
    checked = tutor.check_sheet(outcome.sheet.id, RIGHT[LEGS])
    assert checked.sheet_change is SheetChangeKind.RIGHT
    assert tutor.sheet(outcome.sheet.id).sheet.right_days == 1


def asked_about_gas(tutor: Tutor, student: Student) -> Sitting:
    """Begin a sitting and answer what comes before the question about the gas."""
    sitting = tutor.start_sitting(student.id, SMALL)
    while (asked := tutor.ask(sitting)) is not None and asked.question.id != GAS:
        answer(tutor, sitting, RIGHT[asked.question.id])
        sitting = tutor.sitting(sitting.id)
    return sitting


def test_a_persons_mark_is_the_mark_of_the_same_answer_from_then_on(tutor: Tutor, amina: Student) -> None:
    first = answer(tutor, asked_about_gas(tutor, amina), Answer("the bubbly one from lemonade"))
    assert first.grade.verdict is not Verdict.CORRECT
    by_person = Grade(Verdict.CORRECT, 1.0, 1.0, "Yes, that one.", "person")
    tutor._store.person_grade(first.submission.id, by_person, tutor._clock())  # no door leads there yet
    ben = tutor.add_student("Ben", "owl")
    again = answer(tutor, asked_about_gas(tutor, ben), Answer("The bubbly one, from lemonade!"))
    assert (again.grade.verdict, again.grade.graded_by) == (Verdict.CORRECT, "marked-words")


MARKS = "question,answer,mark\ngas,the gas in lemonade,right\ngas,what fish breathe,wrong\n"


def test_marked_answers_are_read_before_the_first_answer_comes(
    folder: Paths, clock: Clock, encoder: FakeEncoder
) -> None:
    (folder.packs / "small").mkdir()
    (folder.packs / "small" / "marked.csv").write_text(MARKS, encoding="utf-8")
    with open_tutor(folder, clock, encoder) as tutor:
        tutor.prepare(GAS)
        assert {"the gas in lemonade", "what fish breathe"} <= {text.rstrip(".") for text in encoder.texts}
        encoder.texts.clear()
        answer(tutor, asked_about_gas(tutor, tutor.add_student("Amina", "fox")), Answer("the gas in cola"))
        assert "the gas in lemonade" not in {text.rstrip(".") for text in encoder.texts}


def test_without_the_model_nothing_is_done_ahead(folder: Paths, clock: Clock, encoder: FakeEncoder) -> None:
    (folder.packs / "small").mkdir()
    (folder.packs / "small" / "marked.csv").write_text(MARKS.replace("lemonade", "soda"), encoding="utf-8")
    with open_tutor(folder, clock, encoder) as tutor:
        encoder.is_stopped = True
        tutor.prepare(GAS)
        tutor.prepare(LEGS)
        assert encoder.texts
        encoder.is_stopped = False
        tutor.prepare(GAS)
        assert any("soda" in text for text in encoder.texts)
