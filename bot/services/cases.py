"""Cases: opening them, what is said in them, what they are about; each deed noted."""

import re
from collections.abc import Sequence

from bot.domain.actor import Actor, Role
from bot.domain.cases import CATEGORIES, OPEN, REOPENED_WITHIN, REPEATED_WITHIN
from bot.domain.cases import suggested as suggested_priority
from bot.domain.refusal import Refusal
from bot.services import case_targets, customers
from bot.services.case_care import responsible
from bot.services.case_steps import hold_for_office, lead_to, note
from bot.services.unreachable import is_away
from bot.storage import Session, case_lists, cases, people
from bot.storage.cases import FROM_CUSTOMER, Case, CaseEntry, CaseState
from bot.storage.engine import hold
from bot.storage.people import Person

LONGEST_REFERENCE = 60


STATE_AFTER = {"question": "waiting", "resolution": "resolved"}


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


def candidates(session: Session, actor: Actor, customer_id: int) -> Sequence[Case]:
    """The cases that something new from the customer may be about."""
    since = actor.desk.now() - REOPENED_WITHIN
    return case_lists.of_customer(session, actor, customer_id, since)


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
    note(session, actor, "opened", case, kind=kind)
    return case


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
        lead_to(session, actor, case, "in_progress")
    return entry


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
    hold_for_office(session, actor, case)
    if kind == "resolution" and case.state == "resolved":
        raise Refusal("case-is-resolved", number=case.number)
    entry = tell(session, actor, case, kind, words, file_id, message_id)
    if case.state in ("new", "triaged"):
        case.owner_id = actor.person_id
    contact = reader(session, case)
    is_read = contact is not None and not is_away(session, contact)
    if is_read or kind == "resolution":
        case.answered_at = case.answered_at or actor.desk.now()
    if kind == "answer" and case.state in OPEN:
        lead_to(session, actor, case, "in_progress")
    elif kind == "resolution" or (kind == "question" and is_read):
        lead_to(session, actor, case, STATE_AFTER[kind])
    else:
        case_targets.arm(session, actor.desk, case)
    note(session, actor, kind, case, entry=entry.id)
    return entry


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
    note(session, actor, "classified", case, category=category)


def refer(session: Session, actor: Actor, case: Case, reference: str) -> None:
    """Say which invoice or order it is about."""
    hold(session, case)
    case.reference = reference
    note(session, actor, "classified", case, reference=reference)


def _suggest(session: Session, actor: Actor, case: Case, words: str) -> None:
    customer = customers.get(session, actor, case.customer_id)
    since = case.opened_at - REPEATED_WITHIN
    repeated = case_lists.complaints_since(session, case.customer_id, since, case.id)
    case.priority, case.reasons = suggested_priority(
        case.kind, customer.grade, case.category, repeated, words
    )
