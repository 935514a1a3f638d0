"""Small facts the installation remembers: the bot's name, version counters."""

from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base


class Fact(Base):
    """A name and its value."""

    __tablename__ = "facts"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def read(session: Session, name: str) -> str:
    """The fact's value, or an empty text."""
    fact = session.get(Fact, name)
    return fact.value if fact else ""


def write(session: Session, name: str, value: str) -> None:
    """Remember a fact."""
    session.merge(Fact(name=name, value=value))
