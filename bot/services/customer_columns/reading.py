"""One row of a table made into a customer, or the reasons why not."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.domain.checks import (
    PersonName,
    Refused,
    country,
    customer_number,
    email,
    grade,
    iban,
    language,
    multi_line,
    name,
    payment_terms,
    person_name,
    phone,
    postal_code,
    salutation,
    single_line,
    vat_id,
    visit_interval,
)
from bot.services.customer_columns.mapping import ColumnMapping
from bot.services.customer_columns.record import AddressRecord, ContactRecord, CustomerRecord
from bot.services.customer_columns.vocabulary import ADDRESS_KINDS, POSITIONS

HOME = "DE"
_NOBODY = PersonName(None, "", "", "")
_Value = TypeVar("_Value")


def read_customer(row: Sequence[str], mapping: ColumnMapping) -> CustomerRecord:
    """The customer a row tells of; raises Refused with the row's first problem."""
    reader = _Row(row, mapping)
    record = reader.customer()
    if reader.problems:
        raise reader.problems[0]
    return record


def problems(row: Sequence[str], mapping: ColumnMapping) -> list[Refused]:
    """Everything that is wrong with a row."""
    reader = _Row(row, mapping)
    reader.customer()
    return reader.problems


class _Row:
    """The filled cells of a row by field path, and what was wrong with them so far."""

    def __init__(self, row: Sequence[str], mapping: ColumnMapping) -> None:
        self.problems: list[Refused] = []
        self._cells = {
            path: row[index]
            for index, path in mapping.columns.items()
            if index < len(row) and row[index].strip()
        }
        if len(row) > mapping.width:
            self.problems.append(Refused("customer-row-wide", have=len(row), most=mapping.width))

    def customer(self) -> CustomerRecord:
        addresses = tuple(filter(None, map(self._address, ADDRESS_KINDS)))
        region = next((one.country for one in addresses if one.country), HOME)
        return CustomerRecord(
            number=self._required("number", customer_number, "customer-row-number"),
            name=self._required("name", name, "customer-row-name"),
            vat_id=self._vat_id(),
            owner=self._text("owner"),
            grade=self._take("grade", grade) or "",
            visit_interval=self._take("visit_interval", visit_interval),
            phone=self._phone("phone", region),
            email=self._take("email", email) or "",
            payment_terms=self._take("payment_terms", payment_terms),
            iban=self._take("iban", iban) or "",
            invoice_email=self._take("invoice_email", email) or "",
            preferences=self._take("preferences", multi_line) or "",
            notes=self._take("notes", multi_line) or "",
            addresses=addresses,
            contacts=tuple(
                contact for one in POSITIONS if (contact := self._contact(one, region))
            ),
        )

    def _address(self, kind: str) -> AddressRecord | None:
        land = self._take(f"{kind}.country", country) or ""
        street = f"{self._text(f'{kind}.street')} {self._text(f'{kind}.house_number')}".strip()
        address = AddressRecord(
            kind,
            street,
            self._text(f"{kind}.street2"),
            self._take(f"{kind}.postal_code", lambda text: postal_code(text, land or HOME)) or "",
            self._text(f"{kind}.city"),
            land,
        )
        return address if address != AddressRecord(kind) else None

    def _contact(self, position: int, region: str) -> ContactRecord | None:
        at = f"contact{position}"
        whole = self._take(f"{at}.name", person_name) or _NOBODY
        greeting = self._take(f"{at}.salutation", _greeting) or _NOBODY
        contact = ContactRecord(
            position,
            greeting.salutation or whole.salutation or "",
            self._text(f"{at}.title") or greeting.title or whole.title,
            self._text(f"{at}.first_name") or whole.first_name,
            self._text(f"{at}.last_name") or whole.last_name,
            self._text(f"{at}.function"),
            self._phone(f"{at}.phone", region),
            self._phone(f"{at}.mobile", region),
            self._take(f"{at}.email", email) or "",
            self._take(f"{at}.language", language) or "",
        )
        return contact if contact != ContactRecord(position) else None

    def _vat_id(self) -> str:
        """DATEV keeps the country of a VAT id in a column of its own."""
        land = self._cells.get("vat_country", "").strip()

        def check(text: str) -> str:
            return vat_id(text if text.strip()[:2].isalpha() else land + text)

        return self._take("vat_id", check) or ""

    def _phone(self, path: str, region: str) -> str:
        return self._take(path, lambda text: phone(text, region)) or ""

    def _text(self, path: str) -> str:
        return self._take(path, single_line) or ""

    def _required(self, path: str, check: Callable[[str], str], missing: str) -> str:
        before = len(self.problems)
        value = self._take(path, check) or ""
        if not value and len(self.problems) == before:
            self.problems.append(Refused(missing))
        return value

    def _take(self, path: str, check: Callable[[str], _Value]) -> _Value | None:
        text = self._cells.get(path)
        if text is None:
            return None
        try:
            return check(text)
        except Refused as refused:
            self.problems.append(refused)
            return None


def _greeting(text: str) -> PersonName:
    """ "Frau" or "Herr Dr."."""
    name = person_name(text)
    if name.salutation and not name.last_name:
        return name
    return PersonName(salutation(text), "", "", "")
