"""Driving a playground that runs as a process of its own: the same verbs as JSON."""

import base64
import inspect
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.domain.clock import MovableClock
from bot.playground.model import Message
from bot.playground.person import Person, Toast
from bot.playground.world import World

VERBS = [
    "say",
    "start",
    "open",
    "send_photo",
    "send_document",
    "send_voice",
    "send_album",
    "send_sticker",
    "send_contact",
    "send_location",
    "edit",
    "press",
    "press_data",
    "block",
    "unblock",
]
SIGHTS = [
    "messages",
    "answers",
    "screen",
    "labels",
    "commands",
    "toasts",
    "unanswered",
    "clipboard",
    "language",
]


def packed(value: Any) -> Any:
    """A value as JSON: bytes become {"$bytes": base64}."""
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, list | tuple):
        return [packed(item) for item in value]
    if isinstance(value, dict):
        return {key: packed(item) for key, item in value.items()}
    if isinstance(value, Toast):
        return {"text": value.text, "alert": value.alert, "chat_id": value.chat_id}
    return _message(value) if isinstance(value, Message) else value


def unpacked(value: Any) -> Any:
    """The reverse of `packed`, for bytes."""
    if isinstance(value, list):
        return [unpacked(item) for item in value]
    if isinstance(value, dict):
        if "$bytes" in value:
            return base64.b64decode(value["$bytes"])
        return {key: unpacked(item) for key, item in value.items()}
    return value


def _message(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "text": message.text,
        "html": message.html,
        "from_bot": message.from_bot,
        "date": message.date,
        "edited": message.edit_date is not None,
        "reaction": message.reaction,
        "buttons": [[key.text for key in row] for row in message.buttons],
        "file_name": message.file.name if message.file else None,
    }


class Control:
    """Endpoints below /control/, for programs only: a browser's request is refused."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.routes: list[BaseRoute] = [Route("/control/{verb:str}", self.serve, methods=["POST"])]

    async def serve(self, request: Request) -> Response:
        """One verb with its arguments; a refusal is told as {"error": …}."""
        if "origin" in request.headers:
            return JSONResponse({"error": "not for browsers"}, 403)
        verbs: dict[str, Callable[..., Any]] = {
            "person": self._person,
            "do": self._do,
            "see": self._see,
            "speak": self._speak,
            "advance": self._advance,
            "fault": self.world.faults.add,
            "clear": self.world.faults.clear,
            "calls": self._calls,
            "unknown": self._unknown,
            "settled": self.world.settled,
        }
        verb = verbs.get(request.path_params["verb"])
        if verb is None:
            return JSONResponse({"error": "no such verb"}, 404)
        try:
            result = verb(**unpacked(json.loads(await request.body() or b"{}")))
            if inspect.isawaitable(result):
                result = await result
        except (LookupError, ValueError, TypeError, TimeoutError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, 409)
        return JSONResponse({"result": packed(result)})

    def _person(self, **who: str) -> int:
        return self.world.person(**who).id

    def _someone(self, person: int) -> Person:
        return self.world.people[person]

    async def _do(self, person: int, verb: str, args: list[Any], options: dict[str, Any]) -> Any:
        if verb not in VERBS:
            raise ValueError(f"no such verb: {verb}")
        result = getattr(self._someone(person), verb)(*args, **options)
        return await result if inspect.isawaitable(result) else result

    def _see(self, person: int, what: str) -> Any:
        if what not in SIGHTS:
            raise ValueError(f"nothing to see: {what}")
        return getattr(self._someone(person), what)

    def _speak(self, person: int, language: str) -> None:
        self._someone(person).language = language

    def _advance(self, seconds: float) -> None:
        if not isinstance(self.world.clock, MovableClock):
            raise ValueError("this clock does not move")
        self.world.clock.advance(timedelta(seconds=seconds))
        self.world.touch()

    def _calls(self, since: int = 0) -> list[dict[str, Any]]:
        return [vars(call) for call in self.world.calls[since:]]

    def _unknown(self) -> list[str]:
        return self.world.unknown_methods + self.world.unknown_parameters
