"""The clocks change: wall-clock times hold, also for times that are not there, or there twice."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.domain.actor import Role
from bot.domain.clock import FrozenClock, MovableClock
from bot.domain.desk import Desk
from bot.playground import World, serve
from bot.reminders.kinds import KINDS
from bot.reminders.tick import Tick
from bot.services import follow_ups
from bot.storage import Session, outbox, reminders
from bot.storage.customers import Customer
from bot.storage.engine import Database
from bot.storage.follow_ups import FollowUp
from bot.storage.people import Person
from bot.storage.reminders import Reminder
from bot.texts.render import Renderer
from tests.books import fill
from tests.databases import laid_out
from tests.ground.test_clock import beats, rings
from tests.hand import Hand
from tests.stage import TOKEN, Stage, eventually, program_of, running, settings_for


def local(zone: str, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("zone", "said", "meant"),
    [
        ("Europe/Berlin", (2027, 3, 26, 11), (2027, 3, 30, 9)),
        ("Europe/Berlin", (2026, 10, 23, 11), (2026, 10, 27, 9)),
        ("America/New_York", (2026, 10, 30, 11), (2026, 11, 3, 9)),
    ],
)
async def test_nine_o_clock_is_nine_o_clock_after_the_change_and_a_deploy_between(
    sqlite_url: str, zone: str, said: tuple[int, ...], meant: tuple[int, ...]
) -> None:
    clock = MovableClock(local(zone, *said))
    world = World(clock, bot_username="nordlicht_bot", token=TOKEN)
    due = local(zone, *meant)
    async with serve(world) as server:
        settings = settings_for(server.url, sqlite_url, timezone=zone)
        async with program_of(settings, world, clock) as stage:
            tom = await Hand.of(stage, "Tom Berg")
            await fill(stage, "Tom Berg")
            await tom.say("/besuch 10236 heute: Palette kaputt, nachfassen am Dienstag um 9 Uhr")
            await tom.press("Besuch speichern")
        clock.advance(timedelta(days=3))
        async with program_of(settings, world, clock) as stage:
            row = await stage.database.run(lambda s: s.scalars(select(Reminder)).one())
            assert (row.due_at, row.wall_time[11:16], row.zone) == (due, "09:00", zone)
            clock.advance(due - timedelta(seconds=30) - clock.now())
            await beats(stage)
            assert rings(tom) == 0
            clock.advance(timedelta(seconds=31))
            await eventually(lambda: rings(tom) == 1, 10)
            assert "verspätet" not in tom.screen


@pytest.mark.parametrize(
    ("friday", "offered"),
    [
        ((2026, 10, 23, 11), "[So, 25.10.2026, 02:30]"),
        ((2027, 3, 26, 11), "[Nächster Arbeitstag: Di, 30.03.2027]"),
    ],
    ids=["twice", "never"],
)
async def test_an_hour_that_is_there_twice_or_never_is_asked(
    sqlite_url: str, friday: tuple[int, ...], offered: str
) -> None:
    async with running(sqlite_url, start=local("Europe/Berlin", *friday)) as stage:
        tom = await Hand.of(stage, "Tom Berg")
        await fill(stage, "Tom Berg")
        await tom.say("/besuch 10236 heute: Palette kaputt, nachfassen Sonntag um 2:30 Uhr")
        assert f"Wann nachfassen?\n{offered}\n" in tom.screen


async def test_chosen_of_an_hour_that_is_there_twice_it_rings_in_the_first_and_once(
    sqlite_url: str,
) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    async with running(sqlite_url, start=local("Europe/Berlin", 2026, 10, 23, 11)) as stage:
        tom = await Hand.of(stage, "Tom Berg")
        await fill(stage, "Tom Berg")
        await tom.say("/besuch 10236 heute: Palette kaputt, nachfassen Sonntag um 2:30 Uhr")
        await tom.press("So, 25.10.2026, 02:30")
        await tom.press("Besuch speichern")
        stage.clock.advance(first - stage.clock.now())
        await eventually(lambda: rings(tom) == 1, 10)
        stage.clock.advance(timedelta(hours=1))
        await beats(stage)
        assert rings(tom) == 1


class Week:
    """An office whose clock is moved by the hour, with one follow-up long overdue."""

    def __init__(self, database: Database, zone: str, start: datetime) -> None:
        self.database, self.clock = database, FrozenClock(start)
        self.desk = Desk("Nordlicht", ZoneInfo(zone), clock=self.clock)
        self.database.transact(self._furnish)

    def _furnish(self, session: Session) -> None:
        long_ago = self.clock.now() - timedelta(days=30)
        person = Person(
            name="Eva Klein", role=Role.ADMIN, language="de", chat_id=7, joined_at=long_ago
        )
        customer = Customer(
            number="1", name="Weiß Elektro", created_at=long_ago, changed_at=long_ago
        )
        session.add_all([person, customer])
        session.flush()
        session.add(FollowUp(customer_id=customer.id, person_id=person.id, due_at=long_ago,
                             created_at=long_ago))  # fmt: skip

    def mornings(self, until: datetime) -> list[str]:
        """When the office heard what is overdue, the program starting anew each hour."""
        heard = []
        while self.clock.now() < until:
            tick = Tick(self.database, self.desk, Renderer(self.desk.zone), KINDS)
            self.database.transact(follow_ups.keep_wall_times)
            self.database.transact(lambda s: follow_ups.keep_scheduled(s, self.desk))
            before = self.database.transact(outbox.depth)
            self.database.transact(tick._queue_due)
            if self.database.transact(outbox.depth) > before:
                heard.append(f"{self.desk.here():%a %d %H:%M}")
            self.clock.advance(timedelta(hours=1))
        return heard


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    made = laid_out(sqlite_url)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("zone", "first", "mornings"),
    [
        (
            "Europe/Berlin",
            (2026, 10, 23),
            ["Fri 23 08:00", "Mon 26 08:00", "Tue 27 08:00", "Wed 28 08:00"],
        ),
        ("Europe/Berlin", (2027, 3, 25), ["Thu 25 08:00", "Tue 30 08:00"]),  # Easter between
        (
            "America/New_York",
            (2027, 3, 12),
            ["Fri 12 08:00", "Mon 15 08:00", "Tue 16 08:00", "Wed 17 08:00"],
        ),
        (
            "Africa/Cairo",
            (2027, 4, 29),
            ["Thu 29 08:00", "Fri 30 08:00", "Mon 03 08:00", "Tue 04 08:00"],
        ),
    ],
)
def test_each_business_morning_is_heard_once_whatever_the_clocks_do(
    database: Database, zone: str, first: tuple[int, int, int], mornings: list[str]
) -> None:
    start = datetime.combine(date(*first), time(1), ZoneInfo(zone)).astimezone(UTC)
    week = Week(database, zone, start)
    assert week.mornings(start + timedelta(days=5.5)) == mornings


async def test_new_rules_of_a_zone_move_what_waits_to_the_time_meant(
    http_stage: Stage,
) -> None:
    """As if all had been set under rules an hour off, and the zone's data were updated."""
    stage = http_stage
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch 10236 heute: Palette kaputt, nachfassen morgen um 9 Uhr")
    await tom.press("Besuch speichern")
    nine = local("Europe/Berlin", 2026, 11, 24, 9)

    def by_old_rules(session: Session) -> None:
        for table in (Reminder, FollowUp):
            session.execute(update(table).values(due_at=nine + timedelta(hours=1)))

    await stage.database.run(by_old_rules)
    stage.program.stop.set()
    await asyncio.sleep(0.5)
    async with program_of(stage.settings, stage.world, stage.clock) as again:
        found = await again.database.run(
            lambda s: [s.scalars(select(one.due_at)).one() for one in (Reminder, FollowUp)]
        )
    assert found == [nine, nine]


@pytest.mark.parametrize("hour", [0, 1], ids=["first", "second"])
def test_neither_of_two_equal_hours_is_moved_by_a_start(database: Database, hour: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    due = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    database.transact(lambda s: reminders.schedule(s, "follow-up", 1, 1, due, zone))
    assert database.transact(reminders.keep_wall_times) == []
