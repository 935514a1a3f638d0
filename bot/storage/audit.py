"""The audit trail: who did what to what, when; only ever added to, and a change of it shows.

Just before its commit a transaction's deeds get their places in one chain, gapless and in the
order of commits, each with a seal over the seal before it and what the deed says. The head, the
last place and its seal, is kept apart, so that a cut at the end shows as well. There is no secret
in it: who can write to the database and makes all later seals anew is not found out.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import BigInteger, Index, Row, Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, BigId
from bot.storage.facts import Fact

HEAD = "audit-head"
"""The fact that says "place seal" of the last deed."""
START = "0 "
"""The head of a chain without deeds."""
_NOTED = "deeds noted"
Content = tuple[int, datetime, int | None, str, str, int, Mapping[str, Any]]
"""What a seal is over: id, at, person_id, deed, subject, subject_id, details."""


MOST_DENIED = 10
DENIED_WITHIN = timedelta(days=1)
"""So many denials of one Telegram user are noted in this time: nobody can fill the trail."""


class AuditRow(Base):
    """One deed. `details` holds what changed: of each field its old and new value.

    `place` and `seal` are None until the transaction is about to commit.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_subject", "subject", "subject_id"),
        Index("ix_audit_place", "place", unique=True),
    )
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None]
    deed: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int] = mapped_column(BigId)
    details: Mapped[dict[str, Any]]
    place: Mapped[int | None] = mapped_column(BigInteger)
    seal: Mapped[str | None]


CONTENT = (
    AuditRow.id, AuditRow.at, AuditRow.person_id, AuditRow.deed, AuditRow.subject,
    AuditRow.subject_id, AuditRow.details,
)  # fmt: skip
"""The columns of `Content`."""


@dataclass(frozen=True)
class Head:
    """The last deed's place and seal; of an empty chain 0 and an empty text."""

    place: int
    seal: str

    @classmethod
    def read(cls, value: str) -> "Head":
        """From a fact's value."""
        place, _, seal = value.partition(" ")
        return cls(int(place), seal)

    def next(self, content: Content | Row[*tuple[Any, ...]]) -> "Head":
        """The head after one more deed."""
        row_id, at, *rest = content
        said = [self.place + 1, row_id, at.astimezone(UTC).isoformat(), *rest]
        written = json.dumps(said, sort_keys=True, separators=(",", ":"))
        seal = hashlib.sha256(f"{self.seal}\n{written}".encode()).hexdigest()
        return Head(self.place + 1, seal)

    def __str__(self) -> str:
        return f"{self.place} {self.seal}"


def note(
    session: Session,
    at: datetime,
    person_id: int | None,
    deed: str,
    subject: str,
    subject_id: int,
    **details: Any,
) -> AuditRow:
    """Add a deed; `person_id` None is the program itself or the command line."""
    row = AuditRow(
        at=at,
        person_id=person_id,
        deed=deed,
        subject=subject,
        subject_id=subject_id,
        details=details,
    )
    session.add(row)
    session.info[_NOTED] = True
    return row


def note_many(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add deeds, given as columns; many of them at once cost little."""
    deeds = [dict(row) for row in rows]
    if deeds:
        session.execute(insert(_TABLE), deeds)
        session.info[_NOTED] = True


def chain(session: Session) -> None:
    """Give the transaction's deeds their places; the last thing that it does before its commit.

    The head is locked from here to the commit, and nothing else is asked for meanwhile, so that
    no two processes can wait for each other.
    """
    if not session.info.pop(_NOTED, False):
        return
    session.flush()
    locked = select(Fact.value).where(Fact.name == HEAD).with_for_update()
    head = Head.read(session.execute(locked).scalar_one())
    placed = []
    for content in session.execute(
        select(*CONTENT).where(AuditRow.place.is_(None)).order_by(AuditRow.id)
    ):
        head = head.next(content)
        placed.append({"the_id": content[0], "place": head.place, "seal": head.seal})
    if placed:
        session.execute(_PLACE, placed)
        session.execute(update(Fact).where(Fact.name == HEAD).values(value=str(head)))


_TABLE = cast("Table", AuditRow.__table__)
_PLACE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("the_id"))
    .values(place=bindparam("place"), seal=bindparam("seal"))
)


def deny(
    session: Session,
    at: datetime,
    person_id: int | None,
    user_id: int,
    reason: str,
    **details: Any,
) -> None:
    """Note that a Telegram user reached for what is not theirs, unless enough of that is noted."""
    noted = select(func.count()).where(
        AuditRow.subject == "access",
        AuditRow.subject_id == user_id,
        AuditRow.at > at - DENIED_WITHIN,
    )
    if (session.scalar(noted) or 0) < MOST_DENIED:
        note(session, at, person_id, "refused", "access", user_id, reason=reason, **details)


def of(session: Session, subject: str, subject_id: int, limit: int = 20) -> list[AuditRow]:
    """The newest deeds on a subject, newest first."""
    return list(
        session.scalars(
            select(AuditRow)
            .where(AuditRow.subject == subject, AuditRow.subject_id == subject_id)
            .order_by(AuditRow.id.desc())
            .limit(limit)
        )
    )


def by_id(session: Session, row_id: int) -> AuditRow | None:
    """One deed."""
    return session.get(AuditRow, row_id)


def since(session: Session, subject: str, subject_id: int, row_id: int) -> list[AuditRow]:
    """The deeds on a subject after the given one, oldest first."""
    return list(
        session.scalars(
            select(AuditRow)
            .where(
                AuditRow.subject == subject,
                AuditRow.subject_id == subject_id,
                AuditRow.id > row_id,
            )
            .order_by(AuditRow.id)
        )
    )
