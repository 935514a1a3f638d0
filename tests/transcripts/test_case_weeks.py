"""The week of the cases end to end: on Monday, when asked, as a picture and as a spreadsheet."""

import asyncio
from datetime import datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.actor import Role
from bot.outgoing import case_weeks
from bot.playground import Person
from bot.services.tables import read_table
from tests.logs.reading import written
from tests.stage import Stage
from tests.transcripts.book import open_book

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_AT_EIGHT = datetime(2026, 11, 30, 8, tzinfo=BERLIN)


async def let_be(stage: Stage, instant: datetime) -> None:
    """Let the clock show this, and all be done that is due then."""
    stage.clock.advance(instant - stage.clock.now())
    await asyncio.sleep(1.5)
    await stage.settled()


async def staff(stage: Stage) -> tuple[Person, Person, Person]:
    """A manager who reads German, one who reads English, and an admin."""
    eva = await stage.join("Eva Sommer", Role.MANAGER)
    max_ = await stage.join("Max Boss", Role.MANAGER, "en")
    return eva, max_, await stage.join("Ada Klein", Role.ADMIN)


async def a_case(stage: Stage, ada: Person) -> Person:
    """It is opened at once, answered an hour later, and resolved after two more; rated with one
    star."""
    book = await open_book(stage)
    anna = await stage.join("Anna Huber", Role.CUSTOMER, customer_id=book["10234"])
    for after, deed in ((0, ""), (1, "Antworten"), (2, "Lösen")):
        stage.clock.advance(timedelta(hours=after))
        if deed:
            await ada.press(deed)
            await stage.settled()
        await (ada if deed else anna).say(deed or "=1+1 Palette kaputt")
        await stage.settled()
        if not deed:
            await anna.press("Lieferung")
            await stage.settled()
            await anna.press("Ohne Nummer weiter")
            await stage.settled()
    await anna.press("1 ★")
    await stage.settled()
    return anna


async def test_on_monday_at_eight_every_manager_hears_of_the_week_and_gets_its_spreadsheet(
    any_stage: Stage,
) -> None:
    stage = any_stage
    eva, boss, ada = await staff(stage)
    await a_case(stage, ada)
    before = [len(one.answers) for one in (eva, boss, ada)]
    await let_be(stage, MONDAY_AT_EIGHT - timedelta(seconds=30))
    assert [len(one.answers) for one in (eva, boss, ada)] == before
    await let_be(stage, MONDAY_AT_EIGHT)
    assert [len(one.answers) for one in (eva, boss, ada)] == [
        before[0] + 1,
        before[1] + 1,
        before[2],
    ]
    assert eva.screen == (
        "(2026-11-23.png) Vorgänge · KW 48 · Mo, 23.11.2026 bis So, 29.11.2026\n"
        "1 eröffnet ▲ 1, 1 gelöst ▲ 1, 0 offen\n"
        "💬 Bis zur ersten Antwort 1:00 h (Median, Arbeitszeit)\n"
        "📅 Bis zur Lösung 3:00 h\n"
        "✅ Keine Frist überschritten\n"
        "★ 1,0 aus 1 Bewertung, davon 1 niedrig\n"
        "Themen: Lieferung 1\n"
        "[◀ Früher] [XLSX] [Später ▶]"
    )
    assert boss.screen == (
        "(2026-11-23.png) Cases · week 48 · Mon, 23 Nov 2026 to Sun, 29 Nov 2026\n"
        "1 opened ▲ 1, 1 resolved ▲ 1, 0 open\n"
        "💬 1:00 h to the first answer (median, business time)\n"
        "📅 3:00 h to the solution\n"
        "✅ No deadline missed\n"
        "★ 1.0 from 1 rating, 1 of them low\n"
        "Topics: Delivery 1\n"
        "[◀ Earlier] [XLSX] [Later ▶]"
    )
    picture = boss.answers[-1].file
    assert picture
    assert picture.kind == "photo"
    assert picture.content.startswith(b"\x89PNG")
    assert picture.content != eva.answers[-1].file.content  # type: ignore[union-attr]
    await boss.press("XLSX")
    await stage.settled()
    sent = boss.answers[-1]
    assert sent.transcript == "(cases-2026-11-23.xlsx) 1 case of week 48 as a table"
    assert sent.file
    table = read_table(sent.file.content, sent.file.name, lambda _: True)
    told = [dict(zip_longest(table.headings, row, fillvalue="")) for row in table.rows]
    assert told == [{
        "Number": "R-2026-0001", "Kind": "Complaint", "Customer number": "10234",
        "Customer": "Bäckerei Huber GmbH", "Topic": "Delivery", "State": "resolved",
        "Opened": "2026-11-23 10:20", "First answer": "2026-11-23 11:20",
        "Resolved": "2026-11-23 13:20", "Business hours to the answer": "1",
        "Business hours to the solution": "3", "Answer was late": "no",
        "Solution was late": "no", "With": "Ada Klein", "Stars": "1",
    }]  # fmt: skip


