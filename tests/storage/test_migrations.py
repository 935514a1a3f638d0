"""Migrations: up, down, and the same tables as the models describe."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, func, inspect, select, text

from bot.storage import audit, migrate
from bot.storage.audit import AuditRow
from bot.storage.cases import REMINDER
from bot.storage.checking import problems
from bot.storage.engine import Database
from bot.storage.tables import metadata
from tests.furnished import NOW, furnish


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.close()


def test_migrations_make_the_tables_of_the_models(database: Database) -> None:
    migrate.to_head(database)
    with database.engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrations_go_down_to_nothing_and_up_again(database: Database) -> None:
    migrate.to_head(database)
    with database.engine.begin() as connection:
        command.downgrade(migrate.config(connection), "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrate.to_head(database)
    assert "inbox" in inspect(database.engine).get_table_names()


def test_many_programs_that_start_at_once_migrate_once(database: Database) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            migrate.to_head(database)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table there is, but the counter of migrations."""
    with database.engine.begin() as connection:
        found = MetaData()
        found.reflect(connection)
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


def columns(database: Database) -> dict[str, list[str]]:
    """The columns of every table."""
    found = inspect(database.engine)
    return {
        name: sorted(column["name"] for column in found.get_columns(name))
        for name in found.get_table_names()
    }


def of_the_first(found: dict[str, Any], tables: Iterable[str]) -> dict[str, Any]:
    """What there is, without what the first version knew nothing of: cases, and their reminders."""
    kept = {name: rows for name, rows in found.items() if name in tables}
    return kept | {"reminders": [row for row in kept["reminders"] if REMINDER not in row]}


def test_a_full_database_of_the_first_version_goes_up_and_down_and_keeps_everything(
    database: Database, tmp_path: Path
) -> None:
    first = Database(f"sqlite:///{tmp_path}/first.db")
    for one in (database, first):
        with one.engine.begin() as connection:
            command.upgrade(migrate.config(connection), "0001")
    as_it_was = columns(first)
    first.close()
    migrate.to_head(database)
    database.transact(furnish)
    full = of_the_first(contents(database), as_it_was)
    for _ in range(2):
        with database.engine.begin() as connection:
            command.downgrade(migrate.config(connection), "0001")
        assert columns(database) == as_it_was
        old = contents(database)
        assert all(old.values())
        migrate.to_head(database)
        assert of_the_first(contents(database), as_it_was) == full
        assert database.read(problems) == []


def test_deeds_of_the_first_version_are_chained_piece_by_piece(database: Database) -> None:
    migrate.to_head(database)
    deed = {"at": NOW, "person_id": None, "deed": "refused", "subject": "invitation",
            "subject_id": 0, "details": {}}  # fmt: skip
    database.transact(lambda s: audit.note_many(s, [deed] * 2300))
    with database.engine.begin() as connection:
        command.downgrade(migrate.config(connection), "0001")
    migrate.to_head(database)
    database.transact(lambda s: audit.note_many(s, [deed]))
    assert database.transact(lambda s: s.scalar(select(func.max(AuditRow.place)))) == 2301
    assert database.read(problems) == []


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    migrate.to_head(database)
    database.transact(lambda s: s.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(migrate.NewerDatabase):
        migrate.to_head(database)
