"""The week of the cases: told on Monday, asked for, and as a spreadsheet."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office

HOUR = 3600.0
UNTIL_MONDAY = (6 * 24 + 22) * HOUR


async def told_on_monday(office: Office) -> None:
    boss = office.max
    await office.anna.say("Palette kaputt")
    await office.ada.press("Lösen")
    await office.ada.say("Ersatz ist unterwegs.")
    await office.wait(UNTIL_MONDAY)
    assert "Vorgänge · KW 48 · Mo, 23.11.2026" in boss.screen, boss.screen
    await boss.press("XLSX")
    assert boss.screen.endswith("1 Vorgang der KW 48 als Tabelle"), boss.screen
    await boss.press("◀ Früher")
    assert "Vorgänge · KW 47" in boss.screen, boss.screen


async def asked_for_by_an_admin(office: Office) -> None:
    ada = office.ada
    await ada.say("/wochenbericht")
    assert "0 eröffnet, 0 gelöst, 0 offen" in ada.screen, ada.screen
    await ada.press("Später ▶")
    assert "KW 48 bis jetzt" in ada.screen, ada.screen


SCENARIOS = [
    Scenario("case weeks", play.__name__.replace("_", " "), play)
    for play in (told_on_monday, asked_for_by_an_admin)
]
