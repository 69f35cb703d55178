"""Whether an answer has the form that its question asks for, so that a slip is asked again and not marked wrong."""

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.question import (
    ChemistryKey,
    ChoiceKey,
    ClozeKey,
    DateKey,
    ExpressionKey,
    Kind,
    MatchKey,
    NumericKey,
    OrderKey,
    OutputKey,
    Question,
)
from tutor.domain.translation import _, ngettext
from tutor.grading.signs import visible

_MAX_LENGTH = 10_000
_MAX_LINE = 300


def check_form(question: Question, answer: Answer) -> None:
    """Raise AnswerFormError, with a hint, for an answer that can't be graded; "I don't know" always can."""
    if answer.gave_up:
        return
    if not any(visible(text).strip() for text in (answer.text, *answer.picks)):
        raise AnswerFormError(_("There is no answer yet."), _("Write or choose something, or say “I don't know”."))
    match question.key:
        case ChoiceKey() as key:
            _check_choice(question.kind, key, answer.picks)
        case OrderKey() as key:
            if sorted(answer.picks) != sorted(item.id for item in key.items):
                raise AnswerFormError(_("Not everything is in the order yet."), _("Use each one once."))
        case MatchKey() as key:
            _check_pairs(key, answer.picks)
        case ClozeKey() as key:
            _check_gaps(key, answer.picks, question.language)
        case NumericKey() as key:
            from tutor.grading.numeric import check_number

            check_number(key, answer.text, question.language)
        case ExpressionKey() as key:
            from tutor.grading.expression import check_expression

            check_expression(key, answer.text, question.language)
        case ChemistryKey() as key:
            from tutor.grading.chemistry import check_chemistry

            check_chemistry(key, answer.text)
        case DateKey() as key:
            from tutor.grading.dates import check_date

            check_date(key, answer.text, question.language)
        case OutputKey():
            from tutor.grading.output import check_output

            check_output(answer.text)
        case _:
            _check_text(question.kind, answer.text)


def _check_text(kind: Kind, text: str) -> None:
    if not visible(text).strip():
        raise AnswerFormError(_("There is no answer yet."), _("Write something, or say “I don't know”."))
    if len(text) > (_MAX_LINE if kind is Kind.EXACT_TEXT else _MAX_LENGTH):
        raise AnswerFormError(_("That answer is too long."), _("Say it in fewer words."))


def _check_choice(kind: Kind, key: ChoiceKey, picks: tuple[str, ...]) -> None:
    if not set(picks) <= {option.id for option in key.options}:
        raise AnswerFormError(_("There is no such option."), _("Choose one of the options shown."))
    if kind is not Kind.MULTIPLE_CHOICE and len(picks) != 1:
        raise AnswerFormError(_("Only one option can be chosen."), _("Choose the one that fits best."))
    if len(set(picks)) != len(picks):
        raise AnswerFormError(_("One option is chosen twice."), _("Choose each option once."))


def _check_pairs(key: MatchKey, picks: tuple[str, ...]) -> None:
    from tutor.grading.match import pairs_of

    if not pairs_of(key, picks):
        raise AnswerFormError(_("I can't read those pairs."), _("Give each one on the left one partner."))


def _check_gaps(key: ClozeKey, picks: tuple[str, ...], language: str) -> None:
    if len(picks) != len(key.gaps):
        says = ngettext("There is one gap to fill.", "There are {count} gaps to fill.", len(key.gaps))
        raise AnswerFormError(says.format(count=len(key.gaps)), _("Write one answer for each gap."))
    from tutor.grading.numeric import check_number

    for place, (gap, text) in enumerate(zip(key.gaps, picks, strict=True), start=1):
        if len(text) > _MAX_LINE:
            raise AnswerFormError(_("Gap {place} is too long.").format(place=place), _("Say it in fewer words."))
        if isinstance(gap, NumericKey) and text.strip():
            try:
                check_number(gap, text, language)
            except AnswerFormError as error:
                message = _("Gap {place}: {note}").format(place=place, note=error.message)
                raise AnswerFormError(message, error.hint) from error
