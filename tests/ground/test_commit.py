"""PostgreSQL is gone at a COMMIT: before it took effect, and after, before anybody heard so."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event, func, select

from bot.storage import inbox, jobs, outbox
from bot.storage.files import File
from bot.storage.follow_ups import FollowUp
from bot.storage.reminders import Reminder
from bot.storage.visits import Visit
from tests.books import fill
from tests.ground import proxy
from tests.hand import PICTURE, Hand
from tests.stage import Stage, running

MOST_CUTS = 3


@dataclass
class Scissors:
    """Cuts the sessions of the first few transactions in which a statement begins so."""

    stage: Stage
    server: proxy.Proxy
    after: bool
    beginning: str = ""
    cuts: int = 0
    said: dict[int, list[str]] = field(default_factory=dict)

    def listen(self) -> None:
        engine = self.stage.database.engine
        event.listen(engine, "begin", lambda connection: connection.info.update(said=[]))
        event.listen(engine, "before_cursor_execute", self._hear)
        event.listen(engine, "commit", self._at_commit)

    def _hear(self, connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        connection.info.setdefault("said", []).append(statement)

    def _at_commit(self, connection: Connection) -> None:
        said = connection.info.get("said", [])
        if not self.beginning or not any(one.startswith(self.beginning) for one in said):
            return
        if self.cuts >= MOST_CUTS:
            return
        self.cuts += 1
        session = connection.connection.driver_connection
        assert session is not None
        with socket.fromfd(session.fileno(), socket.AF_INET, socket.SOCK_STREAM) as end:
            port = end.getsockname()[1]
        (self.server.doomed_after if self.after else self.server.doomed_before).add(port)


@pytest.fixture
def proxied(postgresql_url: str) -> Iterator[tuple[str, proxy.Proxy]]:
    """The database's address through the proxy, and the proxy."""
    with proxy.before(postgresql_url) as made:
        yield made


@asynccontextmanager
async def cutting(proxied: tuple[str, proxy.Proxy], after: bool) -> AsyncIterator[Scissors]:
    url, server = proxied
    async with running(url) as stage:
        scissors = Scissors(stage, server, after)
        scissors.listen()
        yield scissors


async def count(stage: Stage, table: type) -> int:
    return await stage.database.run(lambda s: s.scalar(select(func.count(table.id))) or 0)


@pytest.mark.parametrize(
    ("after", "beginning", "least"),
    [
        (False, "UPDATE outbox SET status=%(status)s::VARCHAR, owner", 3),
        (False, "UPDATE outbox SET params", 2),
        (True, "INSERT INTO inbox", 2),
        (True, "INSERT INTO visits", 1),
        (True, "UPDATE outbox SET status=%(status)s::VARCHAR, owner", 3),
        (True, "UPDATE outbox SET params", 2),
        (True, "UPDATE jobs SET status", 2),
        (True, "UPDATE reminders SET status", 1),
    ],
    ids=[
        "before claimed",
        "before sent",
        "stored",
        "handled",
        "claimed",
        "sent",
        "job",
        "rung",
    ],
)
async def test_a_session_cut_at_its_commit_costs_nothing_and_doubles_nothing(
    proxied: tuple[str, proxy.Proxy], beginning: str, least: int, after: bool
) -> None:
    async with cutting(proxied, after) as scissors:
        stage = scissors.stage
        tom = await Hand.of(stage, "Tom Berg")
        await fill(stage, "Tom Berg")
        scissors.beginning = beginning
        await tom.person.send_photo(
            PICTURE, "War heute um 9 bei Weiß, Problem, nachfassen in 2 Stunden"
        )
        await stage.settled()
        await tom.person.press("Besuch speichern")
        await stage.settled()
        stage.clock.advance(timedelta(hours=2))
        while await stage.database.run(
            lambda s: s.scalar(select(func.count()).where(Reminder.status == "waiting"))
        ):
            await asyncio.sleep(0.05)
        await stage.settled()
        assert scissors.cuts >= least
        counts = [await count(stage, one) for one in (Visit, FollowUp, File, jobs.Job)]
        assert counts == [1, 1, 1, 1]
        said = [one.text.split()[0] for one in tom.person.answers]
        assert said[-2:] == ["✅", "⏰"]
        assert (said.count("✅"), said.count("⏰")) == (1, 1)
        rows = await stage.database.run(lambda s: s.scalars(select(inbox.InboxRow)).all())
        assert {row.status for row in rows} == {"done"}
        assert await stage.database.run(outbox.depth) == 0
        assert (await stage.database.run(lambda s: s.get_one(File, 1).content)) == PICTURE
