"""Read the answer key of each kind of question."""

import math
import re
from collections.abc import Callable

from tutor.bank.form import Form
from tutor.bank.markup import gap_names
from tutor.bank.subject_keys import read_chemistry, read_date_key, read_output
from tutor.bank.tree import Fields, Text
from tutor.domain.question import (
    ChoiceKey,
    ClozeKey,
    ExactKey,
    ExpressionKey,
    Key,
    KeyIdea,
    Kind,
    MatchKey,
    NumericKey,
    Option,
    OrderKey,
    TextKey,
)
from tutor.domain.translation import _

MOST_IDEAS = 4
_NUMBER = re.compile(
    r"[+\-−]?\s*(?:\d+\s+\d+\s*/\s*\d+|\d+\s*/\s*\d+|(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+\-−]?\d{1,3})?)\s*%?"
)
_UNIT = re.compile(r"[A-Za-zµμΩ°€£$%][\w°µμΩ²³ ^*/().·-]*")
_EXPRESSION = re.compile(r"[\w\s.,;+\-−±*/·×÷^(){}=<>≤≥≠∈|√π!²³]+")
_TOLERANCE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(%?)")


def _short_text(form: Form) -> Key | None:
    references = _values(form.texts("answers", required=True, is_markdown=True))
    ideas = tuple(idea for node in form.nodes("key_ideas", required=True) if (idea := _idea(form, node)) is not None)
    if len(ideas) > MOST_IDEAS:
        form.report.error(
            form.place("key_ideas"),
            _("A question has at most {count} key ideas.").format(count=MOST_IDEAS),
            _("Ask for less, or make two questions of it."),
        )
    if len({idea.text.casefold() for idea in ideas}) < len(ideas):
        form.report.error(form.place("key_ideas"), _("A key idea stands here twice."), _("Remove one."))
    return TextKey(references, ideas) if references else None


def _idea(form: Form, node: object) -> KeyIdea | None:
    if isinstance(node, Text):
        return KeyIdea(form.look_at(node)) if not node.is_empty else None
    part = form.as_form(node, "key_ideas") if isinstance(node, Fields) else None
    if part is None:
        form.report.error(
            form.place("key_ideas"),
            _("A key idea is a text, or 'text' with 'variants'."),
            _("Write it as '- sunlight gives the energy'."),
        )
        return None
    idea = KeyIdea(part.markdown("text", required=True), _values(part.texts("variants", is_markdown=True)))
    part.close()
    return idea if idea.text else None


def _exact(form: Form) -> ExactKey | None:
    accepted = _values(form.texts("answers", required=True))
    case_matters, typos = form.flag("case_matters"), form.whole("typos", range(2), 0)
    return ExactKey(accepted, case_matters or False, typos) if accepted else None


def _numeric(form: Form) -> NumericKey | None:
    written = form.texts("answers", required=True)
    for text in written:
        if not _NUMBER.fullmatch(text.value.strip()) or re.search(r"/\s*0+\b", text.value):
            form.report.error(
                text,
                _("'{text}' is not a number.").format(text=text.value[:40]),
                _("Write 12, 0.5, 3/4 or 1 1/2; the unit has a line of its own, 'unit:'."),
            )
    tolerance, is_relative = _tolerance(form)
    unit = form.written("unit")
    if unit is not None and not _UNIT.fullmatch(unit.value):
        form.report.error(unit, _("This unit can't be read."), _("Write it as m, cm**2, m/s or degC."))
    accepted = _values(written)
    return NumericKey(accepted, tolerance, is_relative, unit.value if unit else "") if accepted else None


def _tolerance(form: Form) -> tuple[float, bool]:
    """Give a tolerance ("0.1" or "2 %") as a number, and whether it is a share."""
    text = form.written("tolerance")
    if text is None:
        return 0.0, False
    found = _TOLERANCE.fullmatch(text.value.strip())
    if found is None or not math.isfinite(float(found[1])):
        form.report.error(text, _("This tolerance can't be read."), _("Write a number such as 0.1, or a share: 2 %."))
        return 0.0, False
    is_relative = bool(found[2])
    return float(found[1]) / (100 if is_relative else 1), is_relative


def _expression(form: Form) -> Key | None:
    written = form.texts("answers", required=True)
    letters = form.texts("variables")
    variables = _values(letters) or ("x",)
    for letter in letters:
        if not re.fullmatch(r"[^\W\d_](?:_?\w{1,3})?", letter.value):
            form.report.error(letter, _("A variable is a letter, such as x."))
    for text in written:
        if (
            not _EXPRESSION.fullmatch(text.value)
            or text.value.count("(") != text.value.count(")")
            or text.value.rstrip()[-1] in "+-−*/·×÷^=("
        ):
            form.report.error(
                text,
                _("'{text}' is not an expression.").format(text=text.value[:40]),
                _("Write it without dollars, as 2*x + 6 or y = 3x - 1."),
            )
    shape = form.word("form", ("expanded", "factored", "simplest"))
    accepted = _values(written)
    return ExpressionKey(accepted, variables, shape) if accepted else None


