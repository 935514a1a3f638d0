"""Visits: guided, in one message, changed, taken back, with photos."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office

WEISS = "/besuch Weiß gestern 15 Uhr: Angebot besprochen, Wiedervorlage in 2 Wochen"


async def in_one_message(office: Office) -> None:
    tom = office.tom
    await tom.say(WEISS)
    await tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in tom.screen


async def guided(office: Office) -> None:
    tom = office.tom
    await tom.say("/besuch")
    await tom.press("Bäckerei Huber, Augsburg")
    await tom.press("Interesse")
    await tom.say("Mag Bio-Mehl")
    await tom.press("Weiter")
    await tom.press("In 1 Woche: Mo, 30.11.2026")
    assert "Besuch 1001 gespeichert" in tom.screen


async def changed(office: Office) -> None:
    tom = office.tom
    told = await tom.say("/besuch Huber gestern 15 Uhr: Interesse, nachfassen in 2 Wochen")
    await tom.press("Besuch speichern")
    await tom.edit(told, "/besuch Huber gestern 16 Uhr: Auftrag, nachfassen in 3 Wochen")
    assert "Besuch 1001 geändert" in tom.screen


async def taken_back(office: Office) -> None:
    tom = office.tom
    await tom.say(WEISS)
    await tom.press("Besuch speichern")
    await tom.press("Rückgängig")
    assert "Besuch 1001 ist zurückgenommen." in tom.screen


async def with_an_album(office: Office) -> None:
    tom = office.tom
    await tom.album(3, "War heute um 9 bei Weiß, Palette kaputt")
    await tom.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in tom.screen


async def for_a_rep(office: Office) -> None:
    ada = office.ada
    await ada.say("/besuch Weiß gestern 15 Uhr: Auftrag")
    await ada.press("Tom Berg")
    await ada.press("Besuch speichern")
    assert "Besuch 1001 gespeichert" in ada.screen


SCENARIOS = [
    Scenario("visits", play.__name__.replace("_", " "), play)
    for play in (in_one_message, guided, changed, taken_back, with_an_album, for_a_rep)
]
