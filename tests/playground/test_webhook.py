"""Updates pushed to a webhook: secret, order, retries, and switching back to polling."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import Conflict

from bot.playground import Person, World


@dataclass
class Receiver:
    """A bot's webhook that answers with the responses laid ready, then with 200."""

    url: str = ""
    ready: list[Response] = field(default_factory=list)
    got: list[tuple[float, str | None, dict[str, Any]]] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: Request) -> Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.append((time.monotonic(), secret, await request.json()))
        self.came.set()
        return self.ready.pop(0) if self.ready else Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, _, update in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])
    listener = socket.create_server(("127.0.0.1", 0))
    receiver.url = f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, ws="none"))
    with contextlib.ExitStack() as stack:
        stack.callback(listener.close)
        task = asyncio.create_task(server._serve([listener]))
        yield receiver
        server.should_exit = True
        await task


async def test_updates_are_pushed_in_order_with_the_secret(
    bot: Bot, rep: Person, world: World, receiver: Receiver
) -> None:
    await rep.say("vorher")
    await bot.set_webhook(receiver.url, secret_token="geheim")
    await rep.say("nachher")
    await rep.settled(timeout=5, quiet=0.05)
    assert receiver.texts == ["vorher", "nachher"]
    assert {secret for _, secret, _ in receiver.got} == {"geheim"}


async def test_a_refused_update_is_pushed_again_after_the_asked_pause(
    bot: Bot, rep: Person, receiver: Receiver
) -> None:
    receiver.ready = [Response(status_code=503, headers={"Retry-After": "1"})]
    await bot.set_webhook(receiver.url)
    await rep.say("eins")
    await rep.say("zwei")
    await rep.settled(timeout=5, quiet=0.05)
    assert receiver.texts == ["eins", "eins", "zwei"]
    assert receiver.got[1][0] - receiver.got[0][0] >= 0.95
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_one_chats_refusal_does_not_hold_up_another(
    bot: Bot, rep: Person, world: World, receiver: Receiver
) -> None:
    receiver.ready = [Response(status_code=500)]
    other = world.person("Anna Klein")
    await bot.set_webhook(receiver.url)
    await rep.say("eins")
    await receiver.came.wait()
    await other.say("zwei")
    await rep.settled(timeout=5, quiet=0.05)
    assert receiver.texts == ["eins", "zwei", "eins"]


async def test_updates_are_kept_when_the_bot_goes_back_to_polling(
    bot: Bot, rep: Person, world: World, receiver: Receiver
) -> None:
    receiver.ready = [Response(status_code=500, headers={"Retry-After": "60"})]
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await rep.say("hallo")
    await receiver.came.wait()
    await bot.delete_webhook()
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["hallo"]
