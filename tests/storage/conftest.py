"""A furnished database, and a backup of one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import backup, migrate
from bot.storage.engine import Database
from tests.databases import laid_out
from tests.furnished import furnish


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = laid_out(database_url)
    made.transact(furnish)
    yield made
    made.close()


@pytest.fixture(scope="module")
def first_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a furnished database, for all to copy."""
    path = tmp_path_factory.mktemp("first") / "there.db"
    with backup.opened(path) as database:
        migrate.to_head(database)
        database.transact(furnish)
    backup.settle(path)
    return path


@pytest.fixture
def file(first_file: Path, tmp_path: Path) -> Path:
    """A backup of a furnished database."""
    return Path(shutil.copy(first_file, tmp_path / "there.db"))
