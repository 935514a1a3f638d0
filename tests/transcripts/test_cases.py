"""Complaints end to end: what customers, the desk and reps see, on both databases."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.actor import Role
from bot.storage import jobs
from bot.storage.cases import Case
from tests.books import id_of, remove
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
    assert tom.screen == (
        "💬 Neuer Vorgang R-2026-0001 von Bäckerei Huber GmbH\n💬 Palette <b>kaputt</b> & nass\n[Vorgang öffnen]"
    )
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
    jan = await stage.join("Jan Müller", Role.CUSTOMER, customer_id=await id_of(stage, "10235"))
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
