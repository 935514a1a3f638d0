"""The playground's web server: Bot API, webhook delivery and page on one loopback port."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.playground.api import Api
from bot.playground.control import Control
from bot.playground.group import Group
from bot.playground.page import Page, Words
from bot.playground.person import Person
from bot.playground.webhook import Deliverer
from bot.playground.world import World

_HOST = "127.0.0.1"
_LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


class _AbortableProtocol(H11Protocol):
    """Lets a scripted fault cut the connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "abort": transport.abort}


class _LoopbackOnly:
    """Answers nobody who came under another name, so that no web site can reach in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            hosts = [value.decode() for name, value in scope["headers"] if name == b"host"]
            if len(hosts) != 1 or hosts[0].rpartition(":")[0] not in _LOOPBACK:
                await send({"type": "http.response.start", "status": 421, "headers": []})
                await send({"type": "http.response.body", "body": b"loopback only"})
                return
        await self.app(scope, receive, send)


@dataclass(frozen=True)
class Server:
    """Where a running playground is found."""

    url: str


def _listen(port: int) -> socket.socket:
    # asyncio turns Nagle's delay (40 ms an answer) off only where the protocol is named.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((_HOST, port))
    listener.listen()
    return listener


@contextlib.asynccontextmanager
async def serve(
    world: World,
    *,
    port: int = 0,
    phones: Sequence[Person] = (),
    groups: Sequence[Group] = (),
    words: Words | None = None,
    zone: str = "Europe/Berlin",
    control: bool = False,
) -> AsyncIterator[Server]:
    """Serve the world on loopback in the running loop; port 0 picks a free one.

    With `words` there is a page too, which shows `phones` and `groups` in the time zone `zone`;
    with `control` other programs may drive the world (see RemoteWorld).
    """
    listener = _listen(port)
    routes = Api(world).routes
    if words:
        routes += Page(world, phones, groups, words, zone).routes
    if control:
        routes += Control(world).routes
    app = _LoopbackOnly(Starlette(routes=routes))
    config = uvicorn.Config(
        app,
        http=_AbortableProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    # Signals belong to the program around us.
    task = asyncio.create_task(server._serve([listener]))
    delivery = asyncio.create_task(Deliverer(world).run())
    try:
        yield Server(f"http://{_HOST}:{listener.getsockname()[1]}")
    finally:
        delivery.cancel()
        await asyncio.wait([delivery])
        world.updates.close()
        server.should_exit = True
        await task
