"""What the columns of a customer table are called, in German and English exports.

Of every field the first name is the one our own German export writes, the second our English
one; the others are how DATEV, Lexware, sevDesk, SAP Business One, Odoo and people write it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

from bot.domain.checks import fold

ADDRESS_KINDS = ("billing", "correspondence", "delivery")
POSITIONS = (1, 2, 3)

_CUSTOMER = {
    "number": (
        "Kundennummer|Customer number|Kunden-Nr.|Kundennr.|Kunden-ID|Kd-Nr.|KdNr|Kd.nummer|Konto"
        "|Debitor|Debitorennr.|Debitorennummer|Debitorenkonto|Debitor Nr.|Geschäftspartnernummer"
        "|GP-Code|Customer No.|Customer ID|Cust. No.|BP Code|CardCode"
        "|Internal Reference|Reference|Ref"
    ),
    "name": (
        "Name|Company|Firma|Firma1|Firmenname|Name1|Kunde|Kundenname|Unternehmen"
        "|Unternehmensname|Organisation|Name der Firma|Name (Adressattyp Unternehmen)|GP-Name"
        "|Company name|Customer|Customer name|Organization|BP Name|CardName|Display name"
    ),
    "vat_id": (
        "USt-IdNr.|VAT ID|USt-ID|USt-Id-Nr.|UStID|Umsatzsteuer-ID|Umsatzsteuer-IdNr."
        "|Umsatzsteuer-Identifikationsnummer|EU-USt-ID|EU-UStIdNr.|EU-UStID|VAT|VAT number|VAT no."
        "|VAT reg. no.|VAT registration number|Tax ID|Federal Tax ID|LicTradNum"
    ),
    "vat_country": "EU-Land|EU country|USt-Land",
    "owner": (
        "Außendienst|Sales rep|Betreuer|Kundenbetreuer|Vertreter|Vertriebsmitarbeiter|Verkäufer"
        "|Außendienstmitarbeiter|Zuständig|ADM|Owner|Salesperson|Sales representative"
        "|Sales employee|Account manager|SlpName"
    ),
    "grade": (
        "Klasse|Class|Kundenklasse|ABC|ABC-Klasse|ABC-Kennzeichen|Customer class|ABC class|Grade"
    ),
    "visit_interval": (
        "Besuchsintervall|Visit interval|Besuchsintervall (Tage)|Besuchsrhythmus|Besuchsturnus"
        "|Visit interval (days)"
    ),
    "phone": (
        "Telefon|Phone|Tel.|Tel.-Nr.|Telefon1|Telefonnummer|Telefon Zentrale|Zentrale"
        "|Telefon Firma|Telephone|Telephone number|Phone1|Phone number|Phone no."
    ),
    "email": ("E-Mail|Email address|E-Mail-Adresse|E-Mail1|Mail|Mailadresse|E-Mail Firma|Email"),
    "payment_terms": (
        "Zahlungsziel|Payment terms|Zahlungsziel (Tage)|Zahlungsziel in Tagen|Zahlungsfrist"
        "|Zahlungsbedingung|Zahlungsbedingungen|Zahlungskondition|Payment terms (days)"
        "|Customer payment terms|Payment term|Net days"
    ),
    "iban": "IBAN|IBAN code|IBAN1|IBAN-Nr. 1|IBAN-Nr.|IBAN Nummer|IBAN number",
    "invoice_email": (
        "E-Mail Rechnung|Invoice email|Rechnungs-E-Mail|E-Mail für Rechnungen|Rechnungsmail"
        "|E-Mail Rechnungsversand|E-Mail Buchhaltung|Billing email|E-mail for invoices"
        "|Accounts payable email"
    ),
    "preferences": (
        "Produktvorlieben|Preferences|Vorlieben|Produktinteressen|Interessen|Product preferences"
    ),
    "notes": (
        "Notizen|Notes|Notiz|Bemerkung|Bemerkungen|Anmerkung|Anmerkungen|Kommentar|Memo|Note"
        "|Comment|Comments|Remarks"
    ),
}

_ADDRESS = {
    "street": "Straße|Street|Str.|Strasse und Hausnummer|Straße/Hausnr.|Adresse|Anschrift|Address"
    "|Street address|Address line 1|Street1",
    "house_number": "Hausnummer|House number|Hausnr.|Haus-Nr.|HNr|House no.|Street no.",
    "street2": "Adresszusatz|Street2|Straße 2|Zusatz|Adresszeile 2|Address line 2|Address 2",
    "postal_code": "PLZ|ZIP|Postleitzahl|Plz.|Postal code|Postcode|ZIP code",
    "city": "Ort|City|Stadt|Wohnort|Town",
    "country": "Land|Country|Ländercode|Länderkennzeichen|Staat|Country code|Country/Region",
}

_CONTACT = {
    "name": "Name|Name|Full name",
    "salutation": "Anrede|Salutation|Mr/Ms",
    "title": "Titel|Title|Akad. Titel|Akademischer Titel|Titel/Akad. Grad|Academic title",
    "first_name": "Vorname|First name|Given name|Forename",
    "last_name": "Nachname|Last name|Familienname|Zuname|Surname|Family name",
    "function": "Funktion|Function|Position|Rolle|Job title|Job position|Role",
    "phone": "Telefon|Phone|Tel.|Tel.-Nr.|Telefonnummer|Telephone|Phone number|Phone no.",
    "mobile": "Mobil|Mobile|Mobiltelefon|Mobilnummer|Handy|Handynummer|Mobile phone|Cell phone"
    "|Cellular|Mobile number",
    "email": "E-Mail|Email|E-Mail-Adresse|Mail|E-mail address",
    "language": "Sprache|Language|Korrespondenzsprache|Language code",
}
_NEVER_BARE = {"name", "phone", "email"}
"""Without "Ansprechpartner" before them these are the company's."""