async def test_another_week_is_another_message_and_only_the_last_has_buttons(stage: Stage) -> None:
    ada = await stage.join("Ada Klein", Role.ADMIN)
    await ada.say("/wochenbericht")
    await stage.settled()
    assert "KW 47 · Mo, 16.11.2026 bis So, 22.11.2026\n0 eröffnet" in ada.screen
    assert ada.screen.endswith("[◀ Früher] [Später ▶]")
    await ada.press("Später ▶")
    await stage.settled()
    assert "KW 48 bis jetzt" in ada.screen
    assert ada.screen.endswith("\n[◀ Früher]")
    assert not ada.answers[-2].buttons
    for data in ("show:2026-11-30", "show:2026-11-24", "show:x", "show", "table:1999-12-27", ":"):
        await ada.press_data(f"week:{data}", on=ada.answers[-1].id)
        await stage.settled()
        assert ada.toasts[-1].text == "Dieser Knopf gehört nicht mehr zu etwas, das ich kenne."


async def test_without_anything_in_two_weeks_there_is_no_line(stage: Stage) -> None:
    eva = await stage.join("Eva Sommer", Role.MANAGER)
    before = len(eva.answers)
    for week in range(2):
        await let_be(stage, MONDAY_AT_EIGHT + timedelta(weeks=week))
    assert len(eva.answers) == before


async def test_where_nothing_can_be_drawn_the_line_comes_without_a_picture(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    eva = await stage.join("Eva Sommer", Role.MANAGER)
    monkeypatch.setattr(case_weeks, "TEMPLATE", tmp_path / "absent.typ")
    with written("INFO"):  # it is told of at length
        await eva.say("/wochenbericht")
        await stage.settled()
    assert eva.screen.startswith(
        "Vorgänge · KW 47 · Mo, 16.11.2026 bis So, 22.11.2026\n0 eröffnet"
    )
    assert eva.screen.endswith("[◀ Früher] [Später ▶]")


@pytest.mark.parametrize(
    ("start", "rings"),
    [
        pytest.param("2027-03-23", "2027-03-30", id="the clocks go forward, Easter Monday"),
        pytest.param("2027-10-26", "2027-11-01", id="the clocks go back"),
    ],
)
async def test_a_week_is_told_of_at_eight_on_its_first_business_day(
    stage: Stage, start: str, rings: str
) -> None:
    due = datetime.fromisoformat(f"{rings} 08:00").replace(tzinfo=BERLIN)
    await let_be(stage, datetime.fromisoformat(f"{start} 10:00").replace(tzinfo=BERLIN))
    eva = await stage.join("Eva Sommer", Role.MANAGER)
    await a_case(stage, await stage.join("Ada Klein", Role.ADMIN))
    before = len(eva.answers)
    await let_be(stage, due - timedelta(seconds=30))
    assert len(eva.answers) == before
    await let_be(stage, due)
    assert len(eva.answers) == before + 1
    assert "1 eröffnet ▲ 1, 1 gelöst ▲ 1, 0 offen" in eva.screen
