"""A customer's contact: their own company card."""

from collections.abc import Sequence
from typing import Any

from bot.domain.actor import Actor, Role
from bot.domain.say import Answer, Say, button, text
from bot.handlers import customer_words as words
from bot.handlers.feature import Command, Feature
from bot.services import customers
from bot.storage import Session, people
from bot.storage.customers import Customer


def company(session: Session, actor: Actor, _update: Any) -> Sequence[Answer]:
    """/company: what the company has on record, as far as it is the customer's to see."""
    customer = _own(session, actor)
    lines = [
        text("company-head", name=customer.name),
        text("company-number", number=customer.number),
    ]
    address = customers.main_address(customer)
    if address:
        lines.append(text("customer-place", place=words.place(address)))
    owner = people.by_id(session, customer.owner_id) if customer.owner_id else None
    if owner:
        lines.append(text("company-our-contact", name=owner.name))
    lines.append(text("company-wrong"))
    languages = [button(f"language-{one}", f"language:{one}") for one in ("de", "en")]
    return [Say(lines, [languages])]


def _own(session: Session, actor: Actor) -> Customer:
    return customers.get(session, actor, actor.customer_id or 0)


FEATURE = Feature(
    name="company",
    commands=[Command("firma", "company", company, frozenset({Role.CUSTOMER}))],
)
