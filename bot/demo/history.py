"""The last months of the demo company, as rows: the rules would take a second for them."""

from bot.demo.company import Past, past
from bot.domain.actor import STAFF
from bot.domain.desk import Desk
from bot.storage import Session, customer_import, follow_ups, people, reminders, visits
from bot.storage.follow_ups import REMINDER, FollowUp
from bot.storage.visits import Visit


def write(session: Session, desk: Desk) -> None:
    """Put in every visit and follow-up up to now; those still to come will ring."""
    story = sorted(past(desk.now(), desk.zone), key=lambda one: one.at)
    staff = {one.name: one.id for one in people.with_roles(session, STAFF)}
    customers = customer_import.known(session, [one.customer for one in story])
    for one in story:
        rep_id, customer_id = staff[one.rep], customers[one.customer].id
        visit = visits.add(session, _visit(one, customer_id, rep_id))
        if one.due is None:
            continue
        made = follow_ups.add(session, _follow_up(one, visit))
        if one.due > desk.now():
            reminders.schedule(session, REMINDER, made.id, rep_id, one.due, desk.zone)
        else:
            reminders.add_rung(session, REMINDER, made.id, rep_id, one.due, desk.zone)


def _visit(one: Past, customer_id: int, rep_id: int) -> Visit:
    return Visit(
        customer_id=customer_id,
        rep_id=rep_id,
        at=one.at,
        result=one.result,
        notes=one.notes,
        created_by=rep_id,
        created_at=one.at,
    )


def _follow_up(one: Past, visit: Visit) -> FollowUp:
    assert one.due is not None
    return FollowUp(
        customer_id=visit.customer_id,
        visit_id=visit.id,
        person_id=visit.rep_id,
        what=one.what,
        due_at=one.due,
        status="done" if one.is_done else "open",
        created_at=one.at,
        done_at=one.due if one.is_done else None,
    )
