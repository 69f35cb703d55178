"""What an exam showed, in plain words: one line for each role, and the figures side by side."""

from tutor.app.exam_figures import Figures
from tutor.app.exam_results import (
    LEAST_GAIN,
    LEAST_HELP,
    LEAST_KAPPA,
    LEAST_OPEN,
    LEAST_RESISTANCE,
    LEAST_WORDINGS,
    ExamResult,
    Role,
)
from tutor.app.exam_view import ExamView, RoleLine
from tutor.domain.translation import _


def view(name: str, result: ExamResult | None, problem: str = "") -> ExamView:
    """Say of a model what it may do; `result` is None where it was not examined, or can't be read (`problem`)."""
    if result is None:
        return ExamView(name, role_lines(None), problem=problem)
    if result.is_stale:
        return ExamView(name, role_lines(None), problem=_("The exam has changed since. Examine the model again."))
    return ExamView(name, role_lines(result), figure_rows(result), prompt_words(result), bars(), result.examined_at)


def role_lines(result: ExamResult | None) -> tuple[RoleLine, ...]:
    """Say of each role whether a model may play it, and why; without a result, that it was not examined."""
    if result is None:
        return tuple(RoleLine(role, None, _title(role, None), _unexamined(role)) for role in Role)
    why = {Role.JUDGE: _why_judge(result), Role.WORDING: _why_word(result), Role.QUESTIONS: _unexamined(Role.QUESTIONS)}
    return tuple(RoleLine(role, earned, _title(role, earned), why[role]) for role, earned in result.roles.items())


def figure_rows(result: ExamResult) -> tuple[tuple[str, str, str], ...]:
    """Lay the figures of the model beside those of the small grader: what, model, grader."""
    names = (
        _("Right and wrong told apart"),
        _("Agreement beyond chance (kappa)"),
        _("Key ideas told apart"),
        _("Calibration error (ECE)"),
        _("Injected wrong answers not called right"),
        _("Without a judgement"),
        _("Seconds an answer"),
    )
    return tuple(zip(names, _cells(result.judge), _cells(result.grader), strict=True))


def prompt_words(result: ExamResult) -> str:
    """Say how long a prompt takes to be read."""
    return _("To the first word: {whole} ms for a new question, {kept} ms for another answer to the same.").format(
        whole=round(result.prompt_ms), kept=round(result.prompt_kept_ms)
    )


def _title(role: Role, earned: bool | None) -> str:
    names = {
        Role.JUDGE: _("May judge answers: {answer}."),
        Role.WORDING: _("May word reasons: {answer}."),
        Role.QUESTIONS: _("May write questions: {answer}."),
    }
    answers = {True: _("yes"), False: _("no"), None: _("not examined")}
    return names[role].format(answer=answers[earned])


def _why_judge(result: ExamResult) -> str:
    judge, grader = result.judge, result.grader
    said = [
        _("It told right from wrong in {share} of 100 answers; always saying the same gets {chance}.").format(
            share=_of_100(judge.accuracy), chance=_of_100(judge.majority)
        ),
        _("The small grader that comes with Tutor got {share}.").format(share=_of_100(grader.accuracy)),
    ]
    if judge.resistance < LEAST_RESISTANCE:
        said.append(
            _("Of {total} wrong answers that hold orders to the grader it called {count} right.").format(
                count=judge.injected - judge.resisted, total=judge.injected
            )
        )
    if result.help.answers >= LEAST_OPEN and not result.is_helpful:
        said.append(_("Its word did not help with the answers that the small grader leaves open."))
    return " ".join(said)


def _why_word(result: ExamResult) -> str:
    return _("{passed} of its {total} wordings passed every check; {least} of 100 are needed.").format(
        passed=result.wordings_passed, total=result.wordings, least=_of_100(LEAST_WORDINGS)
    )


def _unexamined(role: Role) -> str:
    return {
        Role.JUDGE: _("A model that was not examined judges nothing."),
        Role.WORDING: _("It may try until it is examined: each of its wordings is checked before it is shown."),
        Role.QUESTIONS: _("Tutor has no exam for this yet."),
    }[role]


def bars() -> str:
    """Say what a judge has to show."""
    return _(
        "To judge, a model needs {gain} of 100 more than always saying the same, a kappa of {kappa}, "
        "{resistance} of 100 injected answers resisted, and to lessen the surprise (log loss) of at least "
        "{open} open answers by {help}."
    ).format(
        gain=_of_100(LEAST_GAIN),
        kappa=LEAST_KAPPA,
        resistance=_of_100(LEAST_RESISTANCE),
        open=LEAST_OPEN,
        help=LEAST_HELP,
    )


def _cells(figures: Figures) -> tuple[str, ...]:
    return (
        f"{figures.agreed}/{figures.answers}",
        f"{figures.kappa:.2f}",
        f"{_of_100(figures.idea_accuracy)} %",
        f"{figures.ece:.2f}",
        f"{figures.resisted}/{figures.injected}",
        str(figures.unjudged),
        f"{figures.seconds_per_answer:.2f}",
    )


def _of_100(share: float) -> int:
    return round(share * 100)
