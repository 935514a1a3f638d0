"""Databases and backups of them with something in every table, whole and damaged."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.storage import Session
from bot.storage.engine import Database
from bot.storage.tables import metadata


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as the program reads it."""

    def work(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }

    return database.read(work)


def address(database: Database) -> str:
    """As it stands in the settings."""
    return database.engine.url.render_as_string(False).replace("+psycopg", "")


def contents_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    database = Database(url)
    found = contents(database)
    database.close()
    return found


def damaged(file: Path, how: str) -> Path:
    """Something that is no backup."""
    bad = file.with_name("bad.db")
    shutil.copy(file, bad)
    match how:
        case "truncated":
            os.truncate(bad, file.stat().st_size // 2)
        case "a page short":
            os.truncate(bad, file.stat().st_size - 4096)
        case "empty":
            os.truncate(bad, 0)
        case "text":
            bad.write_text("no database " * 1000)
        case "foreign":
            bad.unlink()
            with closing(sqlite3.connect(bad)) as connection:
                connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
                connection.execute("CREATE TABLE songs (id INTEGER)")
        case "of two versions":
            with closing(sqlite3.connect(bad)) as connection:
                connection.execute("INSERT INTO alembic_version VALUES ('0001')")
                connection.commit()
        case "newer":
            with closing(sqlite3.connect(bad)) as connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
                connection.commit()
    return bad
