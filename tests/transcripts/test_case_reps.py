"""What reps hear of cases: those of their customers, and those they have raised."""

from bot.domain.actor import Role
from tests.stage import Stage
from tests.transcripts.book import three


async def test_who_raised_a_case_and_the_customers_rep_hear_what_becomes_of_it_each_once(
    any_stage: Stage,
) -> None:
    stage = any_stage
    tom, ada, anna = await three(stage)
    eva = await stage.join("Eva Roth", Role.REP)
    await eva.say("Reklamation 10234: Palette kaputt")
    await stage.settled()
    await eva.press("Aufnehmen")
    await stage.settled()
    assert (
        tom.screen
        == "💬 Neuer Vorgang R-2026-0001 von Bäckerei Huber GmbH\n💬 Palette kaputt\n[Vorgang öffnen]"
    )
    reps, heard = (tom, eva), [len(tom.answers), len(eva.answers)]

    async def told() -> list[list[str]]:
        await stage.settled()
        new = [[one.transcript for one in rep.answers[at:]]
               for rep, at in zip(reps, heard, strict=True)]  # fmt: skip
        heard[:] = [len(rep.answers) for rep in reps]
        return new

    await ada.press("Resolve")
    await stage.settled()
    await ada.say("A new one comes.")
    solved = "✅ R-2026-0001 von Bäckerei Huber GmbH ist gelöst\n[Vorgang öffnen]"
    assert await told() == [[solved], [solved]]
    await anna.say("Danke")
    await stage.settled()
    await anna.press("Nein, noch nicht")
    again = "⚠ R-2026-0001 von Bäckerei Huber GmbH ist wieder offen\n[Vorgang öffnen]"
    assert await told() == [[again], [again]]
    await eva.press("Vorgang öffnen")
    await stage.settled()
    assert eva.screen.startswith("R-2026-0001 · Bäckerei Huber GmbH")
