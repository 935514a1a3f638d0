"""Customers in bulk, as flat fields by path: "name", "billing.city", "contacts.1.phone".

Core statements over many rows, since objects of the ORM would take ten times as long.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, Table, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.storage import audit
from bot.storage.base import Base
from bot.storage.customers import Address, Contact, Customer

Fields = dict[str, str | int]
"""Only what is filled; `owner_id` stands for the owner."""

_CUSTOMER = ("name", "vat_id", "owner_id", "grade", "visit_interval", "phone", "email",
             "payment_terms", "iban", "invoice_email", "preferences", "notes")  # fmt: skip
_ADDRESS = ("street", "street2", "postal_code", "city", "country")
_CONTACT = ("salutation", "title", "first_name", "last_name", "function", "phone", "mobile",
            "email", "language")  # fmt: skip
_BLANK_CUSTOMER: dict[str, Any] = dict.fromkeys(_CUSTOMER, "") | dict.fromkeys(
    ("owner_id", "visit_interval", "payment_terms")
)
_BLANK_ADDRESS: dict[str, Any] = dict.fromkeys(_ADDRESS, "") | {"country": "DE"}
_BLANK_CONTACT: dict[str, Any] = dict.fromkeys(_CONTACT, "")
_PERSON = "contacts."


@dataclass(frozen=True)
class Known:
    """A customer as the database has it."""

    id: int
    number: str
    fields: Fields


@dataclass(frozen=True)
class Change:
    """What a customer is to become: all of its `fields`, of which `changed` are paths that differ.

    `id` is None for a new one.
    """

    number: str
    id: int | None
    fields: Fields
    changed: frozenset[str]


def known(session: Session, numbers: Sequence[str], *, lock: bool = False) -> dict[str, Known]:
    """The customers with these numbers; locked, nobody else changes them meanwhile."""
    query = _customers().where(Customer.number.in_(numbers)).order_by(Customer.id)
    return {one.number: one for one in _whole(session, query, lock)}


def page(session: Session, after_id: int, limit: int) -> list[Known]:
    """The next customers in the order of their ids."""
    query = _customers().where(Customer.id > after_id).order_by(Customer.id).limit(limit)
    return list(_whole(session, query, lock=False))


def write(session: Session, changes: Sequence[Change], now: datetime) -> dict[str, int]:
    """Bring the database to what `changes` say; ids by number.

    When somebody else takes a new customer's number at this instant, all new ones are left out.
    """
    ids = {one.number: one.id for one in changes if one.id is not None}
    _update(session, [one for one in changes if one.id is not None], now)
    ids |= _insert(session, [one for one in changes if one.id is None], now)
    there = [one for one in changes if one.number in ids]
    addresses, contacts = _part_rows(there, ids)
    _upsert_parts(session, Address, "kind", _ADDRESS, addresses)
    _upsert_parts(session, Contact, "position", _CONTACT, contacts)
    return ids


def note(
    session: Session,
    now: datetime,
    person_id: int | None,
    deeds: Iterable[tuple[str, int, Mapping[str, Any]]],
) -> None:
    """Add deeds on customers to the audit trail: the deed, the customer's id, details."""
    audit.note_many(
        session,
        (
            {
                "at": now,
                "person_id": person_id,
                "deed": deed,
                "subject": "customer",
                "subject_id": customer_id,
                "details": dict(details),
            }
            for deed, customer_id, details in deeds
        ),
    )


def _table(model: type[Base]) -> Table:
    return cast("Table", model.__table__)


def _customers() -> Select[Any]:
    return select(Customer.id, Customer.number, *(getattr(Customer, name) for name in _CUSTOMER))


def _whole(session: Session, query: Select[Any], lock: bool) -> Iterable[Known]:
    """Customers with the fields of their addresses and contacts, locked in the order of ids."""
    found = {
        row[0]: Known(row[0], row[1], _filled("", _CUSTOMER, row[2:]))
        for row in session.execute(query.with_for_update() if lock else query)
    }
    _read_parts(session, found, Address, "kind", _ADDRESS, "{}.".format, lock)
    _read_parts(session, found, Contact, "position", _CONTACT, f"{_PERSON}{{}}.".format, lock)
    return found.values()


