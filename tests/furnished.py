"""A database at rest with something in every table, as the program itself would have left it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.actor import Role
from bot.services.follow_ups import OVERDUE_REMINDER
from bot.storage import (
    Session,
    audit,
    cases,
    chats,
    customers,
    facts,
    files,
    follow_ups,
    imports,
    inbox,
    jobs,
    outbox,
    reminders,
    runs,
    staff_group,
    visits,
)
from bot.storage.canned_answers import CannedAnswer
from bot.storage.cases import Case, CaseEntry, CaseState
from bot.storage.customers import Address, Contact, Customer
from bot.storage.follow_ups import REMINDER, FollowUp
from bot.storage.forms import OpenForm
from bot.storage.outbox import OutboxRow
from bot.storage.people import Invitation, Person
from bot.storage.staff_group import CaseTopic
from bot.storage.visits import Visit

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
BERLIN = ZoneInfo("Europe/Berlin")
ADMIN, REP, REMOVED, CONTACT = 1, 2, 3, 4
"""The ids of the people."""


def furnish(session: Session) -> None:
    """Put it all in."""
    chats.ensure(session, {71, 72, 73, 74})
    run = runs.start(session, NOW)
    _people_and_customers(session)
    _visits(session)
    _import(session)
    update = {"update_id": 900, "message": {"chat": {"id": 72}, "text": "Größe 🙂", "n": 1.5}}
    inbox.store(session, 42, [update], NOW)
    _case(session)
    job = jobs.add(session, "fetch", {"file": 1}, 72, REP, NOW)
    job.status, job.owner, job.attempts = "running", run, 1
    ended = jobs.add(session, "visits-table", {"since": "", "rep": 0}, 72, REP, NOW)
    jobs.finish(ended, NOW)
    inbox.store_result(session, 42, ended.id, 72, {"kind": "visits-table", "file": 1}, NOW)
    _queue(session, "queued", "", {"text": "Guten Tag", "document": {"file": 1}})
    _queue(session, "sending", run, {"text": "Noch etwas"})
    chats.remember_card(session, 72, "form:1", 5, NOW)
    facts.write(session, "username", "nordlicht_bot")
    staff_group.choose(session, -1005)
    session.flush()
    session.add(
        CaseTopic(chat_id=-1005, case_id=1, thread_id=8, title="R-2026-0001", shown_at=NOW)
    )


def _people_and_customers(session: Session) -> None:
    for person_id, (name, role) in enumerate(
        [("Anna", Role.ADMIN), ("Uwe", Role.REP), ("Gerd", Role.REP)], start=1
    ):
        session.add(Person(id=person_id, name=name, role=str(role), language="de", joined_at=NOW,
                           user_id=70 + person_id, chat_id=70 + person_id))  # fmt: skip
    session.flush()
    gone = session.get_one(Person, REMOVED)
    gone.removed_at, gone.user_id, gone.chat_id = NOW, None, None
    huber = Customer(id=1, number="10234", name="Bäckerei Huber GmbH", owner_id=REP,
                     created_at=NOW, changed_at=NOW)  # fmt: skip
    huber.addresses = [Address(kind="billing", city="Augsburg")]
    huber.contacts = [Contact(position=1, first_name="Jan", last_name="Müller")]
    session.add(huber)
    session.flush()
    customers.touched(session, [1])
    customers.opened(session, REP, 1, NOW)
    contact = Person(id=CONTACT, name="Jan", role=str(Role.CUSTOMER), customer_id=1, language="en",
                     joined_at=NOW, user_id=74, chat_id=74)  # fmt: skip
    session.add(contact)
    session.flush()
    session.add(Invitation(code_hash="a", role="customer", name="Jan", customer_id=1,
                           created_at=NOW, expires_at=LATER, invited_by=ADMIN, used_at=NOW,
                           used_by=CONTACT))  # fmt: skip
    session.add(Invitation(code_hash="b", role="rep", name="Ida", created_at=NOW,
                           expires_at=LATER))  # fmt: skip
    session.flush()
    audit.note(session, NOW, ADMIN, "created", "customer", 1, name=[None, "Bäckerei Huber GmbH"])
    audit.note(session, NOW, CONTACT, "joined", "person", CONTACT, role="customer")


def _visits(session: Session) -> None:
    file = files.add(session, "photo", "laden.jpg", "image/jpeg", 0, NOW, content=b"\0\xffbytes")
    visit = visits.add(session, Visit(customer_id=1, rep_id=REP, at=NOW, result="order",
                                      created_by=REP, created_at=NOW))  # fmt: skip
    visits.attach(session, visit.id, [file.id])
    visits.keep_version(session, visit, REP, NOW)
    made = follow_ups.add(session, FollowUp(customer_id=1, visit_id=visit.id, person_id=REP,
                                            what="anrufen", due_at=LATER, created_at=NOW))  # fmt: skip
    reminders.schedule(session, REMINDER, made.id, REP, LATER, BERLIN)
    reminders.schedule(session, OVERDUE_REMINDER, 0, ADMIN, LATER, BERLIN)
    form = OpenForm(chat_id=72, thread_id=0, person_id=REP, kind="visit", step="notes",
                    data={"values": {"customer": 1, "notes": {"texts": [], "files": [[1, "photo"]]}},
                          "trail": [], "review": False},
                    screen={}, version=3, state="open", opened_at=NOW, touched_at=NOW)  # fmt: skip
    session.add(form)
    audit.note(session, NOW, REP, "created", "visit", visit.id)


def _case(session: Session) -> None:
    case = Case(id=1, number="R-2026-0001", kind="complaint", customer_id=1, contact_id=CONTACT,
                opened_by=CONTACT, visit_id=1, owner_id=ADMIN, state="new", priority="normal",
                reasons=["delivery"], opened_at=NOW, touched_at=NOW, solution_due_at=LATER)  # fmt: skip
    session.add(case)
    session.flush()
    session.add(CaseState(case_id=1, state="new", at=NOW, person_id=CONTACT))
    entry = CaseEntry(case_id=1, kind="message", person_id=CONTACT, words="kaputt", file_id=1,
                      at=NOW, chat_id=74, message_id=9)  # fmt: skip
    session.add(entry)
    session.flush()
    cases.keep_version(session, entry, "ganz kaputt", NOW)
    session.add(CannedAnswer(title="Ersatz", words="Ersatz kommt, {name}", used_at=NOW))
    reminders.schedule(session, cases.REMINDER, 1, ADMIN, LATER, BERLIN, "solution-breach")


def _import(session: Session) -> None:
    one = imports.add(session, "customers", "kunden.csv", ADMIN, NOW, 1)
    one.status, one.found = "ready", {"new": 1, "unchanged": 4, "refused": 1}
    row = {"import_id": one.id, "line": 2, "refused": False, "record": {"number": "10235"},
           "cells": None, "reasons": None}  # fmt: skip
    bad = {"import_id": one.id, "line": 3, "refused": True, "record": None, "cells": ["", "x"],
           "reasons": [["customer-row-number", {}]]}  # fmt: skip
    imports.stage(session, [row, bad])


def _queue(session: Session, status: str, owner: str, params: dict[str, object]) -> None:
    outbox.put_call(session, 72, "sendMessage", params, NOW, REP)
    session.flush()
    row = session.get_one(OutboxRow, 1 if status == "queued" else 2)
    row.status, row.owner = status, owner
