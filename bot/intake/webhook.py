"""The webhook: Telegram pushes updates, each answered once it is committed to the inbox."""

import asyncio
import hmac
import json
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.botapi import Api
from bot.domain.clock import Clock
from bot.intake.polling import ALLOWED, id_of
from bot.intake.registering import until_done
from bot.serving import serve
from bot.storage import inbox
from bot.storage.engine import Database, Unavailable

log = structlog.get_logger()
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024
RETRY_AFTER = 5
CONNECTIONS = 40


@dataclass(frozen=True)
class Address:
    """Where Telegram finds us: `url` as registered, the secret that proves it is Telegram."""

    url: str
    secret: str

    @property
    def path(self) -> str:
        """The path to serve."""
        return urlsplit(self.url).path or "/"


class Webhook:
    """Registers the webhook, and takes what comes.

    `refused` is called when Telegram does not know the token (any more).
    """

    def __init__(
        self,
        api: Api,
        database: Database,
        clock: Clock,
        bot_id: int,
        refused: Callable[[], Awaitable[None]],
        address: Address,
    ) -> None:
        self._api = api
        self._database = database
        self._clock = clock
        self._bot_id = bot_id
        self._refused = refused
        self._address = address
        self.last_success: datetime | None = None
        self.app = Starlette(routes=[Route(address.path, self._take, methods=["POST"])])

    async def run(self, listener: socket.socket) -> None:
        """Serve until cancelled; requests under way are finished first."""
        async with asyncio.TaskGroup() as group:
            group.create_task(serve(self.app, listener))
            group.create_task(self._register())

    async def _register(self) -> None:
        """Tell Telegram the address, for as long as it takes. What waits there is kept."""
        params = {
            "url": self._address.url,
            "secret_token": self._address.secret,
            "allowed_updates": ALLOWED,
            "max_connections": CONNECTIONS,
            "drop_pending_updates": False,
        }
        await until_done(self._api, "setWebhook", params, self._refused)

    async def _take(self, request: Request) -> Response:
        secret = request.headers.get(HEADER, "")
        if not hmac.compare_digest(secret.encode(), self._address.secret.encode()):
            log.warning("webhook call without the secret")
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        update = _update(body)
        if update is None:
            return Response(status_code=400)
        return await self._keep(update)

    async def _keep(self, update: dict[str, Any]) -> Response:
        now = self._clock.now()
        try:
            await self._database.run(lambda s: inbox.store(s, self._bot_id, [update], now))
        except Unavailable as error:
            log.warning("database away", kind=type(error).__name__)
            return Response(status_code=503, headers={"Retry-After": str(RETRY_AFTER)})
        self.last_success = now
        return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    """The request's body; None as soon as it is over the limit."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _update(body: bytes) -> dict[str, Any] | None:
    """The body as an update; None when it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and id_of(found) is not None else None
