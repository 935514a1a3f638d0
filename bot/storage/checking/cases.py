"""Cases: the state is the last one of the history, and what is due rings for whoever has it."""

from sqlalchemy import exists, or_, select

from bot.domain.cases import OPEN, PAUSED
from bot.storage.cases import REMINDER, Case, CaseState
from bot.storage.checking.check import Check
from bot.storage.people import Person
from bot.storage.reminders import Reminder

_LAST = (
    select(CaseState.state)
    .where(CaseState.case_id == Case.id)
    .order_by(CaseState.id.desc())
    .limit(1)
    .correlate(Case)
    .scalar_subquery()
)
_RUNS = Case.state.in_(OPEN) & Case.state.not_in(PAUSED)
_HAS_OWNER = exists().where(Person.id == Case.owner_id, Person.removed_at.is_(None))
_RINGS = exists().where(
    Reminder.kind == REMINDER,
    Reminder.subject_id == Case.id,
    Reminder.stage == "solution-breach",
    Reminder.recipient_id == Case.owner_id,
)

CHECKS = [
    Check("cases-states", (Case, CaseState), select(Case.id).where(Case.state != _LAST)),
    Check("cases-states", (Case, CaseState), select(Case.id).where(_LAST.is_(None))),
    Check(
        "cases-due",
        (Case, Reminder),
        select(Case.id).where(
            or_(
                Case.solution_due_at.is_(None) == _RUNS,
                Case.response_due_at.is_not(None) & (~_RUNS | Case.answered_at.is_not(None)),
                _RUNS & _HAS_OWNER & ~_RINGS,
            )
        ),
    ),
    Check(
        "cases-ended",
        (Reminder, Case),
        select(Reminder.id)
        .join(Case, Case.id == Reminder.subject_id)
        .where(Reminder.kind == REMINDER, Reminder.status == "waiting", ~_RUNS),
    ),
]
