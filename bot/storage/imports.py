"""Imports: a file's rows staged with what is to become of each, then applied in pieces."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import Base, BigId, Json


class Import(Base):
    """One file somebody wants to import; `status` goes checking, ready, applying, done."""

    __tablename__ = "imports"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    noun: Mapped[str]
    file_name: Mapped[str]
    status: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    summary: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class ImportRow(Base):
    """One row of the file: `verdict` is new, changed, unchanged or refused."""

    __tablename__ = "import_rows"
    __table_args__ = (Index("ix_import_rows_waiting", "import_id", "verdict", "applied", "line"),)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verdict: Mapped[str]
    record: Mapped[dict[str, Any]]
    cells: Mapped[list[Any] | None] = mapped_column(Json)
    reason: Mapped[dict[str, Any] | None] = mapped_column(Json)
    applied: Mapped[bool] = mapped_column(default=False)
