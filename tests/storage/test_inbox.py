"""The inbox: each update once, each chat in order, nobody held up."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from bot.storage import Session, inbox
from bot.storage.engine import Database
from bot.storage.inbox import InboxRow
from tests.databases import laid_out

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
BOT = 4242


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = laid_out(database_url)
    yield made
    made.close()


def message(update_id: int, chat: int, text: str = "x") -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat}, "text": text}}


def keep(database: Database, *updates: dict[str, Any]) -> int:
    database.transact(lambda s: inbox.store(s, BOT, updates, NOW))
    return database.transact(inbox.open_count)


def heads(database: Database, now: datetime = NOW) -> list[int]:
    return [head.payload["update_id"] for head in database.transact(lambda s: inbox.heads(s, now))]


def test_an_update_delivered_again_is_kept_once(database: Database) -> None:
    assert keep(database, message(1, 7), message(2, 7)) == 2
    assert keep(database, message(2, 7), message(3, 7)) == 3


def test_each_chat_offers_its_oldest_update(database: Database) -> None:
    keep(database, message(5, 7), message(6, 8), message(7, 7))
    assert heads(database) == [5, 6]


def test_an_update_that_may_have_ended_a_process_waits_for_the_others(database: Database) -> None:
    keep(database, message(5, 7), message(6, 8))
    first = database.transact(lambda s: inbox.heads(s, NOW)[0].id)
    database.transact(lambda s: inbox.count_attempt(s, first))
    assert heads(database) == [6, 5]


def test_updates_that_arrive_out_of_order_are_worked_on_in_order(database: Database) -> None:
    keep(database, message(9, 7))
    keep(database, message(8, 7))
    assert heads(database) == [8]


def test_only_the_oldest_open_row_of_a_chat_can_be_taken(database: Database) -> None:
    keep(database, message(1, 7), message(2, 7))

    def work(session: Session) -> list[bool]:
        ids = session.scalars(select(InboxRow.id).order_by(InboxRow.id)).all()
        return [inbox.take(session, one) is not None for one in ids]

    assert database.transact(work) == [True, False]


def test_a_failed_update_is_tried_three_times_and_then_buried(database: Database) -> None:
    keep(database, message(1, 7), message(2, 7))
    now = NOW
    for attempt in (1, 2, 3):

        def work(session: Session, now: datetime = now) -> bool:
            row = inbox.take(session, inbox.heads(session, now)[0].id)
            assert row is not None
            return inbox.fail(row, "Boom", now)

        assert database.transact(work) is (attempt == 3)
        now += timedelta(minutes=1)
    assert heads(database, now) == [2]


def test_a_failed_update_holds_up_its_own_chat_only_until_it_is_tried_again(
    database: Database,
) -> None:
    keep(database, message(1, 7), message(2, 7), message(3, 8))

    def fail(session: Session) -> None:
        row = inbox.take(session, inbox.heads(session, NOW)[0].id)
        assert row is not None
        inbox.fail(row, "Boom", NOW)

    database.transact(fail)
    assert heads(database) == [3]
    assert heads(database, NOW + timedelta(seconds=1)) == [3, 1]


def test_an_update_that_killed_the_process_three_times_is_spent(database: Database) -> None:
    keep(database, message(1, 7))
    for _ in range(inbox.MAX_ATTEMPTS + 1):  # the last was ended before it was found to be spent
        first = database.transact(lambda s: inbox.heads(s, NOW)[0].id)
        database.transact(partial(inbox.count_attempt, row_id=first))

    def spent(session: Session) -> bool:
        row = inbox.take(session, inbox.heads(session, NOW)[0].id)
        assert row is not None
        assert inbox.bury_when_spent(row, NOW)
        return (row.attempts, row.error) == (inbox.MAX_ATTEMPTS, inbox.ENDED)

    assert database.transact(spent)
    assert heads(database) == []


@pytest.mark.parametrize(
    ("raw", "chat"),
    [
        (
            {
                "update_id": 1,
                "callback_query": {"from": {"id": 3}, "message": {"chat": {"id": 7}}},
            },
            7,
        ),
        ({"update_id": 1, "inline_query": {"from": {"id": 3}}}, 3),
        ({"update_id": 1, "poll": {"id": "x"}}, 0),
        ({"update_id": 1, "message": "garbage"}, 0),
        ({"update_id": 1, "message": {"chat": {"id": "7"}, "from": {"id": 5}}}, 5),
    ],
)
def test_the_chat_of_an_update_is_found_in_any_kind(raw: dict[str, Any], chat: int) -> None:
    assert inbox.chat_of(raw) == chat


def test_a_second_process_cannot_take_an_update_of_a_locked_chat(postgresql_url: str) -> None:
    one, two = laid_out(postgresql_url), Database(postgresql_url)
    keep(one, message(1, 7), message(2, 7))
    first = one.transact(lambda s: inbox.heads(s, NOW)[0].id)

    def outer(session: Session) -> bool:
        assert inbox.take(session, first) is not None
        return two.transact(lambda s: inbox.take(s, first) is None)

    assert one.transact(outer)

    def counted_meanwhile(session: Session) -> bool:
        assert inbox.take(session, first) is not None
        return two.transact(lambda s: inbox.count_attempt(s, first))

    assert not one.transact(counted_meanwhile)
    assert one.transact(lambda s: s.get_one(InboxRow, first).attempts) == 0
    one.close()
    two.close()
