import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from tests.store.samples import CALL, NEW_SHEET, NOW, TEXT, WRONG, card_of
from tutor.domain.answer import Answer
from tutor.domain.errors import StoreDamagedError, StoreNewerError, TutorError
from tutor.domain.grade import Explanation
from tutor.domain.ids import SubmissionId
from tutor.paths import Paths
from tutor.store import migrate
from tutor.store.store import Store

STEPS, LAST = migrate.REVISIONS, migrate.REVISIONS[-1]
SAVED = Path(__file__).parent / "saved"
BAD_STEP = """
from alembic import op
revision = "0003"
down_revision = "0002"
def upgrade():
    op.execute("CREATE TABLE half (id INTEGER)")
    op.execute("ALTER TABLE student ADD COLUMN nick VARCHAR")
    op.execute({last!r})
"""


def _write_saved(paths: Paths, name: str) -> None:
    paths.data.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.executescript((SAVED / name).read_text())


def _shape(database: Path) -> dict[str, str]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'")
        return {name: "".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def test_a_blank_file_gets_the_tables_that_the_code_reads(paths: Paths, tmp_path: Path) -> None:
    Store.open(paths, now=NOW).close()
    drawn = tmp_path / "drawn.db"
    engine = create_engine(f"sqlite:///{drawn}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    assert _shape(paths.database) == _shape(drawn)


def test_the_list_of_steps_is_that_of_the_files() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrate.FOLDER))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == migrate.REVISIONS
    assert [path.stem for path in sorted(SAVED.glob("*.sql"))] == list(migrate.REVISIONS)


@pytest.mark.parametrize("name", [path.name for path in sorted(SAVED.glob("*.sql"))])
def test_a_saved_file_of_each_form_is_read_whole(paths: Paths, name: str) -> None:
    _write_saved(paths, name)
    store = Store.open(paths, now=NOW)
    assert store.check() == ()
    ada, eve = store.students()
    assert store.pin_is_right(eve.id, "4815", now=NOW)
    submission = store.submission(SubmissionId(1))
    assert submission.answer == Answer("oxygen")
    assert store.grade(submission.id) == WRONG
    assert store.explanation(submission.id) == Explanation("Plants give oxygen off.", "plain", CALL)
    (sheet,) = store.sheets(ada.id)
    assert (sheet.text, sheet.evidence) == (TEXT, (submission.id,))
    assert store.cards(ada.id) == (card_of(ada),)
    assert [review.note for review in store.reviews()] == ["I was right"]
    assert [finding.rule for finding in store.findings(sheet.id)] == ["length"]
    assert len(list(store.vectors("mini"))) == 1
    sitting = store.open_sitting(ada.id)
    assert sitting is not None
    assert (sitting.place, sitting.draft, sitting.hints_shown) == (1, Answer("eig", ("b",)), 1)
    assert store.settle(submission.id, sheet=NEW_SHEET, card=None, advance_sitting=None, now=NOW) == sheet
    assert store.setting("language") == "de"
    store.close()


@pytest.mark.parametrize("last", ["SELECT nothing FROM nowhere", "INSERT INTO card VALUES (9, 'q', '', '', '')"])
def test_a_step_that_fails_leaves_the_file_as_it_was(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    """The second way to fail leaves a card of nobody, which only the check of references sees."""
    _write_saved(paths, f"{LAST}.sql")
    before = _shape(paths.database)
    _add_step(tmp_path, monkeypatch, BAD_STEP.format(last=last))
    with pytest.raises(Exception, match=r"nowhere|references"):
        Store.open(paths, now=NOW)
    assert _shape(paths.database) == before
    assert migrate.revision_of(paths.database) == LAST
    (copy,) = Store.backups(paths)
    assert "before-0003" in copy.name
    assert _shape(copy) == before
    monkeypatch.undo()
    store = Store.open(paths, now=NOW)  # the failed try holds neither the lock nor the file
    assert len(store.students()) == 2
    store.close()


def test_a_good_step_is_taken_after_a_copy(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_saved(paths, f"{LAST}.sql")
    _add_step(tmp_path, monkeypatch, BAD_STEP.format(last="SELECT 1"))
    store = Store.open(paths, now=NOW)
    assert len(store.students()) == 2
    store.close()
    assert migrate.revision_of(paths.database) == "0003"
    assert "half" in _shape(paths.database)
    assert [migrate.revision_of(copy) for copy in Store.backups(paths) if "before" in copy.name] == [LAST]
    monkeypatch.undo()
    with pytest.raises(StoreNewerError):  # and the Tutor that has never heard of it declines
        Store.open(paths, now=NOW)


def test_a_newer_file_is_declined_and_left_alone(paths: Paths) -> None:
    _write_saved(paths, f"{LAST}.sql")
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = paths.database.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreNewerError):
            Store.open(paths, now=NOW, read_only=read_only)
    assert paths.database.read_bytes() == before
    assert Store.backups(paths) == ()


def test_another_programs_file_is_left_alone(paths: Paths) -> None:
    paths.data.mkdir()
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")
    before = paths.database.read_bytes()
    with pytest.raises(StoreDamagedError, match="not a file of Tutor's"):
        Store.open(paths, now=NOW)
    assert paths.database.read_bytes() == before


def test_a_reader_does_not_migrate(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TutorError, match="no store"):
        Store.open(paths, now=NOW, read_only=True)
    assert not paths.data.exists()
    _write_saved(paths, f"{LAST}.sql")
    _add_step(tmp_path, monkeypatch, BAD_STEP.format(last="SELECT 1"))
    with pytest.raises(TutorError, match="older Tutor"):
        Store.open(paths, now=NOW, read_only=True)


def _add_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "m0003_bad.py").write_text(source)
    monkeypatch.setattr(migrate, "FOLDER", folder)
    monkeypatch.setattr(migrate, "REVISIONS", (*STEPS, "0003"))
    monkeypatch.setattr("tutor.store.store.REVISIONS", (*STEPS, "0003"))
