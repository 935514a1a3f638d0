"""Editing a customer: card, field, value, card again; and taking it back."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import STAFF, Actor
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Button, Say, Style, Text, button, text
from bot.forms.engine import open_form
from bot.forms.form import Choice, Dialogue, Field, Form, Got
from bot.handlers import customer_words as words
from bot.handlers.customer_card import back, card, changed, head, name_of
from bot.handlers.feature import number, parts
from bot.services import customers
from bot.storage import Session, audit, people
from bot.storage.customers import ADDRESS_KINDS, Customer, hold_whole

Layout = Sequence[Sequence[str]]
OWN: Layout = (
    ("name", "grade", "owner_id"),
    ("phone", "email", "preferences"),
    ("notes", "visit_interval", "payment_terms"),
    ("iban", "vat_id", "invoice_email"),
)
ADDRESS: Layout = (("street", "place"), ("street2", "country"))
CONTACT: Layout = (("full_name", "salutation"), ("phone", "mobile", "email"),
                   ("function", "language"))  # fmt: skip
PRESETS: Mapping[str, Sequence[str]] = {
    "grade": ("A", "B", "C"),
    "salutation": ("ms", "mr"),
    "language": ("de", "en"),
    "visit_interval": ("14", "30", "60", "90"),
    "payment_terms": ("0", "14", "30", "60"),
}
COMPOSED = {"place": ("postal_code", "city"), "full_name": ("title", "first_name", "last_name")}
"""Questions that set several fields at once."""
MOST_CONTACTS = 9
_PART = re.compile(rf"{'|'.join(ADDRESS_KINDS)}|contact[1-9]", re.ASCII)
_PLACE = re.compile(
    r"(?:(?P<country>[A-Za-z]{1,2})[- ]+)?(?P<code>[0-9][0-9A-Za-z-]*)\s+(?P<city>.+)"
)


def menu(_session: Session, actor: Actor, customer: Customer, _update: Update) -> Say:
    """What can be changed: the customer's own fields, and the ways to addresses and contacts."""
    rows = [
        [_field(customer, path) for path in row if path != "owner_id" or actor.is_office()]
        for row in OWN
    ]
    deeper = [
        button("customer-addresses", f"customer:part:{customer.id}:billing"),
        button("customer-contacts", f"customer:part:{customer.id}:contact1"),
        back(customer),
    ]
    return _menu(actor, customer, text("customer-edit-which"), [*rows, deeper])


def part_menu(_session: Session, actor: Actor, customer: Customer, update: Update) -> Say:
    """The fields of one address or contact, with the ways to its neighbours."""
    part = _part_of(parts(update))
    is_address = part in ADDRESS_KINDS
    layout = ADDRESS if is_address else CONTACT
    rows = [[_field(customer, f"{part}.{field}") for field in row] for row in layout]
    others = _addresses(customer, part) if is_address else _contacts(customer, part)
    way_back = button("form-back", f"customer:edit:{customer.id}")
    question = text("customer-edit-part", part=_part_name(customer, part))
    return _menu(actor, customer, question, [*rows, *others, [way_back]])


def _menu(
    actor: Actor, customer: Customer, question: Text, rows: Sequence[Sequence[Button]]
) -> Say:
    if not customers.may_edit(actor, customer):
        raise Refusal("customer-not-yours")
    return Say([head(customer), question], rows, card=name_of(customer))


def _field(customer: Customer, path: str) -> Button:
    field = path.rpartition(".")[2]
    key = f"customer-field-{field.replace('_', '-').removesuffix('-id')}"
    return button(key, f"customer:field:{customer.id}:{path}")


def _part_of(data: Sequence[str]) -> str:
    if len(data) != 4 or not _PART.fullmatch(data[3]):
        raise Refusal("button-unknown")
    return data[3]


def _part_name(customer: Customer, part: str) -> Text:
    if part in ADDRESS_KINDS:
        return text(f"customer-address-{part}")
    position = int(part.removeprefix("contact"))
    known = next((one for one in customer.contacts if one.position == position), None)
    if known is None:
        return text("customer-contact-new")
    return text("customer-contact-named", who=words.person(known))


