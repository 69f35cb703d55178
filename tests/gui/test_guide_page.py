"""The guide: its list, its sheets, and checking oneself."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.fake_tutor import MIA, NOW, FakeTutor, make_sheet, make_sheets
from tutor.domain.answer import Answer
from tutor.domain.errors import ModelStoppedError
from tutor.domain.grade import Verdict
from tutor.domain.ids import SheetId
from tutor.domain.sheet import SheetStatus
from tutor.gui.answer_input.text_input import TextInput
from tutor.gui.guide_browser import GuideBrowser
from tutor.gui.guide_page import GuidePage
from tutor.gui.jobs import Jobs
from tutor.gui.page import Desk

pytestmark = pytest.mark.window


@pytest.fixture
def tutor() -> FakeTutor:
    """A Tutor with twenty sheets; the tenth and the twentieth are on plants."""
    return FakeTutor(sheets=make_sheets(20))


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, tutor: FakeTutor) -> Iterator[GuidePage]:
    """The page, seen, with its list read."""
    desk = Desk(tutor, jobs)  # type: ignore[arg-type]  # the same face
    desk.student = MIA
    made = GuidePage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.arrive()
    qtbot.waitUntil(lambda: not jobs.is_busy())
    yield made
    qtbot.waitUntil(lambda: not jobs.is_busy())


def _open(qtbot: QtBot, page: GuidePage, number: int = 10) -> None:
    page.open_sheet(SheetId(number))
    qtbot.waitUntil(lambda: page.is_sheet_shown)


def test_topics_stand_above_their_sheets(page: GuidePage) -> None:
    model = page.browser.model
    rows = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert rows[0] == "Algebra, 2 sheets"
    assert rows[1].startswith("Write 2(x+3) without brackets.")
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_a_sheet_is_opened_by_keyboard_and_left_by_going_back(qtbot: QtBot, page: GuidePage) -> None:
    page.browser.search.setFocus()
    QTest.keyClick(page.browser.search, Qt.Key.Key_Down)
    assert page.browser.list.hasFocus()
    QTest.keyClick(page.browser.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.is_sheet_shown)
    assert page.go_back()
    assert not page.is_sheet_shown
    assert not page.go_back()


def test_searching_waits_for_a_pause(qtbot: QtBot, page: GuidePage) -> None:
    with qtbot.assertNotEmitted(page.browser.wanted):
        QTest.keyClicks(page.browser.search, "moon")
    qtbot.waitUntil(lambda: page.browser.found.plain == "2 sheets found", timeout=3000)
    assert page.browser.model.rowCount() == 3


def test_nothing_found_says_what_to_do(qtbot: QtBot, page: GuidePage) -> None:
    page.browser.search.setText("zzz")
    QTest.keyClick(page.browser.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.browser.found.plain == "0 sheets found")
    assert not page.browser.list.isVisible()
    assert page.go_back()
    qtbot.waitUntil(page.browser.list.isVisible, timeout=3000)


def test_filters_show_their_counts_and_choose(qtbot: QtBot, page: GuidePage) -> None:
    assert page.browser.filters[""].text() == "All 20"
    assert page.browser.filters["mastered"].text() == "Known 2"
    page.browser.filters["mastered"].click()
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == 4)
    page.browser.filters["archived"].click()
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == 0)


def test_an_empty_guide_says_how_to_begin(qtbot: QtBot, page: GuidePage, tutor: FakeTutor) -> None:
    tutor.sheets = []
    page.browser.wanted.emit()
    qtbot.waitUntil(lambda: not page.browser.list.isVisible())
    assert not page.browser.search.isVisible()


def test_a_sheet_shows_what_was_typed_letter_by_letter(qtbot: QtBot, page: GuidePage, tutor: FakeTutor) -> None:
    tutor.sheets = [make_sheet(1, said="<b>x</b> $y$")]
    _open(qtbot, page, 1)
    assert page.sheet.known._said._words.toPlainText() == "<b>x</b> $y$"


def test_checking_oneself_hides_the_answer_and_shows_the_grade_in_place(
    qtbot: QtBot, page: GuidePage, tutor: FakeTutor
) -> None:
    tutor.verdict = Verdict.CORRECT
    _open(qtbot, page)
    page.sheet.check.click()
    assert not page.sheet.known.isVisible()
    field = page.sheet.input
    assert isinstance(field, TextInput)
    QTest.keyClicks(field.field, "carbon dioxide")
    QTest.keyClick(field.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.sheet.verdict.isVisible)
    assert page.sheet.verdict.word.text() == "Right"
    assert tutor.submissions[-1].answer == Answer("carbon dioxide")


def test_a_stopped_model_leaves_the_check_as_it_was(qtbot: QtBot, page: GuidePage, tutor: FakeTutor) -> None:
    tutor.errors = [ModelStoppedError("The model stopped.", "Try again.")]
    _open(qtbot, page)
    page.sheet.check.click()
    assert page.sheet.input is not None
    page.sheet.input.set_answer(Answer("water"))
    page.sheet.checking.send.click()
    qtbot.waitUntil(lambda: "The model stopped" in page.notice.message)
    assert page.sheet.input.answer() == Answer("water")
    assert not page.sheet.input.is_locked


def test_escape_leaves_a_check_for_its_sheet(qtbot: QtBot, page: GuidePage) -> None:
    _open(qtbot, page)
    page.sheet.check.click()
    assert page.go_back()
    assert page.is_sheet_shown
    assert page.sheet.known.isVisible()


def test_putting_away_can_be_undone(qtbot: QtBot, page: GuidePage, tutor: FakeTutor) -> None:
    _open(qtbot, page)
    page.sheet.archive.click()
    qtbot.waitUntil(lambda: "put away" in page.notice.message)
    assert tutor.sheet(SheetId(10)).sheet.status is SheetStatus.ARCHIVED
    page.notice.acted.emit()
    qtbot.waitUntil(lambda: "back in your guide" in page.notice.message)
    assert tutor.sheet(SheetId(10)).sheet.status is SheetStatus.ACTIVE


def test_a_sheet_that_is_gone_leads_back_to_the_list(qtbot: QtBot, page: GuidePage) -> None:
    page.open_sheet(SheetId(999))
    qtbot.waitUntil(lambda: "gone" in page.browser.notice.message)
    assert not page.is_sheet_shown


def test_ten_thousand_sheets_are_shown_and_scrolled_fast(qtbot: QtBot) -> None:
    guide = FakeTutor(sheets=make_sheets(10_000)).guide(MIA.id)
    browser = GuideBrowser()
    qtbot.addWidget(browser)
    browser.resize(1000, 700)
    with qtbot.waitExposed(browser):
        browser.show()
    began = time.perf_counter()
    browser.show_guide(guide, NOW)
    browser.grab()
    opened_s = time.perf_counter() - began
    bar = browser.list.verticalScrollBar()
    frames = []
    for step in range(40):
        began = time.perf_counter()
        bar.setValue(bar.maximum() * step // 39)
        browser.list.viewport().grab()
        frames.append(time.perf_counter() - began)
    assert opened_s < 0.3
    assert sorted(frames)[len(frames) // 2] < 0.03
    frame_ms, slowest_ms = sorted(frames)[20] * 1000, max(frames) * 1000
    print(f"opened in {opened_s * 1000:.0f} ms, a frame in {frame_ms:.1f} ms (slowest {slowest_ms:.1f})")
