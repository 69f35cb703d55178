"""Practice from the question to the summary, with a Tutor that replies at once."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.fake_tutor import MIA, NOW, PLANTS, QUESTIONS, FakeTutor, make_sheet
from tutor.app.views import Met
from tutor.domain.answer import Answer
from tutor.domain.errors import ModelStoppedError
from tutor.domain.grade import Verdict
from tutor.domain.question import Kind
from tutor.gui.answer_input.text_input import TextInput
from tutor.gui.jobs import Jobs
from tutor.gui.page import Desk
from tutor.gui.practice_page import PracticePage, Stage

pytestmark = pytest.mark.window


@pytest.fixture
def tutor() -> FakeTutor:
    """A Tutor with two questions in words."""
    return FakeTutor((PLANTS, QUESTIONS[4]))


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, tutor: FakeTutor) -> Iterator[PracticePage]:
    """The page, seen, before anything was asked."""
    desk = Desk(tutor, jobs)  # type: ignore[arg-type]  # the same face
    desk.student = MIA
    made = PracticePage(desk)
    made.setProperty("desk", desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    qtbot.waitUntil(lambda: not jobs.is_busy())


def _ask(qtbot: QtBot, page: PracticePage) -> TextInput:
    page.begin()
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    field = page.question.input
    assert isinstance(field, TextInput)
    qtbot.waitUntil(field.field.hasFocus)
    return field


def _grade(qtbot: QtBot, page: PracticePage, words: str = "They need water.") -> None:
    field = _ask(qtbot, page)
    QTest.keyClicks(field.field, words)
    QTest.keyClick(field.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.stage is Stage.GRADED)


def test_nothing_open_says_how_to_begin(qtbot: QtBot, page: PracticePage) -> None:
    page.arrive()
    qtbot.waitUntil(page.empty.isVisible)
    page.empty.button.click()
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    assert page.question.place.plain == "1 of 2"


def test_what_grading_takes_is_done_while_the_student_thinks(
    qtbot: QtBot, page: PracticePage, tutor: FakeTutor
) -> None:
    _ask(qtbot, page)
    qtbot.waitUntil(lambda: tutor.prepared == [PLANTS.id])


def test_a_wrong_answer_by_keyboard_alone_leads_to_its_sheet(
    qtbot: QtBot, page: PracticePage, tutor: FakeTutor
) -> None:
    tutor.verdict = Verdict.PARTIAL
    _grade(qtbot, page, "They need water and oxygen.")
    assert page.verdict.word.text() == "Partly"
    assert page.verdict.answer.words.toPlainText() == "They need water and oxygen."
    assert page.verdict.missing.words.plain_text == "plants take in carbon dioxide"
    assert page.verdict.saved.text() == "Saved to your guide: Plants"
    with qtbot.waitSignal(page.sheet_asked) as asked:
        page.verdict.saved.click()
    assert asked.args == [1]


def test_enter_goes_on_after_the_grade(qtbot: QtBot, page: PracticePage) -> None:
    _grade(qtbot, page)
    assert page.bar.next.hasFocus()
    QTest.keyClick(page.bar.next, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    assert page.question.place.plain == "2 of 2"


def test_the_page_keys_scroll_from_the_buttons_too(qtbot: QtBot, page: PracticePage) -> None:
    _grade(qtbot, page)
    page.resize(500, 300)
    bar = page._column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(0)
    QTest.keyClick(page.bar.next, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(page.bar.next, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    assert page.stage is Stage.GRADED


def test_enter_on_another_button_presses_that_one(qtbot: QtBot, page: PracticePage) -> None:
    _grade(qtbot, page)
    page.bar.again.setFocus()
    QTest.keyClick(page.bar.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    assert page.question.place.plain == "1 of 2"


def test_what_a_student_typed_is_never_html(qtbot: QtBot, page: PracticePage) -> None:
    typed = "<b>water</b> <img src=x> $x$"
    _grade(qtbot, page, typed)
    assert page.verdict.answer.words.toPlainText() == typed


def test_a_right_answer_offers_no_dispute_and_no_key(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    tutor.verdict = Verdict.CORRECT
    _grade(qtbot, page)
    assert page.verdict.word.text() == "Right"
    assert not page.verdict.key.isVisible()
    assert not page.bar.dispute.isVisible()
    assert not page.verdict.saved.isVisible()


def test_an_unsure_grade_is_said_without_drama(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    tutor.verdict = Verdict.UNSURE
    _grade(qtbot, page)
    assert "compare, and your teacher will look too" in page.verdict.reason.plain_text
    assert page.verdict.key.isVisible()


def test_blank_is_asked_again(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    _ask(qtbot, page)
    page.bar.submit.click()
    assert "no answer yet" in page.notice.message
    assert not tutor.submissions


def test_giving_up_is_an_answer(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    _ask(qtbot, page)
    page.bar.give_up.click()
    qtbot.waitUntil(lambda: page.stage is Stage.GRADED)
    assert tutor.submissions[0].answer == Answer(gave_up=True)
    assert page.verdict.answer.words.toPlainText() == "I don’t know"


def test_a_stopped_model_keeps_the_answer_and_can_be_tried_again(
    qtbot: QtBot, page: PracticePage, tutor: FakeTutor
) -> None:
    tutor.errors = [ModelStoppedError("The model stopped.", "Try again.")]
    field = _ask(qtbot, page)
    QTest.keyClicks(field.field, "water")
    page.bar.submit.click()
    qtbot.waitUntil(lambda: page.stage is Stage.STOPPED)
    assert "Your answer is kept" in page.notice.message
    page.notice.acted.emit()
    qtbot.waitUntil(lambda: page.stage is Stage.GRADED)
    assert len(tutor.submissions) == 1


def test_slow_grading_can_be_stopped(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    tutor.gate = threading.Event()
    field = _ask(qtbot, page)
    QTest.keyClicks(field.field, "water")
    page.bar.submit.click()
    qtbot.waitUntil(page.bar.working.stop.isVisible, timeout=3000)
    assert page.bar.working.words.startswith("Looking at your answer…")
    page.bar.working.stop.click()
    assert page.stage is Stage.STOPPED
    assert "Your answer is kept" in page.notice.message
    tutor.gate.set()
    page.notice.acted.emit()
    qtbot.waitUntil(lambda: page.stage is Stage.GRADED)
    assert len(tutor.submissions) == 1


def test_an_answer_in_the_wrong_form_is_asked_again_in_place(qtbot: QtBot, jobs: Jobs, page: PracticePage) -> None:
    _grade(qtbot, page)
    page.bar.next.click()
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    assert page.question.input is not None
    page.question.input.set_answer(Answer("abc"))
    page.bar.submit.click()
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING and bool(page.notice.message))
    assert "This is no number. Write a number" in page.notice.message
    assert not page.question.input.is_locked
    assert page.question.input.answer() == Answer("abc")


def test_what_is_typed_is_kept_after_a_pause(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    field = _ask(qtbot, page)
    QTest.keyClicks(field.field, "wat")
    qtbot.waitUntil(lambda: bool(tutor.drafts), timeout=3000)
    assert tutor.drafts == [(Answer("wat"), 0)]


def test_what_is_typed_is_kept_at_once_when_the_window_goes(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    field = _ask(qtbot, page)
    QTest.keyClicks(field.field, "wat")
    page.bar.hint.click()
    page.hide()
    assert tutor.drafts == [(Answer("wat"), 1)]


def test_a_draft_and_its_hints_come_back(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    tutor.keep_draft(tutor.current.id, Answer("half a th"), 2)
    tutor.is_open = True
    page.arrive()
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    assert page.question.input is not None
    assert page.question.input.answer() == Answer("half a th")
    assert page.question.hints_shown == 2


def test_hints_come_one_at_a_time(qtbot: QtBot, page: PracticePage) -> None:
    _ask(qtbot, page)
    for left in (2, 1, 0):
        assert page.bar.hint.isVisible()
        page.bar.hint.click()
        assert page.question.hints_left == left
    assert not page.bar.hint.isVisible()


def test_accepted_words_replace_the_plain_ones(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    tutor.better = "Leaves take in carbon dioxide. You wrote water"
    _grade(qtbot, page)
    qtbot.waitUntil(lambda: page.verdict.reason.plain_text == tutor.better)
    assert page.verdict.thinking.text() == ""


def test_plain_words_stay_when_no_better_ones_come(qtbot: QtBot, page: PracticePage) -> None:
    _grade(qtbot, page)
    qtbot.waitUntil(lambda: page.verdict.thinking.text() == "")
    assert page.verdict.reason.plain_text.startswith("Not yet: plants take in carbon dioxide")


def test_a_dispute_can_be_taken_back(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    _grade(qtbot, page)
    page.bar.dispute.click()
    qtbot.waitUntil(lambda: "Your teacher will look" in page.notice.message)
    assert tutor.disputes == [1]
    page.bar.dispute.click()
    qtbot.waitUntil(lambda: not page.notice.message)
    assert tutor.disputes == []


def test_trying_again_names_the_question(qtbot: QtBot, page: PracticePage, tutor: FakeTutor) -> None:
    _grade(qtbot, page)
    page.bar.again.click()
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    page.bar.submit.click()
    qtbot.waitUntil(lambda: page.stage is Stage.GRADED)
    assert tutor.again == [None, PLANTS.id]


def test_a_question_that_was_met_lets_its_sheet_be_looked_at(
    qtbot: QtBot, page: PracticePage, tutor: FakeTutor
) -> None:
    tutor.met = Met(make_sheet(1), NOW, True)
    _ask(qtbot, page)
    assert page.question.met.isVisible()
    assert "You met this on" in page.question.met.button.text()
    assert not page.question.met.is_open
    page.question.met.button.click()
    assert page.question.met.is_open


def test_the_end_counts_what_happened(qtbot: QtBot, page: PracticePage) -> None:
    _grade(qtbot, page)
    page.bar.next.click()
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    page.bar.give_up.click()
    qtbot.waitUntil(lambda: page.stage is Stage.GRADED)
    assert page.bar.next.text() == "Finish"
    page.bar.next.click()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert page.summary.said.plain == "You answered 2 questions."
    with qtbot.waitSignal(page.today_asked):
        page.summary.back.click()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_asked_and_graded(qtbot: QtBot, jobs: Jobs, kind: Kind) -> None:
    question = next(question for question in QUESTIONS if question.kind is kind)
    desk = Desk(FakeTutor((question,)), jobs)  # type: ignore[arg-type]  # the same face
    desk.student = MIA
    page = PracticePage(desk)
    qtbot.addWidget(page)
    page.begin()
    qtbot.waitUntil(lambda: page.stage is Stage.ASKING)
    page.bar.give_up.click()
    qtbot.waitUntil(lambda: page.stage is Stage.GRADED)
    qtbot.waitUntil(lambda: not jobs.is_busy())
    is_list = kind in (Kind.ORDER, Kind.MATCH)
    assert (page.verdict.missing.words if is_list else page.verdict.key).plain_text


def test_a_short_question_needs_no_scrolling(qtbot: QtBot, page: PracticePage) -> None:
    _ask(qtbot, page)
    qtbot.waitUntil(lambda: page._column.verticalScrollBar().maximum() == 0)
