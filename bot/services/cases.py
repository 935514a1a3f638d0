"""Cases: opening, looking after, answering, ending and opening them anew; each noted."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.domain.actor import Actor, Role
from bot.domain.cases import CATEGORIES, OPEN, PRIORITIES, REOPENED_WITHIN, REPEATED_WITHIN
from bot.domain.cases import suggested as suggested_priority
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import case_targets, customers
from bot.storage import Session, audit, case_lists, cases, people
from bot.storage.cases import FROM_CUSTOMER, Case, CaseEntry, CaseState
from bot.storage.engine import hold
from bot.storage.people import Person

LONGEST_REFERENCE = 60
AT_ONCE = timedelta(seconds=5)
"""As far apart as words and what they bring about may be."""
STATE_AFTER = {"question": "waiting", "resolution": "resolved"}


def get(session: Session, actor: Actor, case_id: int) -> Case:
    """The case; raises Refusal for an absent or foreign one."""
    found = case_lists.one(session, actor, case_id)
    if found is None:
        raise Refusal("case-unknown")
    return found


_NUMBER = re.compile(r"[RA]-\d{4}-\d{4,9}", re.ASCII)


def by_number(session: Session, actor: Actor, words: str) -> Case | None:
    """The case whose number the words are and nothing more; None when they are no number.

    Raises Refusal for an absent or foreign one.
    """
    wanted = words.strip().upper()
    if not _NUMBER.fullmatch(wanted):
        return None
    found = case_lists.by_number(session, actor, wanted)
    if found is None:
        raise Refusal("case-unknown")
    return found


def of_company(session: Session, actor: Actor, limit: int) -> Sequence[Case]:
    """The customer's own cases, the latest first."""
    return case_lists.latest(session, actor, limit)


def merged_into(session: Session, actor: Actor, case_id: int) -> Sequence[Case]:
    """Those that went on in this one."""
    return case_lists.merged_into(session, actor, case_id)


def may_work(actor: Actor) -> bool:
    """The office works on cases; others open them and tell what they know."""
    return actor.is_office()


def begin(
    session: Session,
    actor: Actor,
    customer_id: int,
    kind: str,
    words: str = "",
    visit_id: int | None = None,
) -> Case:
    """Open a case; `words` is what is known of it so far, by which its priority is suggested."""
    customer = customers.get(session, actor, customer_id)
    now = actor.desk.now()
    is_own = actor.role is Role.CUSTOMER
    case = Case(
        number=cases.next_number(session, kind, actor.desk.here().year),
        kind=kind,
        customer_id=customer.id,
        contact_id=actor.person_id if is_own else None,
        opened_by=actor.person_id,
        visit_id=visit_id,
        owner_id=responsible(session, customer.id),
        state="new",
        priority="normal",
        reasons=[],
        opened_at=now,
        touched_at=now,
    )
    session.add(case)
    session.flush()
    if contact := reader(session, case):
        case.contact_id = contact.id
    session.add(CaseState(case_id=case.id, state="new", at=now, person_id=actor.person_id))
    _suggest(session, actor, case, words)
    case_targets.arm(session, actor.desk, case)
    _note(session, actor, "opened", case, kind=kind)
    return case


def responsible(session: Session, customer_id: int) -> int | None:
    """Who is to look after a new case: the admin who had the customer's last one, else the one
    with the fewest; a manager where there is no admin."""
    for role in (Role.ADMIN, Role.MANAGER):
        there = [one.id for one in people.with_roles(session, [role]) if one.chat_id]
        last = case_lists.last_owner(session, customer_id)
        if last in there:
            return last
        if there:
            loads = case_lists.loads(session)
            return min(there, key=lambda one: (loads.get(one, 0), one))
    return None


def tell(
    session: Session,
    actor: Actor,
    case: Case,
    kind: str,
    words: str,
    file_id: int | None = None,
    message_id: int = 0,
) -> CaseEntry:
    """Keep something said in the case. From the customer: one that waited goes on, and answers
    go to who wrote, where nobody else is there to read them."""
    now = actor.desk.now()
    entry = CaseEntry(
        case_id=case.id,
        kind=kind,
        person_id=actor.person_id,
        words=words,
        file_id=file_id,
        at=now,
        chat_id=actor.chat_id,
        message_id=message_id,
    )
    session.add(entry)
    session.flush()
    case.touched_at = now
    if kind == FROM_CUSTOMER and reader(session, case) is None:
        case.contact_id = actor.person_id
    if kind == FROM_CUSTOMER and case.state == "waiting":
        _to(session, actor, case, "in_progress")
    return entry


def keep_still(session: Session, case: Case) -> None:
    """Have nobody else change it until the transaction ends, and know how it stands."""
    hold(session, case)


