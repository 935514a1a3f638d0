"""Databases with our tables in them: made once by the migrations, from then on copied."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from bot.storage import migrate
from bot.storage.engine import Database

TEMPLATE = "desk_template"
PLAIN: set[str] = set()
"""Addresses of databases with nothing special about them: one may stand for another."""


def laid_out(url: str) -> Database:
    """The database, for a test to work with; in an empty one all tables are laid out before."""
    if url.startswith("sqlite:///"):
        _lay_out_file(Path(url.removeprefix("sqlite:///")))
    else:
        _lay_out_on_server(url)
    return Database(url)


def _lay_out_file(file: Path) -> None:
    if file.exists():
        _migrate(f"sqlite:///{file}")
    else:
        file.parent.mkdir(exist_ok=True)
        shutil.copy(empty_file(), file)


@cache
def empty_file() -> Path:
    """An SQLite database without a row of anybody's."""
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    atexit.register(shutil.rmtree, folder)
    file = folder / "empty.db"
    _migrate(f"sqlite:///{file}")
    return file


def _lay_out_on_server(url: str) -> None:
    if url not in PLAIN or not _is_empty(url):
        _migrate(url)
        return
    template, name = _template(_named(url, "postgres")), make_url(url).database
    with psycopg.connect(_named(url, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}")  # type: ignore[arg-type]
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]


def _is_empty(url: str) -> bool:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
    return found == (None,)


@cache
def _template(server: str) -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}")  # type: ignore[arg-type]
    _migrate(_named(server, TEMPLATE))
    return TEMPLATE


def _named(url: str, name: str) -> str:
    """Another database of the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _migrate(url: str) -> None:
    database = Database(url)
    migrate.to_head(database)
    database.close()
