"""What to tell somebody: text keys and values, never words; `texts.render` makes them words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum


@dataclass(frozen=True)
class Text:
    """A text key with its values; a value may be a Text again."""

    key: str
    args: Mapping[str, "Value"] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """Several texts in one line, put together with a separator."""

    parts: Sequence["Value"]
    between: str = ", "


@dataclass(frozen=True)
class Clipped:
    """Personal text of which only the first `length` characters are shown."""

    text: str
    length: int


Value = str | int | date | datetime | Text | Words | Clipped


def text(key: str, /, **args: Value) -> Text:
    """A `Text`, with its values as keywords."""
    return Text(key, args)


class Style(IntEnum):
    """How a button looks."""

    PLAIN = 0
    PRIMARY = 1
    SUCCESS = 2
    DANGER = 3


@dataclass(frozen=True)
class Button:
    """An inline button: `data` comes back when it is pressed (at most 64 bytes).

    `copy` puts a text into the clipboard instead, `url` opens a link.
    """

    label: Text
    data: str = ""
    style: Style = Style.PLAIN
    copy: str = ""
    url: str = ""


class Lane(IntEnum):
    """What goes out first when there is more than the limits allow."""

    ANSWER = 0
    REMINDER = 1
    CAMPAIGN = 2


@dataclass(frozen=True)
class Attachment:
    """A stored file sent along: `kind` is document, photo, voice, video, video_note, audio or
    animation."""

    file_id: int
    kind: str = "document"


@dataclass(frozen=True)
class Place:
    """A chat and its language, where there is no person with access to name.

    `case_id`: in the chat's topic of this case, whichever it is by the time of sending; 0: none.
    """

    chat_id: int
    language: str
    case_id: int = 0


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True)
class Say:
    """One message. `to` is a person's id; 0 means: into the chat that asked. `at` is for somebody
    whose access has just ended.

    `card` names the message, so that a later Say with the same name edits it. An answer to a
    pressed button edits the message it hangs on, unless `new`. `in_place` edits the message that
    shows the card, wherever it is, when no button was pressed.
    """

    lines: Sequence[Text]
    buttons: Rows = ()
    to: int = 0
    at: Place | None = None
    card: str = ""
    new: bool = False
    in_place: bool = False
    lane: Lane = Lane.ANSWER
    attachment: Attachment | None = None

    def under(self, line: Text) -> "Say":
        """The same message with a line above it."""
        return replace(self, lines=(line, *self.lines))

    def parts(self) -> Sequence["Say"]:
        """The messages that it takes: a video note has no words, so that they stand above it."""
        if self.attachment is None or self.attachment.kind != "video_note" or not self.lines:
            return [self]
        above = replace(self, attachment=None, buttons=(), card=self.card and f"{self.card}:0")
        return [above, replace(self, lines=(), new=True)]

    def on_card(self, name: str) -> "Say":
        """The same message, shown on the named card unless it has one."""
        return self if self.card else replace(self, card=name)


@dataclass(frozen=True)
class Toast:
    """The short answer to a button press, shown over the chat."""

    text: Text
    alert: bool = False


@dataclass(frozen=True)
class React:
    """A light acknowledgement: an emoji on the message that came in."""

    emoji: str = "👍"


@dataclass(frozen=True)
class Headline:
    """The title of a case's topic, which is opened if there is none."""

    at: Place
    title: Text


Answer = Say | Toast | React | Headline


def say(key: str, /, *, buttons: Rows = (), to: int = 0, **args: Value) -> Say:
    """A `Say` of one text."""
    return Say((Text(key, args),), buttons=buttons, to=to)


def button(key: str, data: str, style: Style = Style.PLAIN, /, **args: Value) -> Button:
    """A callback button whose label is the text `key`."""
    if len(data.encode()) > 64:
        raise ValueError(f"callback data over 64 bytes: {data}")
    return Button(Text(key, args), data, style)


@dataclass(frozen=True)
class Rendered:
    """A Bot API method with its parameters (JSON), as it will be called."""

    method: str
    params: Mapping[str, object]
