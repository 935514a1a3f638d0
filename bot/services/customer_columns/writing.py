"""A customer as one row of the export, which the import reads back as the same customer."""

from bot.domain.checks import show_iban, show_phone
from bot.services.customer_columns.record import AddressRecord, ContactRecord, CustomerRecord
from bot.services.customer_columns.vocabulary import ADDRESS_KINDS, POSITIONS, heading

_CUSTOMER = (
    "number",
    "name",
    "vat_id",
    "owner",
    "grade",
    "visit_interval",
    "phone",
    "email",
    "payment_terms",
    "iban",
    "invoice_email",
    "preferences",
    "notes",
)
_ADDRESS = ("street", "street2", "postal_code", "city", "country")
_CONTACT = (
    "salutation",
    "title",
    "first_name",
    "last_name",
    "function",
    "phone",
    "mobile",
    "email",
    "language",
)
_SALUTATIONS = {"de": {"ms": "Frau", "mr": "Herr"}, "en": {"ms": "Ms", "mr": "Mr"}}


def customer_headings(language: str) -> list[str]:
    """The headings of the export, "de" or "en"."""
    paths = [
        *_CUSTOMER,
        *(f"{kind}.{field}" for kind in ADDRESS_KINDS for field in _ADDRESS),
        *(f"contact{position}.{field}" for position in POSITIONS for field in _CONTACT),
    ]
    return [heading(path, language) for path in paths]


def customer_row(record: CustomerRecord, language: str) -> list[str]:
    """The cells below `customer_headings`."""
    addresses = {one.kind: one for one in record.addresses}
    contacts = {one.position: one for one in record.contacts}
    cells = [_cell(record, field, language) for field in _CUSTOMER]
    for kind in ADDRESS_KINDS:
        address = addresses.get(kind, AddressRecord(kind))
        cells += [_cell(address, field, language) for field in _ADDRESS]
    for position in POSITIONS:
        contact = contacts.get(position, ContactRecord(position))
        cells += [_cell(contact, field, language) for field in _CONTACT]
    return cells


def _cell(
    record: CustomerRecord | AddressRecord | ContactRecord, field: str, language: str
) -> str:
    value = getattr(record, field)
    if value is None or value == "":
        return ""
    match field:
        case "phone" | "mobile":
            return show_phone(value)
        case "iban":
            return show_iban(value)
        case "salutation":
            return _SALUTATIONS[language][value]
        case _:
            return str(value)
