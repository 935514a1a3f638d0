"""What came of a campaign: the database held against what was sent, told and shown."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import func, select

from bot.outgoing.sender import IN_FLIGHT
from bot.playground import Person
from bot.storage import Session
from bot.storage.audit import AuditRow
from bot.storage.checking import problems
from bot.storage.customers import Customer
from bot.storage.follow_ups import FollowUp
from bot.storage.inbox import InboxRow
from bot.storage.outbox import OutboxRow
from bot.storage.visits import Visit
from tests.crash.ledger import Ledger, Told
from tests.crash.upheavals import Upheavals

LATE_WHEN_UP = 2.0
LATE_AFTER = {"sqlite": 10.0, "postgresql": 15.0}
"""Seconds of a reminder's delay in the quiet after a restart, or until others have taken over."""
KILLS_PER_PUT_ASIDE = 25
"""Where a machine is so busy that three kills in a row find the same update at work."""
MARKER = re.compile(r"Probe\d+x\d+x")
RANG = re.compile(r"(?:⏰ Nachfassen|✅ Erledigt|⏰ Verschoben):.*?(Ruf\d+ende)")


@dataclass
class Figures:
    """The figures of a campaign."""

    kills: int
    stops: int
    server_restarts: int
    updates_sent: int
    applied: int
    lost: int
    applied_twice: int
    applied_otherwise: int
    """What is in the database is not what was confirmed in chat."""
    put_aside: int
    """At work in three ends of a process, which its sender was told."""
    unanswered: int
    messages: int
    doubled: int
    doubled_per_kill: float
    doubled_most: int
    never_sent: int
    reminders: int
    reminders_lost: int
    reminders_early: int
    reminders_late: int
    reminders_doubled: int
    reminder_delay_longest: float
    takeovers: int
    takeover_longest: float
    longest_wait: float
    ended_by_itself: int
    broken_invariants: int
    remarks: list[str]
    """What exactly was not as it should be."""

    @property
    def wrong(self) -> list[str]:
        """What is not as promised, but the times, which are no matter of correctness on a busy
        machine."""
        promised = {
            "the reps did next to nothing": self.updates_sent > 20,
            "applied and put aside are not all": self.applied + self.put_aside
            == self.updates_sent,
            "put aside": self.put_aside <= max(self.kills // KILLS_PER_PUT_ASIDE, 1),
            "lost": self.lost == 0,
            "applied twice": self.applied_twice == 0,
            "applied otherwise": self.applied_otherwise == 0,
            "unanswered": self.unanswered == 0,
            "never sent": self.never_sent == 0,
            "reminders lost": self.reminders_lost == 0,
            "reminders early": self.reminders_early == 0,
            "more messages doubled than were in flight": self.doubled_most <= IN_FLIGHT,
            "ended by itself": self.ended_by_itself == 0,
            "broken invariants": self.broken_invariants == 0,
        }
        return [f"wrong: {name}" for name, holds in promised.items() if not holds]

    def __str__(self) -> str:
        figures = {name.replace("_", " "): value for name, value in vars(self).items()}
        remarks = figures.pop("remarks")
        lines = (f"{name:24} {value}" for name, value in figures.items())
        return "\n".join([*lines, *remarks, *self.wrong])


def counted(
    session: Session, ledger: Ledger, people: list[Person], dues: dict[str, datetime],
    upheavals: Upheavals, surprises: int,
) -> Figures:  # fmt: skip
    """Everything counted, once all is at rest."""
    updates = select(InboxRow.status, func.count()).where(InboxRow.update_id > 0)
    by_status = {row[0]: row[1] for row in session.execute(updates.group_by("status"))}
    messages = {one.id: one for person in people for one in person.answers}
    sent = {row.message_id: row for row in session.scalars(select(OutboxRow).where(
        OutboxRow.method == "sendMessage", OutboxRow.outcome == "sent"))}  # fmt: skip
    again = [one for one in messages.values() if one.id not in sent]
    per_kill = _per_disturbance([one.date for one in again], upheavals.all)
    rung = [
        (found[1], row.created_at.timestamp())
        for number, row in sent.items()
        if number in messages and (found := RANG.match(messages[number].text))
    ]
    delays = {what: at - dues[what].timestamp() for what, at in rung}
    shown = Counter(m[1] for one in messages.values() if (m := RANG.match(one.text)))
    notes, twice = _visits(session)
    broken = problems(session)
    otherwise = list(_otherwise(session, ledger, notes))
    return Figures(
        kills=len(upheavals.kills),
        stops=len(upheavals.stops) // 2,
        server_restarts=len(upheavals.restarts) // 2,
        updates_sent=ledger.sent,
        applied=by_status.get("done", 0),
        lost=ledger.sent - sum(by_status.values())
        + sum(1 for marker in ledger.visits if marker not in notes),
        applied_twice=twice + _changes_made_twice(session),
        applied_otherwise=len(otherwise),
        put_aside=by_status.get("dead", 0),
        unanswered=len(ledger.silence),
        messages=len(messages),
        doubled=len(again),
        doubled_per_kill=round(len(again) / max(len(upheavals.all), 1), 2),
        doubled_most=max(per_kill.values(), default=0),
        never_sent=sum(1 for number in sent if number not in messages),
        reminders=len(dues),
        reminders_lost=sum(1 for what in dues if what not in shown),
        reminders_early=sum(1 for delay in delays.values() if delay < 0),
        reminders_late=_late(
            delays, dues, upheavals, LATE_AFTER[session.get_bind().dialect.name]
        ),
        reminders_doubled=sum(shown.values()) - len(shown),
        reminder_delay_longest=round(max(delays.values(), default=0), 1),
        takeovers=len(upheavals.takeovers),
        takeover_longest=round(max(upheavals.takeovers, default=0), 1),
        longest_wait=round(max(ledger.waits, default=0), 1),
        ended_by_itself=surprises,
        broken_invariants=len(broken),
        remarks=[*ledger.silence, *otherwise, *map(str, broken)],
    )  # fmt: skip


def _per_disturbance(sent: Iterable[int], at: list[float]) -> Counter[int]:
    """How many messages were in flight when each upheaval came: it is the first after them."""
    return Counter(bisect_left(at, one) for one in sent)


def _visits(session: Session) -> tuple[dict[str, Told], int]:
    """Each visit's content by its marker, and how many are there more than once."""
    found: dict[str, Told] = {}
    twice = 0
    rows = select(Visit, Customer.number).join(Customer, Visit.customer_id == Customer.id)
    for visit, number in session.execute(rows):
        marker = MARKER.search(visit.notes)
        assert marker, "a visit that nobody told"
        twice += marker[0] in found
        found[marker[0]] = Told(number, visit.result, visit.notes, visit.undone_at is not None)
    return found, twice


def _changes_made_twice(session: Session) -> int:
    """How often a customer was given the same new value again; not by taking back a later one."""
    rows = session.scalars(
        select(AuditRow.details).where(AuditRow.subject == "customer", AuditRow.deed == "changed")
    )
    changes = (row["preferences"] for row in rows)
    new = Counter(new for old, new in changes if _count(new) > _count(old))
    return sum(count - 1 for count in new.values())


def _count(marker: str) -> int:
    """How many markers the rep had made by then."""
    return int(marker.split("x")[1]) if marker else 0


def _otherwise(session: Session, ledger: Ledger, notes: dict[str, Told]) -> Iterable[str]:
    for marker, told in ledger.visits.items():
        if marker in notes and notes[marker] != told:
            yield f"{told} became {notes[marker]}"
    for number, likes in session.execute(select(Customer.number, Customer.preferences)):
        if number in ledger.likes and ledger.likes[number] != likes:
            yield f"{number} likes {likes}, not {ledger.likes[number]}"
    for one in session.scalars(select(FollowUp)):
        if ledger.follow_ups.get(one.what) == "done" and one.status != "done":
            yield f"{one.what} is not done"


def _late(
    delays: dict[str, float], dues: dict[str, datetime], upheavals: Upheavals, after: float
) -> int:
    """Those that did not ring though nothing disturbed it for longer than is promised: some
    seconds `after` an upheaval, and two once that is over."""
    at = [0.0, *upheavals.all]
    late = 0
    for what, delay in delays.items():
        due = dues[what].timestamp()
        marks = [due, *at[bisect_right(at, due) : bisect_right(at, due + delay)], due + delay]
        calm = due - at[bisect_right(at, due) - 1] > after
        quiet = max(b - a for a, b in pairwise(marks))
        late += quiet > (LATE_WHEN_UP if calm and len(marks) == 2 else after)
    return late