def _choice(form: Form) -> Key | None:
    options, right = [], []
    for place, part in enumerate(form.forms("options", required=True)):
        name = part.text("id") or _letter(place)
        options.append(Option(name, part.markdown("text", required=True), part.markdown("feedback")))
        if part.flag("correct"):
            right.append(name)
        part.close()
    node = form.place("options")
    if len(options) < 2:
        form.report.error(node, _("A question to pick from has two options or more."))
    if len({option.id for option in options}) < len(options):
        form.report.error(node, _("Two options have the same id."), _("Give each its own, or leave the ids out."))
    if len({option.text.casefold() for option in options}) < len(options):
        form.report.error(node, _("Two options say the same."), _("Change one of them."))
    return ChoiceKey(tuple(options), frozenset(right)) if _is_well_marked(form, len(right)) and options else None


def _is_well_marked(form: Form, right: int) -> bool:
    is_single = form.text("kind") == Kind.CHOICE
    if right == 0 or (is_single and right > 1):
        form.report.error(
            form.place("options"),
            _("Exactly one option is right.") if is_single else _("At least one option is right."),
            _("Mark it with 'correct: true'; use kind: multiple_choice for several."),
        )
        return False
    return True


def _letter(place: int) -> str:
    return chr(ord("a") + place) if place < 26 else str(place)


def _true_false(form: Form) -> Key | None:
    form.written("answer", required=True)
    answer = form.flag("answer")
    feedback = form.markdown("feedback")
    if answer is None:
        return None
    options = tuple(
        Option(name, text, feedback if (name == "true") != answer else "")
        for name, text in (("true", _("True")), ("false", _("False")))
    )
    return ChoiceKey(options, frozenset({"true" if answer else "false"}))


def _order(form: Form) -> Key | None:
    texts = form.texts("items", required=True, is_markdown=True)
    items = tuple(Option(f"i{place}", text.value.strip()) for place, text in enumerate(texts, start=1))
    if len(items) < 2 or len({item.text.casefold() for item in items}) < len(items):
        form.report.error(form.place("items"), _("Two or more different things are put in order."))
        return None
    return OrderKey(items)


def _match(form: Form) -> Key | None:
    lefts, rights, pairs = [], dict[str, Option](), []
    for place, part in enumerate(form.forms("pairs", required=True), start=1):
        left = Option(f"l{place}", part.markdown("left", required=True))
        right = part.markdown("right", required=True)
        option = rights.setdefault(right, Option(f"r{len(rights) + 1}", right))
        lefts.append(left)
        pairs.append((left.id, option.id))
        part.close()
    for text in form.texts("distractors", is_markdown=True):
        if text.value.strip() in rights:
            form.report.error(text, _("This stands among the pairs too."), _("Choose another, or remove it."))
        rights.setdefault(text.value.strip(), Option(f"r{len(rights) + 1}", text.value.strip()))
    if len(lefts) < 2 or len({left.text.casefold() for left in lefts}) < len(lefts):
        form.report.error(form.place("pairs"), _("Two or more different things are matched."))
        return None
    return MatchKey(tuple(lefts), tuple(rights.values()), tuple(pairs))


def _cloze(form: Form) -> Key | None:
    gaps = []
    for part in form.forms("gaps", required=True):
        gap = _numeric(part) if part.flag("numeric") else _exact(part)
        part.close()
        if gap is not None:
            gaps.append(gap)
    wanted = tuple(str(place) for place in range(1, len(gaps) + 1))
    if gaps and gap_names(form.text("prompt")) != wanted:
        form.report.error(
            form.place("prompt"),
            _("The gaps of the text and of the list don't match: the list has {count}.").format(count=len(gaps)),
            _("Write {{1}}, {{2}} and so on into the prompt, in this order, one for each part of 'gaps'."),
        )
    return ClozeKey(tuple(gaps)) if gaps else None


_READERS: dict[Kind, Callable[[Form], Key | None]] = {
    Kind.SHORT_TEXT: _short_text,
    Kind.EXACT_TEXT: _exact,
    Kind.CHOICE: _choice,
    Kind.MULTIPLE_CHOICE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.NUMERIC: _numeric,
    Kind.EXPRESSION: _expression,
    Kind.ORDER: _order,
    Kind.MATCH: _match,
    Kind.CLOZE: _cloze,
    Kind.CHEMISTRY: read_chemistry,
    Kind.DATE: read_date_key,
    Kind.OUTPUT: read_output,
}


def read_key(kind: Kind, form: Form) -> Key | None:
    """Give the answer key of one question; None where it can't be made, and the form's report says why."""
    errors_before = form.report.errors
    try:
        return _READERS[kind](form)
    except ValueError:
        # The key refused what was noted already; anything else is our bug.
        if form.report.errors == errors_before:
            raise
        return None


def _values(texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.value.strip() for text in texts))