def _addresses(customer: Customer, present: str) -> list[list[Button]]:
    return [[
        button(f"customer-address-{kind}", f"customer:part:{customer.id}:{kind}")
        for kind in ADDRESS_KINDS if kind != present
    ]]  # fmt: skip


def _contacts(customer: Customer, present: str) -> list[list[Button]]:
    taken = [one.position for one in customer.contacts]
    free = next((one for one in range(1, MOST_CONTACTS + 1) if one not in taken), None)
    positions = [one for one in (*taken, free) if one and one <= MOST_CONTACTS]
    names = [f"contact{one}" for one in positions if f"contact{one}" != present]
    made = [
        Button(_part_name(customer, name), f"customer:part:{customer.id}:{name}") for name in names
    ]
    return [made[start : start + 2] for start in range(0, len(made), 2)]


def ask(session: Session, actor: Actor, customer: Customer, update: Update) -> Sequence[Answer]:
    """A field's button: the question for its new value."""
    data = parts(update)
    path = data[3] if len(data) == 4 else ""
    part, _, field = path.rpartition(".")
    layout = OWN if not part else ADDRESS if part in ADDRESS_KINDS else CONTACT
    if (part and not _PART.fullmatch(part)) or not any(field in row for row in layout):
        raise Refusal("button-unknown")
    if not customers.may_edit(actor, customer):
        raise Refusal("customer-not-yours")
    if path == "owner_id" and not actor.is_office():
        raise Refusal("may-not")
    return _ask(session, actor, customer, path)


def _ask(
    session: Session, actor: Actor, customer: Customer, path: str, *before: Text
) -> Sequence[Answer]:
    """The question, which remembers what it was asked about: see `_changed_meanwhile`."""
    about = {"customer": customer.id, "path": path, "seen": _present(customer, path)}
    return open_form(session, actor, FORM, about, before=before)


