"""The staff group: the one group that may see customers' data, and its topics, one per case."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.cases import OPEN
from bot.storage import chats, facts, outbox
from bot.storage.base import Base
from bot.storage.cases import Case, CaseEntry

FACT = "staff-group"


class CaseTopic(Base):
    """The topic of a case in the staff group, or in one that was it before.

    `shown_at` is the case's `touched_at` that its title and card tell of.
    """

    __tablename__ = "case_topics"
    __table_args__ = (Index("ix_case_topics_thread", "chat_id", "thread_id"),)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    """None: not open yet, or no more."""
    title: Mapped[str]
    shown_at: Mapped[datetime]


def chat_of(session: Session) -> int:
    """The staff group's chat id; 0: there is none."""
    return int(facts.read(session, FACT) or 0)


def choose(session: Session, chat_id: int) -> None:
    """Have this group be it; 0: none."""
    if chat_id:
        chats.ensure(session, {chat_id})
    facts.write(session, FACT, str(chat_id))


def move(session: Session, old: int, new: int) -> None:
    """The group has another chat id now; so have the topics that may be in it, and what waits."""
    chats.ensure(session, {new})
    outbox.move(session, old, new)
    if chat_of(session) == old:
        choose(session, new)
    session.execute(update(CaseTopic).where(CaseTopic.chat_id == old).values(chat_id=new))


def topic_of(session: Session, chat_id: int, case_id: int) -> CaseTopic | None:
    """The case's topic in this chat."""
    return session.get(CaseTopic, (chat_id, case_id))


def case_of(session: Session, chat_id: int, thread_id: int) -> int:
    """Whose topic it is; 0: no case's."""
    query = select(CaseTopic.case_id).where(
        CaseTopic.chat_id == chat_id, CaseTopic.thread_id == thread_id
    )
    return session.scalar(query) or 0


def remember(session: Session, chat_id: int, case: Case, title: str) -> None:
    """A topic is about to be opened."""
    session.merge(
        CaseTopic(
            chat_id=chat_id,
            case_id=case.id,
            thread_id=None,
            title=title,
            shown_at=case.touched_at,
        )
    )


def forget(session: Session, chat_id: int, case_id: int) -> None:
    """Have the case's topic made anew."""
    if topic := topic_of(session, chat_id, case_id):
        topic.thread_id = None


def without_topic(session: Session, chat_id: int) -> Case | None:
    """The newest case without a topic in this chat that is open, or whose topic is to be made
    anew."""
    topics = select(CaseTopic.case_id).where(CaseTopic.chat_id == chat_id)
    newest = select(Case).order_by(Case.id.desc()).limit(1)
    anew = newest.where(Case.id.in_(topics.where(CaseTopic.thread_id.is_(None))))
    has_one = topics.where(CaseTopic.case_id == Case.id).exists()
    never = newest.where(Case.state.in_(OPEN), ~has_one)
    return session.scalar(anew) or session.scalar(never)


def missed(session: Session, chat_id: int, since: datetime) -> Sequence[CaseEntry]:
    """What was said elsewhere since then in cases whose topics are there."""
    query = (
        select(CaseEntry)
        .join(CaseTopic, CaseTopic.case_id == CaseEntry.case_id)
        .where(
            CaseTopic.chat_id == chat_id,
            CaseTopic.thread_id.is_not(None),
            CaseEntry.at >= since,
            CaseEntry.chat_id != chat_id,
        )
    )
    return session.scalars(query.order_by(CaseEntry.id)).all()


def outdated(session: Session, chat_id: int, limit: int) -> Sequence[tuple[Case, CaseTopic]]:
    """Cases that have changed since their topics told of them."""
    query = (
        select(Case, CaseTopic)
        .join(CaseTopic, CaseTopic.case_id == Case.id)
        .where(
            CaseTopic.chat_id == chat_id,
            CaseTopic.thread_id.is_not(None),
            CaseTopic.shown_at != Case.touched_at,
        )
        .order_by(Case.id)
        .limit(limit)
        .with_for_update(of=CaseTopic, skip_locked=True)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
