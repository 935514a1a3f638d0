"""Customers as rows of a table."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checks import Refused, fold, multi_line, name, single_line
from bot.services.customer_columns import (
    AddressRecord,
    ContactRecord,
    CustomerRecord,
    customer_headings,
    customer_row,
    heading,
    is_heading,
    map_headings,
    problems,
    read_customer,
)
from bot.services.customer_columns.vocabulary import spellings
from bot.services.tables import Sheet, read_table, write_csv, write_xlsx


def customer(**cells: str) -> CustomerRecord:
    """A customer read from cells by field path, `__` for the dot."""
    return read_customer(list(cells.values()), map_headings(headings(**cells)))


def headings(**cells: str) -> list[str]:
    return [heading(path.replace("__", "."), "de") for path in cells]


def wrong(**cells: str) -> list[str]:
    cells = {"number": "1", "name": "Huber"} | cells
    return [one.key for one in problems(list(cells.values()), map_headings(headings(**cells)))]


@pytest.mark.parametrize(
    ("program", "fields"),
    [
        (
            "DATEV",
            {
                "Konto": "number",
                "Name (Adressattyp Unternehmen)": "name",
                "EU-Land": "vat_country",
                "EU-UStID": "vat_id",
                "Titel/Akad. Grad": "contact1.title",
                "Straße": "billing.street",
                "Postleitzahl": "billing.postal_code",
                "IBAN-Nr. 1": "iban",
                "Ansprechpartner": "contact1.name",
            },
        ),
        (
            "Lexware",
            {
                "Kd-Nr.": "number",
                "Firma": "name",
                "Str.": "billing.street",
                "Hausnr.": "billing.house_number",
                "Telefon1": "phone",
                "Zahlungsbedingung": "payment_terms",
            },
        ),
        (
            "sevDesk",
            {
                "Kunden-Nr.": "number",
                "Organisation": "name",
                "Umsatzsteuer-ID": "vat_id",
                "Zahlungsziel (Tage)": "payment_terms",
                "Nachname": "contact1.last_name",
                "Vorname": "contact1.first_name",
                "PLZ": "billing.postal_code",
            },
        ),
        (
            "SAP Business One",
            {
                "CardCode": "number",
                "CardName": "name",
                "LicTradNum": "vat_id",
                "SlpName": "owner",
                "CntctPrsn": "contact1.name",
                "Cellular": "contact1.mobile",
                "ZipCode": "billing.postal_code",
                "E_Mail": "email",
            },
        ),
        (
            "Odoo",
            {
                "Reference": "number",
                "Company name": "name",
                "Tax ID": "vat_id",
                "Salesperson": "owner",
                "Street2": "billing.street2",
                "Customer Payment Terms": "payment_terms",
            },
        ),
        (
            "people",
            {
                "KUNDENNUMMER": "number",
                "Strasse (Lieferadresse)": "delivery.street",
                "Liefer-PLZ": "delivery.postal_code",
                "Ship-to city": "delivery.city",
                "Korrespondenz Ort": "correspondence.city",
                "Rechnungsadresse Land": "billing.country",
                "2. Ansprechpartner Telefon": "contact2.phone",
                "Ansprechpartner 2 Handy": "contact2.mobile",
                "Telefon Ansprechpartner 3": "contact3.phone",
                "Contact 3": "contact3.name",
                "Ansprechpartner E-Mail": "contact1.email",
                "E-Mail Rechnung": "invoice_email",
                "Geschaeftspartnernummer": "number",
            },
        ),
    ],
)
def test_the_headings_of_usual_programs_are_understood(
    program: str, fields: dict[str, str]
) -> None:
    for written, path in fields.items():
        assert map_headings([written]).columns == {0: path}, (program, written)


def test_no_spelling_stands_for_two_fields() -> None:
    found: dict[str, str] = {}
    for spelling, path in spellings():
        assert found.setdefault(fold(spelling), path) == path, spelling


def test_unknown_columns_and_second_columns_for_a_field_are_named_not_guessed() -> None:
    mapping = map_headings(["Kd-Nr.", "Rabattgruppe", "", "PLZ", "Postleitzahl", "x" * 99])
    assert mapping.columns == {0: "number", 3: "billing.postal_code"}
    assert mapping.unknown == ("Rabattgruppe", "x" * 39 + "…")
    assert mapping.duplicates == ("Postleitzahl",)


def test_a_table_without_a_column_for_the_name_says_so() -> None:
    assert map_headings(["Kd-Nr.", "Ort"]).missing == ("name",)
    assert map_headings(["Ort"]).missing == ("number", "name")


def test_an_empty_heading_is_no_heading() -> None:
    assert not is_heading("")
    assert not is_heading(" - ")


def test_empty_cells_are_not_given() -> None:
    record = customer(number="10234", name="Huber", payment_terms=" ", billing__city="")
    assert record == CustomerRecord("10234", "Huber")


def test_every_field_is_checked_and_normalised() -> None:
    assert customer(
        number=" 10234 ",
        name="Bäckerei\nHuber",
        vat_id="DE 136 695 976",
        grade="b",
        phone="0821/123456",
        payment_terms="30 Tage netto",
        iban="de89 3704 0044 0532 0130 00",
        billing__street="Hauptstr.",
        billing__house_number="12",
        billing__postal_code="D-86150",
        billing__country="Deutschland",
        contact1__name="Frau Dr. Anna von Huber",
        contact1__email="Anna@Huber-Mehl.de",
        contact2__salutation="Herr Dr.",
        contact2__last_name="Weiß",
    ) == CustomerRecord(
        "10234",
        "Bäckerei Huber",
        vat_id="DE136695976",
        grade="B",
        phone="+49821123456",
        payment_terms=30,
        iban="DE89370400440532013000",
        addresses=(AddressRecord("billing", "Hauptstr. 12", "", "86150", "", "DE"),),
        contacts=(
            ContactRecord(1, "ms", "Dr.", "Anna", "von Huber", email="Anna@huber-mehl.de"),
            ContactRecord(2, "mr", "Dr.", last_name="Weiß"),
        ),
    )


def test_columns_of_their_own_go_before_what_a_full_name_says() -> None:
    record = customer(
        number="1", name="Huber", contact1__name="Anna Huber", contact1__last_name="Huber-Weiß"
    )
    assert record.contacts == (ContactRecord(1, first_name="Anna", last_name="Huber-Weiß"),)


def test_postal_codes_and_phones_follow_the_country_of_the_address() -> None:
    record = customer(
        number="1",
        name="Huber",
        phone="01 234567",
        billing__postal_code="1010",
        billing__country="Österreich",
    )
    assert record.phone == "+431234567"
    assert record.addresses[0].postal_code == "1010"


def test_the_country_of_a_vat_id_may_stand_in_a_column_of_its_own() -> None:
    assert customer(number="1", name="H", vat_country="DE", vat_id="136695976").vat_id == (
        "DE136695976"
    )
    assert customer(number="1", name="H", vat_country="AT", vat_id="ATU13585627").vat_id == (
        "ATU13585627"
    )


def test_number_and_name_are_needed() -> None:
    assert wrong(number=" ") == ["customer-row-number"]
    assert wrong(name="\x00") == ["customer-row-name"]


def test_all_problems_of_a_row_are_told_and_the_first_is_raised() -> None:
    cells = {"number": "", "name": "Huber", "billing__postal_code": "8615", "grade": "D"}
    assert wrong(**cells) == [
        "check-postal-code-digits",
        "customer-row-number",
        "check-class",
    ]
    with pytest.raises(Refused, match="check-postal-code-digits"):
        customer(**cells)


def test_a_row_with_more_cells_than_headings_is_refused_instead_of_shifted() -> None:
    mapping = map_headings(["Nr", "Kd-Nr.", "Firma", "Ort"])
    found = problems(["1", "10234", "Huber", " Söhne", "Ulm"], mapping)
    assert [one.key for one in found] == ["customer-row-wide"]
    assert found[0].values == {"have": 5, "most": 4}


def _cleaned(clean: Any, most: int) -> st.SearchStrategy[str]:
    return st.text(max_size=most).map(clean)


WORDS = _cleaned(single_line, 20)
NAMES = _cleaned(name, 20).filter(bool)
NUMBERS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9
)
PHONES = st.sampled_from(["", "+49821123456", "+491712345678", "+431234567", "+12125550123"])
MAILS = st.sampled_from(["", "a@b.de", "=x@b.de", "+49@b.de", "müller@huber-mehl.de"])
ADDRESSES = st.one_of(
    st.tuples(WORDS, WORDS, st.sampled_from(["", "01067"]), WORDS, st.sampled_from(["", "DE"])),
    st.tuples(WORDS, WORDS, st.sampled_from(["", "1010"]), WORDS, st.just("AT")),
)
PEOPLE = st.tuples(
    st.sampled_from(["", "ms", "mr"]),
    *[WORDS] * 4,
    PHONES,
    PHONES,
    MAILS,
    st.sampled_from(["", "de", "en"]),
)


@st.composite
def customers(draw: st.DrawFn) -> CustomerRecord:
    kinds = draw(st.sets(st.sampled_from(["billing", "correspondence", "delivery"])))
    positions = draw(st.sets(st.integers(1, 3)))
    addresses = (AddressRecord(kind, *draw(ADDRESSES)) for kind in sorted(kinds))
    contacts = (ContactRecord(position, *draw(PEOPLE)) for position in sorted(positions))
    return CustomerRecord(
        number=draw(NUMBERS),
        name=draw(NAMES),
        vat_id=draw(st.sampled_from(["", "DE136695976", "ATU13585627", "EL094259216"])),
        owner=draw(WORDS),
        grade=draw(st.sampled_from(["", "A", "B", "C"])),
        visit_interval=draw(st.none() | st.integers(1, 730)),
        phone=draw(PHONES),
        email=draw(MAILS),
        payment_terms=draw(st.none() | st.integers(0, 365)),
        iban=draw(st.sampled_from(["", "DE89370400440532013000", "AT611904300234573201"])),
        invoice_email=draw(MAILS),
        preferences=draw(_cleaned(multi_line, 30)),
        notes=draw(_cleaned(multi_line, 30)),
        addresses=tuple(one for one in addresses if one != AddressRecord(one.kind)),
        contacts=tuple(one for one in contacts if one != ContactRecord(one.position)),
    )


@given(customers(), st.sampled_from(["de", "en"]), st.sampled_from(["csv", "xlsx"]))
def test_an_exported_customer_is_imported_as_the_same_customer(
    record: CustomerRecord, language: str, kind: str
) -> None:
    columns, rows = customer_headings(language), [customer_row(record, language)]
    if kind == "csv":
        data = write_csv(columns, rows)
    else:
        data = write_xlsx([Sheet("Kunden", columns, rows)])
    table = read_table(data, f"kunden.{kind}", is_heading)
    mapping = map_headings(table.headings)
    assert (mapping.unknown, mapping.duplicates, mapping.missing) == ((), (), ())
    assert [read_customer(row, mapping) for row in table.rows] == [record]


@given(st.lists(st.text(max_size=30), max_size=55))
def test_any_row_is_a_customer_or_has_problems(row: list[str]) -> None:
    mapping = map_headings(customer_headings("de"))
    found = problems(row, mapping)
    if found:
        with pytest.raises(Refused, match=found[0].key):
            read_customer(row, mapping)
    else:
        assert read_customer(row, mapping).number
