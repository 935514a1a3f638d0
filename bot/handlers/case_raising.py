"""Raising a case for a customer: from the card, from a visit, or in one message with a photo."""

import re
from collections.abc import Sequence
from typing import Any

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import STAFF, Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Say, Text, text
from bot.forms.engine import open_form
from bot.forms.form import Dialogue, Field, Form, Got
from bot.handlers import case_opening, visit_notes
from bot.handlers import case_words as words
from bot.handlers.customer_field import customer_field
from bot.handlers.feature import number, parts, words_after_command
from bot.handlers.kept_files import carries_file
from bot.services import case_card, customers, visits
from bot.services import cases as service
from bot.services.counted_files import counted_files
from bot.storage import Session

MOST_CANDIDATES = 6
_BEGINS = re.compile(rf"/?({'|'.join(words.KINDS)})\b[:,]?\s*", re.IGNORECASE)


def complain(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """/complaint: a customer's own, or for one."""
    if actor.role is Role.CUSTOMER:
        return case_opening.complain(session, actor, update)
    return _by_command(session, actor, update, "complaint")


def enquire(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """/enquiry: a customer's own, or for one."""
    if actor.role is Role.CUSTOMER:
        return case_opening.enquire(session, actor, update)
    return _by_command(session, actor, update, "enquiry")


def _by_command(session: Session, actor: Actor, update: Update, kind: str) -> Sequence[Answer]:
    message = update.message
    assert message is not None
    values = _named(session, actor, words_after_command(update), message)
    return open_form(session, actor, FORM, {"kind": kind, **values}, review=True)


def heard(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """ "Reklamation Huber: Palette kaputt", under a photo too: all of it in one message."""
    said = message.text or message.caption or ""
    begins = _BEGINS.match(said)
    if actor.role not in STAFF or begins is None:
        return None
    kind = words.KINDS[begins[1].lower()]
    values = _named(session, actor, said[begins.end() :], message)
    return open_form(session, actor, FORM, {"kind": kind, **values}, review=True)


def from_button(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """On a customer's card, or on a visit."""
    verb, one = parts(update)[1], number(update, 2)
    if verb == "for":
        values: dict[str, Any] = {"customer": customers.get(session, actor, one).id}
    else:
        visit = visits.get(session, actor, one)
        values = {"customer": visit.customer_id, "visit": visit.id}
        if visit.notes:
            values["notes"] = visit_notes.with_text(None, 0, visit.notes)
    return open_form(session, actor, FORM, {"kind": "complaint", **values})


def _named(session: Session, actor: Actor, said: str, message: Message) -> dict[str, Any]:
    """Whom the words name, and what is left of them."""
    said = checks.multi_line(said, words.LONGEST)
    named = customers.mentioned(session, actor, said) if said else []
    values: dict[str, Any] = {"candidates": []}
    if len(named) == 1:
        values["customer"] = named[0].id
    elif named:
        values["candidates"] = [one.id for one in named[:MOST_CANDIDATES]]
        values["name"] = said[slice(*named[0].span)]
    if named:
        start, end = named[0].span
        said = (said[:start] + said[end:]).strip(" ,:;-–.\n") or said
    notes = visit_notes.with_text(None, message.message_id, said)
    if carries_file(message):
        notes = visit_notes.with_file(session, actor, notes, message, "")
    if notes["texts"] or notes["files"]:
        values["notes"] = notes
    return values


def _head(dialogue: Dialogue) -> Sequence[Text]:
    values = dialogue.values
    kind = text(f"case-kind-{values['kind']}")
    if not values.get("customer"):
        return []
    customer = customers.get(dialogue.session, dialogue.actor, values["customer"])
    lines = [text("case-raise-head", kind=kind, customer=customers.short(customer))]
    notes = values.get("notes")
    if said := visit_notes.words_of(notes):
        lines.append(text("case-words", words=said))
    if notes and notes["files"]:
        lines.append(counted_files([one for _, one in notes["files"]]))
    return lines


def _read(dialogue: Dialogue, message: Message) -> Got:
    if not message.text:
        raise Refusal("visit-notes-kind")
    return Got(visit_notes.with_text(dialogue.get("notes"), message.message_id, message.text))


def _submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor, values = dialogue.session, dialogue.actor, dialogue.values
    notes = values["notes"]
    said = visit_notes.words_of(notes)
    case = service.begin(session, actor, values["customer"], values["kind"], said,
                         values.get("visit"))  # fmt: skip
    message_id = notes["texts"][0][0] if notes["texts"] else 0
    files = visit_notes.file_ids_of(notes)
    entries = []
    if said:
        entries.append(service.tell(session, actor, case, "report", said, message_id=message_id))
    entries += [service.tell(session, actor, case, "report", "", one) for one in files]
    told: list[Answer] = [case_card.show(session, actor, case)]
    for entry in entries:
        if entry.file_id or len(entry.words) > case_card.LONGEST_SHOWN:
            told += words.to_the_desk(session, actor, case, entry)
    told += words.card_for_owner(session, actor, case)
    if case.contact_id:
        line = text("case-raised-for-you", number=case.number, company=actor.desk.company)
        told.append(Say((line, *case_opening.who_and_when(session, case)), to=case.contact_id,
                        new=True))  # fmt: skip
    return [*told, *words.told_rep(session, actor, case, "case-rep-new")]


FORM = Form(
    "case-raise",
    [customer_field("case-raise-customer-ask"), Field("notes", _read, required=True, many=True)],
    _head,
    _submit,
    roles=STAFF,
    aside=visit_notes.aside,
)
