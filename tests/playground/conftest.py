"""A world with one person, its server, and a real python-telegram-bot Bot talking to it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.domain.clock import MovableClock
from bot.playground import Person, Server, World, serve

TOKEN = "123456:TEST"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 24, 9, 30, tzinfo=UTC))


@pytest.fixture
def world(clock: MovableClock) -> World:
    return World(clock, bot_username="nordlicht_bot", token=TOKEN)


@pytest.fixture
def rep(world: World) -> Person:
    return world.person("Tom Berg", language="de")


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with serve(world) as server:
        yield server


def connect(server: Server, token: str = TOKEN) -> Bot:
    """A Bot for this server; two request objects, as polling and sending have in real life."""
    options = {"trust_env": False, "verify": False}
    return Bot(
        token,
        base_url=f"{server.url}/bot",
        base_file_url=f"{server.url}/file/bot",
        request=HTTPXRequest(8, httpx_kwargs=options),
        get_updates_request=HTTPXRequest(2, httpx_kwargs=options),
    )


@pytest.fixture
async def bot(server: Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with connect(server) as bot:
        yield bot
