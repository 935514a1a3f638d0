from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.days_meant import coming_days, past_days
from bot.domain.desk import Desk
from bot.when import Moment, find_when

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = datetime(2026, 11, 25, 10, 20, tzinfo=BERLIN)
DESK = Desk("Nordlicht", BERLIN, region="BY")


def said(words: str, now: datetime = WEDNESDAY) -> Moment:
    found = find_when(words, now, "de")
    assert isinstance(found, Moment)
    return found


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("nächste Woche", ["30.11."]),
        ("im Januar", ["04.01."]),
        ("diese Woche", ["26.11.", "27.11."]),
        ("dieses Jahr", ["26.11.", "27.11.", "30.11.", "01.12.", "02.12."]),
        ("morgen", ["26.11."]),
        ("nach Weihnachten", ["24.12.", "28.12."]),
        ("am Wochenende", ["27.11.", "30.11."]),
        ("Montag bis Mittwoch", ["30.11."]),
    ],
)
def test_a_period_to_come_is_its_first_business_day_or_those_left(
    words: str, days: list[str]
) -> None:
    found = coming_days(DESK, said(words), WEDNESDAY.date())
    assert [day.strftime("%d.%m.") for day in found] == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("letzte Woche", ["20.11.", "19.11.", "18.11.", "17.11.", "16.11."]),
        ("diese Woche", ["25.11.", "24.11.", "23.11."]),
        ("gestern", ["24.11."]),
    ],
)
def test_a_period_that_was_is_its_last_business_days(words: str, days: list[str]) -> None:
    found = past_days(DESK, said(words), WEDNESDAY.date())
    assert [day.strftime("%d.%m.") for day in found] == days


def test_a_holiday_of_the_land_is_no_day_to_follow_up() -> None:
    epiphany_week = said("KW 1 2027", datetime(2027, 1, 5, 9, 0, tzinfo=BERLIN))
    found = coming_days(DESK, epiphany_week, date(2027, 1, 5))
    assert [day.strftime("%d.%m.") for day in found] == ["07.01.", "08.01."]
