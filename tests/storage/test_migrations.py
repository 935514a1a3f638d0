"""Migrations: up, down, and the same tables as the models describe."""

import threading
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from bot.storage import migrate
from bot.storage.engine import Database
from bot.storage.tables import metadata


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
