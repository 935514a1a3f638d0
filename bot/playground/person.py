"""A Telegram user with a phone in the hand: what they do, and what they see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, Unpack
from urllib.parse import parse_qs, urlsplit

from bot.playground.entities import clean, trimmed, units, with_detected
from bot.playground.group import Group
from bot.playground.member import Member
from bot.playground.model import (
    Button,
    Chat,
    FileKind,
    Json,
    Message,
    StoredFile,
    User,
    reply_button,
)

if TYPE_CHECKING:
    from bot.playground.world import World

TEXT_LIMIT = 4096


@dataclass(frozen=True)
class Toast:
    """What a pressed button answered, in which chat; an alert waits to be closed."""

    text: str
    alert: bool
    chat_id: int


class Place(TypedDict, total=False):
    """Where something is written: `chat` is a group they are in, the private chat otherwise;
    `thread` one of its topics, `reply_to` the message that is answered."""

    chat: Chat | None
    thread: int | None
    reply_to: int | None


class Person(Member):
    """One user and their private chat with the bot; what they do in groups is in Member.

    Each action queues an update and returns at once; `settled` waits until the bot is done.
    Writing where they may not raises ValueError, in a topic that is not there LookupError.
    """

    def __init__(self, world: World, user: User, chat: Chat, phone: str, role: str) -> None:
        self.world = world
        self.user = user
        self.chat = chat
        self.phone = phone or f"+4915550{user.id % 1_000_000:06d}"
        self.role = role
        self.toasts: list[Toast] = []
        self.clipboard = ""

    @property
    def id(self) -> int:
        """User id, which is the id of the private chat too."""
        return self.user.id

    @property
    def name(self) -> str:
        """First and last name."""
        return self.user.name

    @property
    def language(self) -> str:
        """Language code their next updates carry; may be set."""
        return self.user.language_code

    @language.setter
    def language(self, code: str) -> None:
        self.user.language_code = code
        self.world.changed.beat()

    # -- what they see

    @property
    def messages(self) -> list[Message]:
        """The private chat as it stands, both directions, oldest first."""
        return list(self.chat.messages.values())

    @property
    def answers(self) -> list[Message]:
        """What the bot wrote, oldest first."""
        return [message for message in self.messages if message.from_bot]

    @property
    def screen(self) -> str:
        """The newest message of the bot, its buttons as rows of [Label]."""
        return self.answers[-1].transcript if self.answers else ""

    @property
    def keyboard(self) -> list[list[Button]]:
        """The reply keyboard below the input line; empty without one."""
        rows = (self.chat.keyboard or {}).get("keyboard", [])
        return [[reply_button(key) for key in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """All buttons in reach, newest first."""
        inline = [k.text for m in reversed(self.messages) for row in m.buttons for k in row]
        return inline + [key.text for row in self.keyboard for key in row]

    @property
    def commands(self) -> list[Json]:
        """The command menu for this person's chat and language."""
        scopes = (("chat", self.id), ("all_private_chats", None), ("default", None))
        for scope, chat_id in scopes:
            for language in (self.language[:2], ""):
                found = self.world.commands.get((scope, chat_id, language))
                if found:
                    return found
        return []

    @property
    def unanswered(self) -> list[str]:
        """Ids of presses the bot has not answered."""
        queries = self.world.queries.values()
        return [q.id for q in queries if q.person is self and not q.answered]

    # -- what they do

    async def say(self, text: str, **place: Unpack[Place]) -> Message:
        """Write a text; like a phone, more than 4,096 characters go out in pieces."""
        pieces = [*_pieces(clean(text))]
        if not pieces:
            raise ValueError("a phone does not send an empty message")
        for piece in pieces:
            text, entities = trimmed(piece, [])
            entities = with_detected(text, entities)
            message = self._send(place, text=text, entities=entities)
        return message

    async def start(self, code: str = "") -> Message:
        """Press start, or follow a deep link with this code."""
        return await self.say(f"/start {code}".strip())

    async def open(self, url: str) -> bool:
        """Tap a link; one to the bot starts it. False when it leads elsewhere."""
        code = start_code(url, self.world.bot.username)
        if code is None:
            return False
        await self.start(code)
        return True

    async def send_photo(
        self, content: bytes, caption: str | None = None, **place: Unpack[Place]
    ) -> Message:
        """Send a picture."""
        return self._send_file(self.world.store("photo", content), caption, place)

    async def send_document(
        self,
        name: str,
        content: bytes = b"",
        caption: str | None = None,
        *,
        mime: str = "",
        size: int = 0,
        **place: Unpack[Place],
    ) -> Message:
        """Send a file under this name; `size` bytes are declared in place of the content's own."""
        stored = self.world.store("document", content, name, mime, declared=size)
        return self._send_file(stored, caption, place)

    async def send_voice(
        self,
        content: bytes,
        duration: int = 3,
        mime: str = "audio/ogg",
        caption: str | None = None,
        **place: Unpack[Place],
    ) -> Message:
        """Send a voice message of `duration` seconds."""
        stored = self.world.store("voice", content, mime=mime, duration=duration)
        return self._send_file(stored, caption, place)

    async def send_media(
        self,
        kind: FileKind,
        content: bytes,
        caption: str | None = None,
        *,
        size: int = 0,
        **place: Unpack[Place],
    ) -> Message:
        """Send a video, video note, audio or animation; `size` bytes are declared."""
        return self._send_file(self.world.store(kind, content, declared=size), caption, place)

    async def send_album(
        self, photos: list[bytes], caption: str | None = None, **place: Unpack[Place]
    ) -> list[Message]:
        """Send several pictures at once; the caption goes with the first."""
        album = self.world.unique()
        return [
            self._send_file(
                self.world.store("photo", photo), None if at else caption, place, album
            )
            for at, photo in enumerate(photos)
        ]

    async def send_sticker(self, **place: Unpack[Place]) -> Message:
        """Send a thumbs-up sticker."""
        stored = self.world.store("sticker", b"RIFF\0\0\0\0WEBP")
        return self._send_file(stored, None, place)

    async def send_contact(
        self,
        phone: str = "",
        name: str = "",
        user_id: int | None = None,
        **place: Unpack[Place],
    ) -> Message:
        """Share a contact: the own one, unless another phone number is given."""
        contact: Json = {"phone_number": phone or self.phone, "first_name": name or self.name}
        if user_id or not phone:
            contact["user_id"] = user_id or self.id
        return self._send(place, contact=contact)

    async def send_location(
        self, latitude: float = 48.137, longitude: float = 11.575, **place: Unpack[Place]
    ) -> Message:
        """Share a place, Munich's Marienplatz unless told otherwise."""
        return self._send(place, location={"latitude": latitude, "longitude": longitude})

    async def edit(self, message_id: int, text: str, *, chat: Chat | None = None) -> Message:
        """Change one's own text or caption."""
        message = (chat or self.chat).messages[message_id]
        if message.sender is not self.user:
            raise ValueError("only one's own messages can be edited")
        message.text, entities = trimmed(clean(text), [])
        message.entities = with_detected(message.text, entities)
        message.edit_date = self.world.unix_time()
        self.world.tell(message.chat, "edited_message", message.as_json())
        return message

    async def press(
        self,
        label: str,
        on: int | None = None,
        *,
        chat: Chat | None = None,
        thread: int | None = None,
    ) -> str | None:
        """Press the newest button with this label, on message `on` or in this topic if given.

        Returns the callback query's id, None for other buttons; LookupError lists the labels.
        """
        for message in reversed([*(chat or self.chat).messages.values()]):
            if on not in {None, message.id} or thread not in {None, message.topic}:
                continue
            for key in (key for row in message.buttons for key in row):
                if key.text == label:
                    return await self.tap(message, key)
        if chat:
            there = [k.text for m in chat.messages.values() for row in m.buttons for k in row]
            raise LookupError(f"no button {label!r}; there are {there}")
        for key in (key for row in self.keyboard for key in row):
            if key.text == label and on is None:
                await self.tap_key(key)
                return None
        raise LookupError(f"no button {label!r}; there are {self.labels}")

    async def tap(self, message: Message, key: Button) -> str | None:
        """Press this very button under a message; returns the callback query's id."""
        if key.copy_text is not None:
            self.clipboard = key.copy_text
        elif key.url is not None:
            await self.open(key.url)
        elif key.callback_data is not None:
            return self.world.ask(self, message, key.callback_data)
        return None

    async def tap_key(self, key: Button) -> None:
        """Press this key of the reply keyboard."""
        if (self.chat.keyboard or {}).get("one_time_keyboard"):
            self.chat.keyboard = None
        if key.request == "contact":
            await self.send_contact()
        elif key.request == "location":
            await self.send_location()
        else:
            await self.say(key.text)

    async def press_data(self, data: str, on: int, *, chat: Chat | None = None) -> str:
        """Press a button that carries `data`, forged if there is none."""
        return self.world.ask(self, (chat or self.chat).messages[on], data)

    def block(self) -> None:
        """Block the bot: it may not write any more."""
        self._set_blocked(True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._set_blocked(False)

    async def settled(self, timeout: float = 10, quiet: float = 0.3) -> None:  # noqa: ASYNC109
        """Wait until the bot is done with everything; raises TimeoutError."""
        await self.world.settled(timeout, quiet)

    # -- how it goes

    def _send_file(
        self, stored: StoredFile, caption: str | None, place: Place, album: str | None = None
    ) -> Message:
        text, entities = trimmed(clean(caption or ""), [])
        entities = with_detected(text, entities)
        return self._send(place, text=text, entities=entities, file=stored, album=album)

    def _send(self, place: Place, **content: Any) -> Message:
        chat = place.get("chat") or self.chat
        answered = chat.messages.get(place.get("reply_to") or 0)
        thread = place.get("thread") or (answered.topic if answered else None)
        if chat is self.chat and chat.blocked:
            self.unblock()
        if isinstance(chat, Group):
            self._may_write(chat, thread)
        chat.known_to_bot = True
        message = self.world.write(chat, self.user, thread=thread, reply_to=answered, **content)
        self.world.tell(chat, "message", message.as_json())
        return message

    def _may_write(self, group: Group, thread: int | None) -> None:
        if group.moved_to or not group.is_in(self.user):
            raise ValueError(f"{self.name} cannot write in {group.title!r}")
        topic = group.topics[thread] if thread else None
        if topic and topic.closed and not group.may_manage(self.user, topic):
            raise ValueError(f"the topic {topic.name!r} is closed")

    def _set_blocked(self, blocked: bool) -> None:
        if self.chat.blocked == blocked:
            return
        self.chat.blocked = blocked
        status = {True: "kicked", False: "member"}
        change = {
            "chat": self.chat.as_json(),
            "from": self.user.as_json(),
            "date": self.world.unix_time(),
            "old_chat_member": _membership(self.world.bot, status[not blocked]),
            "new_chat_member": _membership(self.world.bot, status[blocked]),
        }
        self.world.updates.put("my_chat_member", change, self.chat.id)
        self.world.touch()


def start_code(url: str, bot_username: str) -> str | None:
    """The code of a link that starts the bot ("" without one), None for any other link."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.hostname not in {"t.me", "telegram.me"}:
        return None
    if parts.path.strip("/").lower() != bot_username.lower():
        return None
    code = parse_qs(parts.query).get("start", [""])[0]
    return code if re.fullmatch(r"[\w-]{0,64}", code, re.ASCII) else ""


def _membership(user: User, status: str) -> Json:
    extra = {"until_date": 0} if status == "kicked" else {}
    return {"user": user.as_json(), "status": status, **extra}


def _pieces(text: str) -> list[str]:
    pieces, piece, size = [], "", 0
    for character in text.strip():
        if size + units(character) > TEXT_LIMIT:
            pieces.append(piece)
            piece, size = "", 0
        piece += character
        size += units(character)
    return [piece for piece in (*pieces, piece) if piece.strip()]
