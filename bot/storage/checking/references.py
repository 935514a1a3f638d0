"""Whatever is pointed at is there: keys of the database, and what no key can say."""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from bot.storage.audit import AuditRow
from bot.storage.canned_answers import CannedAnswer
from bot.storage.cases import Case, CaseEntry, CaseEntryVersion, CaseState
from bot.storage.chats import Card, Chat, Shown
from bot.storage.checking.check import Check, Column, Model, Query, missing, rows
from bot.storage.customers import Address, Contact, Customer, Opening
from bot.storage.files import File
from bot.storage.follow_ups import FollowUp
from bot.storage.forms import OpenForm
from bot.storage.imports import Import, ImportRow
from bot.storage.inbox import InboxRow
from bot.storage.jobs import Job
from bot.storage.outbox import OutboxRow
from bot.storage.people import Invitation, Person
from bot.storage.reminders import Reminder
from bot.storage.staff_group import CaseTopic
from bot.storage.visits import Visit, VisitFile, VisitVersion

REFERENCES: tuple[tuple[Column, Column], ...] = (
    (Address.customer_id, Customer.id),
    (AuditRow.person_id, Person.id),
    (Card.chat_id, Chat.chat_id),
    (Case.contact_id, Person.id),
    (Case.customer_id, Customer.id),
    (Case.merged_into_id, Case.id),
    (Case.opened_by, Person.id),
    (Case.owner_id, Person.id),
    (Case.visit_id, Visit.id),
    (CaseEntry.case_id, Case.id),
    (CaseEntry.chat_id, Chat.chat_id),
    (CaseEntry.file_id, File.id),
    (CaseEntry.person_id, Person.id),
    (CaseEntryVersion.entry_id, CaseEntry.id),
    (CaseState.case_id, Case.id),
    (CaseState.person_id, Person.id),
    (CaseTopic.case_id, Case.id),
    (CaseTopic.chat_id, Chat.chat_id),
    (Contact.customer_id, Customer.id),
    (Customer.owner_id, Person.id),
    (FollowUp.customer_id, Customer.id),
    (FollowUp.person_id, Person.id),
    (FollowUp.visit_id, Visit.id),
    (Import.file_id, File.id),
    (Import.person_id, Person.id),
    (ImportRow.import_id, Import.id),
    (InboxRow.chat_id, Chat.chat_id),
    (Invitation.customer_id, Customer.id),
    (Invitation.invited_by, Person.id),
    (Invitation.used_by, Person.id),
    (Job.chat_id, Chat.chat_id),
    (Job.person_id, Person.id),
    (OpenForm.chat_id, Chat.chat_id),
    (OpenForm.person_id, Person.id),
    (Opening.customer_id, Customer.id),
    (Opening.person_id, Person.id),
    (OutboxRow.chat_id, Chat.chat_id),
    (OutboxRow.person_id, Person.id),
    (OutboxRow.topic, Case.id),
    (Person.chat_id, Chat.chat_id),
    (Person.customer_id, Customer.id),
    (Reminder.recipient_id, Person.id),
    (Shown.chat_id, Chat.chat_id),
    (Visit.chat_id, Chat.chat_id),
    (Visit.created_by, Person.id),
    (Visit.customer_id, Customer.id),
    (Visit.rep_id, Person.id),
    (VisitFile.file_id, File.id),
    (VisitFile.visit_id, Visit.id),
    (VisitVersion.changed_by, Person.id),
    (VisitVersion.visit_id, Visit.id),
)
"""Each column that names a row of ours, and which."""
NOT_OURS = frozenset(
    ("bot_id", "message_id", "telegram_id", "thread_id", "update_id", "user_id", "vat_id")
)
"""Ids that Telegram gives, or the tax office."""
NOBODYS = {Job.chat_id: 0}
"""What a column holds when it points at nothing, where that is not NULL: the command line's."""
SUBJECTS: dict[str, Column] = {
    "canned-answer": CannedAnswer.id,
    "case": Case.id,
    "customer": Customer.id,
    "follow-up": FollowUp.id,
    "import": Import.id,
    "invitation": Invitation.id,
    "person": Person.id,
    "visit": Visit.id,
}
"""What a deed's subject is. 0 is an invitation that nobody had made."""
OUTSIDE = ("access",)
"""Subjects of deeds that are no rows of ours: a Telegram user's reach for what is not theirs."""


def _dangling(column: Column, target: Column) -> Query:
    if _model(column) is _model(target):  # such as a case that another went on in
        target = getattr(aliased(_model(target)), target.key)
    query = select(*_key(_model(column))).where(
        column.is_not(None), missing(target, target == column)
    )
    return query.where(column != NOBODYS[column]) if column in NOBODYS else query


def _model(column: Column) -> Model:
    return cast("Model", column.class_)


def _key(model: Model) -> list[Any]:
    return list(model.__table__.primary_key)


def _deeds(session: Session) -> Iterator[object]:
    """Deeds whose subject is not there, or is of no kind that is known."""
    yield from rows(
        session, select(AuditRow.id).where(AuditRow.subject.not_in((*SUBJECTS, *OUTSIDE)))
    )
    for name, target in SUBJECTS.items():
        query = select(AuditRow.id).where(
            AuditRow.subject == name,
            AuditRow.subject_id != 0,
            missing(target, target == AuditRow.subject_id),
        )
        yield from rows(session, query)


def _named_in_args(name: str, target: Column) -> Query:
    named = Job.args[name].as_integer()
    return select(Job.id).where(named.is_not(None), missing(target, target == named))


def _results(session: Session) -> Iterator[object]:
    """Results still to be told of jobs that are not there, or that name a file that is not."""
    query = select(InboxRow.id, InboxRow.payload).where(
        InboxRow.update_id < 0, InboxRow.status == "open"
    )
    for row_id, payload in rows(session, query):
        file_id = payload["result"].get("file")
        if session.get(Job, payload["job"]) is None or _lacks(session, [file_id]):
            yield row_id


def _calls(session: Session) -> Iterator[object]:
    """Calls to make with a file that is not there."""
    query = select(OutboxRow.id, OutboxRow.params).where(OutboxRow.status != "done")
    for row_id, params in rows(session, query):
        named = [one["file"] for one in params.values() if isinstance(one, dict) and "file" in one]
        if _lacks(session, named):
            yield row_id


def _answers(session: Session) -> Iterator[object]:
    """Open dialogues with a file or a customer that is not there."""
    query = select(OpenForm.id, OpenForm.data).where(OpenForm.state != "closed")
    for form_id, data in rows(session, query):
        values = data["values"]
        named = [file_id for file_id, _ in (values.get("notes") or {}).get("files", ())]
        customer = values.get("customer")
        gone = isinstance(customer, int) and session.get(Customer, customer) is None
        if gone or _lacks(session, named):
            yield form_id


def _lacks(session: Session, file_ids: list[int | None]) -> bool:
    wanted = {one for one in file_ids if one is not None}
    found = session.scalars(select(File.id).where(File.id.in_(wanted))) if wanted else ()
    return bool(wanted - set(found))


CHECKS = [
    *(
        Check("references", (_model(column), _model(target)), _dangling(column, target))
        for column, target in REFERENCES
    ),
    Check("references", (AuditRow,), _deeds),
    Check("references", (Job, File), _named_in_args("file", File.id)),
    Check("references", (Job, Import), _named_in_args("import", Import.id)),
    Check("references", (InboxRow, Job, File), _results),
    Check("references", (OutboxRow, File), _calls),
    Check("references", (OpenForm, File), _answers),
]
