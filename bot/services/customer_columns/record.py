"""A customer as one row of a table tells it; empty text or None means: the row does not say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AddressRecord:
    """`kind` is billing, correspondence or delivery; `country` is an ISO code."""

    kind: str
    street: str = ""
    street2: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True)
class ContactRecord:
    """`position` is 1 to 3, `salutation` ms, mr or empty; phones are E.164."""

    position: int
    salutation: str = ""
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    function: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    language: str = ""


@dataclass(frozen=True)
class CustomerRecord:
    """`owner` is a rep's name or e-mail as given; terms and interval are in days."""

    number: str
    name: str
    vat_id: str = ""
    owner: str = ""
    grade: str = ""
    visit_interval: int | None = None
    phone: str = ""
    email: str = ""
    payment_terms: int | None = None
    iban: str = ""
    invoice_email: str = ""
    preferences: str = ""
    notes: str = ""
    addresses: tuple[AddressRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
