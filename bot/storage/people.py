"""People: staff and customers' contacts with access, and the invitations that bring them in."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.actor import Role
from bot.storage.base import Base, BigId
from bot.storage.customers import Customer

INVITATION_LIFE = timedelta(hours=48)


class Person(Base):
    """Somebody with access. `user_id` is the Telegram user's; a removed person has none."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    customer_id: Mapped[int | None] = mapped_column(BigId, index=True)
    """No foreign key: customers point at their owners, and tables are made one by one."""
    user_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str]
    language_chosen: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    menu_for: Mapped[str] = mapped_column(default="")
    """What the chat's command menu was last set for, as `menu_name` says."""


class Invitation(Base):
    """A single-use key to a role under a name; only its hash is kept."""

    __tablename__ = "invitations"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    name: Mapped[str]
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None]


def hash_code(code: str) -> str:
    """What is kept of an invitation's code."""
    return hashlib.sha256(code.encode()).hexdigest()


def by_user(session: Session, user_id: int) -> Person | None:
    """The person with access behind a Telegram user."""
    return session.scalar(_of_user(user_id))


def at_work(session: Session, user_id: int) -> Person | None:
    """The person with access behind a Telegram user, who is not removed until the transaction
    ends: a removal finds, and closes, all that they have done."""
    return session.scalar(_of_user(user_id).with_for_update(read=True, key_share=True))


def _of_user(user_id: int) -> Select[Person]:
    return select(Person).where(Person.user_id == user_id, Person.removed_at.is_(None))


def by_id(session: Session, person_id: int) -> Person | None:
    """The person, if they still have access."""
    person = session.get(Person, person_id)
    return person if person and person.removed_at is None else None


def reachable(session: Session, person_id: int) -> Person | None:
    """The person, if they have access and a chat to write to."""
    person = by_id(session, person_id)
    return person if person and person.chat_id is not None else None


def with_roles(session: Session, roles: Iterable[Role]) -> list[Person]:
    """Everybody with access in one of the roles, by name."""
    return list(
        session.scalars(
            select(Person)
            .where(Person.role.in_([str(role) for role in roles]), Person.removed_at.is_(None))
            .order_by(Person.name, Person.id)
        )
    )


def of_customer(session: Session, customer_id: int) -> list[Person]:
    """A customer's contacts that have access."""
    return list(
        session.scalars(
            select(Person)
            .where(Person.customer_id == customer_id, Person.removed_at.is_(None))
            .order_by(Person.name)
        )
    )


def names(session: Session, person_ids: Iterable[int | None]) -> dict[int, str]:
    """Names by id, those of removed people too."""
    wanted = {one for one in person_ids if one}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def invitation(session: Session, code: str) -> Invitation | None:
    """The invitation behind a code, locked; used and expired ones too."""
    return session.scalar(
        select(Invitation).where(Invitation.code_hash == hash_code(code)).with_for_update()
    )


def open_invitations(
    session: Session, now: datetime, roles: Iterable[Role], invited_by: int | None = None
) -> list[Invitation]:
    """The invitations to these roles that can still be used, the newest first."""
    query = select(Invitation).where(
        Invitation.role.in_([str(role) for role in roles]),
        Invitation.used_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at >= now,
    )
    if invited_by is not None:
        query = query.where(Invitation.invited_by == invited_by)
    return list(session.scalars(query.order_by(Invitation.id.desc())))


def by_chat(session: Session, chat_id: int) -> Person | None:
    """The person with access who is written to in this chat."""
    return session.scalar(
        select(Person).where(Person.chat_id == chat_id, Person.removed_at.is_(None))
    )


def owners_of_chat(session: Session, chat_id: int) -> list[tuple[int, str]]:
    """Whom to tell that a chat's person cannot be reached, with that person's name.

    For a customer's contact the customer's rep, else the office; for staff the office.
    """
    person = by_chat(session, chat_id)
    if person is None:
        return []
    owner_id = None
    if person.customer_id:
        owner_id = session.scalar(
            select(Customer.owner_id).where(Customer.id == person.customer_id)
        )
    if owner_id and by_id(session, owner_id):
        return [(owner_id, person.name)]
    office = with_roles(session, (Role.ADMIN, Role.MANAGER))
    return [(one.id, person.name) for one in office if one.id != person.id]


def menu_name(person: Person, mark: str) -> str:
    """What a person's command menu depends on; `mark` stands for what is in the menus."""
    return f"{person.role}:{person.language}:{mark}"


def with_outdated_menu(session: Session, mark: str, limit: int) -> Sequence[Person]:
    """Some of those whose command menu was set for another role, language or mark, or never; who
    has come in or changed goes before those whom only the mark changes."""
    now = Person.role + ":" + Person.language + ":" + mark
    is_of_old = (Person.menu_for != "") & ~Person.menu_for.like(f"%:{mark}")
    outdated = select(Person).where(Person.chat_id.is_not(None), Person.menu_for != now)
    return session.scalars(outdated.order_by(is_of_old, Person.id).limit(limit)).all()
