"""Fixtures of the tests on faulty ground: little patience, and a disk that is soon full."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bot import heart
from bot.intake import adapter, dispatch, polling
from bot.outgoing import jobs, sender
from bot.storage import engine
from tests.ground.disk import Disk


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of seconds become waits of tenths."""
    monkeypatch.setattr(engine, "LOCK_WAIT_MS", 100)
    monkeypatch.setattr(polling, "LONGEST_PAUSE", 0.2)
    monkeypatch.setattr(sender, "PAUSE_AFTER_FAILURE", 0.1)
    monkeypatch.setattr(jobs, "PAUSE_OF_JOB", 0.2)
    monkeypatch.setattr(heart, "EVERY", 0.3)
    for module in (adapter, dispatch, jobs):
        monkeypatch.setattr(module, "PAUSE_WITHOUT_DATABASE", 0.1)


@pytest.fixture
def small_disk() -> Iterator[Disk]:
    """A file system of its own with 40 MB."""
    place = Path(tempfile.mkdtemp())  # not below pytest's own: the server must get there
    place.chmod(0o755)
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m,mode=777", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        place.rmdir()
        pytest.skip("a disk that is full needs root, to mount a small one")
    try:
        yield Disk(place)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
        place.rmdir()


@pytest.fixture(params=["sqlite", "postgresql"])
def url_on_small_disk(request: pytest.FixtureRequest, small_disk: Disk) -> Iterator[str]:
    """An empty database of each kind whose tables are on the small disk."""
    if request.param == "sqlite":
        yield f"sqlite:///{small_disk.place}/desk.db"
        return
    server = request.getfixturevalue("postgresql_server")
    folder = small_disk.place / "tables"
    folder.mkdir()
    with psycopg.connect(server, autocommit=True) as admin:
        [data] = admin.execute("SHOW data_directory").fetchone() or [""]
        owner = Path(data).stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
        admin.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
        admin.execute("CREATE DATABASE tight TABLESPACE small")
        yield server.replace("/postgres?", "/tight?", 1)
        admin.execute("DROP DATABASE tight WITH (FORCE)")
        admin.execute("DROP TABLESPACE small")
