"""PostgreSQL stopped and started, full up, or silent."""

import asyncio
import socket
from collections.abc import Iterator

import psycopg
import pytest
import structlog
from sqlalchemy import text

from bot.domain.actor import Role
from bot.storage import engine
from bot.storage.engine import Database, Unavailable
from tests.books import fill
from tests.ground.test_away import VISIT, health, signs
from tests.ground.troubles import END_ALL, admin_of
from tests.hand import Hand
from tests.postgresql import Server
from tests.stage import eventually, free_port, running


@pytest.fixture
def server(postgresql: Server) -> Iterator[Server]:
    """The tests' server, which runs again for those who come after."""
    yield postgresql
    postgresql.start()


async def test_stopped_in_the_middle_and_started_again_it_goes_on_where_it_was(
    postgresql_url: str, server: Server
) -> None:
    async with running(postgresql_url, health_listen=f"127.0.0.1:{free_port()}") as stage:
        tom = await Hand.of(stage, "Tom Berg")
        await fill(stage, "Tom Berg")
        await tom.say(VISIT)
        answers = len(tom.person.answers)
        with structlog.testing.capture_logs() as log:
            await asyncio.to_thread(server.stop)
            await tom.person.press("Besuch speichern")
            await tom.person.say("/hilfe")
            await eventually(lambda: signs(log) > 2)
            assert await health(stage) == 503
            await asyncio.to_thread(server.start)
            await stage.settled()
        assert "Tom Berg" not in str(log)
        assert await health(stage) == 200
        assert len(tom.person.answers) == answers + 1
        assert tom.person.answers[-2].text.startswith("✅ Besuch 1001 gespeichert")
        assert tom.screen.startswith("Hilfe")


async def test_no_more_connections_allowed_is_waited_for(postgresql_url: str) -> None:
    """The server's error of class 53, as on a full disk."""
    name = postgresql_url.partition("/desk_")[2].partition("?")[0]
    with psycopg.connect(postgresql_url, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE clerk_{name} LOGIN")
        admin.execute(f"ALTER DATABASE desk_{name} OWNER TO clerk_{name}")
        admin.execute(f"GRANT ALL ON SCHEMA public TO clerk_{name}")
    async with running(postgresql_url.replace("postgres:@", f"clerk_{name}:@")) as stage:
        uwe = stage.world.person("Uwe")
        with (
            psycopg.connect(postgresql_url, autocommit=True) as admin,
            structlog.testing.capture_logs() as log,
        ):
            admin.execute(f"ALTER DATABASE desk_{name} CONNECTION LIMIT 0")
            admin.execute(END_ALL)
            await uwe.say("hallo")
            await eventually(lambda: signs(log) > 2)
            assert uwe.answers == []
            admin.execute(f"ALTER DATABASE desk_{name} CONNECTION LIMIT -1")
        await stage.settled()
        assert len(uwe.answers) == 1


async def test_sessions_ended_while_nothing_happened_are_not_noticed(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    for _ in range(3):
        await asyncio.gather(
            *(database.run(lambda s: s.execute(text("SELECT 1"))) for _ in "1234")
        )
        with psycopg.connect(postgresql_url) as admin:
            admin.execute(END_ALL)
        await asyncio.sleep(0.05)
    database.close()


def test_a_server_that_does_not_answer_is_away_within_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(engine.CONNECTING, "connect_timeout", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = Database(f"postgresql://desk@127.0.0.1:{silent.getsockname()[1]}/desk")
        with pytest.raises(Unavailable):
            database.transact(lambda s: s.execute(text("SELECT 1")))
        database.close()


async def test_health_does_not_wait_for_what_others_wait_for(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOCK_WAIT_MS", 30_000)
    monkeypatch.setattr("bot.health.ANSWER_WITHIN", 0.3)
    async with running(postgresql_url, health_listen=f"127.0.0.1:{free_port()}") as stage:
        await stage.join("Tom Berg", Role.REP)
        with admin_of(stage) as admin, admin.transaction():
            admin.execute("LOCK TABLE inbox, outbox, jobs, facts, runs IN EXCLUSIVE MODE")
            assert await health(stage) == 503
        await stage.settled()
        assert await health(stage) == 200
