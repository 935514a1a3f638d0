"""Follow-ups: set, rung, snoozed, moved, done, overdue."""

from tests.scenarios.scenario import Scenario
from tests.simulated.office import Office

HOUR = 3600.0
MUELLER = "/besuch Müller München: Angebot über 500 Paletten, nachfassen in 2 Stunden"


async def rung_snoozed_and_done(office: Office) -> None:
    tom = office.tom
    await tom.say(MUELLER)
    await tom.press("Besuch speichern")
    await office.wait(2 * HOUR)
    assert tom.screen.startswith("⏰ Nachfassen: Müller Maschinenbau")
    await tom.press("In 1 Stunde")
    await office.wait(HOUR + 60)
    await tom.press("Erledigt")
    assert tom.screen.startswith("✅ Erledigt: Müller Maschinenbau")


async def set_without_a_visit(office: Office) -> None:
    tom = office.tom
    await tom.say("Freitag um 10 bei Huber anrufen")
    await tom.press("Speichern")
    assert tom.screen.startswith("✅ Wiedervorlage gespeichert"), tom.screen
    await tom.press("Rückgängig")


async def moved_to_another_day(office: Office) -> None:
    tom = office.tom
    await tom.say(MUELLER)
    await tom.press("Besuch speichern")
    await office.wait(2 * HOUR)
    await tom.press("Anderer Tag")
    await tom.say("Freitag um 10")
    await tom.press("Verschieben")
    assert tom.screen.startswith("⏰ Verschoben: Müller Maschinenbau")


async def overdue_in_the_morning(office: Office) -> None:
    await office.tom.say(MUELLER)
    await office.tom.press("Besuch speichern")
    await office.wait(46 * HOUR)
    assert office.ada.screen.startswith("1 Wiedervorlage ist seit mehr als einem Arbeitstag")


SCENARIOS = [
    Scenario("follow-ups", play.__name__.replace("_", " "), play)
    for play in (
        rung_snoozed_and_done,
        set_without_a_visit,
        moved_to_another_day,
        overdue_in_the_morning,
    )
]
