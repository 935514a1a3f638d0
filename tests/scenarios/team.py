"""The team: invited, joined, removed."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def invited_and_joined(office: Office) -> None:
    ada = office.ada
    await ada.say("/einladen")
    await ada.press("Außendienst")
    await ada.say("Uwe Neu")
    await ada.press("Link kopieren")
    uwe = office.life.world.person("Uwe Neu")
    await uwe.open(ada.person.clipboard)
    await office.settled()
    await uwe.press("Einladung annehmen")
    await office.settled()
    assert uwe.screen.startswith("Guten Tag, Uwe Neu.")


async def removed(office: Office) -> None:
    ada, eva = office.ada, office.eva
    await eva.say("/besuch Müller Ulm gestern: Auftrag, nachfassen in 1 Woche")
    await ada.say("/team")
    await ada.press("Eva Roth")
    await ada.press("Zugang entziehen")
    await ada.press("Jetzt entziehen")
    assert "Eva Roth hat keinen Zugang mehr" in ada.screen
    await eva.press("Besuch speichern")
    await eva.say("10236")
    assert "brauchen Sie eine Einladung" in eva.screen


SCENARIOS = [
    Scenario("team", play.__name__.replace("_", " "), play)
    for play in (invited_and_joined, removed)
]
