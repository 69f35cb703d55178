"""Grades JSON Lines: questions, references and answers from anywhere, one verdict a line. Needs no store."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from tutor.bank.marked import MOST_ANSWERS
from tutor.domain.answer import Answer
from tutor.domain.errors import ModelStoppedError, TutorError
from tutor.domain.grade import Grade, IdeaMatch, Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.ports import Chat
from tutor.domain.question import (
    ChemistryKey,
    ChoiceKey,
    DateKey,
    ExactKey,
    ExpressionKey,
    Key,
    KeyIdea,
    Kind,
    MarkedAnswer,
    NumericKey,
    Option,
    OutputKey,
    Question,
    TextKey,
)
from tutor.domain.translation import _
from tutor.grading import Tools, grade
from tutor.paths import Paths

if TYPE_CHECKING:
    from tutor.grading.second_judge import SecondJudge

_POSSIBLE = (
    Kind.SHORT_TEXT,
    Kind.EXACT_TEXT,
    Kind.NUMERIC,
    Kind.EXPRESSION,
    Kind.TRUE_FALSE,
    Kind.CHEMISTRY,
    Kind.DATE,
    Kind.OUTPUT,
)


def grade_lines(
    lines: Iterable[str], tools: Tools, chat: Chat | None = None, second: "SecondJudge | None" = None
) -> Iterator[dict[str, Any]]:
    """Grade each line, in order; blank lines are passed over.

    A line is `{"question": str, "reference_answers": [str, ...], "answer": str}` with optional `kind`, `key_ideas`,
    `passage` and `marked_answers` (of the same question, `[{"answer": str, "mark": str}, ...]` with the marks correct,
    partial and incorrect). Yields the grade's fields, or `{"error": str, "line": int}` (lines are counted from 1).
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question, answer = read_line(line)
            yield _graded(question, answer, tools, chat, second)
        except (TutorError, ValueError) as error:
            yield {"error": str(error), "line": number}


def as_dict(made: Grade, feedback: str | None = None) -> dict[str, Any]:
    """Give a grade as JSON's types; `feedback` takes the place of the grade's own."""
    return {
        "verdict": made.verdict.value,
        "score": round(made.score, 4),
        "probability_correct": round(made.probability, 4),
        "grader": made.graded_by,
        "feedback": feedback if feedback is not None else made.feedback,
        "covered": list(made.covered),
        "missing": list(made.missing),
        "ideas": [_idea(one) for one in made.ideas],
    }


def _idea(one: IdeaMatch) -> dict[str, Any]:
    """Give an idea as JSON's types; spans are pairs of characters, the second not included."""
    return {
        "text": one.text,
        "covered": one.is_covered,
        "in_answer": [[span.start, span.end] for span in one.answer_spans],
        "reference": one.reference,
        "in_reference": [[span.start, span.end] for span in one.reference_spans],
    }


def _graded(
    question: Question, answer: Answer, tools: Tools, chat: Chat | None, second: "SecondJudge | None"
) -> dict[str, Any]:
    for is_last in (False, True):
        try:
            made = _judged(question, answer, tools, second)
            break
        except ModelStoppedError:
            if is_last:
                raise
    feedback = None
    if chat is not None and made.verdict is not Verdict.UNSURE:
        from tutor.grading.wording import explain

        feedback = explain(question, answer, made, chat).text
    return as_dict(made, feedback)


def _judged(question: Question, answer: Answer, tools: Tools, second: "SecondJudge | None") -> Grade:
    made = grade(question, answer, tools)
    if second is None or question.kind is not Kind.SHORT_TEXT:
        return made
    from tutor.grading.second_judge import reconsider

    return reconsider(question, answer, made, second, tools.thresholds)[0]


def read_line(line: str) -> tuple[Question, Answer]:
    """Read what one line asks and answers; ValueError says what is wrong with it."""
    if any("\udc80" <= sign <= "\udcff" for sign in line):
        raise ValueError(_("This line is not UTF-8 text."))
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(_("This is not JSON: {reason}").format(reason=error)) from error
    if not isinstance(row, dict):
        raise ValueError(_("A line must be a JSON object, with question, reference_answers and answer."))
    prompt, answer = _text(row, "question"), _text(row, "answer")
    kind = _kind(row)
    question = Question(
        id=QuestionId("line"),
        kind=kind,
        prompt=prompt,
        key=_key(kind, _texts(row, "reference_answers", least=1), _texts(row, "key_ideas", least=0), _marked(row)),
        passage=_text(row, "passage") if row.get("passage") is not None else "",
    )
    return question, _answer(kind, answer)


