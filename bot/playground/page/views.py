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
from bot.playground.page.rich import Rich
from bot.playground.person import Person, start_code
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

    @property
    def head(self) -> Message:
        """The message whose text, buttons and reaction the bubble shows."""
        return self.messages[0]

    @property
    def looks(self) -> tuple[Any, ...]:
        """All that tells one drawing of the bubble from another."""
        head = self.head
        content = (head.text, head.entities, head.markup, head.edit_date, head.reaction)
        return (self.time, self.first, self.last, len(self.messages), *content)


class Views:
    """Renders the phones of one world in any language of the page."""

    def __init__(self, world: World, phones: Sequence[Person], words: Words, zone: str) -> None:
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
        phones = [(person, self.parts(person, lang)) for person in self.phones]
        return self._render("page.html", lang, phones=phones, clock=self.clock())

    def parts(self, person: Person, lang: str) -> dict[str, str]:
        """The small changing pieces of a phone, by name."""
        return {
            "status": self._render("status.html", lang, action=self._action(person)),
            "commands": self._render("commands.html", lang, commands=person.commands),
            "keys": self._render("keys.html", lang, rows=person.keyboard),
            "language": person.language,
            "state": self._state(person),
        }

    def messages(self, person: Person, lang: str) -> dict[str, str]:
        """Day marks and bubbles in order, by an id of their own."""
        rendered, day = {}, None
        waiting, unread = self._waiting(person), self._unread(person)
        for bubble in self._bubbles(person):
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
            html = self._render(
                "message.html", lang, bubble=bubble, pressed=pressed, unread=unread
            )
            known = self._drawn[place] = (looks, html)
        return known[1]

    def _render(self, template: str, lang: str, **context: Any) -> str:
        def word(key: str) -> str:
            return self._words(f"playground-{key}", lang)

        return self._templates.get_template(template).render(
            w=word, lang=lang, world=self.world, view=self, **context
        )

    def _state(self, person: Person) -> str:
        if person.chat.blocked:
            return "blocked"
        return "open" if person.messages else "empty"

    def _action(self, person: Person) -> str:
        name, until = person.chat.action or ("", 0.0)
        if time.monotonic() >= until:
            return ""
        return name if name in _ACTIONS else "typing"

    def _waiting(self, person: Person) -> set[tuple[int, str]]:
        pressed = (self.world.queries[query_id] for query_id in person.unanswered)
        return {
            (query.message.id, query.data) for query in pressed if self.world.may_answer(query)
        }

    def _unread(self, person: Person) -> set[int]:
        pending = (queued for queued in self.world.updates.pending() if queued.lane == person.id)
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

    def _bubbles(self, person: Person) -> Iterator[Bubble]:
        groups: list[list[Message]] = []
        for message in person.messages[-_SHOWN:]:
            album = message.album
            if album and groups and groups[-1][0].album == album and _is_picture(message):
                groups[-1].append(message)
            else:
                groups.append([message])
        for at, group in enumerate(groups):
            before = groups[at - 1][0] if at else None
            after = groups[at + 1][0] if at + 1 < len(groups) else None
            first, last = not _near(before, group[0]), not _near(group[0], after)
            yield Bubble(group, f"{self._local(group[0]):%H:%M}", first, last)

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
    return one.sender is other.sender and abs(other.date - one.date) <= _TOGETHER
