"""Complaints and enquiries, from a customer's photo to a rating."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office

HOUR = 3600


async def photo_answered_and_rated(office: Office) -> None:
    anna, ada = office.anna, office.ada
    await anna.photo("Palette kam kaputt an")
    assert anna.screen.startswith("Vorgang R-2026-0001 ist aufgenommen."), anna.screen
    await anna.press("Lieferung")
    await anna.say("4711")
    await ada.press("Übernehmen")
    await ada.press("Antworten")
    await ada.say("Ersatz kommt morgen.")
    assert "Ersatz kommt morgen." in anna.screen
    await ada.press("Rückfrage")
    await ada.say("Wie viele Kartons?")
    await anna.say("Zwölf")
    await ada.press("Vorgang öffnen")
    await ada.press("Lösen")
    await ada.say("Gutschrift folgt.")
    await anna.say("Danke!")
    await anna.press("Nein, noch nicht")
    await ada.press("Lösen")
    await ada.say("Jetzt ist alles da.")
    await anna.press("2 ★")
    assert "★★" in office.max.screen, office.max.screen
    await ada.say("R-2026-0001")
    await ada.press("Verlauf")
    await ada.press("Dateien zeigen")


async def one_of_two_is_meant(office: Office) -> None:
    anna = office.anna
    await anna.say("/reklamation Palette kaputt")
    await anna.press("Qualität")
    await anna.press("Ohne Nummer weiter")
    await anna.say("/anfrage")
    await anna.say("Was kosten 500 Paletten?")
    await anna.say("Bitte bis Freitag")
    assert anna.screen.startswith("Danke, das steht jetzt bei A-2026-0001."), anna.screen
    await anna.press("R-2026-0001 · Palette kaputt")
    await anna.say("/meine")
    await anna.press("R-2026-0001")
    assert "Palette kaputt" in anna.screen
    await anna.say("Und noch etwas")
    await anna.press("Neuer Vorgang")
    assert anna.screen.startswith("Vorgang R-2026-0002 ist aufgenommen."), anna.screen


async def album_edited_and_closed(office: Office) -> None:
    anna, ada = office.anna, office.ada
    await anna.album(2, "So kam es an")
    sent = await anna.say("Drei Stück fehlen")
    await anna.edit(sent, "Vier Stück fehlen")
    assert "(geändert)" in ada.screen, ada.screen
    await ada.say("R-2026-0001")
    await ada.press("Lösen")
    await ada.say("Ist geliefert.")
    await anna.say("Super, danke")
    await anna.press("Ja, erledigt")
    await anna.say("Noch eine Frage")
    assert anna.screen.startswith("Vorgang R-2026-0002 ist aufgenommen."), anna.screen


async def opened_anew_for_something_else(office: Office) -> None:
    anna, ada = office.anna, office.ada
    await anna.say("Rechnung falsch")
    await ada.press("Lösen")
    await ada.say("Ist berichtigt.")
    await anna.say("Jetzt fehlt eine Kiste")
    await anna.press("Es geht um anderes")
    assert anna.screen.startswith("Vorgang R-2026-0002 ist aufgenommen."), anna.screen


async def raised_for_a_customer(office: Office) -> None:
    tom, ada = office.tom, office.ada
    await tom.photo("Reklamation Müller München: Lack zerkratzt")
    await tom.press("Aufnehmen")
    assert tom.screen.startswith("R-2026-0001 · Müller Maschinenbau"), tom.screen
    await tom.press("Notiz")
    await tom.say("War beim Abladen dabei")
    await ada.say("/faelle")
    await ada.press("R-2026-0001 Müller Maschinenbau, München")
    await ada.press("Dringlichkeit")
    await ada.press("hoch")
    await ada.press("Zuweisen")
    await ada.press("Max Boss")
    await office.max.press("Verlauf")
    assert "War beim Abladen dabei" in office.max.screen
    await tom.say("10234")
    await tom.press("Reklamation")
    await tom.say("Kiste fehlt")
    await tom.press("Aufnehmen")


async def from_a_visit_and_merged(office: Office) -> None:
    tom, ada = office.tom, office.ada
    await tom.say("/besuch Huber heute 8 Uhr: Problem, Kiste fehlt")
    await tom.press("Besuch speichern")
    await tom.press("Reklamation")
    await tom.press("Aufnehmen")
    await office.anna.say("/reklamation Eine Kiste fehlt")
    await ada.press("Zusammenführen")
    await ada.press("R-2026-0001 · Problem, Kiste fehlt")
    assert "geht bei R-2026-0001 weiter" in ada.screen, ada.screen
    await ada.press("Wieder trennen")
    await ada.press("Zusammenführen")
    await ada.press("R-2026-0001 · Problem, Kiste fehlt")
    await ada.say("R-2026-0001")
    await ada.press("Verlauf")
    await ada.press("R-2026-0002")
    assert "Eine Kiste fehlt" in ada.screen, ada.screen


async def nobody_answers_in_time(office: Office) -> None:
    await office.anna.say("Wo bleibt die Lieferung?")
    await office.wait(8 * HOUR)
    assert office.ada.screen.startswith("⏰ Bald ist eine Antwort fällig"), office.ada.screen
    await office.wait(16 * HOUR)
    assert office.ada.screen.startswith("⚠ Die Antwort war fällig"), office.ada.screen
    assert office.max.screen.startswith("⚠ Die Antwort war fällig"), office.max.screen


SCENARIOS = [
    *(
        Scenario("cases", play.__name__.replace("_", " "), play)
        for play in (from_a_visit_and_merged, nobody_answers_in_time)
    ),
    Scenario("case lists", "raised for a customer", raised_for_a_customer),
    *(
        Scenario("cases of customers", play.__name__.replace("_", " "), play)
        for play in (
            photo_answered_and_rated,
            one_of_two_is_meant,
            album_edited_and_closed,
            opened_anew_for_something_else,
        )
    ),
]
