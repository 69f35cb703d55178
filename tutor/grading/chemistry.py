"""Chemical formulas and equations: the same substances, balanced, in any whole multiple."""

from tutor.domain import chemical
from tutor.domain.answer import Answer
from tutor.domain.grade import Grade
from tutor.domain.question import ChemistryKey, Kind, Question
from tutor.domain.translation import _
from tutor.grading.chemical_equation import judge_equation
from tutor.grading.chemical_match import formula_slip, is_same_structure, state_slip
from tutor.grading.chemical_reader import Term, is_equation, read_equation, read_formula
from tutor.grading.marks import best_of, partly, right
from tutor.grading.registry import grader
from tutor.grading.tools import Tools

NAME = "chemistry"


@grader(NAME, kinds={Kind.CHEMISTRY})
def chemistry(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade a formula or an equation."""
    key = question.key
    assert isinstance(key, ChemistryKey)
    if is_equation(key.accepted[0]):
        said = read_equation(answer.text)
        return best_of(judge_equation(said, read_equation(text), key, NAME) for text in key.accepted)
    one = read_formula(answer.text)
    return best_of(_judge_formula(one, read_formula(text), key) for text in key.accepted)


def check_chemistry(key: ChemistryKey, text: str) -> None:
    """Raise AnswerFormError when a text is no formula, or no equation where one is asked for."""
    if is_equation(key.accepted[0]):
        read_equation(text)
    else:
        read_formula(text)


def _judge_formula(said: Term, wanted: Term, key: ChemistryKey) -> Grade:
    if not is_same_structure(said, wanted):
        return formula_slip(said, wanted, NAME)
    if said.number != wanted.number:
        says = _("The formula is right. Leave out the number in front: {formula}.")
        return partly(NAME, 0.5, says.format(formula=chemical.written(wanted.written)))
    slip = state_slip([(said, wanted)], key.states)
    return partly(NAME, 0.5, slip) if slip else right(NAME)
