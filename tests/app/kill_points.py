"""Kills sittings with SIGKILL at every statement that they send to the database, and looks what the next start finds.

Run as `python -m tests.app.kill_points FOLDER FIRST STEP COUNT`: it forks one child for each point, which is cheap once
everything is imported, and prints one line of JSON for each: the point, whether it was reached, and what was wrong.
"""

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event

from tests.app.conftest import PACK, Clock, open_tutor
from tests.fakes import FakeEncoder
from tutor.app.tutor import Tutor
from tutor.domain.answer import Answer
from tutor.domain.ids import PackId, QuestionId, SubmissionId
from tutor.paths import Paths, paths

SMALL = PackId("small")
WRONG = {
    QuestionId("small/gas"): Answer(gave_up=True),
    QuestionId("small/half"): Answer("7"),
    QuestionId("small/legs"): Answer(picks=("a",)),
}
ROUNDS = 2


def sit(folder: Paths, acknowledged: Path) -> None:
    """Answer every question wrong, twice over; note each answer once Tutor has acknowledged it."""
    with open_tutor(folder, Clock(), FakeEncoder()) as tutor, acknowledged.open("a", encoding="utf-8") as notes:
        student = tutor.student_named("Amina") or tutor.add_student("Amina")
        for _round in range(ROUNDS):
            sitting = tutor.start_sitting(student.id, SMALL)
            while (asked := tutor.ask(sitting)) is not None:
                tutor.keep_draft(sitting.id, Answer("half typed"))
                submission = tutor.submit(sitting.id, WRONG[asked.question.id])
                notes.write(f"{submission.id}\n")
                notes.flush()
                tutor.grade(submission.id)
                sitting = tutor.sitting(sitting.id)
            tutor.end_sitting(sitting.id)


def look(folder: Paths, acknowledged: Path) -> list[str]:
    """Start again, and list what is not as it should be."""
    with open_tutor(folder, Clock(), FakeEncoder()) as tutor:
        tutor.recover()
        return [*_lost(tutor, acknowledged), *_unsettled(tutor), *_twins(tutor)]


def _lost(tutor: Tutor, acknowledged: Path) -> list[str]:
    wrong = []
    for line in acknowledged.read_text(encoding="utf-8").splitlines():
        outcome = tutor.grade(SubmissionId(int(line)))
        if outcome.submission.answer != WRONG[outcome.question.id] or outcome.sheet is None:
            wrong.append(f"answer {line} is not whole")
    return wrong


def _unsettled(tutor: Tutor) -> list[str]:
    return ["something is still unfinished"] if tutor.recover() else []


def _twins(tutor: Tutor) -> list[str]:
    student = tutor.student_named("Amina")
    if student is None:
        return []
    wrong = []
    sheets = [entry.sheet for entry in tutor.guide(student.id).entries]
    for question_id, count in Counter(sheet.question_id for sheet in sheets).items():
        if count > 1:
            wrong.append(f"{question_id} has {count} sheets")
    for sheet in sheets:
        if not sheet.times_met == sheet.version == len(sheet.evidence) == len(tutor.sheet(sheet.id).versions):
            wrong.append(f"sheet {sheet.id} was counted {sheet.times_met} times, has {len(sheet.evidence)} answers")
        if sheet.id not in {entry.sheet.id for entry in tutor.guide(student.id, query=sheet.text.prompt).entries}:
            wrong.append(f"sheet {sheet.id} is not found")
    return wrong


def kill_at(point: int) -> None:
    """Make this process kill itself before its `point`-th statement (commits count)."""
    count = 0

    def tick(*_details: object) -> None:
        nonlocal count
        count += 1
        if count == point:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", tick)
    event.listen(Engine, "commit", tick)


def _forked(work: Callable[..., None], *arguments: object) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work(*arguments)
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(pid, 0)[1]


def _killed_sitting(folder: Paths, acknowledged: Path, point: int) -> None:
    kill_at(point)
    sit(folder, acknowledged)


def _looked(folder: Paths, acknowledged: Path, report: Path) -> None:
    report.write_text(json.dumps(look(folder, acknowledged)), encoding="utf-8")


def main() -> None:
    """Try each point on a folder of its own."""
    base, first, step, count = Path(sys.argv[1]), *(int(word) for word in sys.argv[2:5])
    for point in range(first, first + step * count, step):
        folder = paths(base / str(point))
        folder.packs.mkdir(parents=True)
        (folder.packs / "small.yaml").write_text(PACK, encoding="utf-8")
        acknowledged, report = folder.data / "acknowledged", folder.data / "report"
        acknowledged.touch()
        status = _forked(_killed_sitting, folder, acknowledged, point)
        was_killed = os.WIFSIGNALED(status)
        looked = _forked(_looked, folder, acknowledged, report)
        wrong = json.loads(report.read_text(encoding="utf-8")) if looked == 0 else ["the next start failed"]
        if not was_killed and status != 0:
            wrong.append("the sitting failed")
        answers = len(acknowledged.read_text(encoding="utf-8").splitlines())
        print(json.dumps({"point": point, "killed": was_killed, "answers": answers, "wrong": wrong}), flush=True)


if __name__ == "__main__":
    main()
