"""Customers: who may see and change which, finding them, and changes that are kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain import checks
from bot.domain.actor import STAFF, Actor, Role
from bot.domain.finding import SURE, Mention
from bot.domain.finding.words import is_legal, words
from bot.domain.refusal import Refusal
from bot.services.customer_index import held
from bot.storage import Session, audit, customers, people
from bot.storage.customers import ADDRESS_KINDS, Address, Contact, Customer

LONGEST_LABEL = 40
UNDO_LIFE = timedelta(minutes=10)

OWN_CHECKS: Mapping[str, Callable[[str], Any]] = {
    "name": lambda name: _filled(checks.name(name)),
    "vat_id": checks.vat_id,
    "grade": checks.grade,
    "visit_interval": checks.visit_interval,
    "phone": checks.phone,
    "email": checks.email,
    "payment_terms": checks.payment_terms,
    "iban": checks.iban,
    "invoice_email": checks.email,
    "preferences": checks.multi_line,
    "notes": checks.multi_line,
}
ADDRESS_CHECKS: Mapping[str, Callable[[str], Any]] = {
    "street": checks.single_line,
    "street2": checks.single_line,
    "postal_code": checks.postal_code,
    "city": checks.single_line,
    "country": checks.country,
}
CONTACT_CHECKS: Mapping[str, Callable[[str], Any]] = {
    "salutation": lambda word: checks.salutation(word) or "",
    "title": checks.single_line,
    "first_name": checks.single_line,
    "last_name": checks.single_line,
    "function": checks.single_line,
    "phone": checks.phone,
    "mobile": checks.phone,
    "email": checks.email,
    "language": checks.language,
}
NUMBERS = frozenset({"owner_id", "visit_interval", "payment_terms"})
"""Fields that are None when not known; the others are empty."""
FOUND_BY = frozenset({"name", "phone", "mobile", "city", "first_name", "last_name"})


@dataclass(frozen=True)
class Found:
    """What a look-up brought, likeliest first; `sure` when its only hit may be opened at once."""

    customers: list[Customer]
    sure: bool = False


def get(session: Session, actor: Actor, customer_id: int) -> Customer:
    """The customer with addresses and contacts; raises Refusal for an absent or foreign one."""
    found = customers.one(session, actor, customer_id)
    if found is None:
        raise Refusal("customer-unknown")
    return found


def find(session: Session, actor: Actor, query: str, limit: int = 8) -> list[Customer]:
    """Those who may be meant, likeliest first, with addresses and contacts."""
    return look_up(session, actor, query, limit).customers


def look_up(session: Session, actor: Actor, query: str, limit: int = 8) -> Found:
    """As `find`, and whether there is no doubt."""
    if actor.role not in STAFF:
        return Found([])
    favoured = customers.owned_by(session, actor.person_id)
    hits = held(session).find(session, query, limit, favoured)
    sure = len(hits) == 1 and (hits[0].exact or hits[0].score >= SURE)
    return Found(customers.some(session, actor, [hit.id for hit in hits]), sure)


def mentioned(session: Session, actor: Actor, text: str) -> list[Mention]:
    """The customers a sentence names (id, score, span), likeliest first."""
    return held(session).mentioned(session, text) if actor.role in STAFF else []


def is_a_name(session: Session, actor: Actor, words: str) -> bool:
    """Whether the words are a customer's name, or its beginning: "Montag & Söhne"."""
    wanted = checks.fold(words)
    return len(wanted) > 2 and any(
        checks.fold(one.name).startswith(wanted) for one in find(session, actor, words, 3)
    )


def similar(session: Session, actor: Actor, name: str, city: str = "") -> list[Customer]:
    """Likely duplicates of a customer about to be created."""
    hits = held(session).similar(session, name, city, limit=4)
    return customers.some(session, actor, [hit.id for hit in hits])


def recent(session: Session, actor: Actor, limit: int = 6) -> list[Customer]:
    """Those the actor visited or opened lately, then the actor's own."""
    lately = customers.lately(session, actor.person_id, limit)
    ids = dict.fromkeys([*lately, *customers.owned_by(session, actor.person_id)])
    return customers.some(session, actor, list(ids)[:limit])


def may_edit(actor: Actor, customer: Customer) -> bool:
    """The office edits everybody; a rep their own customers and those without an owner."""
    if actor.role is Role.REP:
        return customer.owner_id in (None, actor.person_id)
    return actor.is_office()


def main_address(customer: Customer) -> Address | None:
    """Where the customer is: the billing address, else the first there is."""
    found = {one.kind: one for one in customer.addresses}
    return next((found[kind] for kind in ADDRESS_KINDS if kind in found), None)


def short(customer: Customer) -> str:
    """ "Bäckerei Huber GmbH, Augsburg"."""
    address = main_address(customer)
    return f"{customer.name}, {address.city}" if address and address.city else customer.name


def label(customer: Customer) -> str:
    """For a button, "Bäckerei Huber, Augsburg": no legal form, and the place is never cut off."""
    said = customer.name.split()
    while len(said) > 1 and all(is_legal(word) for word in words(said[-1])):
        said.pop()
    address = main_address(customer)
    city = f", {address.city[: LONGEST_LABEL // 2]}" if address and address.city else ""
    name, room = " ".join(said), LONGEST_LABEL - len(city)
    return (name if len(name) <= room else name[: room - 1] + "…") + city


