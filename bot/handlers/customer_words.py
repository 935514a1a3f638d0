"""How the parts of a customer are written in chat: places, people, fields and their values."""

from typing import Any

from bot.domain import checks
from bot.domain.say import Clipped, Text, Value, Words, text
from bot.storage import Session, people
from bot.storage.customers import ADDRESS_KINDS, Address, Contact

LONGEST_SHOWN = 120


def place(address: Address) -> str:
    """ "Hauptstr. 12, 86150 Augsburg"; a foreign one with its country: "AT-1010 Wien"."""
    code = address.postal_code
    if address.country not in ("", "DE"):
        code = f"{address.country}-{code}" if code else address.country
    city = " ".join(filter(None, (code, address.city)))
    return ", ".join(filter(None, (address.street, address.street2, city)))


def person(contact: Contact) -> Words:
    """ "Frau Dr. Anna Huber"."""
    salutation = [text(f"customer-{contact.salutation}")] if contact.salutation else []
    names = filter(None, (contact.title, contact.first_name, contact.last_name))
    return Words([*salutation, *names], between=" ")


def phones(contact: Contact) -> list[str]:
    """A contact's numbers, as phones make them tappable."""
    return [checks.show_phone(one) for one in (contact.phone, contact.mobile) if one]


def field_name(path: str) -> Text:
    """ "IBAN", "Rechnungsadresse · Ort", "Kontakt 2 · Telefon"."""
    part, _, field = path.rpartition(".")
    name = text(f"customer-field-{field.replace('_', '-').removesuffix('-id')}")
    if not part:
        return name
    if part in ADDRESS_KINDS:
        return text("customer-field-of", part=text(f"customer-address-{part}"), field=name)
    which = text("customer-contact-at", position=part.removeprefix("contact"))
    return text("customer-field-of", part=which, field=name)


def shown(session: Session, path: str, value: Any) -> Value:
    """A field's stored value as people read it."""
    field = path.rpartition(".")[2]
    if value in (None, ""):
        return text("customer-nothing")
    match field:
        case "iban":
            return checks.show_iban(value)
        case "phone" | "mobile":
            return checks.show_phone(value)
        case "payment_terms" | "visit_interval":
            return text("customer-days", days=int(value))
        case "owner_id" | "owner":
            return people.names(session, [int(value)]).get(int(value), text("customer-nothing"))
        case "salutation":
            return text(f"customer-{value}")
        case "language":
            return text(f"language-{value}")
    return Clipped(" ".join(str(value).split()), LONGEST_SHOWN)