def undo(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The button under a change: all its fields are as before."""
    customer = customers.undo(session, actor, number(update, 2))
    return [card(session, actor, customer, after=[text("customer-undone")])]


# -- the question


def _customer(dialogue: Dialogue) -> Customer:
    return customers.get(dialogue.session, dialogue.actor, dialogue.values["customer"])


def _present(customer: Customer, path: str) -> list[Any]:
    """The values now of the fields behind a question, as far as there are any."""
    part, _, field = path.rpartition(".")
    row: Any = customer
    if part in ADDRESS_KINDS:
        row = next((one for one in customer.addresses if one.kind == part), None)
    elif part:
        position = int(part.removeprefix("contact"))
        row = next((one for one in customer.contacts if one.position == position), None)
    values = (getattr(row, one, "") for one in COMPOSED.get(field, (field,)))
    return [value for value in values if value not in (None, "")]


def _head(dialogue: Dialogue) -> Sequence[Text]:
    customer, path = _customer(dialogue), dialogue.values["path"]
    values = _present(customer, path)
    now = " ".join(map(str, values)) if len(values) > 1 else (values or [""])[0]
    lines = [text("customer-edit-head", name=customer.name, field=words.field_name(path))]
    if values:
        lines.append(text("customer-so-far", value=words.shown(dialogue.session, path, now)))
    return lines


def _question(dialogue: Dialogue) -> Text:
    field = dialogue.values["path"].rpartition(".")[2]
    return text(f"customer-ask-{field.replace('_', '-').removesuffix('-id')}")


def _choices(dialogue: Dialogue) -> Sequence[Choice]:
    session, path = dialogue.session, dialogue.values["path"]
    field = path.rpartition(".")[2]
    values: Sequence[str] = PRESETS.get(field, ())
    if field == "owner_id":
        values = [str(one.id) for one in people.with_roles(session, STAFF)]
    made = [
        Choice(one, text("customer-choice", value=words.shown(session, path, one)))
        for one in values
    ]
    if field != "name" and _present(_customer(dialogue), path):
        made.append(Choice("", text("customer-clear"), Style.DANGER))
    return made


def _read(dialogue: Dialogue, message: Message) -> Got:
    if not message.text:
        raise Refusal("customer-text-wanted")
    path, value = dialogue.values["path"], message.text
    if path == "owner_id":
        value = _staff_named(dialogue.session, value)
    customers.checked(dialogue.session, _customer(dialogue), fields_of(path, value))
    return Got(value)


def _staff_named(session: Session, name: str) -> str:
    wanted = checks.fold(name)
    staff = people.with_roles(session, STAFF)
    hits = [one for one in staff if wanted and wanted in checks.fold(one.name)]
    if len(hits) != 1:
        raise Refusal("customer-owner-unknown", name=checks.excerpt(name))
    return str(hits[0].id)


def fields_of(path: str, value: str) -> dict[str, Any]:
    """What an answer sets, by field; a place and a full name are several."""
    part, _, field = path.rpartition(".")
    if field == "owner_id":
        return {path: int(value) if value else None}
    if field == "place":
        return {f"{part}.{one}": said for one, said in place_of(value).items()}
    if field == "full_name":
        return {f"{part}.{one}": said for one, said in name_of_person(value).items()}
    return {path: value}


def place_of(value: str) -> dict[str, str]:
    """ "86150 Augsburg" or "A-1010 Wien" taken apart; without a code only the city."""
    value = checks.single_line(value)
    found = _PLACE.fullmatch(value)
    if not found:
        return {"city": value} if value else {"postal_code": "", "city": ""}
    country = {"country": found["country"]} if found["country"] else {}
    return {"postal_code": found["code"], "city": found["city"], **country}


def name_of_person(value: str) -> dict[str, str]:
    """ "Frau Dr. Anna Huber" taken apart; a salutation only when there is one."""
    if not checks.single_line(value):
        return dict.fromkeys(COMPOSED["full_name"], "")
    name = checks.person_name(value)
    spoken = {"salutation": name.salutation} if name.salutation else {}
    return {"title": name.title, "first_name": name.first_name, "last_name": name.last_name,
            **spoken}  # fmt: skip


def _submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor, customer = dialogue.session, dialogue.actor, _customer(dialogue)
    hold_whole(session, customer)
    asked = dialogue.values["path"]
    fields = fields_of(asked, dialogue.values["value"])
    if dialogue.get("seen") not in (None, _present(customer, asked)):
        return _ask(session, actor, customer, asked, *_changed_meanwhile(dialogue))
    change = customers.change(session, actor, customer, **fields)
    if change is None:
        return [card(session, actor, customer, after=[text("customer-unchanged")])]
    done = audit.by_id(session, change)
    after = [text("customer-change-saved", what=changed(session, path, *both))
             for path, both in (done.details if done else {}).items()]  # fmt: skip
    return [card(session, actor, customer, after=after, undo=change)]


def _changed_meanwhile(dialogue: Dialogue) -> list[Text]:
    """What somebody else did since the question to what it asks for: nothing of it is overwritten
    unseen."""
    session, customer = dialogue.session, _customer(dialogue)
    fields = set(_fields_behind(dialogue.values["path"]))
    deeds = audit.of(session, "customer", customer.id)
    last = next((one for one in deeds if one.details and one.details.keys() & fields), None)
    if last is None:  # so much has been done since that it is not among the newest
        return [text("customer-changed-since")]
    who = people.names(session, [last.person_id]).get(last.person_id or 0, "")
    return [
        text("customer-changed-meanwhile", who=who, what=changed(session, path, *both))
        for path, both in last.details.items()
        if path in fields
    ]


def _fields_behind(path: str) -> list[str]:
    """What an answer to the question may set: several fields for a place and a full name."""
    part, _, field = path.rpartition(".")
    return [f"{part}.{one}" if part else one for one in COMPOSED.get(field, (field,))]


FORM = Form(
    "customer-edit",
    [Field("value", _read, _choices, required=True, ask=_question, changeable=False)],
    _head,
    _submit,
)
