"""The little world around the bot: people, chats, files, and everything that happened."""

import asyncio
import itertools
import mimetypes
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.clock import Clock
from bot.playground import images
from bot.playground.faults import Faults
from bot.playground.group import Group
from bot.playground.model import Chat, FileKind, Json, Message, StoredFile, User
from bot.playground.person import Person
from bot.playground.pulse import Pulse
from bot.playground.updates import Updates

_QUERY_SECONDS = 30
# Beyond 32 bits, as newer Telegram accounts are.
_FIRST_USER = 7_000_000_001
_FOLDERS: dict[FileKind, tuple[str, str]] = {
    "photo": ("photos", ".jpg"),
    "document": ("documents", ""),
    "voice": ("voice", ".oga"),
    "sticker": ("stickers", ".webp"),
    "video": ("videos", ".mp4"),
    "video_note": ("video_notes", ".mp4"),
    "audio": ("music", ".mp3"),
    "animation": ("animations", ".mp4"),
}


@dataclass
class Call:
    """One call the bot made; times are monotonic seconds, `outcome` is "ok" or the refusal."""

    method: str
    params: Json
    started: float
    finished: float = 0.0
    outcome: str = ""


@dataclass
class CallbackQuery:
    """A pressed button that waits for its answer."""

    id: str
    person: Person
    message: Message
    data: str
    pressed: int
    answered: bool = False


# Scope, its chat where it has one, language ("" for all others).
CommandKey = tuple[str, int | None, str]


