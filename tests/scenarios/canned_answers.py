"""Canned answers: kept by the office, sent in a case."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office


async def kept_and_sent(office: Office) -> None:
    anna, ada = office.anna, office.ada
    await ada.say("/textbausteine")
    await ada.press("Neuer Textbaustein")
    await ada.say("Ersatz")
    await ada.say("Guten Tag {ansprechpartner}, Ersatz kommt.")
    await ada.press("Text ändern")
    await ada.say("Guten Tag {contact}, zu {nummer} kommt Ersatz.")
    await ada.press("Titel ändern")
    await ada.say("Ersatz kommt")
    await ada.press("Löschen")
    await ada.press("Rückgängig")
    await ada.press("Textbausteine")
    await ada.press("Ersatz kommt")
    await anna.say("Palette kaputt")
    await ada.press("Antworten")
    await ada.press("Ersatz kommt")
    await ada.press("Senden")
    assert anna.screen.endswith("Guten Tag Anna Huber, zu R-2026-0001 kommt Ersatz."), anna.screen


SCENARIOS = [Scenario("canned answers", "kept and sent", kept_and_sent)]
