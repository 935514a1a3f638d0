"""The things of a chat: people, files, buttons and messages, and their Bot API form."""

from dataclasses import dataclass, field
from typing import Any, Literal

from bot.playground.entities import Entity
from bot.playground.markup import to_html

Json = dict[str, Any]
FileKind = Literal["photo", "document", "voice", "sticker"]


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

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)

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
        body |= {"width": self.width, "height": self.height}
        if self.kind == "sticker":
            body |= {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
        return body


@dataclass
class Message:
    """One message as both sides see it; `text` is the caption when there is a file."""

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
        """Text and buttons as they stand on the screen."""
        what = f"({self.file.name}) " if self.file else ""
        rows = [" ".join(f"[{key.text}]" for key in row) for row in self.buttons]
        return "\n".join([what + self.text, *rows]).strip()

    def _content(self) -> Json:
        if self.file:
            body: Json = {self.file.kind: self.file.as_json()}
            if self.file.kind == "photo":
                body["photo"] = [body["photo"]]
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
        if self.reply_to and with_reply:
            body["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        return {key: value for key, value in body.items() if value not in (None, [])}


@dataclass
class Chat:
    """A private chat or a group with everything that was written in it."""

    id: int
    type: Literal["private", "group", "supergroup"]
    title: str = ""
    members: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    known_to_bot: bool = False
    blocked: bool = False
    keyboard: Json | None = None
    action: tuple[str, float] | None = None
    menu_button: Json | None = None

    def as_json(self) -> Json:
        """A Bot API Chat."""
        if self.type != "private":
            return {"id": self.id, "type": self.type, "title": self.title}
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