def reader(session: Session, case: Case) -> Person | None:
    """Whom the company's words go to: the contact whose case it is, else another one who is
    here."""
    found = people.reachable(session, case.contact_id) if case.contact_id else None
    if found:
        return found
    others = people.of_customer(session, case.customer_id)
    return next((one for one in others if one.chat_id), None)


def respond(
    session: Session,
    actor: Actor,
    case: Case,
    kind: str,
    words: str,
    file_id: int | None = None,
    message_id: int = 0,
) -> CaseEntry:
    """Write to the customer (answer, question, resolution).

    Who writes first, looks after the case, if nobody had taken it. A question that nobody is there
    to read stops no clock.
    """
    _hold(session, actor, case)
    if kind == "resolution" and case.state == "resolved":
        raise Refusal("case-is-resolved", number=case.number)
    entry = tell(session, actor, case, kind, words, file_id, message_id)
    if case.state in ("new", "triaged"):
        case.owner_id = actor.person_id
    is_read = reader(session, case) is not None
    if is_read or kind == "resolution":
        case.answered_at = case.answered_at or actor.desk.now()
    if kind == "answer" and case.state in OPEN:
        _to(session, actor, case, "in_progress")
    elif kind == "resolution" or (kind == "question" and is_read):
        _to(session, actor, case, STATE_AFTER[kind])
    else:
        case_targets.arm(session, actor.desk, case)
    _note(session, actor, kind, case, entry=entry.id)
    return entry


def may_take(actor: Actor, case: Case) -> bool:
    """Whether nobody else has begun to look after it."""
    return case.state in ("new", "triaged") or case.owner_id in (None, actor.person_id)


def take(session: Session, actor: Actor, case: Case) -> None:
    """Look after it oneself; raises Refusal when somebody else has just begun to."""
    _hold_open(session, actor, case)
    if not may_take(actor, case):
        name = people.names(session, [case.owner_id or 0]).get(case.owner_id or 0, "")
        raise Refusal("case-is-taken", number=case.number, name=name)
    case.owner_id = actor.person_id
    _to(session, actor, case, "in_progress")
    _note(session, actor, "taken", case)


def assign(session: Session, actor: Actor, case: Case, person_id: int) -> None:
    """Have a colleague look after it."""
    _hold_open(session, actor, case)
    if person_id not in {one.id for one in colleagues(session)}:
        raise Refusal("button-unknown")
    case.owner_id = person_id
    _to(session, actor, case, "triaged" if case.state == "new" else case.state)
    _note(session, actor, "assigned", case, to=person_id)


def colleagues(session: Session) -> list[Person]:
    """Those who may look after cases."""
    found = people.with_roles(session, [Role.ADMIN, Role.MANAGER])
    return [one for one in found if one.chat_id]


def set_priority(session: Session, actor: Actor, case: Case, priority: str) -> None:
    """Say how urgent it is; what was suggested counts no more."""
    _hold_open(session, actor, case)
    if priority not in PRIORITIES:
        raise Refusal("button-unknown")
    old, case.priority, case.reasons = case.priority, priority, []
    _to(session, actor, case, "triaged" if case.state == "new" else case.state)
    _note(session, actor, "priority", case, old=old, new=priority)


def classify(session: Session, actor: Actor, case: Case, category: str, words: str) -> None:
    """Say what it is about; "enquiry" makes a question of it. The priority is suggested anew,
    unless somebody has set it."""
    hold(session, case)
    if category == "enquiry":
        case.kind = "enquiry"
    elif category in CATEGORIES:
        case.category = category
    if case.reasons or case.state == "new":
        _suggest(session, actor, case, words)
    case_targets.arm(session, actor.desk, case)
    _note(session, actor, "classified", case, category=category)


def refer(session: Session, actor: Actor, case: Case, reference: str) -> None:
    """Say which invoice or order it is about."""
    hold(session, case)
    case.reference = reference
    _note(session, actor, "classified", case, reference=reference)


def move(session: Session, actor: Actor, entry: CaseEntry, into: Case) -> None:
    """Something that a customer said belongs to another of their cases; one that only these words
    had opened anew is resolved again."""
    left = get(session, actor, entry.case_id)
    for one in sorted((left, into), key=lambda one: one.id):
        hold(session, one)
    if into.state not in OPEN:
        reopen(session, actor, into)
    entry.case_id = into.id
    session.flush()
    _note(session, actor, "moved", into, entry=entry.id, out_of=left.id)
    past = cases.states_of(session, left.id)
    if len(past) > 1 and past[-2].state == "resolved" and past[-1].at - entry.at <= AT_ONCE:
        _to(session, actor, left, "resolved")


