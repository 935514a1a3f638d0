"""How a case ends, goes on in another one, is parted from it, and is opened again."""

from datetime import timedelta

from bot.domain.actor import Role
from bot.playground import Person
from tests.books import id_of, remove
from tests.stage import Stage
from tests.transcripts.book import three


async def complain(stage: Stage, anna: Person) -> None:
    """Two complaints, R-2026-0001 and R-2026-0002."""
    for words in ("Palette kaputt", "Kiste fehlt"):
        await anna.say(f"/reklamation {words}")
        await stage.settled()


async def test_fourteen_days_after_its_solution_a_case_is_closed_and_words_open_a_new_one(
    any_stage: Stage,
) -> None:
    stage = any_stage
    _, ada, anna = await three(stage)
    await anna.say("Palette kaputt")
    await stage.settled()
    await ada.press("Resolve")
    await stage.settled()
    await ada.say("New one is there.")
    await stage.settled()
    assert anna.screen.endswith("New one is there.\n[1 ★] [2 ★] [3 ★] [4 ★] [5 ★]")
    stage.clock.advance(timedelta(days=14, minutes=1))
    await anna.say("Schon wieder kaputt")
    await stage.settled()
    assert anna.screen.startswith("Vorgang R-2026-0002 ist aufgenommen.")


async def test_words_of_one_case_are_moved_to_another_by_who_said_them(any_stage: Stage) -> None:
    stage = any_stage
    _, ada, anna = await three(stage)
    lea = await stage.join("Lea Huber", Role.CUSTOMER, customer_id=await id_of(stage, "10234"))
    for said in ("/reklamation Palette kaputt", "/reklamation Rechnung falsch", "Es eilt"):
        await anna.say(said)
        await stage.settled()
    assert anna.screen == (
        "Danke, das steht jetzt bei R-2026-0002. Gehört es woandershin?\n"
        "[R-2026-0001 · Palette kaputt]\n[Neuer Vorgang]"
    )
    await lea.press_data("mycase:move:1:3", lea.answers[-1].id)
    await stage.settled()
    assert lea.toasts[-1].text.startswith("Dieser Knopf gehört nicht mehr")
    await anna.press("R-2026-0001 · Palette kaputt")
    await stage.settled()
    assert anna.screen == "Danke, das steht jetzt bei R-2026-0001."
    assert ada.screen.startswith("💬 R-2026-0001 · Anna Huber, Bäckerei Huber GmbH:\nEs eilt")


async def test_a_reply_about_a_merged_case_goes_to_the_one_that_goes_on(any_stage: Stage) -> None:
    stage = any_stage
    _, ada, anna = await three(stage)
    await anna.say("/reklamation Palette kaputt")
    await stage.settled()
    first, firsts_card = anna.answers[-1].id, ada.answers[-1].id
    await anna.say("Und nass", reply_to=first)
    await stage.settled()
    firsts_words = ada.answers[-1].id
    for kind in ("reklamation Kiste fehlt", "anfrage Was kostet eine?"):
        await anna.say(f"/{kind}")
        await stage.settled()
    for label in ("Merge", "R-2026-0002 · Kiste fehlt"):
        await ada.press(label, on=firsts_card)
        await stage.settled()
    card = next(one for one in ada.answers if one.id == firsts_card)
    assert "closed · goes on as R-2026-0002" in card.transcript
    assert anna.screen == "R-2026-0001 geht bei R-2026-0002 weiter: Es ist derselbe Fall."
    await anna.say("Und die Lieferzeit?", reply_to=anna.answers[-2].id)
    await stage.settled()
    assert ada.screen.startswith("💬 A-2026-0001")
    await anna.say("Es eilt", reply_to=first)
    await stage.settled()
    assert ada.screen.startswith("💬 R-2026-0002 · Anna Huber, Bäckerei Huber GmbH:\nEs eilt")
    await ada.say("It is on its way.", reply_to=firsts_words)
    await stage.settled()
    assert anna.screen == "💬 Nordlicht Handel GmbH zu R-2026-0002:\nIt is on its way."