class World:
    """State of the playground: one bot, its people and groups, all in memory.

    `on_idle`, when set, tells whether the bot has nothing left to do; `settled` asks it.
    """

    def __init__(self, clock: Clock, bot_username: str, token: str, bot_name: str = "") -> None:
        self.clock = clock
        self.token = token
        bot_id = int(token.partition(":")[0])
        self.bot = User(bot_id, bot_name or bot_username, username=bot_username, is_bot=True)
        self.changed = Pulse()
        self.updates = Updates(clock, self.changed, first_id=secrets.randbelow(10**8) + 10**8)
        self.faults = Faults()
        self.calls: list[Call] = []
        self.unknown_methods: list[str] = []
        self.unknown_parameters: list[str] = []
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.commands: dict[CommandKey, list[Json]] = {}
        self.menu_button: Json | None = None
        self.on_idle: Callable[[], Awaitable[bool]] | None = None
        self.webhook_retry: float = 1.0
        self.in_flight = 0
        self._last_touch = 0.0
        self._numbers = itertools.count(1)
        self._message_ids = itertools.count(1)

    def person(
        self, name: str, language: str = "de", username: str = "", phone: str = "", role: str = ""
    ) -> Person:
        """A new Telegram user; the bot knows them once they write or press start.

        `role` is only a caption for the page.
        """
        first, _, last = name.partition(" ")
        user = User(_FIRST_USER + len(self.people), first, last, language, username)
        chat = Chat(user.id, "private", members={user.id: user})
        self.chats[chat.id] = chat
        person = Person(self, user, chat, phone=phone, role=role)
        self.people[user.id] = person
        self.changed.beat()
        return person

    def group(
        self,
        title: str,
        members: list[Person],
        *,
        supergroup: bool = True,
        forum: bool = False,
    ) -> Group:
        """A new group of these people and the bot, an ordinary member; the first made it.

        Topics need a supergroup: anything else raises ValueError.
        """
        if forum and not supergroup:
            raise ValueError("only a supergroup has topics")
        number = next(self._numbers)
        group = Group(
            -1_000_000_000_000 - number if supergroup else -number,
            "supergroup" if supergroup else "group",
            title,
            is_forum=forum,
            known_to_bot=True,
            world=self,
        )
        for one in (*(person.user for person in members), self.bot):
            group.ranks[one.id] = {"status": "member" if group.ranks else "creator"}
            if one is not self.bot:
                group.members[one.id] = one
        self.chats[group.id] = group
        self.changed.beat()
        return group

    def write(
        self,
        chat: Chat,
        sender: User,
        *,
        thread: int | None = None,
        reply_to: Message | None = None,
        **content: Any,
    ) -> Message:
        """Put a message into a chat; ids run through all private chats, per supergroup alone.

        A reply in a supergroup belongs to the thread of what it answers.
        """
        own = chat.type == "supergroup"
        number = next(chat.own_ids if own else self._message_ids)
        if own and thread is None and reply_to:
            thread = reply_to.thread or reply_to.id
        message = Message(
            number, chat, sender, self.unix_time(), thread=thread, reply_to=reply_to, **content
        )
        chat.messages[number] = message
        self.touch()
        return message

    def tell(self, chat: Chat, kind: str, body: Json) -> None:
        """Queue an update about a chat; of a group without the bot it hears nothing."""
        if chat.has_bot:
            self.updates.put(kind, body, chat.id)
        self.touch()

    def ask(self, person: Person, message: Message, data: str) -> str:
        """Queue a callback query for a pressed button; returns its id."""
        query = CallbackQuery(self.unique(), person, message, data, self.unix_time())
        self.queries[query.id] = query
        body = {
            "id": query.id,
            "from": person.user.as_json(),
            "message": message.as_json(),
            "chat_instance": str(hash((self.bot.id, message.chat.id))),
            "data": data,
        }
        self.tell(message.chat, "callback_query", body)
        return query.id

    def may_answer(self, query: CallbackQuery) -> bool:
        """Whether a press is young enough to be answered."""
        return self.unix_time() - query.pressed <= _QUERY_SECONDS

    def touch(self) -> None:
        """Something happened: wake the page, and let `settled` wait a little longer."""
        self._last_touch = time.monotonic()
        self.changed.beat()

    def unix_time(self) -> int:
        """Now, in Unix seconds."""
        return int(self.clock.now().timestamp())

    def unique(self) -> str:
        """An id nobody can guess."""
        return secrets.token_urlsafe(12)

    def store(
        self,
        kind: FileKind,
        content: bytes,
        name: str = "",
        mime: str = "",
        duration: int = 0,
        declared: int = 0,
    ) -> StoredFile:
        """Keep a file and give it an id and a path; `declared` bytes stand for the real size."""
        folder, ending = _FOLDERS[kind]
        number = next(self._numbers)
        name = name or f"file_{number}{ending}"
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        stem, dot, extension = name.rpartition(".")
        suffix = ending or (f".{extension}" if stem and dot and extension.isalnum() else "")
        width, height = images.size(content) or (512, 512)
        stored = StoredFile(
            file_id=f"AgAC{number}{self.unique()}",
            unique_id=f"AQAD{number}",
            path=f"{folder}/file_{number}{suffix}",
            kind=kind,
            name=name,
            mime="audio/ogg" if kind == "voice" and not mime.startswith("audio/") else mime,
            content=content,
            width=width,
            height=height,
            duration=duration,
            declared=declared,
        )
        self.files[stored.file_id] = stored
        return stored

    async def settled(self, timeout: float = 10, quiet: float = 0.3) -> None:  # noqa: ASYNC109
        """Return once the bot took every update and is done with it; raises TimeoutError.

        Done is what `on_idle` says, or, without it, that no call came for `quiet` seconds.
        """
        until = time.monotonic() + timeout
        while not await self._is_settled(quiet):
            if time.monotonic() > until:
                waiting = [queued.body for queued in self.updates.pending()]
                raise TimeoutError(f"the bot is not settled; still waiting: {waiting}")
            await asyncio.sleep(0.01)

    async def _is_settled(self, quiet: float) -> bool:
        if self.updates.pending():
            self._last_touch = time.monotonic()
            return False
        if self.on_idle:
            return await self.on_idle() and not self.updates.pending()
        return not self.in_flight and time.monotonic() - self._last_touch >= quiet
