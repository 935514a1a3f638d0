"""Calls to the Bot API by name, with plain JSON in and out, over python-telegram-bot's HTTP."""

import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import httpx
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
MALFORMED = (LookupError, TypeError, AttributeError, OverflowError, RecursionError)
"""What reading an answer raises that is not what the Bot API promises."""
LONGEST_WAIT = 86_400.0
AGAIN_AFTER = 15.0

if find_spec("sniffio") is None:  # httpcore looks for it on the disk with every call, in vain
    sys.modules["sniffio"] = None  # type: ignore[assignment]


trusted = cache(httpx.create_ssl_context)
"""The authorities that HTTPS is trusted by: read once, which takes a twentieth of a second."""


def request(pool: int) -> HTTPXRequest:
    """python-telegram-bot's HTTP, through the environment's proxy where one is set."""
    return HTTPXRequest(
        connection_pool_size=pool,
        connect_timeout=10.0,
        pool_timeout=10.0,
        httpx_kwargs={"trust_env": True, "verify": trusted()},
    )


Http = Callable[[int], BaseRequest]
"""Makes a pool of so many connections."""


class Api:
    """The Bot API of one bot. Separate pools, so that a waiting poll never delays a message."""

    def __init__(self, token: str, root: str, http: Http = request) -> None:
        self._base = f"{root.rstrip('/')}/bot{token}"
        self._files = f"{root.rstrip('/')}/file/bot{token}"
        self._polling = http(1)
        self._sending = http(16)

    async def __aenter__(self) -> "Api":
        await self._polling.initialize()
        await self._sending.initialize()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._polling.shutdown()
        await self._sending.shutdown()

    async def call(
        self,
        method: str,
        params: dict[str, Any],
        files: dict[str, InputFile] | None = None,
        read_timeout: float = 20.0,
    ) -> Any:
        """The method's result; raises telegram.error.TelegramError."""
        through: BaseRequest = self._polling if method == "getUpdates" else self._sending
        given = [RequestParameter.from_input(name, value) for name, value in params.items()]
        given += [RequestParameter.from_input(name, file) for name, file in (files or {}).items()]
        try:
            return await through.post(
                f"{self._base}/{method}", RequestData(given), read_timeout=read_timeout
            )
        except MALFORMED as error:
            raise TelegramError("malformed answer") from error

    async def download(self, path: str) -> bytes:
        """The bytes of a file, by the path that getFile gave."""
        return await self._sending.retrieve(f"{self._files}/{path}", read_timeout=60.0)


def surely_not_sent(error: TelegramError) -> bool:
    """Whether the call certainly never reached Telegram, so that repeating it is safe."""
    return isinstance(error, TimedOut | NetworkError) and isinstance(error.__cause__, NOT_SENT)


def is_server_fault(error: TelegramError) -> bool:
    """Whether a server answered that it could not work on the call (5xx, 409, 404)."""
    return isinstance(error, NetworkError | Conflict) and not isinstance(
        error.__cause__, httpx.HTTPError
    )


def retry_seconds(error: RetryAfter) -> float:
    """How long a 429 asks to wait, at most a day."""
    waited = error.retry_after
    seconds = float(waited) if isinstance(waited, int) else waited.total_seconds()
    return min(seconds, LONGEST_WAIT)


def is_no_method(error: TelegramError) -> bool:
    """Whether Telegram answered 404, as to a method it does not know; a false token too."""
    return isinstance(error, InvalidToken) and error.message == "Not Found"


def again_after(error: Exception) -> float | None:
    """Seconds after which a call that may be repeated may go well; None: it never will."""
    if isinstance(error, RetryAfter):
        return retry_seconds(error)
    if not isinstance(error, TelegramError) or is_no_method(error):
        return None
    return None if isinstance(error, BadRequest | Forbidden | ChatMigrated) else AGAIN_AFTER
