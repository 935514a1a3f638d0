"""The Bot API over HTTP: reads a call, lets it meet its fault, answers as Telegram does."""

import asyncio
import inspect
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.playground.errors import ApiError, bad_request
from bot.playground.faults import Fault
from bot.playground.methods import HANDLERS
from bot.playground.params import METHODS, Upload, read, unknown
from bot.playground.world import Call, World

_HTML = "<html>\r\n<head><title>{0}</title></head>\r\n<body>{0}</body>\r\n</html>\r\n"
_METHODS = ["GET", "POST"]


async def raw_params(request: Request) -> dict[str, Any]:
    """Parameters from the query and from a JSON, urlencoded or multipart body."""
    found: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body = await request.json()
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        return found | (body if isinstance(body, dict) else {})
    async with request.form(max_part_size=60 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime = value.content_type or ""
                found[name] = Upload(value.filename or "", mime, await value.read())
            else:
                found[name] = value
    return found


def _logged(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {k: f"<{v.name}>" if isinstance(v, Upload) else v for k, v in raw.items()}


def _refused(error: ApiError) -> JSONResponse:
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
    return JSONResponse(error.as_json(), error.code, headers)


async def _dropped(request: Request) -> Response:
    request.state.abort()
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()


async def _in_pieces(request: Request, whole: Response, fault: Fault) -> AsyncIterator[bytes]:
    body = bytes(whole.body)
    for at in range(len(body)):
        if fault.drop and at >= len(body) / 2:
            request.state.abort()
            return
        yield body[at : at + 1]
        await asyncio.sleep(fault.drip)


def _faulty(fault: Fault) -> Response | None:
    if fault.body is not None:
        return Response(fault.body, fault.status or 200, media_type="application/json")
    if fault.status is None:
        return None
    if fault.status >= 500 and fault.description is None:
        page = _HTML.format(f"{fault.status} {fault.text()}")
        return Response(page, fault.status, media_type="text/html")
    return _refused(ApiError(fault.status, fault.text(), fault.retry_after))


class Api:
    """Endpoints for one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.routes: list[BaseRoute] = [
            Route("/bot{token:str}/{method:str}", self.call, methods=_METHODS),
            Route("/file/bot{token:str}/{path:path}", self.download),
        ]

    async def call(self, request: Request) -> Response:
        """One method call."""
        name = request.path_params["method"]
        if request.path_params["token"] != self.world.token:
            return _refused(ApiError(401, "Unauthorized"))
        try:
            raw = await raw_params(request)
        except ApiError as error:
            return _refused(error)
        except ClientDisconnect:  # the bot was killed in the middle of its call
            return Response(status_code=400)
        call = Call(name, _logged(raw), time.monotonic())
        self.world.calls.append(call)
        # A waiting poll is how an idle bot looks.
        counts = call.method.lower() != "getupdates"
        self.world.in_flight += counts
        try:
            return await self._answer(request, call, raw)
        finally:
            call.finished = time.monotonic()
            call.outcome = call.outcome or "cancelled"
            self.world.in_flight -= counts
            if counts:
                self.world.touch()

    async def _answer(self, request: Request, call: Call, raw: Mapping[str, Any]) -> Response:
        fault = self.world.faults.take(call.method, raw.get("chat_id"))
        if fault:
            await asyncio.sleep(fault.delay)
            response = _faulty(fault)
            if response or fault.drop == "before":
                call.outcome = f"fault: {fault.drop or fault.text()}"
                return response or await _dropped(request)
        response = await self._run(call, raw)
        if fault and (fault.drip or fault.drop == "midway"):
            return StreamingResponse(
                _in_pieces(request, response, fault), headers=response.headers
            )
        return await _dropped(request) if fault and fault.drop else response

    async def _run(self, call: Call, raw: Mapping[str, Any]) -> Response:
        method = METHODS.get(call.method.lower())
        if method is None:
            self.world.unknown_methods.append(call.method)
            call.outcome = "Not Found"
            return _refused(ApiError(404, "Not Found"))
        self.world.unknown_parameters += unknown(method, raw)
        try:
            result = HANDLERS[call.method.lower()](self.world, read(method, raw))
            if inspect.isawaitable(result):
                result = await result
        except ApiError as error:
            call.outcome = error.description
            return _refused(error)
        call.outcome = "ok"
        return JSONResponse({"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        """The bytes of a file, by the path that getFile told."""
        if request.path_params["token"] != self.world.token:
            return _refused(ApiError(401, "Unauthorized"))
        for stored in self.world.files.values():
            if stored.path == request.path_params["path"]:
                return Response(stored.content, media_type="application/octet-stream")
        return _refused(ApiError(404, "Not Found"))
