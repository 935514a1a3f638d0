"""The outbox: what a dead process had claimed goes out again, however often processes die."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.storage import Session, chats, outbox, runs
from bot.storage.engine import Database
from tests.databases import laid_out

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = laid_out(database_url)
    yield made
    made.close()


def queue(session: Session, chat_id: int, count: int = 1) -> None:
    chats.ensure(session, {chat_id})
    for _ in range(count):
        outbox.put_call(session, chat_id, "sendMessage", {"text": "x"}, NOW)


def claim(database: Database, owner: str, busy: set[int] | None = None) -> list[int]:
    return [
        row.id
        for row in database.transact(lambda s: outbox.claim(s, owner, NOW, busy or set(), 8))
    ]


def test_what_processes_that_died_had_claimed_is_never_given_up(database: Database) -> None:
    database.transact(lambda s: queue(s, 7))
    for run in range(5):
        assert claim(database, f"run {run}") == [1]
        assert claim(database, "another") == []
        database.transact(outbox.recover)


def test_what_a_living_process_has_claimed_is_left_to_it(database: Database) -> None:
    database.transact(lambda s: queue(s, 7))
    me = database.transact(lambda s: runs.start(s, NOW))
    assert claim(database, me) == [1]
    database.transact(outbox.recover)
    assert claim(database, "another") == []


def test_an_unknown_outcome_is_tried_once_more_and_then_left(database: Database) -> None:
    database.transact(lambda s: queue(s, 7))

    def unknown(session: Session) -> None:
        row = outbox.mine(session, 1, "me")
        assert row is not None
        outbox.retry_unknown(row)

    assert claim(database, "me") == [1]
    database.transact(unknown)
    assert claim(database, "me") == [1]
    database.transact(unknown)
    assert claim(database, "me") == []
    assert database.transact(outbox.depth) == 0


def test_one_message_of_a_chat_is_in_flight_and_other_chats_go_beside_it(
    database: Database,
) -> None:
    database.transact(lambda s: queue(s, 7, 2))
    database.transact(lambda s: queue(s, 8))
    assert claim(database, "me", {9}) == [1, 3]
    assert claim(database, "me") == []


def test_a_chat_that_has_had_its_share_waits(database: Database) -> None:
    database.transact(lambda s: queue(s, 7))
    database.transact(lambda s: queue(s, 8))
    assert claim(database, "me", {7}) == [2]


def test_a_process_that_was_asleep_cannot_confirm_what_another_took_over(
    database: Database,
) -> None:
    database.transact(lambda s: queue(s, 7))
    claim(database, "asleep")
    database.transact(outbox.recover)
    claim(database, "awake")
    assert database.transact(lambda s: outbox.mine(s, 1, "asleep")) is None


def test_what_waited_for_somebody_who_was_removed_goes_with_its_words(database: Database) -> None:
    def work(session: Session) -> tuple[str, object]:
        outbox.put_call(session, 7, "sendMessage", {"text": "x"}, NOW, person_id=3)
        session.flush()
        outbox.drop_for_person(session, 3)
        session.expire_all()
        row = session.scalars(select(outbox.OutboxRow)).one()
        return row.outcome, row.params

    assert database.transact(work) == ("removed", {})


def test_what_waits_for_a_chat_follows_it_to_its_new_id_in_order(database: Database) -> None:
    database.transact(lambda s: queue(s, 7, 3))
    assert claim(database, "me") == [1]
    database.transact(lambda s: outbox.move(s, 7, 9))
    assert claim(database, "me", {7}) == [2]
