"""Time targets of cases: when an answer and a solution are due, and the reminders that tell."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.domain.actor import Role
from bot.domain.case_course import pauses, rounds
from bot.domain.cases import OPEN, PAUSED
from bot.domain.desk import Desk
from bot.domain.targets import moment
from bot.storage import Session, case_lists, cases, facts, people, reminders
from bot.storage.cases import REMINDER, Case, CaseState

WARNED_AT = 0.75
MANAGER_AFTER = timedelta(hours=1)
"""Business time after a breach until the managers hear of it."""
PORTION = 20
TO_ARM = "cases-to-arm"
"""The fact that says after which case all are to be armed anew; empty: none."""
STAGES = tuple(
    f"{what}-{how}" for what in ("response", "solution") for how in ("warn", "breach", "manager")
)


def arm(session: Session, desk: Desk, case: Case) -> None:
    """Work out anew what is due when, and have the right people reminded; what has rung for an
    instant does not ring for it again, and what is over is not told to be near."""
    now = desk.now()
    states = cases.states_of(session, case.id)
    dues = {what: _due(desk, case, states, what, 1) for what in _running(case)}
    case.response_due_at, case.solution_due_at = dues.get("response"), dues.get("solution")
    managers = [one.id for one in people.with_roles(session, [Role.MANAGER])]
    owner = [case.owner_id] if case.owner_id else []
    wanted: dict[tuple[str, int], datetime] = {}
    for what, due in dues.items():
        if due is None:
            continue
        warn = _due(desk, case, states, what, WARNED_AT) or due
        later = desk.hours.after(due, MANAGER_AFTER)
        wanted |= {(f"{what}-warn", one): warn for one in owner if due > now}
        wanted |= {(f"{what}-breach", one): due for one in owner}
        wanted |= {(f"{what}-manager", one): later for one in managers if one not in owner}
    reminders.keep_only(session, REMINDER, case.id, wanted, desk.zone)


def _due(
    desk: Desk, case: Case, states: Sequence[CaseState], what: str, share: float
) -> datetime | None:
    target = desk.targets[case.priority]
    length = target.response if what == "response" else target.solution
    begun = rounds(case.opened_at, states)[-1].begun
    return moment(desk.hours, begun, length, pauses(states), share)


def is_running(case: Case, stage: str) -> bool:
    """Whether the target of this stage still counts."""
    return stage.partition("-")[0] in _running(case)


def arm_all(session: Session) -> None:
    """Have all open cases follow hours, holidays, targets and managers, which are others now: a
    portion at each beat, since arming one takes some 3 ms, and others wait meanwhile."""
    facts.write(session, TO_ARM, "0")


def arm_some(session: Session, desk: Desk) -> None:
    """The next portion of them, if there is one."""
    after = facts.read_alone(session, TO_ARM)
    if not after:
        return
    portion = case_lists.open_after(session, int(after), PORTION)
    for case in portion:
        arm(session, desk, case)
    is_last = len(portion) < PORTION
    facts.write(session, TO_ARM, "" if is_last else str(portion[-1].id))


def _running(case: Case) -> Iterator[str]:
    if case.state in OPEN and case.state not in PAUSED:
        if case.answered_at is None:
            yield "response"
        yield "solution"
