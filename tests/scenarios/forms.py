"""Any form: left, cancelled, taken up again."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def cancelled_and_taken_up_again(office: Office) -> None:
    tom = office.tom
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.say("/abbrechen")
    await tom.press("Weitermachen")
    await tom.press("Zurück")
    await tom.press("Weiß Elektro, Berlin")
    await tom.press("Auftrag")
    await tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in tom.screen


SCENARIOS = [Scenario("forms", "cancelled and taken up again", cancelled_and_taken_up_again)]
