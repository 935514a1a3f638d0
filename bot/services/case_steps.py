"""What every deed on a case needs: to see it, to have it alone, to lead it on, to note it."""

from bot.domain.actor import Actor
from bot.domain.cases import OPEN
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import case_targets
from bot.services.customers import UNDO_LIFE
from bot.storage import Session, audit, case_lists, cases
from bot.storage.cases import Case, CaseState
from bot.storage.engine import hold


def get(session: Session, actor: Actor, case_id: int) -> Case:
    """The case; raises Refusal for an absent or foreign one."""
    found = case_lists.one(session, actor, case_id)
    if found is None:
        raise Refusal("case-unknown")
    return found


def going_on(session: Session, actor: Actor, case: Case) -> Case:
    """The case in which this one goes on, if it was merged; else itself."""
    while case.merged_into_id:
        case = get(session, actor, case.merged_into_id)
    return case


def may_part(session: Session, desk: Desk, case: Case) -> bool:
    """Whether merging it can still be taken back by the office."""
    if case.merged_into_id is None:
        return False
    return desk.now() - cases.states_of(session, case.id)[-1].at <= UNDO_LIFE


def may_work(actor: Actor) -> bool:
    """The office works on cases; others open them and tell what they know."""
    return actor.is_office()


def keep_still(session: Session, case: Case) -> None:
    """Have nobody else change it until the transaction ends, and know how it stands."""
    hold(session, case)


def hold_for_office(session: Session, actor: Actor, case: Case) -> None:
    """For a deed of the office's, from which the transaction on keeps others."""
    if not may_work(actor):
        raise Refusal("may-not")
    hold(session, case)
    if case.state == "closed":
        raise Refusal("case-is-ended", number=case.number)


def hold_open(session: Session, actor: Actor, case: Case) -> None:
    """The same, for a deed that only an open one takes."""
    hold_for_office(session, actor, case)
    if case.state not in OPEN:
        raise Refusal("case-is-resolved", number=case.number)


def hold_answered(session: Session, actor: Actor, case: Case) -> None:
    """The same, for a deed that says what the last answer was: there has to be one."""
    hold_open(session, actor, case)
    said = cases.entries_of(session, case.id, [*cases.OF_CUSTOMER, *cases.TO_CUSTOMER])
    if not said or said[-1].kind in cases.OF_CUSTOMER:
        raise Refusal("case-not-answered", number=case.number)


def lead_to(session: Session, actor: Actor, case: Case, state: str) -> None:
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


def note(session: Session, actor: Actor, deed: str, case: Case, **details: object) -> None:
    """Into the audit trail; the case is another than before."""
    case.touched_at = actor.desk.now()
    audit.note(session, actor.desk.now(), actor.person_id, deed, "case", case.id, **details)
