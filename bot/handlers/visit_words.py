"""A visit told in one message, as values of the visit form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from telegram import Message

from bot.domain import checks
from bot.domain.actor import Actor
from bot.domain.visit_words import read_visit
from bot.handlers import follow_up_when, visit_notes, visit_when
from bot.services import customers
from bot.storage import Session
from bot.when import Moment, Unclear

MOST_CANDIDATES = 6
LONGEST_MESSAGE = 5000


def sentence_of(message: Message) -> str:
    """What the message says, without the command before it."""
    words = message.text or message.caption or ""
    if words.startswith("/"):
        words = "".join(words.split(maxsplit=1)[1:])
    return checks.multi_line(words, LONGEST_MESSAGE)


def told(
    session: Session, actor: Actor, words: str, sent: datetime, message_id: int
) -> dict[str, Any]:
    """What the words of a message say of a visit; None where that must be asked. What they say
    of times counts from when it was sent."""
    now = actor.desk.here(sent)
    named = customers.mentioned(session, actor, words)
    seen = read_visit(words, now, actor.language, lambda _: [(one.id, one.span) for one in named])
    only = seen.customers[0] if len(seen.customers) == 1 else None
    return {
        "customer": only,
        "candidates": [] if only else list(seen.customers[:MOST_CANDIDATES]),
        "name": words[slice(*named[0].span)] if named else "",
        "result": seen.result,
        "notes": visit_notes.with_text(None, message_id, seen.notes),
        "message_id": message_id,
        **_own_time(actor, seen.at, now),
        **_follow_up(actor, seen.follow_up),
    }


def again(session: Session, actor: Actor, before: Mapping[str, Any], message: Message) -> Any:
    """As `told`, of an edited message: what it leaves open stays as it was, files too."""
    values = told(session, actor, sentence_of(message), message.date, message.message_id)
    was = before.get("customer")
    if (
        was
        and values["customer"] is None
        and (was in values["candidates"] or not values["candidates"])
    ):
        values |= {"customer": was, "candidates": []}
    if values["at"] is None and before.get("at"):
        values["at"] = before["at"]
    if before.get("follow_up") and not values["follow_up"]:
        values |= {"follow_up": before["follow_up"], "which_follow_up": ""}
    files = (before.get("notes") or visit_notes.NONE)["files"]
    values["notes"] = {**values["notes"], "files": files}
    return values


def _own_time(actor: Actor, at: Moment | Unclear, now: datetime) -> dict[str, Any]:
    """When it was, or the readings; a visit that is yet to come is no visit."""
    readings = [one.isoformat() for one in visit_when.over(actor, at, now)]
    is_clear = isinstance(at, Moment) and len(readings) == 1
    return {"at": readings[0] if is_clear else None, "at_readings": readings}


def _follow_up(actor: Actor, due: Moment | Unclear | None) -> dict[str, Any]:
    if due is None:
        return {"follow_up": "", "which_follow_up": "", "follow_up_readings": []}
    readings = [at.isoformat() for at in follow_up_when.ahead(actor, due)]
    if isinstance(due, Moment) and len(readings) == 1:
        return {"follow_up": readings[0], "which_follow_up": "", "follow_up_readings": []}
    return {"follow_up": "", "which_follow_up": None, "follow_up_readings": readings}
