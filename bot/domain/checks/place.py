"""Where: country and postal code."""

import re
from functools import cache

from babel import Locale

from bot.domain.checks.refused import Refused, excerpt
from bot.domain.checks.text import fold, single_line

POSTAL_CODE_DIGITS = {"DE": 5, "AT": 4, "CH": 4, "LI": 4, "LU": 4, "BE": 4, "DK": 4, "FR": 5}

_NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_OTHER_NAMES = {
    "AT": ("A", "AUT"),
    "BE": ("B", "BEL"),
    "CH": ("CHE", "Swiss"),
    "CZ": ("CZE", "Tschechische Republik", "Czech Republic"),
    "DE": ("D", "DEU", "BRD", "Bundesrepublik Deutschland"),
    "ES": ("E", "ESP"),
    "FR": ("F", "FRA"),
    "GB": ("UK", "GBR", "England", "Großbritannien", "Great Britain"),
    "HU": ("H", "HUN"),
    "IT": ("I", "ITA"),
    "LI": ("FL", "LIE"),
    "LU": ("L", "LUX"),
    "NL": ("NLD", "Holland", "The Netherlands"),
    "PL": ("POL",),
    "SE": ("S", "SWE"),
    "TR": ("TUR", "Turkey"),
    "US": ("USA", "United States of America", "Vereinigte Staaten von Amerika"),
}
_COUNTRY_PREFIX = re.compile(r"(?:DE?|AT?|CH|FL|L|B|DK|F)[- ]+(?=[0-9])", re.ASCII)


def country(text: str) -> str:
    """The ISO code of a code or of a German or English name."""
    code = _countries().get(fold(text))
    if code is None:
        raise Refused("check-country", text=excerpt(text))
    return code


def postal_code(text: str, country_code: str = "DE") -> str:
    """As its country writes it; countries whose rule is not known keep what was given."""
    need = POSTAL_CODE_DIGITS.get(country_code)
    if need is None:
        return single_line(text, 12)
    code = _COUNTRY_PREFIX.sub("", text.strip().upper(), count=1)
    if not (code.isascii() and code.isdigit()):
        raise Refused("check-postal-code-signs", text=excerpt(text), need=need)
    if len(code) != need:
        raise Refused("check-postal-code-digits", text=excerpt(code), have=len(code), need=need)
    return code


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("de", "en"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code not in _NOT_COUNTRIES:
                found |= {fold(code): code, fold(name): code}
    for code, names in _OTHER_NAMES.items():
        found |= {fold(name): code for name in names}
    return found
