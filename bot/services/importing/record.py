"""A customer's record as flat fields, and back."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from bot.services.customer_columns import AddressRecord, ContactRecord, CustomerRecord
from bot.services.customer_columns.vocabulary import ADDRESS_KINDS, POSITIONS

Fields = dict[str, str | int]
"""What is filled, by path: "number", "owner", "billing.city", "contacts.1.phone"."""

REFUSED_HEADINGS = {"de": ("Grund", "Zeile"), "en": ("Reason", "Line")}
"""What stands before the columns of rows that come back; left out when they come again."""

_PLAIN = [one.name for one in fields(CustomerRecord) if one.name not in ("addresses", "contacts")]
_ADDRESS = [one.name for one in fields(AddressRecord) if one.name != "kind"]
_CONTACT = [one.name for one in fields(ContactRecord) if one.name != "position"]


def flat(record: CustomerRecord) -> Fields:
    """What the record says, by path: "number", "owner", "billing.city", "contacts.1.phone"."""
    found = {name: getattr(record, name) for name in _PLAIN}
    for address in record.addresses:
        found |= {f"{address.kind}.{name}": getattr(address, name) for name in _ADDRESS}
    for contact in record.contacts:
        at = f"contacts.{contact.position}"
        found |= {f"{at}.{name}": getattr(contact, name) for name in _CONTACT}
    return {path: value for path, value in found.items() if value is not None and value != ""}


def whole(fields: Fields) -> CustomerRecord:
    """What `flat` was given, if its contacts are among those that a table has columns for."""
    addresses = [(kind, _part(fields, f"{kind}.", _ADDRESS)) for kind in ADDRESS_KINDS]
    contacts = [(one, _part(fields, f"contacts.{one}.", _CONTACT)) for one in POSITIONS]
    return CustomerRecord(
        **_part(fields, "", _PLAIN),
        addresses=tuple(AddressRecord(kind, **part) for kind, part in addresses if part),
        contacts=tuple(ContactRecord(position, **part) for position, part in contacts if part),
    )


def _part(fields: Fields, prefix: str, names: Sequence[str]) -> dict[str, Any]:
    return {name: fields[prefix + name] for name in names if prefix + name in fields}
