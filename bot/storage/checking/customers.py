"""Customers: every process finds them by what they are now."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.storage import customers
from bot.storage.checking.check import Check, rows
from bot.storage.customers import ADDRESS_KINDS, Address, Contact, Customer
from bot.storage.facts import Fact


def _ahead(session: Session) -> Iterator[object]:
    """Customers changed after the last change there was: an index would pass over the next."""
    count = customers.version(session)
    wrong = or_(Customer.version > count, Customer.version < 0)
    yield from rows(session, select(Customer.id).where(wrong))


CHECKS = [
    Check("customers-version", (Customer, Fact), _ahead),
    Check(
        "customers-parts", (Address,), select(Address.id).where(Address.kind.not_in(ADDRESS_KINDS))
    ),
    Check("customers-parts", (Contact,), select(Contact.id).where(Contact.position < 1)),
]
