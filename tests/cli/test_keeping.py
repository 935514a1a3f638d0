"""`innendienst check`, `backup` and `restore`: what they say, and when they refuse."""

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import __main__ as entry
from bot.config import Settings
from bot.locking import only_run
from bot.storage import Session
from bot.storage.engine import Database
from tests.databases import laid_out
from tests.furnished import furnish
from tests.ground.disk import short_files
from tests.ground.user import NOBODY, no_root


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database of an empty folder, furnished."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    database = laid_out("sqlite:///var/innendienst.db")
    database.transact(furnish)
    database.close()
    return database


def told(capsys: pytest.CaptureFixture[str], *given: str, code: int = 0) -> str:
    """What a command that ends with this code says."""
    assert entry.command([*given]) == code
    said = capsys.readouterr()
    return said.out + said.err


def test_check_says_of_each_thing_that_it_is_well(
    desk: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    *lines, last = told(capsys, "check").splitlines()
    assert all(line.startswith("✓ ") for line in lines)
    assert "✓ Spur der Änderungen: lückenlos und unverändert. 3 Zeilen." in lines
    assert "✓ Dateien: jedes Byte ist da. 1 Zeile." in lines
    assert last == "Alles in Ordnung."


def test_check_names_the_first_rows_of_what_is_wrong(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.transact(lambda s: s.execute(text("UPDATE audit SET deed = 'other' WHERE id > 1")))
    desk.close()
    lines = told(capsys, "check", code=1).splitlines()
    wrong = "✗ Spur der Änderungen: lückenlos und unverändert. 2 Zeilen falsch: audit 2, audit 3"
    assert wrong in lines
    assert lines[-1] == "Was mit ✗ beginnt, stimmt nicht."
    monkeypatch.setenv("DEFAULT_LANGUAGE", "en")
    assert "✗ Trail of changes: unbroken and unaltered. 2 rows wrong: audit 2, audit 3" in told(
        capsys, "check", code=1
    )
    assert "2 rows wrong" in told(capsys, "backup", "kept.db", code=1)
    assert Path("kept.db").exists()


def test_check_leaves_a_backup_as_it_is(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys, "backup", "kept.db")
    Path("kept.db").rename("var/kept.db")
    kept, there = Path("var/kept.db").read_bytes(), sorted(Path("var").iterdir())
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/kept.db")
    assert "Alles in Ordnung." in told(capsys, "check")
    assert Path("var/kept.db").read_bytes() == kept
    assert sorted(Path("var").iterdir()) == there


@pytest.mark.parametrize(
    ("version", "sentence"), [("0001", "nicht auf dem Stand"), ("9999", "neueren Fassung")]
)
def test_check_brings_no_database_up_to_this_version(
    version: str, sentence: str, desk: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    def become(session: Session) -> None:
        session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})

    desk.transact(become)
    desk.close()
    assert sentence in told(capsys, "check", code=1)
    now = desk.read(lambda s: s.scalar(text("SELECT version_num FROM alembic_version")))
    assert now == version


def test_a_backup_is_written_checked_and_restored_elsewhere(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = told(capsys, "backup", "kept.db")
    assert said == "Die Sicherung kept.db ist geschrieben, 1 MB.\nAlles in Ordnung.\n"
    assert stat.S_IMODE(Path("kept.db").stat().st_mode) == 0o600
    assert "mit --force wird sie ersetzt" in told(capsys, "backup", "kept.db", code=1)
    assert "geschrieben" in told(capsys, "backup", "kept.db", "--force")
    assert "kann nicht geschrieben werden" in told(capsys, "backup", "no/where.db", code=1)
    assert "das ist ein Ordner" in told(capsys, "backup", "var", "--force", code=1)
    Path("letter.txt").write_text("Sehr geehrte Damen und Herren")
    assert "ist keine Sicherung" in told(capsys, "backup", "letter.txt", "--force", code=1)
    itself = told(capsys, "backup", "var/innendienst.db", "--force", code=1)
    assert "Bitte eine andere Datei nennen" in itself
    monkeypatch.setenv("DATABASE_URL", "sqlite:///kept.db")
    assert "✗" not in told(capsys, "check")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new/desk.db")
    assert told(capsys, "restore", "kept.db") == "kept.db ist zurückgespielt.\nAlles in Ordnung.\n"
    assert "3 Zeilen." in told(capsys, "check")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can leave a file to others")
@pytest.mark.parametrize("is_there", [False, True])
def test_what_root_restores_is_of_the_one_whose_folder_or_file_it_was(
    is_there: bool,
    desk: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told(capsys, "backup", "kept.db")
    Path("new").mkdir()
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new/desk.db")
    if is_there:
        told(capsys, "migrate")
    os.chown("new/desk.db" if is_there else "new", NOBODY, NOBODY)
    Path("new").chmod(0o777)
    told(capsys, "restore", "kept.db")
    for one in Path("new").iterdir():
        found = one.stat()
        assert (found.st_uid, found.st_gid) == (NOBODY, NOBODY), one
    assert stat.S_IMODE(Path("new/desk.db").stat().st_mode) == 0o600
    Path().chmod(0o777)
    with no_root(), only_run("sqlite:///new/desk.db"):
        Path("new/desk.db").open("r+b").close()


def test_a_full_disk_is_told_by_the_name_of_the_file(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with short_files(100_000):
        said = told(capsys, "backup", "more.db", code=1)
    assert said == "more.db kann nicht geschrieben werden: das Dateisystem meldet einen Fehler.\n"
    told(capsys, "backup", "kept.db")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new/desk.db")
    with short_files(100_000):
        said = told(capsys, "restore", "kept.db", code=1)
    assert said.startswith("new/desk.db.restoring kann nicht geschrieben werden: ")
    assert not Path("new/desk.db").exists()


def test_why_a_file_is_refused_is_told_in_the_language_of_the_sentence(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("full.csv").symlink_to("/dev/full")
    missing = "lässt sich nicht lesen: die Datei oder ihren Ordner gibt es nicht.\n"
    assert told(capsys, "import", "customers", "nichts.csv", code=1).endswith(missing)
    folder = "lässt sich nicht lesen: das ist ein Ordner. Bitte eine Datei darin nennen.\n"
    assert told(capsys, "import", "customers", "var", code=1).endswith(folder)
    full = "lässt sich nicht schreiben: der Datenträger ist voll.\n"
    assert told(capsys, "export", "customers", "full.csv", code=1).endswith(full)
    monkeypatch.setenv("DEFAULT_LANGUAGE", "en")
    said = told(capsys, "backup", "no/kept.db", code=1)
    assert said == "no/kept.db cannot be written: there is no such file or folder.\n"


def test_a_backup_that_may_not_be_read_is_named(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys, "backup", "kept.db")
    Path("kept.db").chmod(0)
    Path().chmod(0o777)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    with no_root():
        said = told(capsys, "restore", "kept.db", code=1)
    assert said == "kept.db kann nicht gelesen werden: die Berechtigung fehlt.\n"
    assert not list(Path().glob("new.db*"))


def test_a_restore_says_why_it_is_refused(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys, "backup", "kept.db")
    assert "Zuerst die alte Datei" in told(capsys, "restore", "kept.db", code=1)
    assert "nichts.db kann nicht gelesen werden: die Datei" in told(
        capsys, "restore", "nichts.db", code=1
    )
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new/desk.db")
    Path("bad.db").write_text("no database")
    assert "keine Sicherung dieses Programms" in told(capsys, "restore", "bad.db", code=1)
    with only_run("sqlite:///new/desk.db"):
        assert "Zuerst „innendienst run“ anhalten" in told(capsys, "restore", "kept.db", code=1)
    kept = Database("sqlite:///kept.db")
    kept.transact(lambda s: s.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    kept.close()
    assert "neueren Fassung" in told(capsys, "restore", "kept.db", code=1)
    Path("kept.db-wal").mkdir()
    assert "kann nicht gelesen werden" in told(capsys, "restore", "kept.db", code=1)
    assert not Path("new/desk.db").exists()


@pytest.mark.parametrize(
    "given", [("check",), ("backup", "kept.db"), ("export", "customers", "kept.csv")]
)
def test_a_database_that_is_not_there_is_not_taken_for_an_empty_one(
    desk: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[str, ...],
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///typo/desk.db")
    said = told(capsys, *given, code=1)
    assert said.startswith("Eine Datenbank ")
    assert said.endswith("typo/desk.db gibt es nicht. Stimmen der Ordner und DATABASE_URL?\n")
    assert not Path("typo").exists()
    assert not list(Path().glob("kept.*"))
