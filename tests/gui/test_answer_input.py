"""Answering by keyboard alone, in every way."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.fake_tutor import PLANTS, QUESTIONS
from tutor.domain.answer import Answer
from tutor.domain.ids import QuestionId
from tutor.domain.question import ChemistryKey, DateKey, Key, Kind, OutputKey, Question
from tutor.gui.answer_input import AnswerInput, input_for, options_of, prompt_of
from tutor.gui.answer_input.choice_input import ChoiceInput
from tutor.gui.answer_input.cloze_input import ClozeInput
from tutor.gui.answer_input.line_input import ChemistryInput, ExpressionInput, LineInput
from tutor.gui.answer_input.match_input import MatchInput
from tutor.gui.answer_input.order_input import OrderInput
from tutor.gui.answer_input.text_input import OutputInput, TextInput
from tutor.gui.theme import theme

pytestmark = pytest.mark.window
_MORE: list[tuple[Kind, Key]] = [  # not in a sitting of the small Tutor
    (Kind.CHEMISTRY, ChemistryKey(("H2O",))),
    (Kind.DATE, DateKey(("1969",))),
    (Kind.OUTPUT, OutputKey(("  *\n***",))),
]
_OF = {question.kind: question for question in QUESTIONS}
_OF |= {kind: Question(QuestionId(f"more/{kind}"), kind, "What is it?", key) for kind, key in _MORE}
_ANSWERS = {
    Kind.SHORT_TEXT: Answer("water\nand light"),
    Kind.EXACT_TEXT: Answer("photosynthesis"),
    Kind.CHOICE: Answer(picks=("b",)),
    Kind.MULTIPLE_CHOICE: Answer(picks=("a", "c")),
    Kind.TRUE_FALSE: Answer(picks=("false",)),
    Kind.NUMERIC: Answer("75 km/h"),
    Kind.EXPRESSION: Answer("2x+6"),
    Kind.ORDER: Answer(picks=("c", "a", "d", "b")),
    Kind.MATCH: Answer(picks=("a=x", "c=z")),
    Kind.CLOZE: Answer(picks=("100", "steam")),
    Kind.CHEMISTRY: Answer("2 H2 + O2 -> 2 H2O"),
    Kind.DATE: Answer("20 July 1969"),
    Kind.OUTPUT: Answer("  *\n***"),
}


def _open(qtbot: QtBot, question: Question) -> AnswerInput:
    field = input_for(question, *options_of(question))
    qtbot.addWidget(field)
    field.resize(600, 400)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is field)
    field.focus_first()
    return field


def _focused(qtbot: QtBot) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize("kind", list(Kind))
def test_an_answer_comes_back_as_it_was_set_and_without_a_word(qtbot: QtBot, kind: Kind) -> None:
    field = _open(qtbot, _OF[kind])
    with qtbot.assertNotEmitted(field.changed):
        field.set_answer(_ANSWERS[kind])
    answer = field.answer()
    assert (answer.text, set(answer.picks)) == (_ANSWERS[kind].text, set(_ANSWERS[kind].picks))
    if kind is Kind.ORDER:
        assert answer.picks == _ANSWERS[kind].picks


@pytest.mark.parametrize("kind", list(Kind))
def test_every_control_has_a_name_and_is_large_enough(qtbot: QtBot, kind: Kind) -> None:
    field = _open(qtbot, _OF[kind])
    for control in field.findChildren(QWidget):
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible():
            assert control.accessibleName(), control
            assert control.height() >= theme().target, control


@pytest.mark.parametrize("kind", list(Kind))
def test_a_locked_answer_stays(qtbot: QtBot, kind: Kind) -> None:
    field = _open(qtbot, _OF[kind])
    field.set_answer(_ANSWERS[kind])
    before = field.answer()
    field.lock()
    target = QApplication.focusWidget() or field
    with qtbot.assertNotEmitted(field.submitted):
        for key in (Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_Return):
            QTest.keyClick(target, key)
        QTest.keyClick(target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(target, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.answer() == before


def test_words_are_sent_by_ctrl_enter(qtbot: QtBot) -> None:
    field = _open(qtbot, PLANTS)
    assert isinstance(field, TextInput)
    QTest.keyClicks(field.field, "water")
    with qtbot.assertNotEmitted(field.submitted):
        QTest.keyClick(field.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.answer() == Answer("water\n")


def test_the_field_grows_to_six_lines(qtbot: QtBot) -> None:
    field = _open(qtbot, PLANTS)
    assert isinstance(field, TextInput)
    one = field.field.sizeHint().height()
    field.field.setPlainText("\n" * 4)
    five = field.field.sizeHint().height()
    field.field.setPlainText("\n" * 5)
    six = field.field.sizeHint().height()
    field.field.setPlainText("\n" * 20)
    assert one < five < six == field.field.sizeHint().height()


@pytest.mark.parametrize("kind", [Kind.EXACT_TEXT, Kind.NUMERIC, Kind.EXPRESSION, Kind.CHEMISTRY, Kind.DATE])
def test_a_line_is_sent_by_enter(qtbot: QtBot, kind: Kind) -> None:
    field = _open(qtbot, _OF[kind])
    assert isinstance(field, LineInput)
    QTest.keyClicks(field.field, "7")
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert field.answer() == Answer("7")


def test_an_expression_is_shown_as_it_is_read(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.EXPRESSION])
    assert isinstance(field, ExpressionInput)
    QTest.keyClicks(field.field, "x/2")
    assert field.preview.plain_text == r"\frac{x}{2}"
    QTest.keyClicks(field.field, "+(")
    assert field.preview.plain_text == ""


def test_a_chemical_formula_is_shown_as_in_a_book(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.CHEMISTRY])
    assert isinstance(field, ChemistryInput)
    QTest.keyClicks(field.field, "2 H2 + O2 -> 2 H2O")
    assert field.preview.text() == "2 H₂ + O₂ → 2 H₂O"
    assert field.answer() == Answer("2 H2 + O2 -> 2 H2O")


def test_what_is_printed_is_written_in_signs_of_one_width(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.OUTPUT])
    assert isinstance(field, OutputInput)
    widths = {field.field.fontMetrics().horizontalAdvance(sign * 20) for sign in "iM *"}
    assert len(widths) == 1
    QTest.keyClicks(field.field, "  *")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    QTest.keyClicks(field.field, "***")
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.answer() == Answer("  *\n***")


def test_a_number_key_picks_wherever_the_keyboard_is(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.CHOICE])
    assert isinstance(field, ChoiceInput)
    third = list(field.cards)[2]
    with qtbot.waitSignal(field.changed):
        QTest.keyClick(_focused(qtbot), Qt.Key.Key_3)
    assert field.answer() == Answer(picks=(third,))
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(_focused(qtbot), Qt.Key.Key_Return)


def test_only_one_option_can_be_picked(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.TRUE_FALSE])
    QTest.keyClick(_focused(qtbot), Qt.Key.Key_1)
    QTest.keyClick(_focused(qtbot), Qt.Key.Key_2)
    assert field.answer() == Answer(picks=("false",))


def test_several_options_are_picked_and_taken_back(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.MULTIPLE_CHOICE])
    assert isinstance(field, ChoiceInput)
    names = list(field.cards)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_2):
        QTest.keyClick(_focused(qtbot), key)
    assert field.answer() == Answer(picks=(names[0], names[3]))


def test_a_click_anywhere_on_a_card_picks_it(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.CHOICE])
    assert isinstance(field, ChoiceInput)
    card = list(field.cards.values())[1]
    QTest.mouseClick(
        card, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(card.width() - 90, card.height() // 2)
    )
    assert card.isChecked()


def test_rows_are_moved_by_alt_and_the_arrows(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.ORDER])
    assert isinstance(field, OrderInput)
    names = [row.option.id for row in field.rows]
    row = field.rows[0]
    with qtbot.waitSignal(field.changed):
        QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.answer().picks == (names[1], names[0], *names[2:])
    assert row.accessibleName().startswith("2 of 4")
    assert _focused(qtbot) is row
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert _focused(qtbot) is field.rows[2]


def test_rows_are_moved_by_buttons_and_by_dragging(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.ORDER])
    assert isinstance(field, OrderInput)
    names = [row.option.id for row in field.rows]
    QTest.mouseClick(field.rows[3].up, Qt.MouseButton.LeftButton)
    assert field.answer().picks == (names[0], names[1], names[3], names[2])
    row = field.rows[0]
    place = QPoint(60, row.height() // 2)
    QTest.mousePress(row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseMove(row, place + QPoint(0, 2 * row.height() + 20))
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton)
    assert field.rows.index(row) >= 1


def test_pairs_are_chosen_by_keyboard(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.MATCH])
    assert isinstance(field, MatchInput)
    first = field.choices["a"]
    assert _focused(qtbot) is first
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert field.answer().picks == (f"a={first.itemData(1)}",)
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(first, Qt.Key.Key_Return)


def test_enter_goes_through_the_gaps_and_then_sends(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.CLOZE])
    assert isinstance(field, ClozeInput)
    QTest.keyClicks(field.gaps[0], "100")
    with qtbot.assertNotEmitted(field.submitted):
        QTest.keyClick(field.gaps[0], Qt.Key.Key_Return)
    assert _focused(qtbot) is field.gaps[1]
    QTest.keyClicks(field.gaps[1], "steam")
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field.gaps[1], Qt.Key.Key_Return)
    assert field.answer() == Answer(picks=("100", "steam"))


def test_a_cloze_text_shows_its_gaps_with_numbers() -> None:
    assert (
        prompt_of(_OF[Kind.CLOZE]) == r"Water boils at **(1)**\_\_\_\_\_\_ degrees and turns into **(2)**\_\_\_\_\_\_."
    )


def test_options_have_an_order_of_their_own_that_stays() -> None:
    order = _OF[Kind.ORDER]
    assert options_of(order, 1) == options_of(order, 1)
    assert options_of(order)[0] != order.key.items  # type: ignore[union-attr]  # an order question's key


def test_a_locked_card_is_no_button_any_more(qtbot: QtBot) -> None:
    field = _open(qtbot, _OF[Kind.CHOICE])
    field.lock()
    assert not any(card.isEnabled() for card in field.findChildren(QAbstractButton))
    field.unlock()
    assert all(card.isEnabled() for card in field.findChildren(QAbstractButton))
