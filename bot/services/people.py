"""Inviting, joining, removing: who may bring in or remove whom, and what follows."""

import base64
import io
from collections.abc import Sequence
from datetime import datetime

import segno

from bot.domain.actor import Actor, Role
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import case_care, case_targets
from bot.storage import Session, audit, facts, forms, outbox, people, reminders
from bot.storage.cases import Case
from bot.storage.engine import hold
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
    if found.withdrawn_at is not None:
        raise Refusal("invitation-withdrawn")
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
    if row.role == Role.MANAGER:  # who is told of what is over
        case_targets.arm_all(session)
    audit.note(session, now, person.id, "joined", "person", person.id, role=row.role)
    return person


def check_may_remove(actor: Actor, person: Person) -> None:
    """Raises Refusal when the actor may not end this person's access."""
    if person.id == actor.person_id:
        raise Refusal("team-not-yourself")
    if Role(person.role) not in may_invite(actor):
        raise Refusal("may-not")


def remove(session: Session, actor: Actor, person: Person) -> Sequence[Case]:
    """End somebody's access at once: buttons, forms, queued messages, reminders; the cases that
    others look after from now on."""
    check_may_remove(actor, person)
    hold(session, person)
    if person.removed_at is not None:
        raise Refusal("team-gone")
    now, chat_id = actor.desk.now(), person.chat_id
    person.removed_at, person.user_id, person.chat_id = now, None, None
    forms.close_all(session, person.id)
    outbox.drop_for_person(session, person.id)
    reminders.cancel_for(session, person.id)
    handed = case_care.hand_over(session, actor, person.id)
    for row in people.open_invitations(session, now, Role, invited_by=person.id):
        _withdraw(session, actor, row)
    if chat_id is not None:
        scope = {"scope": {"type": "chat", "chat_id": chat_id}}
        outbox.put_call(session, chat_id, "deleteMyCommands", scope, now)
    audit.note(session, now, actor.person_id, "removed", "person", person.id)
    return handed


def withdraw(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    """Take an open invitation back; raises Refusal when it is none of the actor's concern."""
    now = actor.desk.now()
    for row in people.open_invitations(session, now, may_invite(actor)):
        if row.id == invitation_id and _withdraw(session, actor, row):
            return row
    raise Refusal("team-invitation-gone")


def _withdraw(session: Session, actor: Actor, row: Invitation) -> bool:
    """Whether it was still open: somebody may be coming in by it at this moment."""
    hold(session, row)
    if row.used_at is not None or row.withdrawn_at is not None:
        return False
    row.withdrawn_at = actor.desk.now()
    audit.note(session, row.withdrawn_at, actor.person_id, "withdrew", "invitation", row.id)
    return True


def note_refused(session: Session, actor: Actor, code: str, reason: str) -> None:
    """Somebody came with an invitation that does not let them in."""
    row, now = people.invitation(session, code), actor.desk.now()
    audit.deny(session, now, actor.person_id or None, actor.user_id, reason,
               invitation=row.id if row else 0)  # fmt: skip


def link(session: Session, code: str) -> str:
    """The deep link of an invitation; empty while the bot's name is not known."""
    username = facts.read(session, "username")
    return f"https://t.me/{username}?start={code}" if username else ""


def qr_picture(address: str) -> bytes:
    """The address as a QR code (PNG) that a phone's camera reads from a screen."""
    picture = io.BytesIO()
    segno.make(address, micro=False).save(picture, kind="png", scale=10)
    return picture.getvalue()
