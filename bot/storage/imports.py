"""Imports: a file's rows staged with what is to become of each, then applied in pieces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, delete, func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base, BigId, Json

_APPLYING = text("status = 'applying'")


class Import(Base):
    """One file somebody imports; `status` goes checking, ready, applying, done, or to dropped.

    `found` and `applied` count rows by verdict: new, changed, unchanged, refused. `columns` holds
    the `headings`, and those that are `unknown` or `duplicates`. Never two of a noun are applied
    at once, however many processes there are.
    """

    __tablename__ = "imports"
    __table_args__ = (
        Index("uq_imports_applying", "noun", unique=True,
              postgresql_where=_APPLYING, sqlite_where=_APPLYING),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    noun: Mapped[str]
    file_name: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    status: Mapped[str] = mapped_column(default="checking")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """None: the command line."""
    found: Mapped[dict[str, Any]]
    applied: Mapped[dict[str, Any]]
    columns: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class ImportRow(Base):
    """One row of the file that is to be applied, or was refused; gone once it is applied."""

    __tablename__ = "import_rows"
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), primary_key=True)
    refused: Mapped[bool] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record: Mapped[dict[str, Any] | None] = mapped_column(Json)
    cells: Mapped[list[Any] | None] = mapped_column(Json)
    reasons: Mapped[list[Any] | None] = mapped_column(Json)
    """A text key and its values, each."""


def add(
    session: Session,
    noun: str,
    file_name: str,
    person_id: int | None,
    now: datetime,
    file_id: int | None = None,
) -> Import:
    """Note that a file is to be imported."""
    one = Import(
        noun=noun,
        file_name=file_name,
        file_id=file_id,
        person_id=person_id,
        found={},
        applied={},
        columns={},
        created_at=now,
    )
    session.add(one)
    session.flush()
    return one


def locked(session: Session, import_id: int) -> Import:
    """The import, held until the transaction ends."""
    query = select(Import).where(Import.id == import_id).with_for_update()
    return session.scalars(query).one()


def of_person(session: Session, import_id: int, person_id: int) -> Import | None:
    """Somebody's own import, locked."""
    query = select(Import).where(Import.id == import_id, Import.person_id == person_id)
    return session.scalar(query.with_for_update())


def latest(session: Session, person_id: int, status: str) -> Import | None:
    """Somebody's latest import that stands so."""
    return session.scalar(
        select(Import)
        .where(Import.person_id == person_id, Import.status == status)
        .order_by(Import.id.desc())
        .limit(1)
    )


def applying(session: Session, noun: str) -> Import | None:
    """The one that is being applied just now."""
    return session.scalar(select(Import).where(Import.noun == noun, Import.status == "applying"))


def begin(session: Session, one: Import, now: datetime) -> bool:
    """Have the import applied from now on; False while another one is."""
    try:
        with session.begin_nested():
            one.status, one.started_at = "applying", now
    except IntegrityError:
        session.refresh(one)
        return False
    return True


def stage(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Keep rows, given as columns of `ImportRow`."""
    if rows:
        session.execute(insert(ImportRow.__table__), rows)  # type: ignore[arg-type]


def unstage(session: Session, import_id: int, limit: int) -> bool:
    """Forget up to `limit` staged rows; whether there were any."""
    rows = session.execute(
        select(ImportRow.refused, ImportRow.line)
        .where(ImportRow.import_id == import_id)
        .limit(limit)
    ).all()
    for refused in {row.refused for row in rows}:
        remove(session, import_id, [row.line for row in rows if row.refused == refused], refused)
    return bool(rows)


def staged(session: Session, import_id: int) -> tuple[int, int]:
    """How many rows are to be applied still, and how many were refused."""
    query = select(ImportRow.refused, func.count()).where(ImportRow.import_id == import_id)
    counts = dict(session.execute(query.group_by(ImportRow.refused)).all())
    return counts.get(False, 0), counts.get(True, 0)


def waiting(session: Session, import_id: int, limit: int) -> list[tuple[int, dict[str, Any]]]:
    """The next rows to apply: line and record."""
    rows = session.execute(
        select(ImportRow.line, ImportRow.record)
        .where(ImportRow.import_id == import_id, ImportRow.refused.is_(False))
        .order_by(ImportRow.line)
        .limit(limit)
    )
    return [(line, record or {}) for line, record in rows]


def remove(session: Session, import_id: int, lines: Sequence[int], refused: bool = False) -> None:
    """These rows are done with."""
    session.execute(
        delete(ImportRow).where(
            ImportRow.import_id == import_id,
            ImportRow.refused.is_(refused),
            ImportRow.line.in_(lines),
        )
    )


def refused_rows(
    session: Session, import_id: int, limit: int, after_line: int = 0
) -> list[ImportRow]:
    """Refused rows in the order of the file."""
    return list(
        session.scalars(
            select(ImportRow)
            .where(
                ImportRow.import_id == import_id,
                ImportRow.refused.is_(True),
                ImportRow.line > after_line,
            )
            .order_by(ImportRow.line)
            .limit(limit)
        )
    )


def outdated(session: Session, before: datetime) -> list[int]:
    """Imports that ended or were left lying before the given instant and still hold rows."""
    return list(
        session.scalars(
            select(Import.id).where(
                Import.created_at < before,
                Import.status != "applying",
                select(ImportRow.line).where(ImportRow.import_id == Import.id).exists(),
            )
        )
    )