def change(session: Session, actor: Actor, customer: Customer, /, **fields: Any) -> int | None:
    """Set fields, checked and each noted with its old and new value; empty text clears one.

    A field is the customer's own, as "iban" or "owner_id", or one of an address or a contact, as
    "billing.city" or "contact1.phone"; what is missing there is made. Returns the change's id, for
    `undo`, or None when all was so already. Raises Refusal.
    """
    if not may_edit(actor, customer) or ("owner_id" in fields and not actor.is_office()):
        raise Refusal("may-not")
    customers.hold_whole(session, customer)
    return _apply(session, actor, customer, checked(session, customer, fields))


def checked(session: Session, customer: Customer, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as `change` would set them; raises Refusal with what would be right."""
    return {name: _checked(session, customer, name, fields) for name in fields}


def undo(session: Session, actor: Actor, change_id: int) -> Customer:
    """Take back one's own change of the last ten minutes, unless it was changed again since."""
    first = audit.by_id(session, change_id)
    is_own = first and first.subject == "customer" and first.person_id == actor.person_id
    if first is None or not is_own or first.deed != "changed":
        raise Refusal("button-unknown")
    customer = get(session, actor, first.subject_id)
    if not may_edit(actor, customer):
        raise Refusal("may-not")
    if actor.desk.now() - first.at > UNDO_LIFE:
        raise Refusal("customer-undo-late")
    customers.hold_whole(session, customer)
    later = audit.since(session, "customer", customer.id, change_id)
    if any(first.details.keys() & row.details.keys() for row in later):
        raise Refusal("customer-undo-changed")
    _apply(session, actor, customer, {name: old for name, (old, _) in first.details.items()})
    return customer


def opened(session: Session, actor: Actor, customer: Customer) -> None:
    """Remember that the actor looked at the card."""
    customers.opened(session, actor.person_id, customer.id, actor.desk.now())


def touched(session: Session, *customer_ids: int) -> None:
    """Say that what these customers are found by has changed; `change` does it by itself."""
    customers.touched(session, customer_ids)


def _filled(name: str) -> str:
    if not name:
        raise Refusal("customer-name-missing")
    return name


def _checked(session: Session, customer: Customer, name: str, fields: Mapping[str, Any]) -> Any:
    value, (part, _, field) = fields[name], name.rpartition(".")
    if name == "owner_id":
        owner = people.by_id(session, value) if value is not None else None
        if value is not None and (owner is None or Role(owner.role) not in STAFF):
            raise Refusal("button-unknown")
        return value
    text = str(value if value is not None else "").strip()
    if not text and name != "name":
        return None if name in NUMBERS else ""
    if field == "postal_code":
        address = next((one for one in customer.addresses if one.kind == part), None)
        country = fields.get(f"{part}.country") or (address.country if address else "DE")
        return checks.postal_code(text, checks.country(country))
    known = OWN_CHECKS if not part else ADDRESS_CHECKS if part in ADDRESS_KINDS else CONTACT_CHECKS
    return known[field](text)


def _apply(
    session: Session, actor: Actor, customer: Customer, values: Mapping[str, Any]
) -> int | None:
    """One row of the audit trail for all fields: {field: [old, new]}."""
    differing = fill(customer, values)
    if not differing:
        return None
    now = actor.desk.now()
    customer.changed_at = now
    noted = audit.note(
        session, now, actor.person_id, "changed", "customer", customer.id, **differing
    )
    session.flush()
    if any(name.rpartition(".")[2] in FOUND_BY for name in differing):
        touched(session, customer.id)
    return noted.id


def fill(customer: Customer, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set checked fields; the old and new value of each that differed."""
    differing: dict[str, list[Any]] = {}
    for name, new in values.items():
        part, _, field = name.rpartition(".")
        row = _part(customer, part)
        if (old := getattr(row, field)) != new:
            setattr(row, field, new)
            differing[name] = [old, new]
    _drop_empty(customer)
    return differing


def _part(customer: Customer, part: str) -> Customer | Address | Contact:
    """The row that holds a field; an address or a contact is made when it is missing."""
    if not part:
        return customer
    if part in ADDRESS_KINDS:
        address = next((one for one in customer.addresses if one.kind == part), None)
        if address is None:
            address = Address(kind=part, **dict.fromkeys(ADDRESS_CHECKS, "") | {"country": "DE"})
            customer.addresses.append(address)
        return address
    position = int(part.removeprefix("contact"))
    contact = next((one for one in customer.contacts if one.position == position), None)
    if contact is None:
        contact = Contact(position=position, **dict.fromkeys(CONTACT_CHECKS, ""))
        customer.contacts.append(contact)
    return contact


def _drop_empty(customer: Customer) -> None:
    """An address or a contact of which nothing is left goes."""
    for address in [*customer.addresses]:
        if not (address.street or address.street2 or address.postal_code or address.city):
            customer.addresses.remove(address)
    for contact in [*customer.contacts]:
        if not any(getattr(contact, field) for field in CONTACT_CHECKS):
            customer.contacts.remove(contact)
