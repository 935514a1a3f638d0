"""Files people sent: bytes in a table, so that a backup is one thing."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.orm import Mapped, Session, deferred, mapped_column

from bot.storage.base import Base, BigId

MAX_DOWNLOAD = 20 * 1024 * 1024


class File(Base):
    """A photo, video, voice message or document. `content` comes later, fetched by a job."""

    __tablename__ = "files"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    mime_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    telegram_id: Mapped[str]
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    fetched_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


def add(
    session: Session,
    kind: str,
    name: str,
    mime_type: str,
    size: int,
    now: datetime,
    *,
    telegram_id: str = "",
    content: bytes | None = None,
) -> File:
    """Keep a file: one of Telegram's by its id, or one of ours with its bytes."""
    file = File(
        kind=kind,
        name=name,
        mime_type=mime_type,
        size=size if content is None else len(content),
        telegram_id=telegram_id,
        content=content,
        fetched_at=now if content is not None else None,
        created_at=now,
    )
    session.add(file)
    session.flush()
    return file


def content(session: Session, file_id: int) -> tuple[File, bytes | None] | None:
    """A file and its bytes, when they have been fetched."""
    file = session.get(File, file_id)
    return (file, file.content) if file else None
