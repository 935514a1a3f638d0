"""What the page shows of the world, rendered piece by piece."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.domain.clock import FrozenClock, MovableClock
from bot.playground import images
from bot.playground.model import Button, Message, StoredFile
from bot.playground.page.phones import Phone, initials
from bot.playground.page.rich import Rich
from bot.playground.person import start_code
from bot.playground.world import World

Words = Callable[[str, str], str]
"""A word of the page: (key, language) -> text."""

LANGUAGES = ("de", "en")
_SHOWN = 200
_TOGETHER = 300
_DAY_FORMATS = {"de": "EEEE, d. MMMM", "en": "EEEE, d MMMM"}
_ACTIONS = {"typing", "upload_photo", "upload_document", "record_voice", "upload_voice"}


@dataclass(frozen=True)
class Bubble:
    """One message, or the pictures of one album, as the page draws it."""

    messages: list[Message]
    time: str
    first: bool
    last: bool
    mine: bool

    @property
    def head(self) -> Message:
        """The message whose text, buttons and reaction the bubble shows."""
        return self.messages[0]

    @property
    def looks(self) -> tuple[Any, ...]:
        """All that tells one drawing of the bubble from another."""
        head = self.head
        content = (head.text, head.entities, head.markup, head.edit_date, head.reaction)
        drawn = (self.time, self.first, self.last, self.mine, len(self.messages))
        return (*drawn, *content)


class Views:
    """Renders the phones of one world in any language of the page."""

    def __init__(self, world: World, phones: Sequence[Phone], words: Words, zone: str) -> None:
        self.world = world
        self.phones = list(phones)
        self._words = words
        self._zone = ZoneInfo(zone)
        self._rich = Rich(world.bot.username)
        # A phone of 200 messages takes 40 ms to draw; most of it has not changed.
        self._drawn: dict[tuple[int, int, str], tuple[tuple[Any, ...], str]] = {}
        self._templates = Environment(
            loader=PackageLoader("bot.playground.page"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(self, lang: str) -> str:
        """The whole page."""
        phones = [(phone, self.parts(phone, lang)) for phone in self.phones]
        return self._render("page.html", lang, phones=phones, clock=self.clock())

    def parts(self, phone: Phone, lang: str) -> dict[str, str]:
        """The small changing pieces of a phone, by name."""
        person = phone.person
        status = self._render("status.html", lang, phone=phone, action=self._action(phone))
        if phone.group:
            names = ("topic", "topics", "writer", "members")
            pieces = {name: self._render(f"{name}.html", lang, phone=phone) for name in names}
            return {"status": status, "state": self._state(phone), **pieces}
        return {
            "status": status,
            "commands": self._render("commands.html", lang, commands=person.commands),
            "keys": self._render("keys.html", lang, rows=person.keyboard),
            "language": person.language,
            "state": self._state(phone),
        }

    def messages(self, phone: Phone, lang: str) -> dict[str, str]:
        """Day marks and bubbles in order, by an id of their own."""
        rendered, day = {}, None
        waiting, unread = self._waiting(phone), self._unread(phone)
        for bubble in self._bubbles(phone):
            date = self._local(bubble.head).date()
            if date != day:
                day = date
                name = self._day(date, lang)
                rendered[f"day-{date}"] = self._render("day.html", lang, name=name)
            number = bubble.head.id
            pressed = frozenset(data for message, data in waiting if message == number)
            rendered[f"message-{number}"] = self._message(bubble, lang, pressed, number in unread)
        return rendered

    def clock(self) -> dict[str, Any]:
        """The clock: its instant in ms, its zone, whether it runs and may be moved."""
        clock = self.world.clock
        return {
            "now": int(clock.now().timestamp() * 1000),
            "zone": self._zone.key,
            "runs": not isinstance(clock, FrozenClock),
            "moves": isinstance(clock, MovableClock | FrozenClock),
        }

    def move_clock(self, by: str) -> bool:
        """Move on by a number of minutes, or to the next "morning"; False if it cannot."""
        clock = self.world.clock
        if not isinstance(clock, MovableClock | FrozenClock):
            return False
        step = self._to_morning() if by == "morning" else timedelta(minutes=int(by))
        clock.advance(step)
        self.world.touch()
        return True

    def _to_morning(self) -> timedelta:
        now = self.world.clock.now()
        morning = now.astimezone(self._zone).replace(hour=8, minute=0, second=0, microsecond=0)
        if morning <= now:
            morning += timedelta(days=1)
        # Across a change to summer time only the instants' difference is right.
        return morning.astimezone(now.tzinfo) - now

    def _message(self, bubble: Bubble, lang: str, pressed: frozenset[str], unread: bool) -> str:
        head = bubble.head
        place = (head.chat.id, head.id, lang)
        looks = (*bubble.looks, pressed, unread)
        known = self._drawn.get(place)
        if known is None or known[0] != looks:
            template = "service.html" if head.service else "message.html"
            html = self._render(template, lang, bubble=bubble, pressed=pressed, unread=unread)
            known = self._drawn[place] = (looks, html)
        return known[1]

    def _render(self, template: str, lang: str, **context: Any) -> str:
        def word(key: str) -> str:
            return self._words(f"playground-{key}", lang)

        return self._templates.get_template(template).render(
            w=word, lang=lang, world=self.world, view=self, **context
        )

    def _state(self, phone: Phone) -> str:
        if phone.chat.blocked:
            return "blocked"
        if phone.group:
            return "open" if phone.may_write else "closed"
        return "open" if phone.messages else "empty"

    def _action(self, phone: Phone) -> str:
        name, until = phone.chat.action or ("", 0.0)
        if time.monotonic() >= until:
            return ""
        return name if name in _ACTIONS else "typing"

    def _waiting(self, phone: Phone) -> set[tuple[int, str]]:
        pressed = (self.world.queries[query_id] for query_id in phone.person.unanswered)
        return {
            (query.message.id, query.data)
            for query in pressed
            if query.message.chat is phone.chat and self.world.may_answer(query)
        }

    def _unread(self, phone: Phone) -> set[int]:
        pending = (queued for queued in self.world.updates.pending() if queued.lane == phone.id)
        return {
            queued.body["message"]["message_id"] for queued in pending if "message" in queued.body
        }

    def _local(self, message: Message) -> datetime:
        return datetime.fromtimestamp(message.date, self._zone)

    def _day(self, date: Any, lang: str) -> str:
        today = self.world.clock.now().astimezone(self._zone).date()
        near = {0: "today", 1: "yesterday"}.get((today - date).days)
        if near:
            return self._words(f"playground-{near}", lang)
        return str(format_date(date, _DAY_FORMATS[lang], locale=lang))

    def _bubbles(self, phone: Phone) -> Iterator[Bubble]:
        groups: list[list[Message]] = []
        for message in phone.messages[-_SHOWN:]:
            album = message.album
            if album and groups and groups[-1][0].album == album and _is_picture(message):
                groups[-1].append(message)
            else:
                groups.append([message])
        for at, group in enumerate(groups):
            before = groups[at - 1][0] if at else None
            after = groups[at + 1][0] if at + 1 < len(groups) else None
            first, last = not _near(before, group[0]), not _near(group[0], after)
            mine = group[0].sender is phone.person.user
            yield Bubble(group, f"{self._local(group[0]):%H:%M}", first, last, mine)

    # -- asked by the templates

    def body(self, message: Message) -> str:
        """The text with its formatting, as safe HTML."""
        if not message.from_bot and message.text.startswith("/start "):
            # As on a phone: the link's code is nobody's to read over a shoulder.
            return self._rich.render("/start", message.entities[:1])
        return self._rich.render(message.text, message.entities)

    def is_picture(self, file: StoredFile) -> bool:
        """Whether a browser can show it."""
        return file.kind in {"photo", "sticker"} and images.kind(file.content) is not None

    def size(self, file: StoredFile, lang: str) -> str:
        """File size for people."""
        kilobytes = file.size / 1024
        value = f"{kilobytes / 1024:.1f} MB" if kilobytes >= 1024 else f"{kilobytes:.1f} KB"
        return value.replace(".", ",") if lang == "de" else value

    def starts(self, message: Message) -> str | None:
        """A link in the message that starts the bot, to be passed on to another phone."""
        urls = [entity.get("url", "") for entity in message.entities]
        urls += [word for word in message.text.split() if "t.me/" in word]
        urls += [key.url for row in message.buttons for key in row if key.url]
        return next((url for url in urls if url and self.start_code(url)), None)

    def start_code(self, url: str | None) -> str | None:
        """The start code of a link to the bot."""
        return start_code(url, self.world.bot.username) if url else None

    def others(self, phone: Phone) -> list[Phone]:
        """The private chats to which a link may be passed on."""
        return [other for other in self.phones if not other.group and other is not phone]

    def initials(self, name: str) -> str:
        """For an avatar."""
        return initials(name)

    def happened(self, message: Message) -> list[tuple[str, str]]:
        """What a service message tells: of whom or what, and the word for it."""
        topic = message.chat.topics.get(message.thread or 0)
        found = []
        for name, value in (message.service or {}).items():
            about = message.chat.title
            if name == "new_chat_members":
                about = ", ".join(user["first_name"] for user in value)
            elif name == "left_chat_member":
                about = value["first_name"]
            elif topic:
                about = value.get("name", topic.name)
            found.append((about, "service-" + name.replace("_", "-")))
        return found

    def kind(self, key: Button) -> str:
        """What a button does, for its small sign."""
        if key.copy_text is not None:
            return "copy"
        if key.url is not None:
            return "start" if self.start_code(key.url) is not None else "url"
        return "data"


def _is_picture(message: Message) -> bool:
    return message.file is not None and message.file.kind == "photo"


def _near(one: Message | None, other: Message | None) -> bool:
    if one is None or other is None:
        return False
    if one.service or other.service:
        return False
    return one.sender is other.sender and abs(other.date - one.date) <= _TOGETHER