def _read_parts(
    session: Session,
    into: Mapping[int, Known],
    model: type[Address] | type[Contact],
    key: str,
    names: Sequence[str],
    prefix: Callable[[object], str],
    lock: bool,
) -> None:
    if not into:
        return
    columns = (getattr(model, name) for name in ("customer_id", key, *names))
    query = select(*columns).where(model.customer_id.in_(into)).order_by(model.id)
    for row in session.execute(query.with_for_update() if lock else query):
        into[row[0]].fields.update(_filled(prefix(row[1]), names, row[2:]))


def _filled(prefix: str, names: Sequence[str], values: Sequence[Any]) -> Fields:
    return {
        prefix + name: value
        for name, value in zip(names, values, strict=True)
        if value is not None and value != ""
    }


@cache
def _split(path: str) -> tuple[str, str]:
    """What a field belongs to, "" for the customer itself, "billing" or "contacts.1"; its name."""
    group, _, name = path.rpartition(".")
    return group, name


def _insert(session: Session, changes: Sequence[Change], now: datetime) -> dict[str, int]:
    if not changes:
        return {}
    table = _table(Customer)
    new = _BLANK_CUSTOMER | {"created_at": now, "changed_at": now, "version": 0}
    rows = [{**new, "number": one.number, **_own(one.fields)} for one in changes]
    numbers = [one.number for one in changes]
    try:
        with session.begin_nested():
            session.execute(insert(table), rows)
    except IntegrityError:
        if not known(session, numbers):
            raise
        return {}
    query = select(Customer.number, Customer.id).where(Customer.number.in_(numbers))
    return {row.number: row.id for row in session.execute(query)}


def _update(session: Session, changes: Sequence[Change], now: datetime) -> None:
    if not changes:
        return
    table = _table(Customer)
    query = (
        update(table)
        .where(table.c.id == bindparam("the_id"))
        .values({name: bindparam(name) for name in (*_CUSTOMER, "changed_at")})
    )
    blank = _BLANK_CUSTOMER | {"changed_at": now}
    session.execute(query, [{**blank, "the_id": one.id, **_own(one.fields)} for one in changes])


def _own(fields: Fields) -> Fields:
    return {path: value for path, value in fields.items() if "." not in path}


def _part_rows(
    changes: Sequence[Change], ids: Mapping[str, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The addresses and the contacts of which anything has changed, whole."""
    addresses, contacts = [], []
    for one in changes:
        customer_id, parts = ids[one.number], _by_part(one.fields)
        for part in {_split(path)[0] for path in one.changed if "." in path}:
            row = {"customer_id": customer_id, **parts[part]}
            if part.startswith(_PERSON):
                position = int(part.removeprefix(_PERSON))
                contacts.append({**_BLANK_CONTACT, "position": position, **row})
            else:
                addresses.append({**_BLANK_ADDRESS, "kind": part, **row})
    return addresses, contacts


def _by_part(fields: Fields) -> dict[str, Fields]:
    found: dict[str, Fields] = {}
    for path, value in fields.items():
        if "." in path:
            part, name = _split(path)
            found.setdefault(part, {})[name] = value
    return found


def _upsert_parts(
    session: Session,
    model: type[Base],
    key: str,
    names: Sequence[str],
    rows: Sequence[dict[str, Any]],
) -> None:
    if not rows:
        return
    if session.get_bind().dialect.name == "postgresql":
        query = postgresql.insert(_table(model))
    else:
        query = cast("postgresql.Insert", sqlite.insert(_table(model)))  # the same methods
    values = {name: query.excluded[name] for name in names}
    keys = ["customer_id", key]
    session.execute(query.on_conflict_do_update(index_elements=keys, set_=values), rows)
