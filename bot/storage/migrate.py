"""Bringing a database to this version's tables, under one lock, however many start at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot.storage.engine import Damaged, Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_402_551_209_318_113_001
"""The advisory lock on PostgreSQL; on SQLite BEGIN IMMEDIATE is the lock."""


class NewerDatabase(Exception):
    """The database belongs to a newer version of the program."""


class OlderDatabase(Exception):
    """The database is not up to this version of the program."""


def config(connection: Connection) -> Config:
    """Alembic's configuration, bound to an open connection."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def to_head(database: Database) -> None:
    """Upgrade to the newest version; does nothing when it is there.

    Raises NewerDatabase, Damaged, or one of `engine.Unavailable`.
    """
    try:
        _upgrade(database)
    except CommandError:
        raise NewerDatabase from None
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise
        raise Damaged from None


def check_at_head(database: Database) -> None:
    """Raises OlderDatabase, NewerDatabase, Damaged, or one of `engine.Unavailable`."""

    def work(session: Session) -> None:
        connection = session.connection()
        scripts = ScriptDirectory.from_config(config(connection))
        found = MigrationContext.configure(connection).get_current_revision()
        if found == scripts.get_current_head():
            return
        if found:
            scripts.get_revision(found)
        raise OlderDatabase

    try:
        database.read(work)
    except CommandError:
        raise NewerDatabase from None


def _upgrade(database: Database) -> None:
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SET LOCAL lock_timeout = 0"))  # others may take their time
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        setup = config(connection)
        head = ScriptDirectory.from_config(setup).get_current_head()
        if MigrationContext.configure(connection).get_current_revision() != head:
            command.upgrade(setup, "head")
