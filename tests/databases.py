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
SPARE = "desk_spare"
"""An empty database that is put aside: making one takes longer than naming it."""
PLAIN: set[str] = set()
"""Addresses of databases with nothing special about them: one may stand for another."""


def empty_on_server(server: str, name: str) -> str:
    """The address of an empty database of this name."""
    with psycopg.connect(server, autocommit=True) as connection:
        if _has_spare(connection):
            connection.execute(f"ALTER DATABASE {SPARE} RENAME TO {name}")  # type: ignore[arg-type]
        else:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    url = server.replace("/postgres?", f"/{name}?", 1)
    PLAIN.add(url)
    return url


def _has_spare(connection: psycopg.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [SPARE])
    return found.fetchone() is not None


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
        away = (
            "DROP DATABASE {0}" if _has_spare(connection) else "ALTER DATABASE {0} RENAME TO {1}"
        )
        connection.execute(away.format(name, SPARE))  # type: ignore[arg-type]
        copying = f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"
        connection.execute(copying)  # type: ignore[arg-type]


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
