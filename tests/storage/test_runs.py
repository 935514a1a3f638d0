"""What a process leaves behind, however it ended, is taken over; one that slept goes on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text

from bot.domain.clock import FrozenClock
from bot.domain.desk import Desk
from bot.domain.say import Place, Say
from bot.domain.say import text as words
from bot.heart import start_run, take_over
from bot.storage import Session, jobs, migrate, outbox, runs
from bot.storage.engine import Database, Unavailable
from bot.texts.render import Renderer

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)


def desk_at(now: datetime) -> Desk:
    return Desk("Nordlicht", ZoneInfo("Europe/Berlin"), clock=FrozenClock(now))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    migrate.to_head(made)
    yield made
    made.close()


def claim_both(session: Session, owner: str) -> None:
    """Have a process take a message and a job, both as new."""
    say = Say((words("form-back"),), at=Place(7, "de"))
    outbox.post(session, [say], Renderer(desk_at(NOW).zone), NOW)
    jobs.add(session, "fetch", {}, 7, None, NOW)
    assert len(outbox.claim(session, owner, NOW, set(), 5)) == 1
    assert jobs.claim(session, owner, NOW)


def left(session: Session) -> set[str]:
    found = session.scalars(select(outbox.OutboxRow.status)).all()
    return {*found, *session.scalars(select(jobs.Job.status))}


def test_what_was_under_way_when_a_process_was_stopped_in_order_goes_on_with_the_next(
    database: Database,
) -> None:
    first = database.transact(lambda s: start_run(s, desk_at(NOW), alone=database.is_sqlite))
    database.transact(lambda s: claim_both(s, first))
    database.transact(lambda s: runs.end(s, first, NOW))
    database.transact(lambda s: start_run(s, desk_at(NOW), alone=database.is_sqlite))
    assert database.transact(left) == {"queued"}


def test_a_process_that_slept_and_died_later_is_taken_over_too(database: Database) -> None:
    later = NOW + timedelta(seconds=13)
    sleeper = database.transact(lambda s: runs.start(s, NOW))
    other = database.transact(lambda s: runs.start(s, later))
    assert database.transact(lambda s: take_over(s, desk_at(later), other, alone=False))
    database.transact(lambda s: runs.beat(s, sleeper, later))
    database.transact(lambda s: claim_both(s, sleeper))
    assert not database.transact(lambda s: take_over(s, desk_at(later), other, alone=False))
    assert database.transact(left) == {"sending", "running"}
    end = later + timedelta(seconds=13)
    assert database.transact(lambda s: take_over(s, desk_at(end), other, alone=False))
    assert database.transact(left) == {"queued"}


def test_a_transaction_that_slept_too_long_counts_as_database_away(postgresql_url: str) -> None:
    database = Database(postgresql_url)

    def work(session: Session) -> None:
        session.execute(text("SET idle_in_transaction_session_timeout = '50ms'"))
        session.execute(text("SELECT 1"))
        with database.engine.connect() as other:
            other.execute(text("SELECT pg_sleep(0.5)"))
        session.execute(text("SELECT 1"))

    with pytest.raises(Unavailable):
        database.transact(work)
    database.close()
