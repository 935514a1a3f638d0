"""When to follow up: the usual days as buttons, any other in words."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from telegram import Message

from bot.domain.actor import Actor
from bot.domain.mornings import in_days, morning
from bot.domain.refusal import Refusal
from bot.domain.say import text
from bot.when import Moment, Unclear, read_when
from bot.forms.form import Choice, Dialogue, Got, Unsure

USUAL = {"tomorrow": 1, "week": 7, "fortnight": 14}


def usual_days(dialogue: Dialogue) -> Sequence[Choice]:
    """Tomorrow, in a week, in two weeks, or the next business day after, with their dates."""
    desk = dialogue.actor.desk
    made: dict[datetime, Choice] = {}
    for name, days in USUAL.items():
        at = in_days(desk, desk.now(), days)
        is_moved = at.date() != desk.here().date() + timedelta(days=days)
        key = "follow-up-on-business-day" if is_moved else f"follow-up-{name}"
        made.setdefault(at, Choice(at.isoformat(), text(key, day=at.date())))
    return list(made.values())


def read_due(dialogue: Dialogue, message: Message) -> Got | Unsure:
    """A day or a moment in words, which is shown before it counts."""
    if not message.text:
        raise Refusal("follow-up-when-kind")
    actor = dialogue.actor
    now = actor.desk.here(message.date)
    found = read_when(message.text, now, actor.language, past=False)
    if found is None:
        raise Refusal("follow-up-when-unknown")
    readings = ahead(actor, found)
    if not readings:
        raise Refusal("follow-up-when-past")
    if isinstance(found, Moment):
        return Got(readings[0].isoformat(), echo=True)
    return Unsure(text("follow-up-when-unclear"), moments(readings))


def ahead(actor: Actor, found: Moment | Unclear) -> list[datetime]:
    """The readings that are yet to come; a day without a time means its morning."""
    moments = (found,) if isinstance(found, Moment) else found.readings
    placed = (one.at if one.has_time else morning(actor.desk, one.at.date()) for one in moments)
    return [at for at in dict.fromkeys(placed) if at > actor.desk.now()]


def moments(readings: Sequence[datetime]) -> list[Choice]:
    """Instants as buttons, written out in full."""
    return [Choice(at.isoformat(), text("follow-up-moment", at=at)) for at in readings]
