"""Complaints end to end: what customers, the desk and reps see, on both databases."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.actor import Role
from bot.storage import Session, jobs
from bot.storage.cases import Case
from bot.storage.customers import Customer
from tests.books import remove
from tests.stage import Stage
from tests.transcripts.book import three

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


async def test_a_photo_opens_a_case_that_the_right_admin_has_with_all_there_is_to_know(
    real_stage: Stage,
) -> None:
    stage = real_stage
    tom, ada, anna = await three(stage)
    await anna.send_photo(PNG, "Palette <b>kaputt</b> & nass")
    await stage.settled()
    assert anna.screen == (
        "Vorgang R-2026-0001 ist aufgenommen.\n"
        "Ada Klein kümmert sich darum; Sie hören bis Di, 24.11.2026, 09:20 von uns.\n"
        "Worum geht es?\n[Lieferung] [Qualität] [Rechnung]\n[Service] [Frage, Angebot]\n[Anderes]"
    )
    assert ada.answers[-2].transcript.startswith(
        "(file_1.jpg) 💬 R-2026-0001 · Anna Huber, Bäckerei Huber GmbH:\nPalette <b>kaputt</b> & nass"
    ), ada.answers[-2].transcript
    await anna.press("Lieferung")
    await stage.settled()
    await anna.say("Auftrag 4711")
    await stage.settled()
    assert ada.screen == (
        "R-2026-0001 · Bäckerei Huber GmbH (10234)\nComplaint · Delivery · Auftrag 4711\n"
        "💬 Palette <b>kaputt</b> & nass\n📎 1 photo\nPriority: normal (B customer, delivery)\n"
        "⏰ Answer by Tue, 24 Nov 2026, 09:20\n☎ Anna Huber: +49 821 123456\nAda Klein · new\n"
        "[Take] [Answer] [Ask back]\n[Resolve] [Note] [Priority]\n"
        "[Assign] [Merge]\n[History] [Open customer]"
    )
    assert tom.screen == ("💬 Neuer Vorgang R-2026-0001 von Bäckerei Huber GmbH\n[Vorgang öffnen]")
    kept = await stage.database.run(
        lambda s: list(s.scalars(select(jobs.Job.status).where(jobs.Job.kind == "fetch")))
    )
    assert kept == ["done"]


async def test_a_reply_to_any_message_of_the_case_goes_to_the_customer_and_a_note_stays_here(
    any_stage: Stage,
) -> None:
    stage = any_stage
    _, ada, anna = await three(stage)
    await anna.say("Palette kaputt")
    await stage.settled()
    card = ada.answers[-1].id
    await ada.say("/visit")
    await stage.settled()
    await ada.say("We send a new one.", reply_to=card)
    await stage.settled()
    assert anna.screen == "💬 Nordlicht Handel GmbH zu R-2026-0001:\nWe send a new one."
    await ada.say("/note She is right", reply_to=card)
    await stage.settled()
    assert ada.answers[-2].transcript.startswith("The note is part of R-2026-0001.")
    assert "She is right" not in "".join(one.transcript for one in anna.answers)
    await anna.say("Wann?", reply_to=anna.answers[-1].id)
    await stage.settled()
    assert ada.screen == (
        "💬 R-2026-0001 · Anna Huber, Bäckerei Huber GmbH:\nWann?\n[Answer] [Open case]"
    )
    await ada.say("Tomorrow.", reply_to=ada.answers[-1].id)
    await stage.settled()
    await ada.edit(ada.messages[-2].id, "On Friday.")
    await stage.settled()
    assert anna.screen == "💬 Nordlicht Handel GmbH zu R-2026-0001 (berichtigt):\nOn Friday."


async def test_a_long_text_arrives_whole(stage: Stage) -> None:
    _, ada, anna = await three(stage)
    before = len(ada.answers)
    await anna.say("&" * 1000 + "😀" * 1400)
    await stage.settled()
    got = "".join(one.text or "" for one in ada.answers[before:-1])
    assert (got.count("&"), got.count("😀")) == (1000, 1400)


async def test_an_album_is_one_case_and_confirmed_once(stage: Stage) -> None:
    _, ada, anna = await three(stage)
    before = len(anna.answers), len(ada.answers)
    await anna.send_album([PNG, PNG + b"1", PNG + b"2"], "Drei Bilder")
    await stage.settled()
    assert len(anna.answers) == before[0] + 1
    assert len(ada.answers) == before[1] + 4
    numbers = await stage.database.run(lambda s: list(s.scalars(select(Case.number))))
    assert numbers == ["R-2026-0001"]


async def test_a_foreign_case_answers_exactly_like_an_absent_one(stage: Stage) -> None:
    _, _, anna = await three(stage)
    book = await stage.database.run(_customer_ids)
    jan = await stage.join("Jan Müller", Role.CUSTOMER, customer_id=book["10235"])
    await anna.say("Palette kaputt")
    await stage.settled()
    told = []
    for number in ("R-2026-0001", "R-2026-0099"):
        await jan.say(number)
        await stage.settled()
        told.append(jan.screen)
    assert told == ["Diesen Vorgang finde ich nicht."] * 2
    await jan.press_data("mycase:open:1", jan.answers[-1].id)
    await jan.press_data("mycase:open:99", jan.answers[-1].id)
    await stage.settled()
    assert [one.text for one in jan.toasts[-2:]] == told


async def test_of_two_admins_who_take_a_case_at_once_one_wins_and_the_other_is_told(
    real_stage: Stage,
) -> None:
    stage = real_stage
    _, ada, anna = await three(stage)
    ben = await stage.join("Ben Alt", Role.ADMIN)
    await anna.say("Palette kaputt")
    await stage.settled()
    await ben.say("R-2026-0001")
    await ada.say("R-2026-0001")
    await stage.settled()
    await ben.press("Übernehmen")
    await ada.press("Take")
    await stage.settled()
    case = await stage.database.run(lambda s: s.scalars(select(Case)).one())
    assert case.state == "in_progress"
    toasts = [one.text for person in (ben, ada) for one in person.toasts if one.text]
    assert len(toasts) == 1
    assert "R-2026-0001" in toasts[0]


async def test_when_its_owner_leaves_a_case_goes_on_with_somebody_else(any_stage: Stage) -> None:
    stage = any_stage
    _, _, anna = await three(stage)
    await anna.say("Palette kaputt")
    await stage.settled()
    ben = await stage.join("Ben Alt", Role.ADMIN)
    await stage.database.run(lambda s: remove(s, stage.program.desk, "Ada Klein"))
    await stage.settled()
    stage.clock.advance(timedelta(hours=24))
    await stage.settled()
    await anna.say("Noch jemand da?")
    await stage.settled()
    assert "R-2026-0001" in ben.screen


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


def _customer_ids(session: Session) -> dict[str, int]:
    rows = session.execute(select(Customer.number, Customer.id))
    return {row.number: row.id for row in rows}


async def test_words_of_one_case_are_moved_to_another_by_who_said_them(any_stage: Stage) -> None:
    stage = any_stage
    _, ada, anna = await three(stage)
    book = await stage.database.run(_customer_ids)
    lea = await stage.join("Lea Huber", Role.CUSTOMER, customer_id=book["10234"])
    for said in ("/reklamation Palette kaputt", "/reklamation Rechnung falsch", "Es eilt"):
        await anna.say(said)
        await stage.settled()
    assert anna.screen == (
        "Danke, das steht jetzt bei R-2026-0002. Gehört es woanders hin?\n"
        "[R-2026-0001 · Palette kaputt]\n[Neuer Vorgang]"
    )
    await lea.press_data("mycase:move:1:3", lea.answers[-1].id)
    await stage.settled()
    assert lea.toasts[-1].text.startswith("Dieser Knopf gehört nicht mehr")
    await anna.press("R-2026-0001 · Palette kaputt")
    await stage.settled()
    assert anna.screen == "Danke, das steht jetzt bei R-2026-0001."
    assert ada.screen.startswith("💬 R-2026-0001 · Anna Huber, Bäckerei Huber GmbH:\nEs eilt")


async def test_a_photo_with_note_under_it_and_a_reply_to_a_note_stay_here(stage: Stage) -> None:
    tom, ada, anna = await three(stage)
    await anna.say("Palette kaputt")
    await stage.settled()
    before = len(anna.answers)
    await tom.press("Vorgang öffnen")
    await stage.settled()
    await tom.press("Notiz")
    await stage.settled()
    await tom.say("Zahlt schlecht")
    await stage.settled()
    assert ada.screen.startswith("💬 R-2026-0001 · note by Tom Berg")
    await ada.say("I know", reply_to=ada.answers[-1].id)
    await stage.settled()
    assert ada.screen.startswith("The note is part of R-2026-0001.")
    assert len(anna.answers) == before


async def test_a_complaint_that_is_a_question_keeps_its_number_and_is_shown_as_an_enquiry(
    stage: Stage,
) -> None:
    _, ada, anna = await three(stage)
    await anna.say("Was kosten 500 Paletten?")
    await stage.settled()
    await anna.press("Frage, Angebot")
    await stage.settled()
    assert ada.screen.splitlines()[:2] == ["R-2026-0001 · Bäckerei Huber GmbH (10234)", "Enquiry"]


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
    for label in ("Merge", "R-2026-0002"):
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
    for words in ("Palette kaputt", "Kiste fehlt"):
        await anna.say(f"/reklamation {words}")
        await stage.settled()
    await eva.say("R-2026-0002")
    await stage.settled()
    for label in ("Zusammenführen", "R-2026-0001", "Wieder trennen"):
        await eva.press(label)
        await stage.settled()
    assert ada.screen.startswith("R-2026-0002 goes on by itself again, apart from R-2026-0001.")
    assert anna.screen.startswith("R-2026-0002 läuft wieder für sich, getrennt von R-2026-0001.")
    assert "Ada Klein · neu" in eva.screen
    for label in ("Zusammenführen", "R-2026-0001"):
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
    for words in ("Palette kaputt", "Kiste fehlt"):
        await anna.say(f"/reklamation {words}")
        await stage.settled()
    due = "Answer by Tue, 24 Nov 2026, 09:20"
    assert due in ada.screen
    stage.clock.advance(timedelta(hours=3))
    for label in ("Merge", "R-2026-0001"):
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
    for words in ("Palette kaputt", "Kiste fehlt"):
        await anna.say(f"/reklamation {words}")
        await stage.settled()
    for label in ("Merge", "R-2026-0001"):
        await ada.press(label)
        await stage.settled()
    await stage.join("Ben Alt", Role.ADMIN)
    await stage.database.run(lambda s: remove(s, stage.program.desk, "Ada Klein"))
    await eva.say("R-2026-0002")
    await stage.settled()
    await eva.press("Wieder trennen")
    await stage.settled()
    assert "Ben Alt · neu" in eva.screen
