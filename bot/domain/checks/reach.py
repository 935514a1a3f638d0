"""How somebody is reached: phone and e-mail."""

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from bot.domain.checks.refused import Refused, excerpt
from bot.domain.checks.text import compact

_DIALLED = re.compile(r"\+?[0-9()/.\-\u2010-\u2015]+")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def phone(text: str, region: str = "DE") -> str:
    """E.164, as stored; `region` is where a number without a country code is dialled."""
    number = compact(text)
    if not _DIALLED.fullmatch(number):
        raise Refused("check-phone-signs", text=excerpt(text))
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        raise Refused("check-phone-unknown", text=excerpt(text)) from None
    if not phonenumbers.is_valid_number(parsed):
        raise Refused(_why_not(parsed), text=excerpt(text))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def show_phone(e164: str) -> str:
    """ "+49 821 123456", which phones make tappable."""
    parsed = phonenumbers.parse(e164)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def email(text: str) -> str:
    """One address, its domain in lower case; whether anybody reads it is not looked up."""
    address = text.strip()
    if _BREAKS.search(address):
        raise Refused("check-email-control", text=excerpt(address))
    if address.count("@") > 1:
        raise Refused("check-email-several", text=excerpt(address))
    if "@" not in address:
        raise Refused("check-email-at", text=excerpt(address))
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        raise Refused("check-email-form", text=excerpt(address)) from None


def _why_not(parsed: phonenumbers.PhoneNumber) -> str:
    match phonenumbers.is_possible_number_with_reason(parsed):
        case phonenumbers.ValidationResult.TOO_SHORT:
            return "check-phone-short"
        case phonenumbers.ValidationResult.TOO_LONG:
            return "check-phone-long"
        case _:
            return "check-phone-unknown"
