"""The wire to Telegram without sockets: calls reach the playground's methods in this process."""

import asyncio
import json
import random
import re
from collections.abc import Callable
from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.playground.errors import ApiError
from bot.playground.faults import Fault
from bot.playground.methods import HANDLERS
from bot.playground.model import Json
from bot.playground.params import METHODS, Upload, read, unknown
from bot.playground.world import Call, World

ADDRESS = re.compile(r"/(file/)?bot([^/]+)/(.+)$")
NO_DEED = frozenset({"getMe", "getFile", "getWebhookInfo"})


class Wire(BaseRequest):
    """One connection of one process.

    `before` is told each call that changes something, the instant before it takes effect; what
    it raises is what the process meets. `lag` is the longest way there or back in seconds.
    """

    def __init__(
        self, world: World, dice: random.Random, lag: float, before: Callable[[str], None]
    ) -> None:
        self._world = world
        self._dice = dice
        self._lag = lag
        self._before = before

    @property
    def read_timeout(self) -> float | None:
        """Seconds."""
        return 5.0

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = 5.0,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """As over HTTP: status and body; raises what python-telegram-bot's own HTTP raises."""
        await self._way()
        found = ADDRESS.search(url)
        assert found, url
        file, token, name = found.groups()
        if token != self._world.token:
            return _refused(ApiError(401, "Unauthorized"))
        if file:
            return self._file(name)
        patience = read_timeout if isinstance(read_timeout, float | int) else 5.0
        answer = await self._call(name, _params(request_data), patience)
        await self._way()
        return answer

    async def _way(self) -> None:
        await asyncio.sleep(self._dice.random() * self._lag)

    def _file(self, path: str) -> tuple[int, bytes]:
        for stored in self._world.files.values():
            if stored.path == path:
                return 200, stored.content
        return _refused(ApiError(404, "Not Found"))

    async def _call(self, name: str, raw: Json, patience: float) -> tuple[int, bytes]:
        call = Call(name, raw, asyncio.get_running_loop().time())
        self._world.calls.append(call)
        fault = self._world.faults.take(name, raw.get("chat_id")) or Fault(name)
        await asyncio.sleep(min(fault.delay, patience))
        answer = _faulty(fault)
        if answer or fault.drop == "before":
            call.outcome = f"fault: {fault.drop or fault.text()}"
            if answer is None:
                raise _cut(httpx.ReadError("before"))
            return answer
        if name not in NO_DEED and (name != "getUpdates" or "offset" in raw):
            self._before(name)
        answer = await self._answer(call, name, raw)
        if fault.drop in ("after", "midway") or fault.delay >= patience:
            raise _cut(httpx.ReadTimeout("after"))
        return answer

    async def _answer(self, call: Call, name: str, raw: Json) -> tuple[int, bytes]:
        method = METHODS.get(name.lower())
        if method is None:
            self._world.unknown_methods.append(name)
            return _refused(ApiError(404, "Not Found"))
        self._world.unknown_parameters += unknown(method, raw)
        try:
            result = HANDLERS[name.lower()](self._world, read(method, raw))
            if asyncio.iscoroutine(result):
                result = await result
        except ApiError as error:
            call.outcome = error.description
            return _refused(error)
        call.outcome = "ok"
        self._world.touch()
        return 200, json.dumps({"ok": True, "result": result}).encode()


def _params(data: RequestData | None) -> Json:
    """What stands in the request, as the playground reads it off the wire."""
    found: Json = dict(data.json_parameters) if data else {}
    for name, (filename, content, mime) in (data.multipart_data if data else {}).items():
        found[name] = Upload(filename, mime, content)
    return found


def _refused(error: ApiError) -> tuple[int, bytes]:
    return error.code, json.dumps(error.as_json()).encode()


def _faulty(fault: Fault) -> tuple[int, bytes] | None:
    if fault.body is not None:
        return fault.status or 200, fault.body
    if fault.status is None:
        return None
    if fault.status >= 500 and fault.description is None:
        return fault.status, f"<html>{fault.text()}</html>".encode()
    return _refused(ApiError(fault.status, fault.text(), fault.retry_after))


def _cut(error: httpx.HTTPError) -> NetworkError:
    """The error of a connection that broke, as python-telegram-bot's HTTP words it."""
    made = TimedOut() if isinstance(error, httpx.TimeoutException) else NetworkError(str(error))
    made.__cause__ = error
    return made
