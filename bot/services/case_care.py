"""Who looks after a case, and how urgent it is."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.domain.actor import Actor, Role
from bot.domain.cases import PRIORITIES
from bot.domain.refusal import Refusal
from bot.services import case_targets
from bot.services.case_steps import hold_answered, hold_open, lead_to, note
from bot.storage import Session, case_lists, people
from bot.storage.cases import Case
from bot.storage.people import Person


def responsible(
    session: Session, customer_id: int, loads: Mapping[int, int] | None = None
) -> int | None:
    """Who is to look after a new case: the admin who had the customer's last one, else the one
    with the fewest (`loads`, where they are counted already); a manager where there is no
    admin."""
    for role in (Role.ADMIN, Role.MANAGER):
        there = [one.id for one in people.with_roles(session, [role]) if one.chat_id]
        last = case_lists.last_owner(session, customer_id)
        if last in there:
            return last
        if there:
            counted = case_lists.loads(session) if loads is None else loads
            return min(there, key=lambda one: (counted.get(one, 0), one))
    return None


def may_take(actor: Actor, case: Case) -> bool:
    """Whether nobody else has begun to look after it."""
    return case.state in ("new", "triaged") or case.owner_id in (None, actor.person_id)


def take(session: Session, actor: Actor, case: Case) -> None:
    """Look after it oneself; raises Refusal when somebody else has just begun to."""
    hold_open(session, actor, case)
    if not may_take(actor, case):
        name = people.names(session, [case.owner_id or 0]).get(case.owner_id or 0, "")
        raise Refusal("case-is-taken", number=case.number, name=name)
    case.owner_id = actor.person_id
    lead_to(session, actor, case, "in_progress")
    note(session, actor, "taken", case)


def assign(session: Session, actor: Actor, case: Case, person_id: int) -> None:
    """Have a colleague look after it."""
    hold_open(session, actor, case)
    if person_id not in {one.id for one in colleagues(session)}:
        raise Refusal("button-unknown")
    case.owner_id = person_id
    lead_to(session, actor, case, "triaged" if case.state == "new" else case.state)
    note(session, actor, "assigned", case, to=person_id)


def wait(session: Session, actor: Actor, case: Case) -> None:
    """What was written last was a question: no clock runs until the customer answers it."""
    hold_answered(session, actor, case)
    lead_to(session, actor, case, "waiting")
    note(session, actor, "waits", case)


def colleagues(session: Session) -> list[Person]:
    """Those who may look after cases."""
    found = people.with_roles(session, [Role.ADMIN, Role.MANAGER])
    return [one for one in found if one.chat_id]


def set_priority(session: Session, actor: Actor, case: Case, priority: str) -> None:
    """Say how urgent it is; what was suggested counts no more."""
    hold_open(session, actor, case)
    if priority not in PRIORITIES:
        raise Refusal("button-unknown")
    old, case.priority, case.reasons = case.priority, priority, []
    lead_to(session, actor, case, "triaged" if case.state == "new" else case.state)
    note(session, actor, "priority", case, old=old, new=priority)


def hand_over(session: Session, actor: Actor, person_id: int) -> Sequence[Case]:
    """Somebody leaves: their open cases, which go to whoever is there, evenly."""
    loads = Counter(case_lists.loads(session))
    handed = case_lists.open_of_owner(session, person_id)
    for case in handed:
        case.owner_id = None
        case.owner_id = responsible(session, case.customer_id, loads)
        if case.owner_id:
            loads[case.owner_id] += 1
        case_targets.arm(session, actor.desk, case)
        note(session, actor, "assigned", case, to=case.owner_id)
    return handed
