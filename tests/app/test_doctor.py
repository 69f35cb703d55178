from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.app.conftest import Clock, open_tutor
from tests.fakes import FakeEncoder
from tutor.app.doctor import examine
from tutor.cli.commands import app
from tutor.llm.models import Models
from tutor.paths import Paths

pytestmark = pytest.mark.model


def test_a_healthy_installation_is_told_so_and_nothing_is_made(folder: Paths, models: Models) -> None:
    report = examine(folder, models=models)
    assert report.is_ok, [item for item in report.items if not item.is_ok]
    assert not folder.database.exists()


def test_a_damaged_database_is_told_and_left_as_it_is(folder: Paths, models: Models) -> None:
    with open_tutor(folder, Clock(), FakeEncoder()) as tutor:
        tutor.add_student("Amina")
    folder.database.write_bytes(b"this is no database" * 100)
    before = folder.database.read_bytes()
    report = examine(folder, models=models)
    wrong = [item for item in report.items if not item.is_ok]
    assert len(wrong) == 1
    assert wrong[0].hint
    assert folder.database.read_bytes() == before


def test_what_is_wrong_gives_status_one_and_what_to_do(folder: Paths) -> None:
    (folder.packs / "broken.yaml").write_text("tutor: 1\nid: [", encoding="utf-8")
    done = CliRunner().invoke(app, ["doctor", "--data", str(folder.data)])
    assert done.exit_code == 1
    assert "broken.yaml:2:" in done.output
    assert "Something needs attention." in done.output


def test_a_healthy_one_gives_status_zero(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["doctor", "--json", "--data", str(tmp_path)]).exit_code == 0
