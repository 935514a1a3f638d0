"""Days that have a name: by date, by Easter, by the weeks of a month."""

from datetime import date, timedelta

_BY_DATE = {
    "new_year": (1, 1), "epiphany": (1, 6), "valentine": (2, 14), "patrick": (3, 17),
    "april_fools": (4, 1), "labour": (5, 1), "independence": (7, 4), "assumption": (8, 15),
    "german_unity": (10, 3), "reformation": (10, 31), "halloween": (10, 31),
    "all_saints": (11, 1), "veterans": (11, 11), "nicholas": (12, 6), "christmas_eve": (12, 24),
    "christmas": (12, 25), "boxing": (12, 26), "new_years_eve": (12, 31),
}  # fmt: skip
_BY_EASTER = {
    "carnival_monday": -48, "ash_wednesday": -46, "maundy_thursday": -3, "good_friday": -2,
    "holy_saturday": -1, "easter": 0, "easter_monday": 1, "ascension": 39, "whit_sunday": 49,
    "whit_monday": 50, "corpus_christi": 60,
}  # fmt: skip
_BY_WEEKDAY = {  # month, weekday, which of them; the last one where negative
    "mlk": (1, 0, 3), "mothers_day": (5, 6, 2), "memorial": (5, 0, -1), "fathers_day": (6, 6, 3),
    "us_labor": (9, 0, 1), "thanksgiving": (11, 3, 4), "black_friday": (11, 4, 4),
}  # fmt: skip
_SEVERAL = {
    "christmas_days": ("christmas", 1), "easter_days": ("easter", 1),
    "whitsun_days": ("whit_sunday", 1), "between_years": ("boxing", 5),
}  # fmt: skip


def holiday_dates(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of what the name means in that year; None beyond the calendar."""
    if not 1583 <= year <= 4099:
        return None
    if name in _SEVERAL:
        first, more = _SEVERAL[name]
        days = holiday_dates(first, year)
        return (days[0], days[0] + timedelta(days=more)) if days else None
    day = _day(name, year)
    return day, day


def _day(name: str, year: int) -> date:
    if name in _BY_DATE:
        return date(year, *_BY_DATE[name])
    if name in _BY_EASTER:
        from dateutil.easter import easter  # imported late: seldom wanted

        return easter(year) + timedelta(days=_BY_EASTER[name])
    if name == "repentance":  # the Wednesday before 23 November
        day = date(year, 11, 22)
        return day - timedelta(days=(day.weekday() - 2) % 7)
    if name.startswith("advent"):  # Sundays, the fourth the last before Christmas
        fourth = date(year, 12, 24)
        fourth -= timedelta(days=(fourth.weekday() - 6) % 7)
        return fourth - timedelta(weeks=4 - int(name[-1]))
    month, weekday, count = _BY_WEEKDAY[name]
    if count < 0:
        day = date(year, month + 1, 1) - timedelta(days=1)
        return day - timedelta(days=(day.weekday() - weekday) % 7)
    day = date(year, month, 1)
    day += timedelta(days=(weekday - day.weekday()) % 7 + (count - 1) * 7)
    return day + timedelta(days=1) if name == "black_friday" and day.day < 23 else day
