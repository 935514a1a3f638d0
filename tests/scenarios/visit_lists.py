"""Lists of visits, and as a spreadsheet."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def listed_and_as_a_table(office: Office) -> None:
    tom = office.tom
    await tom.say("/besuch Weiß gestern 15 Uhr: Auftrag")
    await tom.press("Besuch speichern")
    await tom.say("/besuche")
    assert "Weiß Elektro" in tom.screen, tom.screen
    await tom.press("Als Tabelle")
    assert tom.person.answers[-1].file is not None


SCENARIOS = [Scenario("visit lists", "listed and as a table", listed_and_as_a_table)]
