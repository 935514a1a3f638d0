"""People and invitations: who has been removed keeps nothing that lets in or rings."""

from sqlalchemy import exists, or_, select

from bot.domain.actor import Role
from bot.storage.checking.check import Check
from bot.storage.forms import OpenForm
from bot.storage.outbox import OutboxRow
from bot.storage.people import Invitation, Person
from bot.storage.reminders import Reminder

_REMOVED = select(Person.id).where(Person.removed_at.is_not(None))
_IS_CUSTOMER = Person.role == str(Role.CUSTOMER)

CHECKS = [
    Check(
        "people-roles",
        (Person,),
        select(Person.id).where(
            or_(
                Person.role.not_in([str(role) for role in Role]),
                _IS_CUSTOMER & Person.customer_id.is_(None),
                ~_IS_CUSTOMER & Person.customer_id.is_not(None),
            )
        ),
    ),
    Check(
        "people-removed",
        (Person,),
        _REMOVED.where(or_(Person.user_id.is_not(None), Person.chat_id.is_not(None))),
    ),
    Check(
        "people-removed",
        (OpenForm, Person),
        select(OpenForm.id).where(OpenForm.state != "closed", OpenForm.person_id.in_(_REMOVED)),
    ),
    Check(
        "people-removed",
        (OutboxRow, Person),
        select(OutboxRow.id).where(
            OutboxRow.status == "queued", OutboxRow.person_id.in_(_REMOVED)
        ),
    ),
    Check(
        "people-removed",
        (Reminder, Person),
        select(Reminder.id).where(
            Reminder.status == "waiting", Reminder.recipient_id.in_(_REMOVED)
        ),
    ),
    Check(
        "invitations",
        (Invitation, Person),
        select(Invitation.id).where(
            or_(
                Invitation.used_at.is_(None) != Invitation.used_by.is_(None),
                Invitation.used_at.is_not(None) & Invitation.withdrawn_at.is_not(None),
                exists().where(
                    Person.id == Invitation.used_by,
                    or_(
                        Person.role != Invitation.role,
                        Person.customer_id.is_distinct_from(Invitation.customer_id),
                    ),
                ),
            )
        ),
    ),
]
