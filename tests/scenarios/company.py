"""A customer's contact and the own company."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def written_to(office: Office) -> None:
    await office.anna.say("/firma")
    await office.anna.say("Palette kaputt")
    assert office.anna.screen.startswith("Danke, Ihre Nachricht liegt bei Tom Berg")
    assert "Palette kaputt" in office.tom.screen
    await office.anna.photo("So sieht sie aus")
    assert "So sieht sie aus" in office.tom.screen


SCENARIOS = [Scenario("company", "written to", written_to)]