_KINDS = {
    "billing": "Rechnungsadresse|Billing|Rechnung|Rechnungs|Rechnungsanschrift|Billing address"
    "|Bill-to|Invoice|Invoice address",
    "correspondence": "Korrespondenzadresse|Correspondence|Korrespondenz|Korrespondenzanschrift"
    "|Postanschrift|Correspondence address|Mailing|Mailing address",
    "delivery": "Lieferadresse|Delivery|Liefer|Lieferung|Lieferanschrift|Delivery address"
    "|Shipping|Shipping address|Ship-to",
}
_PEOPLE = "Ansprechpartner|Contact|Ansprechpartnerin|Ansprechperson|Kontakt|Kontaktperson|AP"
_PEOPLE_TOO = "|Contact person|Contact name|CntctPrsn"


@cache
def paths() -> dict[str, str]:
    """Every known heading, folded, with the path of its field, as in "delivery.city"."""
    return {fold(name): path for name, path in spellings()}


def spellings() -> Iterator[tuple[str, str]]:
    """Every way to write a heading, with the path of its field."""
    for path, names in _CUSTOMER.items():
        yield from ((name, path) for name in names.split("|"))
    for kind, prefixes in _KINDS.items():
        yield from _address_spellings(kind, prefixes.split("|"))
    for position in POSITIONS:
        yield from _contact_spellings(position)
    for field in _CONTACT.keys() - _NEVER_BARE:
        yield from ((word, f"contact1.{field}") for word in _CONTACT[field].split("|"))


def is_heading(text: str) -> bool:
    """Whether a cell is the heading of a column we know."""
    return fold(text) in paths()


def heading(path: str, language: str) -> str:
    """What our own export calls a field, "de" or "en"."""
    group, _, field = path.rpartition(".")
    which = 0 if language == "de" else 1
    if not group:
        return _CUSTOMER[field].split("|")[which]
    if group in _KINDS:
        word = _ADDRESS[field].split("|")[which]
        return word if group == "billing" else f"{_KINDS[group].split('|')[which]} {word}"
    word = _CONTACT[field].split("|")[which]
    return f"{_PEOPLE.split('|')[which]} {group.removeprefix('contact')} {word}"


def _address_spellings(kind: str, prefixes: list[str]) -> Iterator[tuple[str, str]]:
    bare = [""] if kind == "billing" else []
    for field, words in _ADDRESS.items():
        for word, prefix in product(words.split("|"), prefixes + bare):
            yield from ((name, f"{kind}.{field}") for name in {prefix + word, word + prefix})


def _contact_spellings(position: int) -> Iterator[tuple[str, str]]:
    numbers = ["", "1"] if position == 1 else [str(position)]
    for person, number in product((_PEOPLE + _PEOPLE_TOO).split("|"), numbers):
        who = {person + number, number + person}
        yield from ((name, f"contact{position}.name") for name in who)
        for field, words in _CONTACT.items():
            for word in words.split("|"):
                names = {person + word + number}
                names.update(*({one + word, word + one} for one in who))
                yield from ((name, f"contact{position}.{field}") for name in names)
