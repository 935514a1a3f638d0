"""Customers: looked up, changed, taken back, added."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def looked_up(office: Office) -> None:
    tom = office.tom
    await tom.say("müller")
    await tom.press("Müller Maschinenbau, München")
    await tom.press("Kontakte")
    await tom.press("Zurück")
    await tom.press("Verlauf")
    assert tom.screen.startswith("Müller Maschinenbau")


async def changed_and_taken_back(office: Office) -> None:
    tom = office.tom
    await tom.say("10234")
    await tom.press("Bearbeiten")
    await tom.press("IBAN")
    await tom.say("DE00 1234")
    await tom.say("DE89 3704 0044 0532 0130 00")
    assert "✅ IBAN: – → DE89 3704 0044 0532 0130 00" in tom.screen
    await tom.press("Rückgängig")
    assert "✅ Zurückgenommen." in tom.screen


async def added(office: Office) -> None:
    tom = office.tom
    await tom.say("/kunde Café Zöllner")
    await tom.say("86150 Augsburg")
    await tom.say("Frau Zoe Zöllner, 0821 555555")
    await tom.press("Kunden anlegen")
    assert "✅ Kunde 10238 angelegt." in tom.screen


SCENARIOS = [
    Scenario("customers", play.__name__.replace("_", " "), play)
    for play in (looked_up, changed_and_taken_back, added)
]