def _kind(row: Mapping[str, Any]) -> Kind:
    name = row.get("kind", Kind.SHORT_TEXT.value)
    for kind in _POSSIBLE:
        if name == kind.value:
            return kind
    names = ", ".join(kind.value for kind in _POSSIBLE)
    raise ValueError(_('"kind" is {name!r}; here it can be {names}.').format(name=name, names=names))


def _key(kind: Kind, references: tuple[str, ...], ideas: tuple[str, ...], marked: tuple[MarkedAnswer, ...]) -> Key:
    match kind:
        case Kind.EXACT_TEXT:
            return ExactKey(references)
        case Kind.NUMERIC:
            return NumericKey(references)
        case Kind.EXPRESSION:
            return ExpressionKey(references, variables=())
        case Kind.CHEMISTRY:
            return ChemistryKey(references)
        case Kind.DATE:
            return DateKey(references)
        case Kind.OUTPUT:
            return OutputKey(references)
        case Kind.TRUE_FALSE:
            return ChoiceKey(
                (Option("true", _("true")), Option("false", _("false"))), frozenset({references[0].strip().casefold()})
            )
        case _:
            return TextKey(references, tuple(KeyIdea(idea) for idea in ideas), marked)


def _marked(row: Mapping[str, Any]) -> tuple[MarkedAnswer, ...]:
    """Read the answers that a person has marked."""
    rows = row.get("marked_answers", [])
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise ValueError(_('"marked_answers" must be a list of objects with "answer" and "mark".'))
    if len(rows) > MOST_ANSWERS:
        raise ValueError(_('"marked_answers" holds more than {count}.').format(count=MOST_ANSWERS))
    return tuple(MarkedAnswer(_text(one, "answer"), _mark(one)) for one in rows if _text(one, "answer").strip())


def _mark(row: Mapping[str, Any]) -> Verdict:
    for mark in (Verdict.CORRECT, Verdict.PARTIAL, Verdict.INCORRECT):
        if row.get("mark") == mark.value:
            return mark
    raise ValueError(_('"mark" is {name!r}; it can be correct, partial or incorrect.').format(name=row.get("mark")))


def _answer(kind: Kind, text: str) -> Answer:
    return Answer(picks=(text.strip().casefold(),)) if kind is Kind.TRUE_FALSE else Answer(text)


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise ValueError(_('"{name}" must be a text.').format(name=name))
    return value


def _texts(row: Mapping[str, Any], name: str, least: int) -> tuple[str, ...]:
    values = row.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values) or len(values) < least:
        raise ValueError(_('"{name}" must be a list of {least} or more texts.').format(name=name, least=least))
    return tuple(value for value in values if value.strip()) or _blank(name, least)


def _blank(name: str, least: int) -> tuple[str, ...]:
    if least:
        raise ValueError(_('"{name}" holds only blank texts.').format(name=name))
    return ()


@contextmanager
def grading_tools(paths: Paths, *, with_chat: bool = True) -> Iterator[tuple[Tools, Chat | None]]:
    """Give what grading needs, without a store; the processes behind it end with the block."""
    from tutor.grading.algebra_process import AlgebraProcess
    from tutor.llm.models import Models

    models, algebra = Models(paths), AlgebraProcess()
    try:
        yield Tools(models.encoder, algebra), models.chat if with_chat else None
    finally:
        algebra.close()
        models.close()


def second_judge(paths: Paths, chat: Chat | None) -> "SecondJudge | None":
    """Give the bundled chat model as a second judge, where it has earned that in its exam."""
    from tutor.app.roles import Roles
    from tutor.llm.models import Models

    return Roles(paths, Models(paths)).second_judge(chat) if chat is not None else None


def read_and_grade(
    stream: BinaryIO, tools: Tools, chat: Chat | None = None, second: "SecondJudge | None" = None
) -> Iterator[dict[str, Any]]:
    """Grade the lines of a UTF-8 stream (a byte order mark is passed over); other bytes give an error row."""
    yield from grade_lines((_decoded(raw) for raw in stream), tools, chat, second)


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8-sig", errors="surrogateescape")
