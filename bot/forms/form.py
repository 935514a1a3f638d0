"""What a form is: fields in order, each with a question, and what to do with the answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from telegram import Message

from bot.domain.actor import STAFF, Actor, Role
from bot.domain.say import Answer, Style, Text
from bot.forms.calendar import Bounds
from bot.storage import Session


@dataclass(frozen=True)
class Dialogue:
    """A form being filled in: by whom, and the values so far (JSON, by field name).

    `day` was chosen in the calendar, and its hour is being asked.
    """

    session: Session
    actor: Actor
    values: Mapping[str, Any]
    day: date | None = None

    def get(self, name: str) -> Any:
        """The field's value, or None."""
        return self.values.get(name)


@dataclass(frozen=True)
class Choice:
    """A value offered as a button, a `wide` one in a row of its own.

    {"value": …, "others": {…}} sets further fields by the way; {"again": {…}} sets only them and
    shows the question anew. `opens` leads to the hours of a day instead.
    """

    value: Any
    label: Text
    style: Style = Style.PLAIN
    opens: date | None = None
    wide: bool = False


@dataclass(frozen=True)
class Got:
    """A field's new value, as understood from a message.

    `others` sets further fields by the way; `echo` wants it shown before it counts.
    """

    value: Any
    echo: bool = False
    others: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Unsure:
    """A message that can be read in several ways: a question with the readings as buttons."""

    question: Text
    choices: Sequence[Choice]
    per_row: int = 1


Read = Callable[[Dialogue, Message], Got | Unsure]
"""Understands a message as a field's value; raises Refusal with the sentence to say."""


def _no_choices(_dialogue: Dialogue) -> Sequence[Choice]:
    return ()


def _always(_dialogue: Dialogue) -> bool:
    return True


def _nothing_instead(_dialogue: Dialogue) -> Sequence[Answer]:
    return ()


def _keeps_all(_dialogue: Dialogue, _message: Message) -> bool:
    return False


def _nothing_aside(_dialogue: Dialogue, _message: Message) -> None:
    return None


@dataclass(frozen=True)
class Calendar:
    """Lets a question be answered by a day of a month's grid as well.

    `take` says what a chosen day is worth; Unsure asks for its hour. The value of such a field
    is an instant (ISO).
    """

    bounds: Callable[[Dialogue], Bounds]
    take: Callable[[Dialogue, date], Got | Unsure]


@dataclass(frozen=True)
class Field:
    """One question. `<form>-<name>` is its text, `<form>-<name>-change` its button's label."""

    name: str
    read: Read
    choices: Callable[[Dialogue], Sequence[Choice]] = _no_choices
    required: bool = False
    many: bool = False
    """Takes several messages; goes on when a button says so."""
    wanted: Callable[[Dialogue], bool] = _always
    """Whether the guided dialogue asks it."""
    per_row: int = 2
    changeable: bool = True
    ask: Callable[[Dialogue], Text] | None = None
    """The question, where it depends on what is known."""
    calendar: Calendar | None = None


@dataclass(frozen=True)
class Form:
    """A dialogue. Texts: `<kind>-save` finishes, `<kind>-head` is not needed: see `head`."""

    kind: str
    fields: Sequence[Field]
    head: Callable[[Dialogue], Sequence[Text]]
    """The first lines of every screen: what has been understood so far."""
    submit: Callable[[Dialogue], Sequence[Answer]]
    """Does it, and says so; the first message takes the form's place on the screen."""
    roles: frozenset[Role] = STAFF
    review: bool = False
    """Always show everything before it is saved."""
    extras: Callable[[Dialogue], Sequence[Choice]] = _no_choices
    """Further buttons of the review; pressing one sets the field `extra` and submits."""
    cancelled: Callable[[Dialogue], Sequence[Answer]] = _nothing_instead
    """What stands there again when it is cancelled; nothing: an offer to go on."""
    aside: Callable[[Dialogue, Message], Mapping[str, Any] | None] = _nothing_aside
    """What a message sets that may come at any question, such as a photo; None: an answer."""

    lets_by: Callable[[Dialogue, Message], bool] = _keeps_all
    """Whether a message is none of this form's concern: others hear it, and the question stays."""

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)

    def missing(self, dialogue: Dialogue) -> Field | None:
        """The first required field without a value, of those that are wanted."""
        for one in self.fields:
            if one.required and dialogue.get(one.name) is None and one.wanted(dialogue):
                return one
        return None
