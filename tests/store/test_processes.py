"""More than one process, and processes that are ended in the middle."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.samples import GAS, NOW
from tutor.domain.answer import Answer
from tutor.domain.errors import StoreBusyError, TutorError
from tutor.domain.ids import SubmissionId
from tutor.paths import Paths
from tutor.store.store import Store

ROOT = Path(__file__).parents[2]


@contextmanager
def _second(task: str, paths: Paths) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.store.helper", task, str(paths.data)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


def test_a_second_writer_is_turned_away_until_the_first_is_gone(paths: Paths) -> None:
    with _second("hold", paths) as holder:
        with pytest.raises(StoreBusyError):
            Store.open(paths, now=NOW)
        with pytest.raises(StoreBusyError):
            Store.restore_backup(paths, paths.backups / "none.db", NOW)
        reader = Store.open(paths, now=NOW, read_only=True)
        assert [student.name for student in reader.students()] == ["Ada"]
        with pytest.raises(TutorError, match="written"):
            reader.set_setting("language", "de")
        reader.close()
        holder.kill()
        holder.wait()
    Store.open(paths, now=NOW).close()


def test_a_second_store_in_one_process_is_turned_away_and_harms_no_lock(paths: Paths, store: Store) -> None:
    for _ in range(2):  # a failed try must not let go of the first one's lock, as closing any handle would
        with pytest.raises(StoreBusyError):
            Store.open(paths, now=NOW)
    command = [sys.executable, "-m", "tests.store.helper", "hold", str(paths.data)]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "StoreBusyError" in second.stderr
    store.close()
    Store.open(paths, now=NOW).close()


def test_a_closed_store_stays_closed(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(RuntimeError, match="closed"):
        store.students()


@pytest.mark.parametrize("wait_s", [0.0, 0.037])
def test_what_was_acknowledged_is_there_after_a_kill(paths: Paths, wait_s: float) -> None:
    with _second("write", paths) as writer:
        acknowledged = _lines_until_killed(writer, 40, wait_s)
    assert len(acknowledged) >= 40
    store = Store.open(paths, now=NOW)
    for line in acknowledged:
        submission_id, number = line.split()
        submission = store.submission(SubmissionId(int(submission_id)))
        assert submission.answer == Answer(f"answer {number}")
        assert submission.sitting_id is not None
        assert store.sitting(submission.sitting_id).draft is None
    kept = store.ungraded()
    assert len(acknowledged) <= len(kept) <= len(acknowledged) + 1  # the last one may have been cut off from telling
    assert store.check() == ()
    store.close()


def test_a_kill_leaves_no_half_settled_answer(paths: Paths) -> None:
    with _second("settle", paths) as writer:
        acknowledged = _lines_until_killed(writer, 20, 0.021)
    store = Store.open(paths, now=NOW)
    student = store.student_named("Ada")
    assert student is not None
    submissions = store.submissions(student.id, GAS)
    waiting = {submission.id for submission in store.ungraded()}
    waiting |= {submission.id for submission, _grade in store.graded_without_follow_up()}
    assert len(waiting) <= 1
    sheets = {sheet.evidence[0]: sheet for sheet in store.sheets(student.id)}
    for submission in submissions:
        assert submission.sitting_id is not None
        is_settled = submission.id not in waiting
        assert (submission.id in sheets) == is_settled
        assert store.sitting(submission.sitting_id).place == (1 if is_settled else 0)
    assert len(submissions) >= len(acknowledged) >= 20
    assert store.check() == ()
    store.close()


def _lines_until_killed(writer: "subprocess.Popen[str]", count: int, wait_s: float) -> list[str]:
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(count)]
    time.sleep(wait_s)  # not a wait for anything: it moves the kill to another place of the loop
    writer.kill()
    return lines + [line for line in writer.stdout if line.endswith("\n")]
