"""Every command, each a thin door to one method of the app."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tutor.cli.bench import bench
from tutor.cli.models import models
from tutor.cli.show import plain_errors, say, say_json, table
from tutor.domain.errors import NotFoundError
from tutor.domain.ids import PackId
from tutor.domain.translation import _
from tutor.paths import paths

app = typer.Typer(
    help=_("Practise, be graded by a model on this computer, and grow a study guide. Alone, it opens the window."),
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
students = typer.Typer(help=_("Who learns here."), no_args_is_help=True)
questions = typer.Typer(help=_("Packs of questions."), no_args_is_help=True)
app.add_typer(students, name="students")
app.add_typer(questions, name="questions")
app.add_typer(bench, name="bench")
app.add_typer(models, name="models")

Data = Annotated[Path | None, typer.Option("--data", help=_("Keep everything in this folder."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON."))]
Name = Annotated[str, typer.Option("--student", help=_("The student's name."))]


@app.command()
def practise(
    student: Name,
    pack: Annotated[str | None, typer.Option(help=_("Ask from this pack only."))] = None,
    count: Annotated[int | None, typer.Option(min=1, help=_("How many questions."))] = None,
    no_chat: Annotated[bool, typer.Option("--no-chat", help=_("Leave the chat model out."))] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Run a sitting in the terminal: one answer a line."""
    from tutor.app.tutor import Tutor
    from tutor.cli.practise import run

    with plain_errors(), Tutor.open(paths(data), with_chat=not no_chat) as tutor:
        run(tutor, student, PackId(pack) if pack else None, count, sys.stdin, as_json=json)


@app.command()
def guide(
    student: Name,
    format: Annotated[str, typer.Option(help="md, html, json")] = "md",
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Print a student's study guide."""
    from tutor.app.tutor import Tutor
    from tutor.guide.render import RENDERERS

    chosen = "json" if json else format
    with plain_errors():
        if chosen not in RENDERERS:
            raise NotFoundError(
                _("There is no format {name}.").format(name=chosen),
                _("Choose one of: {names}.").format(names=", ".join(RENDERERS)),
            )
        with Tutor.open(paths(data), with_chat=False) as tutor:
            say(tutor.render_guide(student, chosen))


@app.command()
def grade(
    no_chat: Annotated[bool, typer.Option("--no-chat", help=_("Leave the chat model out."))] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Grade JSON Lines from standard input, one verdict a line."""
    del json  # the output is JSON Lines in any case
    from tutor.app.grade_lines import grading_tools, read_and_grade, second_judge

    with plain_errors(), grading_tools(paths(data), with_chat=not no_chat) as (tools, chat):
        failed = False
        second = second_judge(paths(data), chat)
        for row in read_and_grade(sys.stdin.buffer, tools, chat, second):
            failed = failed or "error" in row
            say_json(row)
    if failed:
        sys.exit(1)


@app.command()
def doctor(data: Data = None, json: AsJson = False) -> None:
    """Check this installation; exit status 1 when something is wrong, with what to do."""
    from dataclasses import asdict

    from tutor.app.doctor import examine

    with plain_errors():
        report = examine(paths(data))
    if json:
        say_json({"ok": report.is_ok, "items": [asdict(item) for item in report.items]})
    else:
        for item in report.items:
            say(f"[{'ok' if item.is_ok else '!!'}] {item.name}: {item.detail}")
            if item.hint and not item.is_ok:
                say(f"     {item.hint}")
        say(_("Everything is in order.") if report.is_ok else _("Something needs attention."))
    if not report.is_ok:
        sys.exit(1)


@students.command("add")
def add_student(name: str, data: Data = None, json: AsJson = False) -> None:
    """Add a student."""
    from tutor.app.tutor import Tutor

    with plain_errors(), Tutor.open(paths(data), with_chat=False) as tutor:
        student = tutor.add_student(name)
    if json:
        say_json({"id": student.id, "name": student.name})
    else:
        say(_("Added {name}.").format(name=student.name))


@students.command("list")
def list_students(data: Data = None, json: AsJson = False) -> None:
    """List who learns here."""
    from tutor.app.tutor import Tutor

    with plain_errors(), Tutor.open(paths(data), with_chat=False) as tutor:
        found = tutor.students()
    if json:
        say_json([{"id": student.id, "name": student.name} for student in found])
    elif found:
        say("\n".join(student.name for student in found))
    else:
        say(_("Nobody yet. Add someone with: tutor students add NAME"))


@questions.command("list")
def list_questions(
    pack: Annotated[str | None, typer.Option(help=_("List this pack's questions."))] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """List the packs, or the questions of one."""
    from tutor.app.library import Library

    with plain_errors():
        library = Library(paths(data))
        if pack is not None:
            chosen = library.pack(PackId(pack)).questions
            rows = [(str(question.id), question.kind.value, question.topic, question.prompt) for question in chosen]
            keys = ("id", "kind", "topic", "prompt")
        else:
            rows = [(str(one.id), one.title, str(len(one.questions)), one.description) for one in library.packs]
            keys = ("id", "title", "questions", "description")
        problems = library.problems
    if json:
        say_json([dict(zip(keys, row, strict=True)) for row in rows])
    else:
        say(table(keys, [[" ".join(cell.split())[:80] for cell in row] for row in rows]))
    for problem in problems:
        sys.stderr.write(f"{problem}\n")


@questions.command("check")
def check_questions(file: Path, data: Data = None, json: AsJson = False) -> None:
    """Check a pack: every problem with its line and column; exit status 1 when there is an error."""
    del data
    from dataclasses import asdict

    from tutor.bank import check_pack

    with plain_errors():
        problems = check_pack(file)
    if json:
        say_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            place = f"{file}:{problem.line}:{problem.column}" if problem.line else f"{file}"
            say(f"{place}: {problem.severity.value}: {problem.message} {problem.hint}")
        if not problems:
            say(_("{file}: no problems.").format(file=file))
    if any(problem.is_error for problem in problems):
        sys.exit(1)


@questions.command("add")
def add_questions(file: Path, data: Data = None, json: AsJson = False) -> None:
    """Check a pack and keep it on this computer."""
    from tutor.app.library import Library

    with plain_errors():
        pack = Library(paths(data)).add(file)
    if json:
        say_json({"id": pack.id, "title": pack.title, "questions": len(pack.questions)})
    else:
        say(_("Added {title}: {count} questions.").format(title=pack.title, count=len(pack.questions)))
