"""A new customer in a few answers; likely duplicates are shown first."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import Actor
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Style, Text, text
from bot.forms.engine import open_form
from bot.forms.form import Choice, Dialogue, Field, Form, Got
from bot.handlers.customer_card import card
from bot.handlers.customer_editing import name_of_person, place_of
from bot.handlers.feature import words_after_command
from bot.services import customers, new_customers
from bot.services.new_customers import NewCustomer
from bot.storage import Session

NO_TWIN = 0
"""The answer to likely duplicates: it is none of them."""
NAME_IN_BUTTON = 50
"""Bytes of a name that fit into a button beside its prefix."""
_PHONE_AT_END = re.compile(r"[\s,:;]*(?P<phone>[+(]?[0-9][0-9\s()/.\-]{4,})$")


def create(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """/customer, with the name if it was given."""
    return begin(session, actor, words_after_command(update))


def from_button(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The button under a look-up that found nobody: the words looked up are the name."""
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    return begin(session, actor, "".join(query.data.split(":", 2)[2:]))


def button_data(name: str) -> str:
    """Data of a button that creates a customer under this name, if the name fits."""
    return f"customer:new:{name if len(name.encode()) <= NAME_IN_BUTTON else ''}"


def begin(session: Session, actor: Actor, name: str) -> Sequence[Answer]:
    """The form, with the name filled in if there is one."""
    return open_form(session, actor, FORM, _named(session, actor, name) if name else None)


def _named(session: Session, actor: Actor, name: str) -> dict[str, Any]:
    """The name, checked, and whether likely duplicates are to be shown."""
    name = checks.name(name)
    if not name:
        raise Refusal("customer-name-missing")
    twin = None if customers.similar(session, actor, name) else NO_TWIN
    return {"name": name, "twin": twin}


# -- the questions


def _text(message: Message) -> str:
    if not message.text:
        raise Refusal("customer-text-wanted")
    return message.text


def _read_name(dialogue: Dialogue, message: Message) -> Got:
    named = _named(dialogue.session, dialogue.actor, _text(message))
    return Got(named["name"], others={"twin": named["twin"]})


def _twins(dialogue: Dialogue) -> Sequence[Choice]:
    name = dialogue.values["name"]
    found = customers.similar(dialogue.session, dialogue.actor, name)
    return [
        *(Choice(one.id, text("customer-choice", value=customers.label(one))) for one in found),
        Choice(NO_TWIN, text("customer-new-anyway"), Style.PRIMARY),
    ]


def _read_twin(_dialogue: Dialogue, _message: Message) -> Got:
    raise Refusal("form-press-a-button")


def _is_new(dialogue: Dialogue) -> bool:
    return not dialogue.get("twin")


def _read_place(dialogue: Dialogue, message: Message) -> Got:
    said = _text(message)
    _check(dialogue, _place_fields(said))
    return Got(said)


def _read_contact(dialogue: Dialogue, message: Message) -> Got:
    """A name, and a phone number if one stands behind it."""
    said = checks.single_line(_text(message))
    found = _PHONE_AT_END.search(said)
    name = said[: found.start()] if found else said
    phone = found["phone"].strip() if found else None
    _check(dialogue, _contact_fields(name, phone))
    return Got(name, others={"phone": phone})


def _read_phone(dialogue: Dialogue, message: Message) -> Got:
    said = _text(message)
    _check(dialogue, _contact_fields("", said))
    return Got(said)


def _read_number(dialogue: Dialogue, message: Message) -> Got:
    return Got(new_customers.free_number(dialogue.session, _text(message)))


def _ask_number(dialogue: Dialogue) -> Text:
    return text("customer-new-number", number=new_customers.next_number(dialogue.session))


def _check(dialogue: Dialogue, fields: Mapping[str, Any]) -> None:
    new_customers.check(dialogue.session, fields)


def _place_fields(said: str) -> dict[str, Any]:
    return {f"billing.{field}": value for field, value in place_of(said).items()}


def _contact_fields(name: str, phone: str | None) -> dict[str, Any]:
    fields = name_of_person(name) | {"phone": phone or ""}
    return {f"contact1.{field}": value for field, value in fields.items()}


def _details(values: Mapping[str, Any]) -> dict[str, Any]:
    place = _place_fields(values["place"]) if values.get("place") else {}
    contact, phone = values.get("contact"), values.get("phone")
    return place | (_contact_fields(contact or "", phone) if contact or phone else {})


# -- what is known so far, and the end


def _head(dialogue: Dialogue) -> Sequence[Text]:
    values = dialogue.values
    if not values.get("name"):
        return []
    lines = [text("customer-new-head", name=values["name"])]
    if values.get("place"):
        lines.append(text("customer-place", place=values["place"]))
    said = [one for one in (values.get("contact"), values.get("phone")) if one]
    if said:
        lines.append(text("customer-phone", phone=", ".join(said)))
    return lines


def _submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor, values = dialogue.session, dialogue.actor, dialogue.values
    if values.get("twin"):
        return [card(session, actor, customers.get(session, actor, values["twin"]))]
    new = NewCustomer(values["name"], values.get("number") or "", _details(values))
    made = new_customers.create(session, actor, new)
    return [card(session, actor, made, after=[text("customer-new-saved", number=made.number)])]


FORM = Form(
    "customer-new",
    [
        Field("name", _read_name, required=True, changeable=False),
        Field("twin", _read_twin, _twins, required=True, per_row=1, changeable=False),
        Field("place", _read_place, wanted=_is_new, changeable=False),
        Field("contact", _read_contact, wanted=_is_new, changeable=False),
        Field("phone", _read_phone, wanted=lambda d: _is_new(d) and bool(d.get("contact")),
              changeable=False),
        Field("number", _read_number, wanted=_is_new, ask=_ask_number, changeable=False),
    ],
    _head,
    _submit,
)  # fmt: skip
