"""How two simulated days ended: what was lost, doubled, early, late, or left over."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from bot.storage import Session, inbox
from bot.storage.cases import CaseEntry
from bot.storage.checking import problems
from bot.storage.customers import Customer
from bot.storage.follow_ups import REMINDER, FollowUp
from bot.storage.reminders import Reminder
from bot.storage.visits import Visit
from tests.simulated.ledger import MARK, RANG, Ledger
from tests.simulated.office import Office

PROMPT = timedelta(seconds=2)
"""The longest delay of a reminder that nothing has upset."""
AFTER = timedelta(seconds=10)
"""The longest after a restart, an outage of the database or a step of the clock."""
NAMED_BY_CHANCE = {"callback_query_id", "file_id"}
"""What Telegram names anew in each life."""


@dataclass
class Figures:
    """How two days ended. All that is wrong is in `wrong`."""

    seed: int
    asked: int
    saved: int
    rung: int
    befell: Counter[str]
    wrong: list[str]
    calls: str
    """A digest of every call that was made, and when."""


def figures_of(here: Office, seed: int, ledger: Ledger) -> Figures:
    """All of it."""
    texts = [one.text for hand in here.hands.values() for one in hand.person.answers]
    rang = Counter(found[1] for text in texts if (found := RANG.match(text)))
    wrong = [f"silence: {one}" for one in ledger.silence]
    for find in (
        partial(_lost, ledger), partial(_not_rung, ledger, rang, here.life.clock.now()),
        _left_over, problems,
    ):  # fmt: skip
        wrong += here.life.database.transact(lambda s: [str(one) for one in find(s)])  # noqa: B023
    calls = [
        (one.method, one.started, one.outcome,
         {name: value for name, value in one.params.items() if name not in NAMED_BY_CHANCE})
        for one in here.life.world.calls
    ]  # fmt: skip
    return Figures(
        seed, ledger.asked, len(ledger.saved), len(rang), ledger.befell, wrong,
        hashlib.sha256(repr(calls).encode()).hexdigest(),
    )  # fmt: skip


def _lost(ledger: Ledger, session: Session) -> Iterator[str]:
    """What is not there though it was confirmed, or otherwise, or twice."""
    visits = {mark: one for one in session.scalars(select(Visit)) for mark in _marks(one.notes)}
    customers = session.scalars(select(Customer)).all()
    likes = {one.number: one.preferences for one in customers}
    ended = {one.what: one.status for one in session.scalars(select(FollowUp))}
    count = Counter(
        mark
        for text in (
            *session.scalars(select(Visit.notes)),
            *(one.name for one in customers),
            *session.scalars(select(CaseEntry.words)),
        )
        for mark in _marks(text)
    )
    yield from (
        f"lost: {mark}"
        for mark in (*ledger.saved, *ledger.imported, *ledger.told)
        if not count[mark]
    )
    yield from (f"twice: {mark}" for mark in count if count[mark] > 1)
    for mark, one in visits.items():
        if (one.undone_at is not None) != (mark in ledger.taken_back):
            yield f"taken back or not: {mark}"
    for number, mark in ledger.likes.items():
        if likes[number] != mark:
            yield f"{number} likes {likes[number]}, not {mark}"
    yield from (f"not done: {mark}" for mark in ledger.done if ended.get(mark) != "done")


def _not_rung(
    ledger: Ledger, rang: Counter[str], now: datetime, session: Session
) -> Iterator[str]:
    """Follow-ups that did not ring on the phone, or not when they were due."""
    rows = select(Reminder, FollowUp).join(FollowUp, Reminder.subject_id == FollowUp.id)
    for one, about in session.execute(rows.where(Reminder.kind == REMINDER)):
        due = max(one.due_at, about.created_at)
        if one.queued_at is None:
            if due < now:
                yield f"not rung: {about.what}"
            continue
        if one.queued_at < one.due_at:
            yield f"early: {about.what}"
        if _is_late(due, one.queued_at, ledger):
            yield f"late: {about.what}, due {due}, rung {one.queued_at}"
        if rang[about.what] < 1 + (about.what in ledger.moved):
            yield f"on no phone: {about.what}"


def _is_late(due: datetime, queued: datetime, ledger: Ledger) -> bool:
    """Whether nothing disturbed a reminder for longer than it may take."""
    near = sorted(one for one in ledger.upset if one[1] > due - AFTER and one[0] < queued)
    quiet, since = timedelta(), due
    for start, end in near:
        quiet, since = max(quiet, start - since), max(since, end)
    return max(quiet, queued - since) > (AFTER if near else PROMPT)


def _marks(text: str) -> set[str]:
    return set(MARK.findall(text))


def _left_over(session: Session) -> list[str]:
    rows = session.scalars(select(inbox.InboxRow).where(inbox.InboxRow.status != "done"))
    return [f"left over: update {row.update_id}, {row.status} {row.error}" for row in rows]
