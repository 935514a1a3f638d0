"""Checks of single fields: each takes text and returns the value to store, or raises Refused."""

from bot.domain.checks.billing import iban, payment_terms, show_iban, vat_id, visit_interval
from bot.domain.checks.person import (
    PersonName,
    grade,
    language,
    person_name,
    salutation,
)
from bot.domain.checks.place import country, postal_code
from bot.domain.checks.reach import email, phone, show_phone
from bot.domain.checks.refused import Refused, excerpt
from bot.domain.checks.text import customer_number, fold, multi_line, name, single_line

__all__ = [
    "PersonName",
    "Refused",
    "country",
    "customer_number",
    "email",
    "excerpt",
    "fold",
    "grade",
    "iban",
    "language",
    "multi_line",
    "name",
    "payment_terms",
    "person_name",
    "phone",
    "postal_code",
    "salutation",
    "show_iban",
    "show_phone",
    "single_line",
    "vat_id",
    "visit_interval",
]
