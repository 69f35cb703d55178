"""From a tree to a pack: the pack's own lines, its passages and its questions."""

import re
from dataclasses import dataclass
from pathlib import Path

from tutor.bank.advice import advise
from tutor.bank.form import Form
from tutor.bank.images import check_images
from tutor.bank.keys import read_key
from tutor.bank.markup import gap_names
from tutor.bank.report import Report
from tutor.bank.tree import Fields, Node, Text
from tutor.domain.ids import PackId, PassageId, QuestionId
from tutor.domain.question import Kind, Pack, Passage, Question
from tutor.domain.translation import _

FORMAT = 1
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_AGES = range(3, 100)


@dataclass(frozen=True, slots=True)
class _About:
    """What a pack says of all its questions."""

    pack_id: PackId
    ages: tuple[int, int]
    language: str


def read_tree(root: Node, folder: Path, report: Report) -> Pack | None:
    """Give the pack that a tree describes; None where it can't be made, and `report` says why.

    `folder` is where the pack's file lies; its pictures lie in a folder beside it that is called like the pack.
    """
    images: list[tuple[Text, str]] = []
    if not isinstance(root, Fields):
        report.error(root, _("This is not a pack."), _("A pack begins with 'tutor: 1' and 'id:'."))
        return None
    form = Form(root, report, images)
    if not _is_our_format(form):
        return None
    about = _About(PackId(_name(form)), _ages(form), _language(form))
    title, description = form.text("title", required=True), form.text("description")
    licence = form.text("licence")
    passages = _passages(form, about)
    questions = _questions(form, about, passages)
    form.close()
    if about.pack_id:
        check_images(images, folder / about.pack_id, report)
    if report.errors:
        return None
    return Pack(
        id=about.pack_id,
        title=title,
        description=description,
        questions=questions,
        passages=tuple(passages.values()),
        ages=about.ages,
        language=about.language,
        licence=licence,
        folder=str(folder / about.pack_id),
    )


def _is_our_format(form: Form) -> bool:
    version = form.written("tutor", required=True)
    if version is None or version.value == str(FORMAT):
        return version is not None
    is_newer = version.value.isdecimal() and int(version.value[:9]) > FORMAT
    form.report.error(
        version,
        _("This pack is written for a newer Tutor.") if is_newer else _("The first line is 'tutor: 1'."),
        _("Get a newer Tutor.") if is_newer else "",
    )
    return False


def _name(form: Form) -> str:
    """Give the id of a pack, a passage or a question: small letters, digits and hyphens."""
    found = form.written("id", required=True)
    if found is None:
        return ""
    if not _NAME.fullmatch(found.value) or len(found.value) > 60:
        form.report.error(
            found,
            _("An id has small letters a to z, digits and single hyphens."),
            _("Write it as plants-food."),
        )
        return ""
    return found.value


def _ages(form: Form) -> tuple[int, int]:
    texts = form.texts("ages")
    if not texts:
        return 9, 19
    numbers = [form.as_whole(text, "ages", _AGES, 9) for text in texts]
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        form.report.error(form.place("ages"), _("The ages are two numbers, the lower one first."), "[9, 13]")
        return 9, 19
    return numbers[0], numbers[1]


def _language(form: Form) -> str:
    found = form.written("language")
    if found is None:
        return "en"
    if not _LANGUAGE.fullmatch(found.value):
        form.report.error(found, _("The language is a code."), _("Write en for English, de for German."))
    return found.value


def _passages(form: Form, about: _About) -> dict[str, Passage]:
    passages: dict[str, Passage] = {}
    names: set[str] = set()
    for part in form.forms("passages"):
        name = _new_name(part, names)
        passage = Passage(
            id=PassageId(f"{about.pack_id}/{name}"),
            title=part.text("title", required=True),
            text=part.markdown("text", required=True),
            source=part.text("source"),
        )
        part.close()
        passages.setdefault(name, passage)
    return passages


def _new_name(form: Form, known: set[str]) -> str:
    """Give an id that stands nowhere in `known`, and add it there."""
    name = _name(form)
    if name and name in known:
        form.report.error(form.place("id"), _("The id '{name}' is used twice.").format(name=name), _("Change one."))
    known.add(name)
    return name


def _questions(form: Form, about: _About, passages: dict[str, Passage]) -> tuple[Question, ...]:
    questions: list[Question] = []
    names: set[str] = set()
    for part in form.forms("questions", required=True):
        name = _new_name(part, names)
        question = _question(part, name, about, passages)
        if question is not None:
            questions.append(question)
    used = {question.passage_id for question in questions}
    if not form.report.errors:
        for passage in passages.values():
            if passage.id not in used:
                form.report.warn(
                    form.place("passages"),
                    _("No question leans on the passage '{name}'.").format(name=passage.title),
                    _("Name it in a question, or remove it."),
                )
    return tuple(questions)


def _question(form: Form, name: str, about: _About, passages: dict[str, Passage]) -> Question | None:
    """Read one question; None where it can't be made."""
    errors_before = form.report.errors
    kind = form.word("kind", tuple(Kind), required=True)
    prompt = form.markdown("prompt", required=True)
    hints = form.texts("hints", is_markdown=True)
    topic, explanation = form.text("topic"), form.markdown("explanation")
    passage = _passage_of(form, passages)
    check = form.form("check")
    check_prompt = check.markdown("prompt", required=True) if check else ""
    check_answer = check.markdown("answer", required=True) if check else ""
    if check is not None:
        check.close()
    if not kind:
        return None
    key = read_key(Kind(kind), form)
    form.close()
    if kind != Kind.CLOZE and gap_names(prompt) and "$" not in prompt:
        form.report.error(form.place("prompt"), _("Only a cloze question has gaps."), _("Write kind: cloze."))
    if key is None or form.report.errors > errors_before:
        return None
    question = Question(
        id=QuestionId(f"{about.pack_id}/{name}"),
        kind=Kind(kind),
        prompt=prompt,
        key=key,
        topic=topic,
        pack_id=about.pack_id,
        hints=tuple(hint.value.strip() for hint in hints),
        explanation=explanation,
        passage_id=passage.id if passage else None,
        passage=passage.text if passage else "",
        check=check_prompt,
        check_answer=check_answer,
        ages=about.ages,
        language=about.language,
    )
    advise(question, form, hints)
    return question


def _passage_of(form: Form, passages: dict[str, Passage]) -> Passage | None:
    found = form.written("passage")
    if found is None:
        return None
    if found.value not in passages:
        form.report.error(
            found,
            _("There is no passage '{name}'.").format(name=found.value[:60]),
            _("Passages here: {names}.").format(names=", ".join(passages) or "-"),
        )
    return passages.get(found.value)
