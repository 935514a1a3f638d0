"""A customer made in chat: the next free number, and what is kept of the few answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain import checks
from bot.domain.actor import STAFF, Actor, Role
from bot.domain.refusal import Refusal
from bot.services import customers
from bot.storage import Session, audit
from bot.storage import customers as table
from bot.storage.customers import Customer


@dataclass(frozen=True)
class NewCustomer:
    """The answers; no number means the next free one, `details` are fields as `change` takes."""

    name: str
    number: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def next_number(session: Session) -> str:
    """One more than the highest number that is all digits."""
    return str(table.highest_number(session) + 1)


def free_number(session: Session, text: str) -> str:
    """A number as given; raises Refusal when it has no digit, is malformed or somebody's.

    A word without a digit is a look-up that came at the wrong moment.
    """
    number = checks.customer_number(text)
    taken = table.by_number(session, number)
    if taken:
        raise Refusal("customer-number-taken", number=number, name=taken.name)
    if not any(one.isdigit() for one in number):
        raise Refusal("customer-number-missing")
    return number


def check(session: Session, fields: Mapping[str, Any]) -> None:
    """Whether a new customer could have these fields; raises Refusal."""
    customers.checked(session, Customer(addresses=[], contacts=[]), fields)


def create(session: Session, actor: Actor, new: NewCustomer) -> Customer:
    """A rep's new customer is the rep's own. Raises Refusal."""
    if actor.role not in STAFF:
        raise Refusal("may-not")
    now = actor.desk.now()
    made = Customer(
        number=free_number(session, new.number) if new.number else next_number(session),
        name="",
        owner_id=actor.person_id if actor.role is Role.REP else None,
        created_at=now,
        changed_at=now,
        addresses=[],
        contacts=[],
    )
    fields = customers.checked(session, made, {"name": new.name, **new.details})
    customers.fill(made, fields)
    session.add(made)
    session.flush()
    audit.note(
        session, now, actor.person_id, "created", "customer", made.id,
        **{name: [None, value] for name, value in fields.items()},
    )  # fmt: skip
    customers.touched(session, made.id)
    return made