async def test_merging_is_taken_back_within_ten_minutes_and_all_concerned_hear_of_it(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    eva = await stage.join("Eva Chef", Role.MANAGER)
    await complain(stage, anna)
    await eva.say("R-2026-0002")
    await stage.settled()
    for label in ("Zusammenführen", "R-2026-0001 · Palette kaputt", "Wieder trennen"):
        await eva.press(label)
        await stage.settled()
    assert ada.screen.startswith("R-2026-0002 goes on by itself again, apart from R-2026-0001.")
    assert anna.screen.startswith("R-2026-0002 läuft wieder für sich, getrennt von R-2026-0001.")
    assert "Ada Klein · neu" in eva.screen
    for label in ("Zusammenführen", "R-2026-0001 · Palette kaputt"):
        await eva.press(label)
        await stage.settled()
    stage.clock.advance(timedelta(minutes=11))
    await eva.press("Wieder trennen")
    await stage.settled()
    assert (
        eva.toasts[-1].text
        == "R-2026-0002 lässt sich nicht mehr trennen: Das ging zehn Minuten lang."
    )


async def test_what_was_due_before_merging_is_due_again_when_that_is_taken_back(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    await complain(stage, anna)
    due = "Answer by Tue, 24 Nov 2026, 09:20"
    assert due in ada.screen
    stage.clock.advance(timedelta(hours=3))
    for label in ("Merge", "R-2026-0001 · Palette kaputt"):
        await ada.press(label)
        await stage.settled()
    assert due not in ada.screen
    merged = ada.answers[-1].id
    stage.clock.advance(timedelta(minutes=5))
    await ada.press("Separate again", on=merged)
    await ada.press("Separate again", on=merged)  # as two would at once
    await stage.settled()
    assert due in ada.screen
    assert ada.toasts[-1].text == "R-2026-0002 goes on by itself already."


async def test_a_case_that_is_parted_after_its_owner_left_gets_another_who_has_its_card(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    eva = await stage.join("Eva Chef", Role.MANAGER)
    await complain(stage, anna)
    for label in ("Merge", "R-2026-0001 · Palette kaputt"):
        await ada.press(label)
        await stage.settled()
    await stage.join("Ben Alt", Role.ADMIN)
    await stage.database.run(lambda s: remove(s, stage.program.desk, "Ada Klein"))
    await eva.say("R-2026-0002")
    await stage.settled()
    await eva.press("Wieder trennen")
    await stage.settled()
    assert "Ben Alt · neu" in eva.screen


async def test_words_after_a_solution_open_that_case_again_though_another_is_open(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    await complain(stage, anna)
    await ada.press("Resolve")
    await stage.settled()
    await ada.say("It is on its way.")
    await stage.settled()
    await anna.say("Sie ist immer noch nicht da")
    await stage.settled()
    assert anna.screen.startswith("Danke, das steht jetzt bei R-2026-0001.")
    await anna.press("R-2026-0002 · Kiste fehlt")
    await stage.settled()
    assert ada.answers[-1].transcript.splitlines()[-1] == "[Answer] [Open case]"
    await ada.say("R-2026-0002")
    await stage.settled()
    assert "Ada Klein · in progress" in ada.screen


async def test_the_office_opens_a_resolved_case_again_and_so_does_the_customer_from_their_list(
    stage: Stage,
) -> None:
    tom, ada, anna = await three(stage)
    await anna.say("Palette kaputt")
    await stage.settled()

    async def resolve() -> None:
        await ada.press("Resolve")
        await stage.settled()
        await ada.say("It is on its way.")
        await stage.settled()

    await resolve()
    await ada.press("Open again")
    await stage.settled()
    assert anna.screen == "R-2026-0001 ist wieder offen: Wir kümmern uns weiter darum."
    assert tom.screen.startswith("⚠ R-2026-0001 von Bäckerei Huber GmbH ist wieder offen")
    await resolve()
    await anna.say("R-2026-0001")
    await stage.settled()
    await anna.press("Wieder öffnen")
    await stage.settled()
    assert ada.screen.startswith("⚠ R-2026-0001 of Bäckerei Huber GmbH is open again")
    assert "Ada Klein · in progress" in ada.screen


async def test_the_office_answers_where_words_are_that_were_moved(stage: Stage) -> None:
    _, ada, anna = await three(stage)
    await complain(stage, anna)
    await anna.say("Sie ist nass")
    await stage.settled()
    shown = ada.answers[-1].id
    await anna.press("R-2026-0001 · Palette kaputt")
    await stage.settled()
    await ada.say("A dry one comes.", reply_to=shown)
    await stage.settled()
    assert anna.screen == "💬 Nordlicht Handel GmbH zu R-2026-0001:\nA dry one comes."
    await ada.press("Open case", on=shown)
    await stage.settled()
    assert ada.screen.startswith("R-2026-0001")
