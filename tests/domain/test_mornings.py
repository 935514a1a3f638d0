"""Mornings on which one is reminded: business days of the Land, wall-clock time over DST."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain import mornings
from bot.domain.desk import Desk

BERLIN = ZoneInfo("Europe/Berlin")
BAVARIA = Desk("Nordlicht", BERLIN, region="BY")
BERLINERS = Desk("Nordlicht", BERLIN, region="BE")


def at(wall: str) -> datetime:
    return datetime.strptime(f"{wall} 2026", "%d.%m. %H:%M %Y").replace(tzinfo=BERLIN)


def told(instant: datetime) -> str:
    return f"{instant.astimezone(BERLIN):%d.%m. %H:%M}"


@pytest.mark.parametrize(
    ("now", "days", "due"),
    [
        ("23.11. 10:20", 1, "24.11. 09:00"),
        ("27.11. 10:20", 1, "30.11. 09:00"),
        ("24.12. 10:20", 1, "28.12. 09:00"),
        ("05.01. 10:20", 1, "07.01. 09:00"),
        ("23.11. 10:20", 14, "07.12. 09:00"),
    ],
)
def test_a_day_that_is_no_business_day_moves_to_the_next(now: str, days: int, due: str) -> None:
    assert told(mornings.in_days(BAVARIA, at(now), days)) == due


def test_a_holiday_of_another_land_is_a_business_day() -> None:
    assert told(mornings.in_days(BERLINERS, at("05.01. 10:20"), 1)) == "06.01. 09:00"


@pytest.mark.parametrize(
    ("now", "hour_in_utc"),
    [("27.03. 10:00", 7), ("23.10. 10:00", 8)],
)
def test_nine_stays_nine_when_the_clocks_change(now: str, hour_in_utc: int) -> None:
    due = mornings.in_days(BAVARIA, at(now), 1)
    assert due.astimezone(BERLIN).hour == 9
    assert due.astimezone(UTC).hour == hour_in_utc
    assert due.astimezone(UTC).hour != at(now).replace(hour=9).astimezone(UTC).hour


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("23.11. 10:20", "30.11. 09:00"),
        ("29.11. 23:59", "30.11. 09:00"),
        ("30.11. 00:00", "07.12. 09:00"),
        ("30.03. 12:00", "07.04. 09:00"),
    ],
)
def test_next_week_is_its_monday_or_the_next_business_day(now: str, due: str) -> None:
    assert told(mornings.next_week(BAVARIA, at(now))) == due


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("23.11. 07:59", "23.11. 08:00"),
        ("23.11. 08:00", "24.11. 08:00"),
        ("27.11. 10:00", "30.11. 08:00"),
        ("25.12. 06:00", "28.12. 08:00"),
        ("27.03. 10:00", "30.03. 08:00"),
    ],
)
def test_the_office_hears_on_business_mornings_at_eight(now: str, due: str) -> None:
    assert told(mornings.next_office_morning(BAVARIA, at(now))) == due


@pytest.mark.parametrize(
    ("now", "before"),
    [("24.11. 08:00", "23.11. 08:00"), ("30.11. 08:00", "27.11. 08:00")],
)
def test_a_business_day_before_skips_the_weekend(now: str, before: str) -> None:
    assert told(mornings.one_business_day_before(BAVARIA, at(now))) == before


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("23.11. 07:59", "23.11. 08:00"),
        ("23.11. 08:00", "30.11. 08:00"),
        ("29.11. 23:59", "30.11. 08:00"),
        ("02.04. 12:00", "07.04. 08:00"),
        ("06.04. 09:00", "07.04. 08:00"),
        ("07.04. 08:00", "13.04. 08:00"),
        ("20.05. 12:00", "26.05. 08:00"),
    ],
)
def test_the_office_hears_of_a_week_on_the_first_business_morning_of_the_next(
    now: str, due: str
) -> None:
    assert told(mornings.next_week_morning(BAVARIA, at(now))) == due


@pytest.mark.parametrize(("now", "hour_in_utc"), [("23.03. 09:00", 6), ("19.10. 09:00", 7)])
def test_eight_on_monday_stays_eight_when_the_clocks_change(now: str, hour_in_utc: int) -> None:
    due = mornings.next_week_morning(BAVARIA, at(now))
    assert (due.astimezone(BERLIN).hour, due.astimezone(UTC).hour) == (8, hour_in_utc)
