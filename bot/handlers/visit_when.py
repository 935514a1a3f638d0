"""When a visit was: the last days as buttons, the calendar with its hours, or words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from telegram import Message

from bot.domain.actor import Actor
from bot.domain.business_days import add_business_days
from bot.domain.days_meant import past_days, readings_of
from bot.domain.on_day import read_on_day
from bot.domain.refusal import Refusal
from bot.domain.say import Text, text
from bot.forms.calendar import Bounds
from bot.forms.form import Calendar, Choice, Dialogue, Got, Unsure
from bot.handlers.follow_up_when import moments
from bot.when import Moment, Unclear, read_when

FURTHEST = timedelta(days=366)
HOURS = range(8, 19)
BUSINESS_DAYS = 2
"""So many before yesterday are offered."""


def ask(dialogue: Dialogue) -> Text:
    """The question; another one when it was told, but unclearly."""
    return text("visit-at-which" if _unclear(dialogue) else "visit-at")


def choices(dialogue: Dialogue) -> Sequence[Choice]:
    """The readings of what was told unclearly, else now and the last days."""
    if readings := _unclear(dialogue):
        return moments([datetime.fromisoformat(one) for one in readings])
    desk = dialogue.actor.desk
    now = desk.here()
    yesterday = now.date() - timedelta(days=1)
    earlier = [
        add_business_days(yesterday, -one, desk.region) for one in range(1, BUSINESS_DAYS + 1)
    ]
    return [
        Choice(now.isoformat(), text("calendar-now", at=now), wide=True),
        Choice(None, text("calendar-today", day=now.date()), opens=now.date(), wide=True),
        Choice(None, text("calendar-yesterday", day=yesterday), opens=yesterday, wide=True),
        *(Choice(None, text("calendar-day", day=one), opens=one) for one in earlier),
    ]


def _unclear(dialogue: Dialogue) -> Sequence[str]:
    return () if dialogue.get("at") else dialogue.get("at_readings") or ()


def read(dialogue: Dialogue, message: Message) -> Got | Unsure:
    """A moment in words, which is shown before it counts."""
    if not message.text:
        raise Refusal("visit-at-kind")
    now = dialogue.actor.desk.here(message.date)
    found = _on_the_day_in_hand(dialogue, message.text, now) or read_when(
        message.text, now, dialogue.actor.language, past=True
    )
    if found is None:
        raise Refusal("visit-at-unknown")
    if not readings_of(found):
        raise Refusal("calendar-no-such-day")
    readings = over(dialogue.actor, found, now)
    if not readings:
        raise Refusal("visit-at-future")
    if isinstance(found, Moment) and len(readings) == 1:
        return Got(readings[0].isoformat(), echo=True)
    return Unsure(text("visit-at-which"), moments(readings))


def _on_the_day_in_hand(dialogue: Dialogue, words: str, now: datetime) -> Moment | Unclear | None:
    """A time alone means the chosen day, else the day on the card if it is over there."""
    desk, known = dialogue.actor.desk, dialogue.get("at")
    day = dialogue.day or (known and desk.here(datetime.fromisoformat(known)).date())
    if not day:
        return None
    found = read_on_day(words, day, desk.zone, dialogue.actor.language, past=True)
    return found if found and (dialogue.day or over(dialogue.actor, found, now)) else None


def over(actor: Actor, found: Moment | Unclear, now: datetime) -> list[datetime]:
    """The readings that are over; of a period its last business days."""
    return [
        at
        for one in readings_of(found)
        for at in past_days(actor.desk, one, now.date())
        if at <= now
    ]


def _bounds(dialogue: Dialogue) -> Bounds:
    today = dialogue.actor.desk.here().date()
    return Bounds(today - FURTHEST, today)


def _hours(dialogue: Dialogue, day: date) -> Unsure:
    """The hours of a business day that are over, and the clock time as it is without any."""
    desk = dialogue.actor.desk
    known = dialogue.get("at")
    now = desk.here()
    clock = desk.here(datetime.fromisoformat(known) if known else None).time()
    same = min(datetime.combine(day, clock, desk.zone).astimezone(UTC), desk.now())
    full = (datetime.combine(day, time(hour), desk.zone) for hour in HOURS)
    offered = [
        *(_clock("calendar-hour", at) for at in full if at <= now),
        replace(_clock("calendar-no-hour", desk.here(same)), wide=True),
    ]
    return Unsure(text("visit-at-hour", day=day), offered, per_row=4)


def _clock(key: str, at: datetime) -> Choice:
    return Choice(at.isoformat(), Text(key, {"time": f"{at:%H:%M}"}))


CALENDAR = Calendar(_bounds, _hours)
