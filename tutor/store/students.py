"""The part of the store that keeps who learns, and what is set for this computer."""

import unicodedata
from datetime import UTC, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from tutor.domain.errors import TutorError
from tutor.domain.ids import StudentId
from tutor.domain.student import Preferences, Student
from tutor.domain.translation import _, ngettext
from tutor.store import pins
from tutor.store.part import Part, need
from tutor.store.rules import checked
from tutor.store.tables import SettingRow, StudentRow

_LONGEST_NAME = 80


class Students(Part):
    """Students, their PINs and the settings."""

    def students(self) -> tuple[Student, ...]:
        """List everyone who learns here, by name."""
        with self._db.reading() as session:
            return tuple(_student(row) for row in session.exec(select(StudentRow).order_by(col(StudentRow.name_key))))

    def student(self, student_id: StudentId) -> Student:
        """Get a student; NotFoundError when there is none."""
        with self._db.reading() as session:
            return _student(need_student(session, student_id))

    def student_named(self, name: str) -> Student | None:
        """Find a student by name, whatever its case and spacing."""
        with self._db.reading() as session:
            row = session.exec(select(StudentRow).where(StudentRow.name_key == _name_key(name))).first()
            return None if row is None else _student(row)

    def add_student(self, name: str, picture: str, pin: str | None, now: datetime) -> Student:
        """Keep someone new; TutorError for a name that is taken, blank or too long."""
        name = _tidy_name(name)
        salt, pin_hash = _hashed(pin)
        row = checked(
            StudentRow,
            name=name,
            name_key=_name_key(name),
            picture=picture,
            created_at=now,
            pin_salt=salt,
            pin_hash=pin_hash,
            **_columns(Preferences()),
        )
        with self._db.writing() as session:
            session.add(row)
            _flush_name(session, name)
            return _student(row)

    def change_student(
        self,
        student_id: StudentId,
        *,
        name: str | None = None,
        picture: str | None = None,
        preferences: Preferences | None = None,
    ) -> Student:
        """Change what is given, and give the student as changed; TutorError for a name that can't be."""
        with self._db.writing() as session:
            row = need_student(session, student_id)
            if name is not None:
                row.name = _tidy_name(name)
                row.name_key = _name_key(name)
            if picture is not None:
                row.picture = picture
            if preferences is not None:
                for column, value in _columns(preferences).items():
                    setattr(row, column, value)
            _flush_name(session, row.name)
            return _student(row)

    def set_pin(self, student_id: StudentId, pin: str | None) -> None:
        """Guard a student's work with a PIN; None takes the guard away. TutorError for a blank PIN."""
        salt, pin_hash = _hashed(pin)
        with self._db.writing() as session:
            row = need_student(session, student_id)
            row.pin_salt, row.pin_hash = salt, pin_hash
            row.wrong_pins, row.last_wrong_pin_at = 0, None

    def pin_is_right(self, student_id: StudentId, pin: str, *, now: datetime | None = None) -> bool:
        """Tell whether a PIN is right; any is where none is set. TutorError, saying how long, while one has to wait.

        The try is counted before it is looked at, so ending Tutor in between earns no free try.
        """
        now = now if now is not None else datetime.now(UTC)
        with self._db.writing() as session:
            row = need_student(session, student_id)
            salt, kept = row.pin_salt, row.pin_hash
            if salt is None or kept is None:
                return True
            left_s = pins.wait_s(row.wrong_pins, row.last_wrong_pin_at, now)
            if left_s:
                raise _too_often(left_s)
            row.wrong_pins += 1
            row.last_wrong_pin_at = now
        if not pins.is_right(pin, salt, kept):
            return False
        with self._db.writing() as session:
            row = need_student(session, student_id)
            row.wrong_pins, row.last_wrong_pin_at = 0, None
        return True

    def setting(self, key: str, default: str = "") -> str:
        """Get what is set for this computer under `key`."""
        with self._db.reading() as session:
            row = session.get(SettingRow, key)
            return default if row is None else row.value

    def set_setting(self, key: str, value: str) -> None:
        """Set a value for this computer."""
        with self._db.writing() as session:
            session.merge(checked(SettingRow, key=key, value=value))


def need_student(session: Session, student_id: StudentId) -> StudentRow:
    """Get a student's row; NotFoundError when there is none."""
    return need(session, StudentRow, student_id, _("There is no such student."))


def _student(row: StudentRow) -> Student:
    assert row.id is not None
    return Student(
        id=StudentId(row.id),
        name=row.name,
        picture=row.picture,
        has_pin=row.pin_hash is not None,
        created_at=row.created_at,
        preferences=Preferences(
            daily_number=row.daily_number,
            theme=row.theme,
            text_scale=row.text_scale,
            is_spacing_roomy=row.is_spacing_roomy,
            is_motion_reduced=row.is_motion_reduced,
        ),
    )


def _columns(preferences: Preferences) -> dict[str, int | float | str | bool]:
    return {
        "daily_number": preferences.daily_number,
        "theme": preferences.theme,
        "text_scale": preferences.text_scale,
        "is_spacing_roomy": preferences.is_spacing_roomy,
        "is_motion_reduced": preferences.is_motion_reduced,
    }


def _tidy_name(name: str) -> str:
    tidy = " ".join(name.replace("\0", " ").split())
    if not tidy:
        raise TutorError(_("A name is missing."), _("Type a name."))
    if len(tidy) > _LONGEST_NAME:
        raise TutorError(
            _("This name is too long."), _("Type {count} letters at the most.").format(count=_LONGEST_NAME)
        )
    return tidy


def _name_key(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _flush_name(session: Session, name: str) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        if "student.name_key" not in str(error.orig):
            raise
        raise TutorError(
            _("Someone here is called {name} already.").format(name=name),
            _("Choose another name, perhaps with the first letter of the family name."),
        ) from error


def _hashed(pin: str | None) -> tuple[bytes, bytes] | tuple[None, None]:
    if pin is None:
        return None, None
    if not pin.strip():
        raise TutorError(_("The PIN is blank."), _("Type a PIN, or choose to have none."))
    return pins.hashed(pin)


def _too_often(left_s: int) -> TutorError:
    if left_s < 60:
        wait = ngettext("{count} second", "{count} seconds", left_s).format(count=left_s)
    else:
        minutes = -(-left_s // 60)
        wait = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    return TutorError(_("The PIN was wrong too often."), _("Wait {wait} and try again.").format(wait=wait))