def close(session: Session, actor: Actor, case: Case) -> None:
    """The customer is content."""
    hold(session, case)
    if case.state in OPEN:
        raise Refusal("case-is-open", number=case.number)
    _to(session, actor, case, "closed")
    _note(session, actor, "closed", case)


def reopen(session: Session, actor: Actor, case: Case) -> None:
    """It was not at its end; raises Refusal when that was too long ago."""
    hold(session, case)
    if case.state in OPEN:
        return
    if not may_reopen(actor.desk, case):
        raise Refusal("case-is-closed", number=case.number)
    case.rating = None
    if case.owner_id is None or people.by_id(session, case.owner_id) is None:
        case.owner_id = responsible(session, case.customer_id)
    _to(session, actor, case, "in_progress")
    _note(session, actor, "reopened", case)


def may_reopen(desk: Desk, case: Case) -> bool:
    """Whether an answer still opens it anew."""
    return (
        case.state == "resolved"
        and case.resolved_at is not None
        and desk.now() - case.resolved_at <= REOPENED_WITHIN
    )


def rate(session: Session, actor: Actor, case: Case, rating: int) -> None:
    """How well it was handled, 1 to 5, as its customer says; the last word counts."""
    hold(session, case)
    if not 1 <= rating <= 5:
        raise Refusal("button-unknown")
    if case.state in OPEN:
        raise Refusal("case-is-open", number=case.number)
    case.rating = rating
    _note(session, actor, "rated", case, rating=rating)


def merge(session: Session, actor: Actor, case: Case, into: Case) -> None:
    """The same matter twice: go on with the other one, keeping both histories."""
    for one in sorted(
        (case, into), key=lambda one: one.id
    ):  # two who do so crosswise wait in turn
        _hold_open(session, actor, one)
    if into.id == case.id or into.customer_id != case.customer_id or into.state not in OPEN:
        raise Refusal("button-unknown")
    if case.merged_into_id:
        raise Refusal("case-is-ended", number=case.number)
    case.merged_into_id = into.id
    _to(session, actor, case, "closed")
    into.touched_at = actor.desk.now()
    _note(session, actor, "merged", case, into=into.id)


def candidates(session: Session, actor: Actor, customer_id: int) -> Sequence[Case]:
    """The cases that something new from the customer may be about."""
    since = actor.desk.now() - REOPENED_WITHIN
    return case_lists.of_customer(session, actor, customer_id, since)


def hand_over(session: Session, actor: Actor, person_id: int) -> None:
    """Somebody leaves: their open cases go to whoever is there."""
    for case in case_lists.open_of_owner(session, person_id):
        case.owner_id = None
        case.owner_id = responsible(session, case.customer_id)
        case_targets.arm(session, actor.desk, case)
        _note(session, actor, "assigned", case, to=case.owner_id)


def close_old(session: Session, desk: Desk) -> None:
    """Close what nobody has come back to."""
    for case in case_lists.resolved_before(session, desk.now() - REOPENED_WITHIN):
        case.state = "closed"
        session.add(CaseState(case_id=case.id, state="closed", at=desk.now(), person_id=None))
        audit.note(session, desk.now(), None, "closed", "case", case.id)


def _suggest(session: Session, actor: Actor, case: Case, words: str) -> None:
    customer = customers.get(session, actor, case.customer_id)
    since = case.opened_at - REPEATED_WITHIN
    repeated = case_lists.complaints_since(session, case.customer_id, since, case.id)
    case.priority, case.reasons = suggested_priority(
        case.kind, customer.grade, case.category, repeated, words
    )


def _hold(session: Session, actor: Actor, case: Case) -> None:
    """For a deed of the office's, from which the transaction on keeps others."""
    if not may_work(actor):
        raise Refusal("may-not")
    hold(session, case)
    if case.state == "closed":
        raise Refusal("case-is-ended", number=case.number)


def _hold_open(session: Session, actor: Actor, case: Case) -> None:
    _hold(session, actor, case)
    if case.state not in OPEN:
        raise Refusal("case-is-resolved", number=case.number)


def _to(session: Session, actor: Actor, case: Case, state: str) -> None:
    """Into a state, with what follows for what is due."""
    now = actor.desk.now()
    case.touched_at = now
    if case.state != state:
        case.state = state
        case.resolved_at = now if state == "resolved" else case.resolved_at
        if state in OPEN:
            case.resolved_at = None
        session.add(CaseState(case_id=case.id, state=state, at=now, person_id=actor.person_id))
        session.flush()
    case_targets.arm(session, actor.desk, case)


def _note(session: Session, actor: Actor, deed: str, case: Case, **details: object) -> None:
    audit.note(session, actor.desk.now(), actor.person_id, deed, "case", case.id, **details)
