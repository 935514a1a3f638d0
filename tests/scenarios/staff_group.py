"""A staff group: chosen, worked in, its topic deleted, and away for a while."""

from tests.group import StaffGroup
from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office

NUMBER = "R-2026-0001"


async def worked_in(office: Office) -> None:
    there = StaffGroup(office.life, office.max, office.ada)
    await there.write(office.max, "/teamgruppe", None)
    await office.max.person.promote(there.group)
    await there.press(office.max, "Noch einmal")
    await there.press(office.max, "Ja, nur Mitarbeiter")
    await office.anna.photo("Palette kam kaputt an")
    await there.settled()
    await there.write(office.ada, "// Fahrer fragen", NUMBER)
    await there.press(office.ada, "Übernehmen")
    await there.press(office.ada, "Dringlichkeit")
    await there.press(office.ada, "hoch")
    await there.write(office.ada, "Wie viele Kartons?", NUMBER)
    await there.press(office.ada, "Warten auf Kunden")
    await office.anna.say("Zwölf")
    await there.settled()
    await there.write(office.ada, "Zwölf neue kommen morgen.", NUMBER)
    await there.press(office.ada, "Gelöst")
    assert office.anna.screen.startswith("✅"), office.anna.screen
    await there.press(office.ada, "Wieder öffnen")
    assert "wieder offen" in office.anna.screen, office.anna.screen


async def topic_deleted(office: Office) -> None:
    there = await StaffGroup.chosen(office.life, "de", office.max, office.ada)
    await office.anna.say("Kiste fehlt")
    await there.settled()
    await office.max.person.delete_topic(there.group, there.topic(NUMBER))
    await office.anna.say("Und noch eine")
    await there.settled()
    assert there.titles, "no topic"
    told = "\n".join(there.news(NUMBER))
    assert "Kiste fehlt" in told, told
    assert "Und noch eine" in told, told
    await there.press(office.ada, "Zuweisen")
    await there.press(office.ada, "Max Boss")


async def away_for_a_while(office: Office) -> None:
    there = await StaffGroup.chosen(office.life, "de", office.max, office.ada)
    await office.max.person.promote(there.group, can_manage_topics=False)
    await office.anna.say("Kiste fehlt")
    await there.settled()
    assert office.ada.screen.startswith("In die Teamgruppe kam das nicht"), office.ada.screen
    await office.max.person.promote(there.group)
    await there.settled()
    await there.settled()
    assert there.titles == [f"{NUMBER} · Bäckerei Huber GmbH · neu"], there.titles
    await there.press(office.max, "Teamgruppe beenden")


SCENARIOS = (
    Scenario("staff group", "worked in", worked_in),
    Scenario("staff group", "topic deleted", topic_deleted),
    Scenario("staff group", "away for a while", away_for_a_while),
)
