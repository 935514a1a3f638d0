"""What a feature brings: the one entry by which it joins the program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import Message, Update

from bot.domain.actor import EVERYONE, STAFF, Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Answer
from bot.forms.form import Form
from bot.storage import Session

Handler = Callable[[Session, Actor, Any], Sequence[Answer]]
Listener = Callable[[Session, Actor, Message], Sequence[Answer] | None]
"""Takes a message that answers no form; None when it is not for this feature."""


@dataclass(frozen=True)
class Command:
    """A command under a German and an English name; `command-<en>` is its line in the menu."""

    de: str
    en: str
    function: Handler
    roles: frozenset[Role] = STAFF
    strangers: bool = False
    menu: frozenset[Role] = EVERYONE
    """In whose menu it stands, of those who may."""


@dataclass(frozen=True)
class Buttons:
    """All buttons whose data begins with `prefix:`."""

    prefix: str
    function: Handler
    roles: frozenset[Role] = STAFF
    strangers: bool = False


@dataclass(frozen=True)
class Feature:
    """A feature's parts; `results` take what its long work brings back, by job kind."""

    name: str
    commands: Sequence[Command] = ()
    buttons: Sequence[Buttons] = ()
    forms: Sequence[Form] = ()
    listeners: Sequence[Listener] = ()
    edits: Sequence[Listener] = ()
    replies: Sequence[Listener] = ()
    """Those who take a reply to a message of theirs, whatever form is open."""
    results: Mapping[str, Handler] = field(default_factory=dict)


def parts(update: Update) -> list[str]:
    """A pressed button's data, split at its colons."""
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    return query.data.split(":")


def number(update: Update, index: int) -> int:
    """A whole number in a pressed button's data; raises Refusal for a forged one."""
    found = parts(update)
    one = found[index] if index < len(found) else ""
    if one.isascii() and one.isdecimal() and len(one) < 19:
        return int(one)
    raise Refusal("button-unknown")


def words_after_command(update: Update) -> str:
    """What stands behind the command's name."""
    message = update.message
    assert message is not None
    assert message.text is not None
    return message.text[len(message.text.split(maxsplit=1)[0]) :].strip()
