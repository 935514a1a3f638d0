"""Customers from the accounting system's spreadsheet."""

from bot.services.tables import write_csv
from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office

HEADINGS = ["Kundennummer", "Name", "PLZ", "Ort"]


def table(refused: int = 1) -> bytes:
    rows = [[str(20_000 + n), f"Import {n} GmbH", "86150", "Augsburg"] for n in range(4)]
    rows += [[f"3{n}", "Abgelehnt GmbH", "1", "Ulm"] for n in range(refused)]
    return write_csv(HEADINGS, rows)


async def taken_over(office: Office) -> None:
    ada = office.ada
    await ada.person.send_document("kunden.csv", table())
    await office.settled()
    assert "4 neu" in ada.screen
    await ada.press("4 Kunden übernehmen")
    assert any("kunden.csv ist übernommen" in one.text for one in ada.person.answers)


async def cancelled(office: Office) -> None:
    ada = office.ada
    await ada.person.send_document("kunden.csv", table(0))
    await office.settled()
    await ada.press("Abbrechen")
    assert "Nichts wurde übernommen" in ada.screen


SCENARIOS = [
    Scenario("imports", play.__name__.replace("_", " "), play) for play in (taken_over, cancelled)
]
