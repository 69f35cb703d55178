"""Look at the marked answers of Tutor's own packs: what the free-text grader makes of each without the marks.

    python packaging/look_at_marked.py

Writes resources/models/marked_answers.jsonl, a line for each question, so that nobody's computer has to read them all.
To be run anew whenever the weights, the reading of answers, the packs' short-text questions or their marked answers
change; a test says when it was not.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tutor.app.grade_lines import grading_tools
from tutor.bank import bundled_packs
from tutor.domain.ports import Encoder
from tutor.domain.question import Question, TextKey
from tutor.grading.text.marked_answers import FILE, looked_at, name_of
from tutor.paths import paths, resources


def main() -> None:
    """Look at all of them, and write."""
    with TemporaryDirectory() as folder, grading_tools(paths(Path(folder)), with_chat=False) as (tools, _chat):
        assert tools.encoder is not None
        rows = [row_of(question, tools.encoder) for question in marked_questions()]
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    (resources() / "models" / FILE).write_text("".join(lines), encoding="utf-8", newline="\n")


def row_of(question: Question, encoder: Encoder) -> dict[str, Any]:
    """Give a question's line."""
    answers = [
        [";".join(sorted(look.words)), round(look.right, 2), round(look.some, 2), mark.value]
        for look, mark in looked_at(question, encoder)
    ]
    return {"name": name_of(question), "question": question.prompt, "answers": answers}


def marked_questions() -> Iterator[Question]:
    """Give the questions of Tutor's own packs that have marked answers."""
    for pack in bundled_packs():
        for question in pack.questions:
            if isinstance(question.key, TextKey) and question.key.marked:
                yield question


if __name__ == "__main__":
    main()
