"""Start, help, language."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def another_language(office: Office) -> None:
    await office.tom.say("/sprache")
    await office.tom.press("English")
    await office.tom.say("/help")
    assert "Help" in office.tom.screen, office.tom.screen


SCENARIOS = [Scenario("start", "another language", another_language)]
