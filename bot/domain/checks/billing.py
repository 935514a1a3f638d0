"""What an invoice needs: VAT id, IBAN, payment terms; and the visit interval, also in days."""

import re
from collections.abc import Callable
from functools import cache

from stdnum import iban as stdnum_iban
from stdnum import numdb
from stdnum.eu import vat as stdnum_vat
from stdnum.exceptions import InvalidChecksum, ValidationError

from bot.domain.checks.refused import Refused, excerpt
from bot.domain.checks.text import compact

GERMAN_VAT_DIGITS = 9
_VAT = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}[0-9A-Z]{2,40}", re.ASCII)
_SEPARATORS = str.maketrans("", "", "-./_")
_AT_ONCE = re.compile(r"sofort( fällig)?|immediate(ly)?|(due )?(on|upon) receipt|netto kasse")
_TERMS = re.compile(
    r"(zahlbar )?(innerhalb von |in |within )?(net(to)? )?(?P<days>[0-9]{1,6}) ?"
    r"(d|days?|tg\.?|tagen?|tage)?( net(to)?)?"
)
_INTERVAL = re.compile(
    r"(alle |every )?(?P<count>[0-9]{1,6}) ?(d|tagen?|tage|days?|(?P<weeks>wochen?|weeks?))?"
)


def vat_id(text: str) -> str:
    """Of an EU country or Northern Ireland, compact with its country code: "DE136695976"."""
    number = compact(text).translate(_SEPARATORS).upper()
    if number[:2] == "GR":
        number = "EL" + number[2:]
    country = "GR" if number[:2] == "EL" else number[:2]
    if country.lower() not in stdnum_vat.MEMBER_STATES:
        raise Refused("check-vat-country", text=excerpt(text))
    digits = number[2:]
    if country == "DE" and len(digits) != GERMAN_VAT_DIGITS and not digits.strip("0123456789"):
        raise Refused(
            "check-vat-digits", text=excerpt(number), have=len(digits), need=GERMAN_VAT_DIGITS
        )
    if not _VAT.fullmatch(number):
        raise Refused("check-vat-form", text=excerpt(text))
    return _validated(stdnum_vat.validate, number, "check-vat-form", "check-vat-checksum")


def iban(text: str) -> str:
    """Compact, as stored: "DE89370400440532013000"."""
    number = compact(text).translate(_SEPARATORS).upper()
    if not _IBAN.fullmatch(number):
        raise Refused("check-iban-form", text=excerpt(text))
    need = _iban_length(number[:2])
    if need is None:
        raise Refused("check-iban-country", text=excerpt(text), country=number[:2])
    if len(number) != need:
        raise Refused("check-iban-length", text=excerpt(text), have=len(number), need=need)
    return _validated(stdnum_iban.validate, number, "check-iban-form", "check-iban-checksum")


def show_iban(compact_iban: str) -> str:
    """In groups of four, as on paper."""
    return stdnum_iban.format(compact_iban)


def payment_terms(text: str) -> int:
    """Days, 0 to 365, from "30", "30 Tage netto", "net 30 days", "sofort"."""
    words = " ".join(text.lower().split())
    if _AT_ONCE.fullmatch(words):
        return 0
    found = _TERMS.fullmatch(words)
    if not found:
        raise Refused("check-terms-form", text=excerpt(text))
    days = int(found["days"])
    if days > 365:
        raise Refused("check-terms-range", text=excerpt(text), most=365)
    return days


def visit_interval(text: str) -> int:
    """Days, 1 to 730, from "30", "30 Tage", "alle 6 Wochen"."""
    found = _INTERVAL.fullmatch(" ".join(text.lower().split()))
    if not found:
        raise Refused("check-interval-form", text=excerpt(text))
    days = int(found["count"]) * (7 if found["weeks"] else 1)
    if not 1 <= days <= 730:
        raise Refused("check-interval-range", text=excerpt(text), most=730)
    return days


def _validated(validate: Callable[[str], str], number: str, form: str, checksum: str) -> str:
    try:
        return validate(number)
    except InvalidChecksum:
        raise Refused(checksum, text=excerpt(number)) from None
    except ValidationError:
        raise Refused(form, text=excerpt(number)) from None


@cache
def _iban_length(country: str) -> int | None:
    structure = numdb.get("iban").info(country)[0][1].get("bban")
    if structure is None:
        return None
    return 4 + sum(int(count) for count in re.findall(r"([0-9]+)!", structure))
