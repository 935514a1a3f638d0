"""Cases: complaints and enquiries, what was said in each, and the states it went through."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage import facts
from bot.storage.base import Base, BigId
from bot.storage.files import File

REMINDER = "case-target"
"""The kind of the reminders that tell of a time target; their subject is the case."""
LETTERS = {"complaint": "R", "enquiry": "A"}
TO_CUSTOMER = ("answer", "question", "resolution")
"""The kinds of entries that the customer gets to read."""
FROM_CUSTOMER = "message"
OF_CUSTOMER = (FROM_CUSTOMER, "report")
"""The kinds that say what happened: in the customer's own words, or taken down for them."""
MOST_OF_ALBUM = 10


class Case(Base):
    """One complaint or enquiry. Empty text means: not known.

    `response_due_at` and `solution_due_at` are None while nothing is due.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_customer_state", "customer_id", "state"),
        Index("ix_cases_owner_state", "owner_id", "state"),
        Index("ix_cases_state_resolved_at", "state", "resolved_at"),
    )
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who hears of it at the customer's; None: nobody who is here."""
    opened_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    category: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    priority: Mapped[str]
    reasons: Mapped[list[Any]]
    """What the suggested priority rests on; empty once somebody has set it."""
    opened_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    response_due_at: Mapped[datetime | None]
    solution_due_at: Mapped[datetime | None]
    rating: Mapped[int | None]
    """1 (poor) to 5."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)


class CaseState(Base):
    """From when on a case was in a state; `person_id` None: by itself."""

    __tablename__ = "case_states"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    state: Mapped[str]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class CaseEntry(Base):
    """Something said in a case: by the customer (message), for them (report), to them (answer,
    question, resolution) or among ourselves (note)."""

    __tablename__ = "case_entries"
    __table_args__ = (Index("ix_case_entries_message", "chat_id", "message_id"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    at: Mapped[datetime]
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    """The message that it came by; 0: none."""


class CaseEntryVersion(Base):
    """What an entry said before its message was edited."""

    __tablename__ = "case_entry_versions"
    entry_id: Mapped[int] = mapped_column(ForeignKey("case_entries.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]
    changed_at: Mapped[datetime]


def next_number(session: Session, kind: str, year: int) -> str:
    """ "R-2026-0117": counted by kind and year."""
    count = facts.count_up(session, f"cases-{kind}-{year}")
    return f"{LETTERS[kind]}-{year}-{count:04}"


def states_of(session: Session, case_id: int) -> list[CaseState]:
    """The states it went through, in order."""
    query = select(CaseState).where(CaseState.case_id == case_id).order_by(CaseState.id)
    return list(session.scalars(query))


def entries_of(session: Session, case_id: int, kinds: Sequence[str] = ()) -> list[CaseEntry]:
    """What was said, in order; `kinds`: of these alone."""
    query = select(CaseEntry).where(CaseEntry.case_id == case_id).order_by(CaseEntry.id)
    return list(session.scalars(query.where(CaseEntry.kind.in_(kinds)) if kinds else query))


def last_entries(session: Session, case_id: int, limit: int, skip: int = 0) -> list[CaseEntry]:
    """The newest of them but for `skip`, the oldest of these first."""
    query = select(CaseEntry).where(CaseEntry.case_id == case_id).order_by(CaseEntry.id.desc())
    return list(reversed(session.scalars(query.offset(skip).limit(limit)).all()))


def count_entries(session: Session, case_id: int) -> int:
    """How much was said."""
    query = select(func.count()).where(CaseEntry.case_id == case_id)
    return session.scalar(query) or 0


def last_entry_of(session: Session, case_id: int, person_id: int, before: int) -> CaseEntry | None:
    """What somebody said last in it before this entry."""
    query = select(CaseEntry).where(
        CaseEntry.case_id == case_id, CaseEntry.person_id == person_id, CaseEntry.id < before
    )
    return session.scalar(query.order_by(CaseEntry.id.desc()).limit(1))


def last_with_files(session: Session, case_id: int, limit: int) -> list[CaseEntry]:
    """The newest that brought files, the oldest of these first."""
    query = select(CaseEntry).where(CaseEntry.case_id == case_id, CaseEntry.file_id.is_not(None))
    found = session.scalars(query.order_by(CaseEntry.id.desc()).limit(limit)).all()
    return list(reversed(found))


def files_of(session: Session, case_id: int, kinds: Sequence[str]) -> list[File]:
    """The files of these kinds of entries, in the order they came."""
    query = select(File).join(CaseEntry, CaseEntry.file_id == File.id)
    query = query.where(CaseEntry.case_id == case_id, CaseEntry.kind.in_(kinds))
    return list(session.scalars(query.order_by(File.id)))


def entry_by_message(
    session: Session, chat_id: int, message_id: int, person_id: int = 0
) -> CaseEntry | None:
    """What this person said by this message; 0: whoever it was."""
    query = select(CaseEntry).where(
        CaseEntry.chat_id == chat_id, CaseEntry.message_id == message_id
    )
    if person_id:
        query = query.where(CaseEntry.person_id == person_id)
    return session.scalar(query.order_by(CaseEntry.id.desc()).limit(1))


def entry_of_album(
    session: Session, chat_id: int, message_id: int, person_id: int
) -> CaseEntry | None:
    """What came just before a message of an album: its parts have numbers in a row."""
    before = range(message_id - MOST_OF_ALBUM, message_id)
    return session.scalar(
        select(CaseEntry)
        .where(
            CaseEntry.chat_id == chat_id,
            CaseEntry.message_id.in_(before),
            CaseEntry.person_id == person_id,
            CaseEntry.file_id.is_not(None),
        )
        .order_by(CaseEntry.id.desc())
        .limit(1)
    )


def versions_of(session: Session, entry_id: int) -> list[CaseEntryVersion]:
    """What it said before, the oldest first."""
    query = select(CaseEntryVersion).where(CaseEntryVersion.entry_id == entry_id)
    return list(session.scalars(query.order_by(CaseEntryVersion.version)))


def keep_version(session: Session, entry: CaseEntry, words: str, now: datetime) -> None:
    """Have the entry say other words, keeping those it said."""
    query = select(func.count()).where(CaseEntryVersion.entry_id == entry.id)
    version = (session.scalar(query) or 0) + 1
    session.add(
        CaseEntryVersion(entry_id=entry.id, version=version, words=entry.words, changed_at=now)
    )
    entry.words = words
