"""When to follow up: the usual days as buttons, any other in the calendar or in words."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from telegram import Message

from bot.domain.actor import Actor
from bot.domain.business_days import add_business_days
from bot.domain.days_meant import coming_days, readings_of
from bot.domain.mornings import in_days, morning
from bot.domain.on_day import read_on_day
from bot.domain.refusal import Refusal
from bot.domain.say import text
from bot.forms.calendar import Bounds
from bot.forms.form import Calendar, Choice, Dialogue, Got, Unsure
from bot.when import Moment, Unclear, read_when

USUAL = {"tomorrow": 1, "week": 7, "fortnight": 14}
BUSINESS_DAYS = 2
"""So many after tomorrow are offered."""
FURTHEST = timedelta(days=731)


def usual_days(dialogue: Dialogue) -> Sequence[Choice]:
    """Tomorrow, in a week, in two weeks, or the next business day after, and the business days
    after tomorrow, with their dates."""
    desk = dialogue.actor.desk
    made: dict[datetime, Choice] = {}
    for name, days in USUAL.items():
        at = in_days(desk, desk.now(), days)
        is_moved = at.date() != desk.here().date() + timedelta(days=days)
        key = "follow-up-on-business-day" if is_moved else f"follow-up-{name}"
        made.setdefault(at, Choice(at.isoformat(), text(key, day=at.date()), wide=True))
    tomorrow = in_days(desk, desk.now(), 1).date()
    for count in range(1, BUSINESS_DAYS + 1):
        at = morning(desk, add_business_days(tomorrow, count, desk.region))
        made.setdefault(at, Choice(at.isoformat(), text("calendar-day", day=at.date())))
    return [made[at] for at in sorted(made)]


def read_due(dialogue: Dialogue, message: Message) -> Got | Unsure:
    """A day or a moment in words, which is shown before it counts."""
    if not message.text:
        raise Refusal("follow-up-when-kind")
    actor = dialogue.actor
    now = actor.desk.here(message.date)
    found = _on_the_day_in_hand(dialogue, message.text) or read_when(
        message.text, now, actor.language, past=False
    )
    if found is None:
        raise Refusal("follow-up-when-unknown")
    if not readings_of(found):
        raise Refusal("calendar-no-such-day")
    readings = ahead(actor, found)
    if not readings:
        raise Refusal("follow-up-when-past")
    if isinstance(found, Moment) and len(readings) == 1:
        return Got(readings[0].isoformat(), echo=True)
    return Unsure(text("follow-up-when-unclear"), moments(readings))


def _on_the_day_in_hand(dialogue: Dialogue, words: str) -> Moment | Unclear | None:
    """A time alone means the day on the card, unless it is over there."""
    known, actor = dialogue.get("due_at") or dialogue.get("follow_up"), dialogue.actor
    if not known:
        return None
    day = actor.desk.here(datetime.fromisoformat(known)).date()
    found = read_on_day(words, day, actor.desk.zone, actor.language, past=False)
    return found if found and ahead(actor, found) else None


def ahead(actor: Actor, found: Moment | Unclear) -> list[datetime]:
    """The readings that are yet to come; a day without a time means its morning, a period one of
    its business days."""
    desk = actor.desk
    today = desk.here().date()
    placed = (
        at if one.has_time else morning(desk, at.date())
        for one in readings_of(found)
        for at in coming_days(desk, one, today)
    )  # fmt: skip
    return [at for at in dict.fromkeys(placed) if at > desk.now()]


def moments(readings: Sequence[datetime]) -> list[Choice]:
    """Instants as buttons, written out in full; of the hour that autumn repeats, which one."""
    return [
        Choice(at.isoformat(), text(_label(at, readings), at=at), wide=True) for at in readings
    ]


def _label(at: datetime, readings: Sequence[datetime]) -> str:
    others = [one for one in readings if one.replace(tzinfo=None) == at.replace(tzinfo=None)]
    if len(others) == 1:
        return "follow-up-moment"
    is_first = at.timestamp() == min(one.timestamp() for one in others)
    return "follow-up-moment-summer" if is_first else "follow-up-moment-winter"


def days_ahead(dialogue: Dialogue) -> Bounds:
    """From the next morning that is yet to come."""
    desk = dialogue.actor.desk
    today = desk.here().date()
    is_over = morning(desk, today) <= desk.now()
    return Bounds(today + timedelta(days=is_over), today + FURTHEST)


def take_day(dialogue: Dialogue, day: date) -> Got:
    """The day at the hour on the card, else its morning; shown before it counts."""
    desk, known = dialogue.actor.desk, dialogue.get("due_at") or dialogue.get("follow_up")
    at = morning(desk, day)
    if known:
        at = datetime.combine(day, desk.here(datetime.fromisoformat(known)).time(), desk.zone)
    return Got((at if at > desk.now() else morning(desk, day)).isoformat(), echo=True)


CALENDAR = Calendar(days_ahead, take_day)
