"""Business days of a German Land: Monday to Friday, 24 and 31 December among them."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

# Where a holiday that only catholic communities keep is kept by most of the Land.
_MOSTLY_CATHOLIC = {"BY"}
_LANGUAGES = {"de": "de", "en": "en_US"}


def is_business_day(day: date, region: str) -> bool:
    """Region is a Land such as "BY", the city "Augsburg", or "" for nationwide holidays only."""
    return day.weekday() < 5 and day not in holidays_of(day.year, region)


def next_business_day(day: date, region: str) -> date:
    """The first business day after `day`."""
    return add_business_days(day, 1, region)


def add_business_days(day: date, count: int, region: str) -> date:
    """The `count`-th business day after `day`, or before it when negative."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_business_day(day, region)
    return day


@cache
def holidays_of(year: int, region: str, language: str = "de") -> Mapping[date, str]:
    """The public holidays of a year, with their names in "de" or "en"."""
    from holidays import country_holidays  # imported late: a third of a second at start-up

    categories = ("public", "catholic") if region in _MOSTLY_CATHOLIC else ("public",)
    return country_holidays(
        "DE",
        subdiv=region or None,
        years=year,
        categories=categories,
        language=_LANGUAGES[language],
        expand=False,
    )
