"""Command menus follow their people, and a new version brings new ones."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import menus
from bot.domain.actor import Role
from bot.outgoing.menus import AT_ONCE, Menus, begin, keep_current
from bot.storage import Session, chats, people
from bot.storage.engine import Database
from bot.storage.outbox import OutboxRow
from tests.databases import laid_out

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = laid_out(f"sqlite:///{tmp_path}/desk.db")
    yield made
    made.close()


def come_in(session: Session, count: int) -> None:
    chats.ensure(session, set(range(1, count + 1)))
    session.add_all(
        people.Person(name=f"Rep {at}", role="rep", user_id=at, chat_id=at, language="de",
                      joined_at=NOW)
        for at in range(1, count + 1)
    )  # fmt: skip


def told(database: Database, made: Menus) -> list[int]:
    """Whose menu is queued by one beat."""

    def beat(session: Session) -> list[int]:
        begin(session, made)
        last = max(session.scalars(select(OutboxRow.id)), default=0)
        keep_current(session, made, NOW)
        session.flush()
        return list(session.scalars(select(OutboxRow.chat_id).where(OutboxRow.id > last)))

    return database.transact(beat)


def test_menus_are_set_a_few_at_a_time_and_each_once(database: Database) -> None:
    database.transact(lambda s: come_in(s, AT_ONCE + 2))
    assert [len(told(database, menus())) for _ in range(3)] == [AT_ONCE, 2, 0]


def test_a_version_with_another_command_sets_all_menus_anew(database: Database) -> None:
    database.transact(lambda s: come_in(s, 1))
    assert told(database, menus()) == [1]
    more = {**menus().of, (Role.MANAGER, "de"): [{"command": "neu", "description": "Neues"}]}
    assert told(database, Menus(more)) == [1]
    assert told(database, Menus(more)) == []


def test_of_two_versions_side_by_side_the_later_sets_the_menus(database: Database) -> None:
    database.transact(lambda s: come_in(s, 1))
    database.transact(lambda s: begin(s, Menus({})))
    database.transact(lambda s: keep_current(s, menus(), NOW))
    assert database.transact(lambda s: s.scalars(select(OutboxRow.id)).all()) == []


def test_who_comes_in_does_not_wait_behind_those_whom_only_the_version_changes(
    database: Database,
) -> None:
    database.transact(lambda s: come_in(s, AT_ONCE + 2))
    told(database, Menus({**menus().of, (Role.MANAGER, "de"): []}))
    assert told(database, menus())[:2] == [AT_ONCE + 1, AT_ONCE + 2]
