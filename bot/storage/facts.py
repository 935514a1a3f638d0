"""Small facts the installation remembers: the bot's name, version counters."""

from sqlalchemy import BigInteger, Text, cast, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.storage.base import Base
from bot.storage.chats import insert_ignoring


class Fact(Base):
    """A name and its value."""

    __tablename__ = "facts"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def read(session: Session, name: str) -> str:
    """The fact's value, or an empty text."""
    fact = session.get(Fact, name)
    return fact.value if fact else ""


def read_alone(session: Session, name: str) -> str:
    """The same, keeping others from changing it until the transaction ends."""
    query = select(Fact).where(Fact.name == name).with_for_update()
    fact = session.scalar(query.execution_options(populate_existing=True))
    return fact.value if fact else ""


def write(session: Session, name: str, value: str) -> None:
    """Remember a fact, which another process may be writing at this moment."""
    insert_ignoring(session, Fact, [{"name": name, "value": value}])
    session.merge(Fact(name=name, value=value))


def count_up(session: Session, name: str) -> int:
    """The next value of a counter; its row is locked until the transaction ends, so that counts
    are committed in order."""
    insert_ignoring(session, Fact, [{"name": name, "value": "0"}])
    counted = cast(cast(Fact.value, BigInteger) + 1, Text)
    query = update(Fact).where(Fact.name == name).values(value=counted).returning(Fact.value)
    return int(session.execute(query).scalar_one())
