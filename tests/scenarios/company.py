"""A customer's contact and the own company."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def looked_at(office: Office) -> None:
    await office.anna.say("/firma")
    assert "Ihre Kundennummer" in office.anna.screen


SCENARIOS = [Scenario("company", "looked at", looked_at)]
