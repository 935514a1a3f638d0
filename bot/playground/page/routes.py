"""The page's addresses: itself, its events, its files, and what the phones do."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground import images
from bot.playground.page.views import LANGUAGES, Views, Words
from bot.playground.person import Person
from bot.playground.world import World

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_BREATH = 0.03
_HEARTBEAT = 1.0
_MAX_FILE = 60 * 1024 * 1024

Action = Callable[[Person, FormData], Awaitable[Any]]


def _same_origin(request: Request) -> None:
    origin = request.headers.get("origin")
    if origin != f"http://{request.headers['host']}":
        raise HTTPException(403, "only from the page itself")


class Page:
    """Routes of the page for these phones."""

    def __init__(self, world: World, phones: Sequence[Person], words: Words, zone: str) -> None:
        self.world = world
        self.views = Views(world, phones, words, zone)
        self.routes: list[BaseRoute] = [
            Route("/", self.index),
            Route("/page/events", self.events),
            Route("/page/file/{file_id:str}", self.file),
            Route("/page/clock", self.clock, methods=["POST"]),
            Route("/page/{person:int}/{action:str}", self.act, methods=["POST"]),
            Mount("/page/static", StaticFiles(packages=[("bot.playground.page", "static")])),
        ]

    def _language(self, request: Request) -> str:
        wanted = request.query_params.get("lang") or request.cookies.get("lang")
        return wanted if wanted in LANGUAGES else LANGUAGES[0]

    async def index(self, request: Request) -> Response:
        """The page; ?lang= is remembered."""
        lang = self._language(request)
        response = HTMLResponse(self.views.page(lang), headers=_HEADERS)
        response.set_cookie("lang", lang, samesite="strict", httponly=True)
        return response

    async def events(self, request: Request) -> Response:
        """What changed, as server-sent events; the first one tells everything."""
        headers = _HEADERS | {"X-Accel-Buffering": "no"}
        stream = self._stream(self._language(request))
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, lang: str) -> AsyncIterator[str]:
        teller = _Teller(self.views, lang)
        changed = True
        while not self.world.updates.closed:
            news = teller.news(with_messages=changed)
            if news:
                yield f"data: {json.dumps(news)}\n\n"
            changed = await self.world.changed.wait(_HEARTBEAT)
            if changed:
                # Let what belongs together arrive together.
                await asyncio.sleep(_BREATH)

    async def file(self, request: Request) -> Response:
        """A file: pictures and sound are shown, all else is only downloaded."""
        stored = self.world.files.get(request.path_params["file_id"])
        if stored is None:
            raise HTTPException(404)
        picture = images.kind(stored.content)
        if picture and stored.kind in {"photo", "sticker"}:
            return Response(stored.content, media_type=picture, headers=_HEADERS)
        if stored.kind == "voice":
            return Response(stored.content, media_type=stored.mime, headers=_HEADERS)
        response = Response(
            stored.content, media_type="application/octet-stream", headers=_HEADERS
        )
        name = stored.name.encode("ascii", "replace").decode().replace('"', "'")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    async def clock(self, request: Request) -> Response:
        """Move the clock on."""
        _same_origin(request)
        async with request.form() as form:
            by = str(form.get("by", ""))
        if by != "morning" and not by.isdigit():
            raise HTTPException(400, "minutes or morning")
        return Response(status_code=204 if self.views.move_clock(by) else 409)

    async def act(self, request: Request) -> Response:
        """Something a person does with their phone."""
        _same_origin(request)
        person = self.world.people.get(request.path_params["person"])
        action = _ACTIONS.get(request.path_params["action"])
        if person not in self.views.phones or person is None or action is None:
            raise HTTPException(404)
        async with request.form(max_part_size=_MAX_FILE) as form:
            try:
                await action(person, form)
            except (KeyError, IndexError, ValueError) as error:
                raise HTTPException(409, "this is not possible any more") from error
        return Response(status_code=204)


class _Teller:
    """Knows what one open page has been told, and tells it only what is new."""

    def __init__(self, views: Views, lang: str) -> None:
        self._views = views
        self._lang = lang
        self._told: dict[str, Any] = {}
        self._toasts = {person.id: len(person.toasts) for person in views.phones}

    def news(self, *, with_messages: bool) -> dict[str, Any]:
        """The news for the page, empty when there are none."""
        phones = {}
        for person in self._views.phones:
            news = self._of(person, with_messages=with_messages)
            if news:
                phones[str(person.id)] = news
        news = {"phones": phones} if phones else {}
        clock = self._views.clock()
        shift = clock["now"] // 1000 - int(time.monotonic())
        if self._told.get("shift") is None or abs(self._told["shift"] - shift) > 1:
            self._told["shift"] = shift
            news["clock"] = clock
        return news

    def _of(self, person: Person, *, with_messages: bool) -> dict[str, Any]:
        parts = self._views.parts(person, self._lang)
        told = self._told.setdefault(f"parts-{person.id}", {})
        news: dict[str, Any] = {k: v for k, v in parts.items() if told.get(k) != v}
        told.update(parts)
        if with_messages:
            news |= self._messages(person)
        toasts = person.toasts[self._toasts[person.id] :]
        self._toasts[person.id] += len(toasts)
        if toasts:
            news["toasts"] = [{"text": toast.text, "alert": toast.alert} for toast in toasts]
        return news

    def _messages(self, person: Person) -> dict[str, Any]:
        now = self._views.messages(person, self._lang)
        told = self._told.get(f"messages-{person.id}")
        self._told[f"messages-{person.id}"] = now
        if told == now:
            return {}
        fresh = {key: html for key, html in now.items() if (told or {}).get(key) != html}
        return {"order": list(now), "fresh": fresh}


async def _say(person: Person, form: FormData) -> None:
    await person.say(str(form["text"]))


async def _edit(person: Person, form: FormData) -> None:
    await person.edit(int(str(form["message"])), str(form["text"]))


async def _press(person: Person, form: FormData) -> None:
    message = person.chat.messages[int(str(form["message"]))]
    key = message.buttons[int(str(form["row"]))][int(str(form["column"]))]
    if key.text != form["label"]:
        raise ValueError("the button has changed")
    await person.tap(message, key)


async def _key(person: Person, form: FormData) -> None:
    key = person.keyboard[int(str(form["row"]))][int(str(form["column"]))]
    await person.tap_key(key)


async def _link(person: Person, form: FormData) -> None:
    await person.open(str(form["url"]))


async def _files(person: Person, form: FormData) -> None:
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
    caption = str(form.get("text", ""))
    contents = [await file.read() for file in files]
    if form["kind"] == "photo" and len(files) > 1:
        await person.send_album(contents, caption)
        return
    for file, content in zip(files, contents, strict=True):
        mime = file.content_type or ""
        if form["kind"] == "photo":
            await person.send_photo(content, caption)
        elif form["kind"] == "voice":
            await person.send_voice(content, mime=mime)
        else:
            await person.send_document(file.filename or "", content, caption, mime=mime)


async def _contact(person: Person, form: FormData) -> None:
    await person.send_contact()


async def _location(person: Person, form: FormData) -> None:
    await person.send_location()


async def _block(person: Person, form: FormData) -> None:
    person.block()


async def _unblock(person: Person, form: FormData) -> None:
    person.unblock()


async def _speak(person: Person, form: FormData) -> None:
    if form["language"] not in LANGUAGES:
        raise ValueError("no such language")
    person.language = str(form["language"])


_ACTIONS: dict[str, Action] = {
    "say": _say,
    "edit": _edit,
    "press": _press,
    "key": _key,
    "link": _link,
    "files": _files,
    "contact": _contact,
    "location": _location,
    "block": _block,
    "unblock": _unblock,
    "language": _speak,
}
