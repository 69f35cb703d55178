"""A second process for the store's tests: `python -m tests.store.helper hold|write|settle <data folder>`."""

import sys
import time
from pathlib import Path

from tests.store.samples import GAS, NEW_SHEET, NOW, PLANNED, WRONG, card_of
from tutor.domain.answer import Answer
from tutor.paths import Paths
from tutor.store.store import Store


def main(task: str, folder: str) -> None:
    """Open the store and do `task` until somebody ends the process; each line tells what is done."""
    store = Store.open(Paths(Path(folder), Path(folder) / "cache"), now=NOW)
    student = store.student_named("Ada") or store.add_student("Ada", "owl", None, NOW)
    print("open", flush=True)
    if task == "hold":
        time.sleep(60)
    for number in range(100_000):
        sitting = store.start_sitting(student.id, PLANNED, number, NOW)
        store.save_draft(sitting.id, Answer(f"answer {number}"), 1)
        submission = store.submit(student.id, GAS, Answer(f"answer {number}"), "", NOW, sitting.id)
        if task == "settle":
            store.keep_grade(submission.id, WRONG, None, NOW)
            store.settle(submission.id, sheet=NEW_SHEET, card=card_of(student), advance_sitting=sitting.id, now=NOW)
        print(submission.id, number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
