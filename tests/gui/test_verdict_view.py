"""The moment of the grade: what is underlined in the answer that is shown below."""

from pytestqt.qtbot import QtBot

from tests.gui.fake_tutor import MIA, NOW
from tutor.app.views import Outcome, SheetChangeKind
from tutor.domain.answer import Answer, Submission
from tutor.domain.grade import Explanation, Grade, IdeaMatch, Span, Verdict
from tutor.domain.ids import QuestionId, SubmissionId
from tutor.domain.question import Kind, Question, TextKey
from tutor.gui.verdict_view import VerdictView

REFERENCE = "The string is tighter, so the pitch is higher."
SAID = IdeaMatch("The string is tighter", True, (Span(3, 10),), REFERENCE, (Span(0, 21),))
LACKING = IdeaMatch("the pitch is higher", False, (), REFERENCE, (Span(26, 45),))


def shown(qtbot: QtBot, *ideas: IdeaMatch) -> VerdictView:
    question = Question(QuestionId("q"), Kind.SHORT_TEXT, "What changed?", TextKey((REFERENCE,)))
    submission = Submission(SubmissionId(1), MIA.id, question.id, Answer("is tighter"), NOW, None, "is tighter")
    grade = Grade(Verdict.PARTIAL, 0.5, 0.5, "Partly.", "fake", missing=(LACKING.text,), ideas=ideas)
    view = VerdictView()
    qtbot.addWidget(view)
    view.show_outcome(Outcome(submission, question, grade, Explanation("Partly.", "plain"), None, SheetChangeKind.NONE))
    return view


def test_what_was_said_is_underlined_in_the_answer_below(qtbot: QtBot) -> None:
    view = shown(qtbot, SAID, LACKING)
    assert "underlined" in view.key_caption.text()
    assert view.key.plain_text == REFERENCE


def test_without_ideas_the_answer_below_has_no_marks(qtbot: QtBot) -> None:
    assert "underlined" not in shown(qtbot).key_caption.text()
    assert "underlined" not in shown(qtbot, LACKING).key_caption.text()
