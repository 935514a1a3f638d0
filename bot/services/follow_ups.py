"""Follow-ups: setting, moving, ending them, each together with its reminder."""

from datetime import datetime, timedelta

from bot.domain.actor import OFFICE, Actor
from bot.domain.desk import Desk
from bot.domain.mornings import next_office_morning
from bot.domain.refusal import Refusal
from bot.storage import Session, audit, follow_up_lists, follow_ups, people, reminders
from bot.storage.engine import hold
from bot.storage.follow_ups import REMINDER, FollowUp

OVERDUE_REMINDER = "overdue-follow-ups"
SAME_TIME = timedelta(minutes=1)


def get(session: Session, actor: Actor, follow_up_id: int) -> FollowUp:
    """The follow-up; raises Refusal for an absent or foreign one."""
    found = follow_up_lists.one(session, actor, follow_up_id)
    if found is None:
        raise Refusal("button-unknown")
    return found


def may_edit(actor: Actor, one: FollowUp) -> bool:
    """The office changes all; others those they are reminded of themselves."""
    return actor.is_office() or actor.person_id == one.person_id


def add(
    session: Session,
    actor: Actor,
    customer_id: int,
    due: datetime,
    what: str = "",
    *,
    visit_id: int | None = None,
    person_id: int | None = None,
) -> FollowUp:
    """Remind a person (the actor, unless named) of a customer at `due`."""
    now = actor.desk.now()
    made = follow_ups.add(
        session,
        FollowUp(
            customer_id=customer_id,
            visit_id=visit_id,
            person_id=person_id or actor.person_id,
            what=what,
            due_at=due,
            created_at=now,
        ),
    )
    _ring(session, actor.desk, made)
    audit.note(session, now, actor.person_id, "created", "follow-up", made.id, due=due.isoformat())
    return made


def move(session: Session, actor: Actor, one: FollowUp, due: datetime) -> None:
    """Remind at another time; one that is no longer open, or moved there already, is left alone:
    "in an hour" is tapped twice within a second."""
    hold(session, one)
    if one.status != "open" or abs(one.due_at - due) < SAME_TIME:
        return
    _note(session, actor, "moved", one, old=one.due_at.isoformat(), new=due.isoformat())
    one.due_at = due
    _ring(session, actor.desk, one)


def done(session: Session, actor: Actor, one: FollowUp) -> None:
    """It needs no more reminding."""
    hold(session, one)
    if one.status == "open":
        _end(session, actor, one, "done")


def cancel(session: Session, actor: Actor, one: FollowUp) -> None:
    """It is not wanted any more."""
    hold(session, one)
    if one.status == "open":
        _end(session, actor, one, "cancelled")


def reopen(session: Session, actor: Actor, one: FollowUp) -> None:
    """Take back that it was done; it rings again only if its time is yet to come."""
    hold(session, one)
    if one.status != "done":
        raise Refusal("form-is-done")
    one.status, one.done_at = "open", None
    if one.due_at > actor.desk.now():
        _ring(session, actor.desk, one)
    _note(session, actor, "reopened", one)


def keep_scheduled(session: Session, desk: Desk) -> None:
    """Make sure that everybody at the office hears each business morning what is overdue."""
    for person_id in follow_up_lists.without_reminder(session, OFFICE, OVERDUE_REMINDER):
        schedule_office_morning(session, desk, person_id)


def keep_wall_times(session: Session) -> None:
    """Follow the rules of time zones, which may have changed: nine o'clock stays nine."""
    for reminder in reminders.keep_wall_times(session):
        if reminder.kind == REMINDER:
            session.get_one(FollowUp, reminder.subject_id).due_at = reminder.due_at


def schedule_office_morning(session: Session, desk: Desk, person_id: int) -> None:
    """The next business morning on which this person hears what is overdue."""
    due = next_office_morning(desk, desk.now())
    follow_up_lists.ensure_reminder(session, OVERDUE_REMINDER, person_id, due, desk.zone)


def _end(session: Session, actor: Actor, one: FollowUp, status: str) -> None:
    one.status, one.done_at = status, actor.desk.now()
    reminders.cancel(session, REMINDER, one.id)
    _note(session, actor, status, one)


def _ring(session: Session, desk: Desk, one: FollowUp) -> None:
    if people.by_id(session, one.person_id):  # else they were removed: nobody is there to hear it
        reminders.schedule(session, REMINDER, one.id, one.person_id, one.due_at, desk.zone)


def _note(session: Session, actor: Actor, deed: str, one: FollowUp, **details: str) -> None:
    audit.note(session, actor.desk.now(), actor.person_id, deed, "follow-up", one.id, **details)
