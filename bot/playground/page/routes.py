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
from bot.playground.group import Group
from bot.playground.page.phones import Phone
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

Action = Callable[[Phone, FormData], Awaitable[Any]]


def _same_origin(request: Request) -> None:
    origin = request.headers.get("origin")
    if origin != f"http://{request.headers['host']}":
        raise HTTPException(403, "only from the page itself")


class Page:
    """Routes of the page for these people's phones and these groups, each with a member."""

    def __init__(
        self,
        world: World,
        people: Sequence[Person],
        groups: Sequence[Group],
        words: Words,
        zone: str,
    ) -> None:
        self.world = world
        phones = [Phone(person) for person in people]
        phones += [Phone(world.people[next(iter(group.members))], group) for group in groups]
        self._phones = {phone.id: phone for phone in phones}
        self.views = Views(world, phones, words, zone)
        self.routes: list[BaseRoute] = [
            Route("/", self.index),
            Route("/page/events", self.events),
            Route("/page/file/{file_id:str}", self.file),
            Route("/page/clock", self.clock, methods=["POST"]),
            Route("/page/{phone:str}/{action:str}", self.act, methods=["POST"]),
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
        number = request.path_params["phone"]
        phone = next((phone for key, phone in self._phones.items() if str(key) == number), None)
        actions = _ANYWHERE | (_IN_GROUPS if phone and phone.group else _IN_PRIVATE)
        action = actions.get(request.path_params["action"])
        if phone is None or action is None:
            raise HTTPException(404)
        async with request.form(max_part_size=_MAX_FILE) as form:
            try:
                await action(phone, form)
            except (KeyError, IndexError, ValueError) as error:
                raise HTTPException(409, "this is not possible any more") from error
        return Response(status_code=204)


class _Teller:
    """Knows what one open page has been told, and tells it only what is new."""

    def __init__(self, views: Views, lang: str) -> None:
        self._views = views
        self._lang = lang
        self._told: dict[str, Any] = {}
        self._toasts = {one.id: len(one.toasts) for one in views.world.people.values()}

    def news(self, *, with_messages: bool) -> dict[str, Any]:
        """The news for the page, empty when there are none."""
        phones = {}
        toasts = self._new_toasts()
        for phone in self._views.phones:
            news = self._of(phone, with_messages=with_messages)
            if phone.id in toasts:
                news["toasts"] = toasts[phone.id]
            if news:
                phones[str(phone.id)] = news
        news = {"phones": phones} if phones else {}
        clock = self._views.clock()
        shift = clock["now"] // 1000 - int(time.monotonic())
        if self._told.get("shift") is None or abs(self._told["shift"] - shift) > 1:
            self._told["shift"] = shift
            news["clock"] = clock
        return news

    def _new_toasts(self) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = {}
        for person in self._views.world.people.values():
            for toast in person.toasts[self._toasts.get(person.id, 0) :]:
                shown = {"text": toast.text, "alert": toast.alert}
                found.setdefault(toast.chat_id, []).append(shown)
            self._toasts[person.id] = len(person.toasts)
        return found

    def _of(self, phone: Phone, *, with_messages: bool) -> dict[str, Any]:
        parts = self._views.parts(phone, self._lang)
        told = self._told.setdefault(f"parts-{phone.id}", {})
        news: dict[str, Any] = {k: v for k, v in parts.items() if told.get(k) != v}
        told.update(parts)
        if with_messages:
            news |= self._messages(phone)
        return news

    def _messages(self, phone: Phone) -> dict[str, Any]:
        now = self._views.messages(phone, self._lang)
        told = self._told.get(f"messages-{phone.id}")
        self._told[f"messages-{phone.id}"] = now
        if told == now:
            return {}
        fresh = {key: html for key, html in now.items() if (told or {}).get(key) != html}
        return {"order": list(now), "fresh": fresh}


async def _say(phone: Phone, form: FormData) -> None:
    await phone.person.say(str(form["text"]), **phone.place)


async def _edit(phone: Phone, form: FormData) -> None:
    number, text = int(str(form["message"])), str(form["text"])
    await phone.person.edit(number, text, chat=phone.chat)


async def _press(phone: Phone, form: FormData) -> None:
    message = phone.chat.messages[int(str(form["message"]))]
    key = message.buttons[int(str(form["row"]))][int(str(form["column"]))]
    if key.text != form["label"]:
        raise ValueError("the button has changed")
    await phone.person.tap(message, key)


async def _key(phone: Phone, form: FormData) -> None:
    key = phone.person.keyboard[int(str(form["row"]))][int(str(form["column"]))]
    await phone.person.tap_key(key)


async def _link(phone: Phone, form: FormData) -> None:
    await phone.person.open(str(form["url"]))


async def _files(phone: Phone, form: FormData) -> None:
    person, place = phone.person, phone.place
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
    caption = str(form.get("text", ""))
    contents = [await file.read() for file in files]
    if form["kind"] == "photo" and len(files) > 1:
        await person.send_album(contents, caption, **place)
        return
    for file, content in zip(files, contents, strict=True):
        mime = file.content_type or ""
        if form["kind"] == "photo":
            await person.send_photo(content, caption, **place)
        elif form["kind"] == "voice":
            await person.send_voice(content, mime=mime, **place)
        else:
            await person.send_document(file.filename or "", content, caption, mime=mime, **place)


async def _contact(phone: Phone, form: FormData) -> None:
    await phone.person.send_contact(**phone.place)


async def _location(phone: Phone, form: FormData) -> None:
    await phone.person.send_location(**phone.place)


async def _block(phone: Phone, form: FormData) -> None:
    phone.person.block()


async def _unblock(phone: Phone, form: FormData) -> None:
    phone.person.unblock()


async def _speak(phone: Phone, form: FormData) -> None:
    if form["language"] not in LANGUAGES:
        raise ValueError("no such language")
    phone.person.language = str(form["language"])


async def _topic(phone: Phone, form: FormData) -> None:
    phone.choose_topic(int(str(form["topic"])))
    phone.person.world.changed.beat()


async def _member(phone: Phone, form: FormData) -> None:
    phone.choose_member(int(str(form["member"])))
    phone.person.world.changed.beat()


_ANYWHERE: dict[str, Action] = {
    "say": _say,
    "edit": _edit,
    "press": _press,
    "link": _link,
    "files": _files,
    "contact": _contact,
    "location": _location,
}
_IN_PRIVATE: dict[str, Action] = {
    "key": _key,
    "block": _block,
    "unblock": _unblock,
    "language": _speak,
}
_IN_GROUPS: dict[str, Action] = {"topic": _topic, "member": _member}
