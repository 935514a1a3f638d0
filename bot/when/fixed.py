"""Days that have a name: by date, by Easter, by the weeks of a month."""

from datetime import date, timedelta

_BY_DATE = {
    "new_year": (1, 1),
    "epiphany": (1, 6),
    "valentine": (2, 14),
    "patrick": (3, 17),
    "april_fools": (4, 1),
    "labour": (5, 1),
    "independence": (7, 4),
    "assumption": (8, 15),
    "german_unity": (10, 3),
    "reformation": (10, 31),
    "halloween": (10, 31),
    "all_saints": (11, 1),
    "veterans": (11, 11),
    "nicholas": (12, 6),
    "christmas_eve": (12, 24),
    "christmas": (12, 25),
    "boxing": (12, 26),
    "new_years_eve": (12, 31),
}
"""Month and day."""
_BY_EASTER = {
    "carnival_monday": -48,
    "ash_wednesday": -46,
    "maundy_thursday": -3,
    "good_friday": -2,
    "holy_saturday": -1,
    "easter": 0,
    "easter_monday": 1,
    "ascension": 39,
    "whit_sunday": 49,
    "whit_monday": 50,
    "corpus_christi": 60,
}
"""Days from Easter Sunday."""
_BY_WEEKDAY = {
    "mlk": (1, 0, 3),
    "mothers_day": (5, 6, 2),
    "memorial": (5, 0, -1),
    "fathers_day": (6, 6, 3),
    "us_labor": (9, 0, 1),
    "thanksgiving": (11, 3, 4),
}
"""Month, weekday, which of them; the last one where negative."""
_SEVERAL = {
    "christmas_days": ("christmas", 1),
    "easter_days": ("easter", 1),
    "whitsun_days": ("whit_sunday", 1),
    "between_years": ("boxing", 5),
}
"""The first day, and how many come after it."""
_GREGORIAN = range(1583, 4100)


def holiday_dates(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of what the name means in that year; None beyond the calendar."""
    if year not in _GREGORIAN:
        return None
    if name in _SEVERAL:
        first, more = _SEVERAL[name]
        day = _day(first, year)
        return day, day + timedelta(days=more)
    day = _day(name, year)
    return day, day


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _day(name: str, year: int) -> date:
    if name in _BY_DATE:
        return date(year, *_BY_DATE[name])
    if name in _BY_EASTER:
        return easter(year) + timedelta(days=_BY_EASTER[name])
    if name == "repentance":  # the Wednesday before 23 November
        return _last(2, date(year, 11, 22))
    if name.startswith("advent"):  # Sundays, the fourth the last before Christmas
        return _last(6, date(year, 12, 24)) - timedelta(weeks=4 - int(name[-1]))
    if name == "black_friday":
        return _day("thanksgiving", year) + timedelta(days=1)
    month, weekday, count = _BY_WEEKDAY[name]
    if count < 0:
        return _last(weekday, date(year, month + 1, 1) - timedelta(days=1))
    day = date(year, month, 1)
    day += timedelta(days=(weekday - day.weekday()) % 7 + (count - 1) * 7)
    return day


def _last(weekday: int, day: date) -> date:
    """The last such weekday up to a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)
