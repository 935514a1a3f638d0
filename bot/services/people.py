"""Inviting, joining, removing: who may bring in or remove whom, and what follows."""

import base64
from datetime import datetime

from bot.domain.actor import Actor, Role
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.storage import Session, audit, forms, outbox, people, reminders
from bot.storage.people import INVITATION_LIFE, Invitation, Person

MAY_INVITE: dict[Role | None, frozenset[Role]] = {
    Role.ADMIN: frozenset({Role.ADMIN, Role.REP, Role.CUSTOMER}),
    Role.MANAGER: frozenset(Role),
}
CODE_BYTES = 16


def may_invite(actor: Actor) -> frozenset[Role]:
    """The roles this actor may invite to, and remove from."""
    return MAY_INVITE.get(actor.role, frozenset())


def invite(
    session: Session,
    desk: Desk,
    role: Role,
    name: str,
    invited_by: int | None,
    customer_id: int | None = None,
) -> str:
    """Make an invitation; its code, which is told once and kept only as a hash."""
    code = base64.urlsafe_b64encode(desk.random_bytes(CODE_BYTES)).decode().rstrip("=")
    now = desk.now()
    row = Invitation(
        code_hash=people.hash_code(code),
        role=str(role),
        name=name,
        customer_id=customer_id,
        created_at=now,
        expires_at=now + INVITATION_LIFE,
        invited_by=invited_by,
    )
    session.add(row)
    session.flush()
    audit.note(session, now, invited_by, "invited", "invitation", row.id, role=str(role))
    return code


def open_invitation(session: Session, now: datetime, code: str) -> Invitation:
    """The invitation behind a code, if it can still be used; raises Refusal otherwise."""
    found = people.invitation(session, code)
    if found is None:
        raise Refusal("invitation-unknown")
    if found.used_at is not None:
        raise Refusal("invitation-used")
    if found.expires_at < now:
        raise Refusal("invitation-expired")
    return found


def join(session: Session, actor: Actor, row: Invitation) -> Person:
    """Let the actor in as the invitation says; it is used up by that."""
    now = actor.desk.now()
    person = Person(
        name=row.name,
        role=row.role,
        customer_id=row.customer_id,
        user_id=actor.user_id,
        chat_id=actor.chat_id,
        language=actor.language,
        joined_at=now,
    )
    session.add(person)
    session.flush()
    row.used_at, row.used_by = now, person.id
    audit.note(session, now, person.id, "joined", "person", person.id, role=row.role)
    return person


def remove(session: Session, actor: Actor, person: Person) -> None:
    """End somebody's access at once: buttons, forms, queued messages, reminders."""
    if person.id == actor.person_id:
        raise Refusal("team-not-yourself")
    if Role(person.role) not in may_invite(actor):
        raise Refusal("may-not")
    now = actor.desk.now()
    person.removed_at, person.user_id, person.chat_id = now, None, None
    forms.close_all(session, person.id)
    outbox.drop_for_person(session, person.id)
    reminders.cancel_for(session, person.id)
    audit.note(session, now, actor.person_id, "removed", "person", person.id)
