"""Start, help, language."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def another_language(office: Office) -> None:
    await office.tom.say("/sprache")
    await office.tom.press("English")
    await office.tom.say("/help")
    assert "Help" in office.tom.screen, office.tom.screen


async def killed_and_started_again(office: Office) -> None:
    await office.tom.say("/besuch Weiß heute 8 Uhr: Auftrag, nachfassen in 2 Stunden")
    office.life.kill()
    await office.tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in office.tom.screen


SCENARIOS = [
    Scenario("start", "another language", another_language),
    Scenario("start", "killed and started again", killed_and_started_again),
]
