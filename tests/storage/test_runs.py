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
from bot.heart import purge, start_run, take_over
from bot.storage import Session, chats, forms, jobs, outbox, people, runs
from bot.storage.engine import Database, Unavailable
from bot.texts.render import Renderer
from tests.databases import laid_out

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
BOT = 4242


def desk_at(now: datetime) -> Desk:
    return Desk("Nordlicht", ZoneInfo("Europe/Berlin"), clock=FrozenClock(now))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = laid_out(database_url)
    yield made
    made.close()


@pytest.fixture
def shared(postgresql_url: str) -> Iterator[Database]:
    """One that several processes may work on."""
    made = laid_out(postgresql_url)
    yield made
    made.close()


def start(database: Database) -> str:
    """A process that has found itself alone."""
    return database.transact(lambda s: start_run(s, desk_at(NOW), BOT, alone=database.is_sqlite))


def silent(session: Session, name: str, seconds: int) -> None:
    """Let a process have been silent for so long."""
    run = session.get_one(runs.Run, name)
    run.beat_at -= timedelta(seconds=seconds)


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
    first = start(database)
    database.transact(lambda s: claim_both(s, first))
    database.transact(lambda s: runs.end(s, first, NOW))
    start(database)
    assert database.transact(left) == {"queued"}


def test_a_process_that_slept_and_died_later_is_taken_over_too(shared: Database) -> None:
    def taken_over(session: Session) -> bool:
        return take_over(session, desk_at(NOW), BOT, other, alone=False)

    sleeper, other = start(shared), start(shared)
    shared.transact(lambda s: silent(s, sleeper, 11))
    assert shared.transact(taken_over)
    shared.transact(lambda s: runs.beat(s, sleeper, NOW))
    shared.transact(lambda s: claim_both(s, sleeper))
    assert not shared.transact(taken_over)
    assert shared.transact(left) == {"sending", "running"}
    shared.transact(lambda s: silent(s, sleeper, 11))
    assert shared.transact(taken_over)
    assert shared.transact(left) == {"queued"}


@pytest.mark.parametrize("hours", [-1, 1])
def test_whoever_has_another_clock_is_neither_buried_nor_buries(
    shared: Database, hours: int
) -> None:
    """Of several machines; that of the database judges them all."""
    astray, other = desk_at(NOW + timedelta(hours=hours)), desk_at(NOW)
    one = shared.transact(lambda s: start_run(s, astray, BOT, alone=False))
    two = shared.transact(lambda s: start_run(s, other, BOT, alone=False))
    shared.transact(lambda s: runs.beat(s, one, astray.now()))
    shared.transact(lambda s: runs.beat(s, two, other.now()))
    assert not shared.transact(lambda s: take_over(s, astray, BOT, one, alone=False))
    assert not shared.transact(lambda s: take_over(s, other, BOT, two, alone=False))
    shared.transact(lambda s: silent(s, one, 11))
    assert shared.transact(lambda s: take_over(s, other, BOT, two, alone=False))


def test_one_that_slept_so_long_that_it_was_forgotten_is_known_again(database: Database) -> None:
    sleeper = start(database)
    database.transact(lambda s: runs.end(s, sleeper, NOW - timedelta(days=4)))
    database.transact(lambda s: s.execute(text("DELETE FROM runs")))
    database.transact(lambda s: runs.beat(s, sleeper, NOW))
    assert database.transact(lambda s: list(s.scalars(runs.alive()))) == [sleeper]


def test_what_is_over_is_forgotten_after_three_days_and_what_waits_is_kept(
    database: Database,
) -> None:
    """No number is given twice: old buttons and results are known by theirs."""

    def fill(session: Session) -> None:
        tom = people.Person(name="Tom Berg", role="rep", language="de", joined_at=NOW)
        session.add(tom)
        session.flush()
        for state in ("closed", "waiting", "open", "closed"):
            row = forms.OpenForm(
                chat_id=7,
                thread_id=0,
                person_id=tom.id,
                kind="visit",
                step="",
                data={},
                screen={},
                state=state,
                opened_at=NOW,
                touched_at=NOW,
            )
            session.add(row)
            session.flush()
            chats.remember_card(session, 7, f"{forms.CARD}{row.id}", row.id, NOW)
        chats.remember_card(session, 7, "visit:1", 99, NOW)
        for status in ("done", "dead", "queued", "done"):
            jobs.add(session, "fetch", {}, 7, None, NOW)
            job = session.scalars(select(jobs.Job).order_by(jobs.Job.id.desc())).first()
            assert job
            job.status, job.done_at = status, NOW

    def kept(session: Session) -> tuple[list[int], list[int], set[str]]:
        return (
            list(session.scalars(select(forms.OpenForm.id).order_by(forms.OpenForm.id))),
            list(session.scalars(select(jobs.Job.id).order_by(jobs.Job.id))),
            set(session.scalars(select(chats.Card.name))),
        )

    database.transact(fill)
    ended = start(database)
    database.transact(lambda s: runs.end(s, ended, NOW))
    database.transact(lambda s: purge(s, NOW + timedelta(days=2)))
    assert database.transact(kept)[:2] == ([1, 2, 3, 4], [1, 2, 3, 4])
    alive = start(database)
    database.transact(lambda s: purge(s, NOW + timedelta(days=9_999)))
    assert database.transact(kept) == (
        [2, 3, 4], [2, 3, 4], {"form:2", "form:3", "form:4", "visit:1"}
    )  # fmt: skip
    assert database.transact(lambda s: list(s.scalars(select(runs.Run.id)))) == [alive]


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
