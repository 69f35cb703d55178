"""What no caller can get past, even with a statement of its own."""

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError, StatementError

from tests.store.samples import NEW_SHEET, NOW, graded
from tutor.domain.student import Student
from tutor.store.rules import checked
from tutor.store.store import Store
from tutor.store.tables import PlannedRow

BROKEN = [
    ("UPDATE student SET daily_number = 0", "student_daily_number_range"),
    ("UPDATE student SET name = ' '", "student_has_name"),
    ("UPDATE student SET pin_salt = x'00'", "student_pin_whole"),
    ("UPDATE submission SET text = 'better'", "never changed"),
    ("DELETE FROM submission", "never removed"),
    ("UPDATE sheet_version SET prompt = 'other'", "never changed"),
    ("UPDATE grade SET score = 1.5", "grade_score_range"),
    ("UPDATE grade SET verdict = 'fine'", "grade_verdict_known"),
    ("INSERT INTO grade SELECT 99, submission_id, 1, 0, verdict, 0, 0, '', '', '', '', '', '' FROM grade", "UNIQUE"),
    ("UPDATE grade SET submission_id = 99", "FOREIGN KEY"),
    ("UPDATE sheet SET status = 'lost'", "sheet_status_known"),
    ("UPDATE sheet SET student_id = 99", "FOREIGN KEY"),
    ("INSERT INTO vector VALUES ('mini', 1, 1, x'0000')", "vector_of_floats"),
    ("INSERT INTO review VALUES (1, 'boredom', '', '', 1)", "review_reason_known"),
    ("INSERT INTO finding VALUES (1, NULL, NULL, 'r', 'warn', '', '')", "finding_belongs"),
    ("DELETE FROM student", "FOREIGN KEY"),
]


@pytest.mark.parametrize(("statement", "told"), BROKEN)
def test_the_file_refuses_what_cannot_be(store: Store, ada: Student, statement: str, told: str) -> None:
    store.settle(graded(store, ada).id, sheet=NEW_SHEET, card=None, advance_sitting=None, now=NOW)
    with pytest.raises(IntegrityError, match=told), store._db.connection() as connection, connection.begin():
        connection.exec_driver_sql(statement)


def test_an_answer_and_its_sitting_are_of_one_student(store: Store, ada: Student) -> None:
    bob = store.add_student("Bob", "cat", None, NOW)
    sitting = store.start_sitting(bob.id, (), 1, NOW)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        graded(store, ada, sitting.id)


def test_a_row_is_validated_before_it_is_kept() -> None:
    with pytest.raises(ValidationError):
        checked(PlannedRow, sitting_id=1, place="many", question_id="q", reason="new")
    with pytest.raises(ValidationError):
        checked(PlannedRow, sitting_id=1, place=1, question_id="q", reason="boredom")
    unseen: Any = "many"
    assert PlannedRow(sitting_id=1, place=unseen, question_id="q", reason=unseen)  # which is why `checked` is there


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="zone"):
        store.add_student("Bob", "cat", None, datetime(2026, 5, 3))
