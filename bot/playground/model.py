"""The things of a chat: people, files, buttons, topics and messages, and their Bot API form."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.playground.entities import Entity
from bot.playground.markup import to_html

Json = dict[str, Any]
FileKind = Literal[
    "photo", "document", "voice", "sticker", "video", "video_note", "audio", "animation"
]


@dataclass
class User:
    """A person or the bot, as Telegram names them."""

    id: int
    first_name: str
    last_name: str = ""
    language_code: str = "de"
    username: str = ""
    is_bot: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def as_json(self) -> Json:
        """A Bot API User; a bot has no language."""
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            body["last_name"] = self.last_name
        if self.username:
            body["username"] = self.username
        if not self.is_bot and self.language_code:
            body["language_code"] = self.language_code
        return body


@dataclass(frozen=True)
class Button:
    """One key under a message or below the input line."""

    text: str
    callback_data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    style: str | None = None
    request: Literal["contact", "location"] | None = None


@dataclass(frozen=True)
class StoredFile:
    """A file on Telegram's side; `path` is its address below /file/bot<token>/."""

    file_id: str
    unique_id: str
    path: str
    kind: FileKind
    name: str
    mime: str
    content: bytes
    width: int = 0
    height: int = 0
    duration: int = 0
    declared: int = 0

    @property
    def size(self) -> int:
        """Bytes; a declared size is believed, so that a big file needs no memory."""
        return self.declared or len(self.content)

    def as_json(self) -> Json:
        """The Bot API object of its kind, without the array a photo comes in."""
        body: Json = {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }
        if self.kind == "document":
            return body | {"file_name": self.name, "mime_type": self.mime}
        if self.kind == "voice":
            return body | {"duration": self.duration, "mime_type": self.mime}
        if self.kind == "audio":
            body |= {"file_name": self.name, "mime_type": self.mime}
            return body | {"duration": self.duration}
        if self.kind == "video_note":
            return body | {"duration": self.duration, "length": 240}
        body |= {"width": self.width, "height": self.height}
        if self.kind in {"video", "animation"}:
            body |= {"file_name": self.name, "mime_type": self.mime, "duration": self.duration}
        if self.kind == "sticker":
            body |= {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
        return body


@dataclass
class Topic:
    """A topic of a forum; `id` is that of the message that opened it, its message_thread_id."""

    id: int
    name: str
    icon_color: int
    creator: User
    icon_custom_emoji_id: str = ""
    closed: bool = False

    def as_json(self) -> Json:
        """A Bot API ForumTopic."""
        return {"message_thread_id": self.id, **self.looks()}

    def looks(self) -> Json:
        """Name and icon, which are a Bot API ForumTopicCreated too."""
        body: Json = {"name": self.name, "icon_color": self.icon_color}
        if self.icon_custom_emoji_id:
            body["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return body


@dataclass
class Message:
    """One message as both sides see it; `text` is the caption when there is a file.

    `thread` is its message_thread_id: the topic's, or, as in any supergroup, the message that
    a chain of replies began with. `service` holds the field of a service message.
    """

    id: int
    chat: "Chat"
    sender: User
    date: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    file: StoredFile | None = None
    contact: Json | None = None
    location: Json | None = None
    markup: Json | None = None
    edit_date: int | None = None
    reply_to: "Message | None" = None
    album: str | None = None
    reaction: str | None = None
    thread: int | None = None
    service: Json | None = None

    @property
    def topic(self) -> int | None:
        """Id of the topic it stands in; None is the General topic, or no forum."""
        return self.thread if self.thread in self.chat.topics else None

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.sender.is_bot

    @property
    def html(self) -> str:
        """The text with its formatting as Telegram HTML."""
        return to_html(self.text, self.entities)

    @property
    def buttons(self) -> list[list[Button]]:
        """The inline keyboard, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[inline_button(key) for key in row] for row in rows]

    @property
    def transcript(self) -> str:
        """Text and buttons as they stand on the screen; a service message by its field."""
        if self.service:
            return f"({', '.join(self.service)})"
        what = f"({self.file.name}) " if self.file else ""
        rows = [" ".join(f"[{key.text}]" for key in row) for row in self.buttons]
        return "\n".join([what + self.text, *rows]).strip()

    def _content(self) -> Json:
        if self.service:
            return self.service
        if self.file:
            body: Json = {self.file.kind: self.file.as_json()}
            if self.file.kind == "photo":
                body["photo"] = [body["photo"]]
            if self.file.kind == "animation":  # as ever, for bots that know none
                body["document"] = body["animation"]
            if self.text:
                body["caption"] = self.text
                body["caption_entities"] = self.entities
            return body
        if self.contact:
            return {"contact": self.contact}
        if self.location:
            return {"location": self.location}
        return {"text": self.text, "entities": self.entities}

    def as_json(self, with_reply: bool = True) -> Json:
        """A Bot API Message; empty fields are left out as Telegram does."""
        body: Json = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": self.date,
            "edit_date": self.edit_date,
            "media_group_id": self.album,
            **self._content(),
        }
        if self.markup and "inline_keyboard" in self.markup:
            body["reply_markup"] = self.markup
        if self.thread:
            body["message_thread_id"] = self.thread
        if self.topic:
            body["is_topic_message"] = True
        # In a topic, what answers nothing else answers the message that opened it.
        answered = self.reply_to or self.chat.messages.get(self.topic or 0)
        if answered and answered is not self and with_reply:
            body["reply_to_message"] = answered.as_json(with_reply=False)
        return {key: value for key, value in body.items() if value not in (None, [])}


@dataclass
class Chat:
    """A private chat or a group with everything that was written in it."""

    id: int
    type: Literal["private", "group", "supergroup"]
    title: str = ""
    is_forum: bool = False
    members: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    known_to_bot: bool = False
    blocked: bool = False
    keyboard: Json | None = None
    action: tuple[str, float] | None = None
    menu_button: Json | None = None
    own_ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def has_bot(self) -> bool:
        """Whether the bot hears what happens here."""
        return True

    def as_json(self) -> Json:
        """A Bot API Chat."""
        if self.type != "private":
            body: Json = {"id": self.id, "type": self.type, "title": self.title}
            return body | {"is_forum": True} if self.is_forum else body
        user = self.members[self.id].as_json()
        names = ("first_name", "last_name", "username")
        return {"id": self.id, "type": self.type, **{k: user[k] for k in names if k in user}}


def inline_button(key: Json) -> Button:
    """A Button from its Bot API form."""
    return Button(
        text=key["text"],
        callback_data=key.get("callback_data"),
        url=key.get("url"),
        copy_text=(key.get("copy_text") or {}).get("text"),
        style=key.get("style"),
    )


def reply_button(key: Json | str) -> Button:
    """A Button of a reply keyboard, where a bare text is allowed."""
    if isinstance(key, str):
        return Button(text=key)
    if key.get("request_contact"):
        return Button(text=key["text"], style=key.get("style"), request="contact")
    if key.get("request_location"):
        return Button(text=key["text"], style=key.get("style"), request="location")
    return Button(text=key["text"], style=key.get("style"))
