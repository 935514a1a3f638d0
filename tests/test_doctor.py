"""The doctor: what is wrong, each in its own sentence."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn.server
from pydantic import SecretStr

from bot import doctor
from bot.config import Settings
from bot.domain.clock import SystemClock
from bot.playground import Server, World, serve
from bot.playground.updates import Webhook
from tests.stage import TOKEN, free_port, settings_for


@pytest.fixture
def world() -> World:
    return World(SystemClock(), "nordlicht_bot", TOKEN)


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with serve(world) as server:
        yield server


async def wrong(settings: Settings) -> list[str]:
    """The keys of what is not well."""
    return [one.text.key for one in await doctor.examine_telegram(settings) if not one.well]


async def many_write(world: World) -> None:
    """As many messages as are too many to wait."""
    uwe = world.person("Uwe")
    for _ in range(doctor.MANY_WAITING):
        await uwe.say("hallo")


async def test_all_is_well(server: Server) -> None:
    assert await wrong(settings_for(server.url, "sqlite:///x.db")) == []


async def test_nobody_is_there() -> None:
    settings = settings_for(f"http://127.0.0.1:{free_port()}", "sqlite:///x.db")
    assert await wrong(settings) == ["doctor-telegram-away"]


async def test_without_a_token_it_is_seen_all_the_same_that_nobody_is_there() -> None:
    settings = settings_for(f"http://127.0.0.1:{free_port()}", "sqlite:///x.db")
    bare = settings.model_copy(update={"bot_token": SecretStr("")})
    assert await wrong(bare) == ["cli-token-missing", "doctor-telegram-away"]


async def test_a_webhook_that_is_not_the_one_that_was_set(world: World, server: Server) -> None:
    wanted = settings_for(server.url, "sqlite:///x.db", webhook=True)
    assert await wrong(wanted) == ["doctor-webhook-missing"]
    world.updates.set_webhook(Webhook("https://old.example/"))
    assert await wrong(wanted) == ["doctor-webhook-missing"]
    polling = settings_for(server.url, "sqlite:///x.db")
    assert await wrong(polling) == ["doctor-webhook-foreign"]
    world.updates.set_webhook(Webhook(wanted.webhook_url))
    assert await wrong(wanted) == []


async def test_deliveries_that_failed_lately_are_told_once_though_messages_wait(
    world: World, server: Server
) -> None:
    wanted = settings_for(server.url, "sqlite:///x.db", webhook=True)
    world.updates.set_webhook(Webhook(wanted.webhook_url))
    now = datetime.now(UTC)
    world.updates.last_error = (int((now - timedelta(days=1)).timestamp()), "long ago")
    assert await wrong(wanted) == []
    world.updates.last_error = (int(now.timestamp()) - 60, "Connection refused")
    await many_write(world)
    assert await wrong(wanted) == ["doctor-webhook-error"]


async def test_messages_that_nobody_fetches(world: World, server: Server) -> None:
    await many_write(world)
    assert await wrong(settings_for(server.url, "sqlite:///x.db")) == ["doctor-waiting"]


@pytest.mark.parametrize(("minutes", "key"), [(3, "doctor-clock-slow"), (-3, "doctor-clock-fast")])
async def test_a_clock_that_is_off(
    minutes: int, key: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = datetime.now(UTC) + timedelta(minutes=minutes)
    date = theirs.strftime("%a, %d %b %Y %H:%M:%S GMT").encode()
    monkeypatch.setattr(uvicorn.server, "formatdate", lambda *_a, **_k: date.decode())
    async with serve(World(SystemClock(), "nordlicht_bot", TOKEN)) as off:
        assert await wrong(settings_for(off.url, "sqlite:///x.db")) == [key]


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(_env_file=None, database_url="sqlite:///desk.db")
    monkeypatch.setattr(doctor, "LEAST_FREE", 2**80)
    found = doctor.examine_machine(settings, doctor.Desk("x", settings.zone))
    assert [one.text.key for one in found if not one.well] == ["doctor-disk-full"]
