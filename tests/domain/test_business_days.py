from datetime import date

from bot.domain.business_days import add_business_days, is_business_day, next_business_day


def test_a_weekend_is_not_worked() -> None:
    assert is_business_day(date(2026, 11, 27), "BY")
    assert not is_business_day(date(2026, 11, 28), "BY")
    assert not is_business_day(date(2026, 11, 29), "BY")


def test_christmas_eve_and_new_years_eve_are_worked() -> None:
    assert is_business_day(date(2026, 12, 24), "BY")
    assert is_business_day(date(2026, 12, 31), "BE")
    assert not is_business_day(date(2026, 12, 25), "")


def test_a_holiday_counts_only_in_its_land() -> None:
    womens_day = date(2027, 3, 8)
    assert not is_business_day(womens_day, "BE")
    assert is_business_day(womens_day, "BY")
    assert is_business_day(womens_day, "")


def test_assumption_day_is_kept_in_bavaria_and_the_peace_festival_in_augsburg() -> None:
    assert not is_business_day(date(2025, 8, 15), "BY")
    assert is_business_day(date(2025, 8, 15), "BE")
    assert not is_business_day(date(2025, 8, 8), "Augsburg")
    assert is_business_day(date(2025, 8, 8), "BY")


def test_after_good_friday_comes_the_tuesday() -> None:
    assert next_business_day(date(2026, 4, 2), "") == date(2026, 4, 7)


def test_business_days_are_counted_both_ways() -> None:
    assert add_business_days(date(2026, 12, 23), 3, "BY") == date(2026, 12, 29)
    assert add_business_days(date(2026, 12, 29), -3, "BY") == date(2026, 12, 23)
    assert add_business_days(date(2026, 12, 26), 0, "BY") == date(2026, 12, 26)
