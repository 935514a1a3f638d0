"""The day at a glance."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def looked_at(office: Office) -> None:
    await office.tom.say("/besuch Weiß heute 8 Uhr: Auftrag, nachfassen in 2 Stunden")
    await office.tom.press("Besuch speichern")
    await office.tom.say("/heute")
    assert "Weiß Elektro" in office.tom.screen, office.tom.screen


SCENARIOS = [Scenario("today", "looked at", looked_at)]
