"""A customer's contact: their own company, and what they write reaches the right people."""

from sqlalchemy import select

from bot.domain.actor import Role
from bot.playground import Person
from bot.storage import Session, jobs
from tests.stage import Stage
from tests.transcripts.book import open_book

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


async def three(stage: Stage) -> tuple[Person, Person, Person, dict[str, int]]:
    """The rep who looks after the bakery, an admin, and the bakery's contact."""
    tom = await stage.join("Tom Berg", Role.REP)
    ada = await stage.join("Ada Klein", Role.ADMIN, "en")
    book = await open_book(stage, "Tom Berg")
    anna = await stage.join("Anna Huber", Role.CUSTOMER, customer_id=book["10234"])
    return tom, ada, anna, book


async def test_a_contact_sees_the_own_company_without_what_is_internal(any_stage: Stage) -> None:
    stage = any_stage
    _, _, anna, _ = await three(stage)
    await anna.say("/firma")
    await stage.settled()
    assert anna.screen == (
        "Bäckerei Huber GmbH\nIhre Kundennummer bei uns: 10234\n📍 Hauptstr. 12, Augsburg\n"
        "Ihr Ansprechpartner: Tom Berg\n"
        "Stimmt etwas nicht? Schreiben Sie es hier, wir kümmern uns darum.\n[Deutsch] [English]"
    )
    await anna.press("English")
    await stage.settled()
    await anna.say("/company")
    await stage.settled()
    assert "Your contact here: Tom Berg" in anna.screen


async def test_a_contact_opens_no_customer_by_a_forged_button(any_stage: Stage) -> None:
    stage = any_stage
    _, _, anna, book = await three(stage)
    await anna.say("/firma")
    await stage.settled()
    own = anna.screen
    for number in ("10234", "10235"):
        for verb in ("open", "show", "history", "contacts", "edit"):
            await anna.press_data(f"customer:{verb}:{book[number]}", anna.answers[-1].id)
            await stage.settled()
            assert anna.toasts[-1].text.startswith("Das gehört nicht zu Ihren Aufgaben")
    assert anna.screen == own
    await anna.say("/kunde Müller")
    await stage.settled()
    assert anna.screen.startswith("Das gehört nicht zu Ihren Aufgaben")


async def test_what_a_contact_writes_reaches_the_rep_and_the_office(any_stage: Stage) -> None:
    stage = any_stage
    tom, ada, anna, _ = await three(stage)
    sent = await anna.say("Müller? <b>Palette</b> kaputt & nass")
    await stage.settled()
    assert anna.screen == "Danke, Ihre Nachricht liegt bei Tom Berg und unserem Innendienst."
    said = "💬 Anna Huber, Bäckerei Huber GmbH:\nMüller? <b>Palette</b> kaputt & nass\n"
    assert tom.screen == said + "[Kunde öffnen]"
    assert ada.screen == said + "[Open customer]"
    await anna.edit(sent.id, "Nur nass")
    await stage.settled()
    assert anna.screen.startswith("Danke, Ihre Änderung liegt bei")
    assert tom.screen.startswith("💬 Anna Huber, Bäckerei Huber GmbH (geändert):\nNur nass")
    before = len(tom.answers)
    await tom.press("Kunde öffnen")
    await stage.settled()
    assert tom.screen.startswith("Bäckerei Huber GmbH · 10234")
    assert len(tom.answers) == before + 1


async def test_photos_and_documents_are_passed_on_and_kept(stage: Stage) -> None:
    tom, _, anna, _ = await three(stage)
    await anna.send_photo(PNG, "Palette kaputt")
    await stage.settled()
    assert "💬 Anna Huber, Bäckerei Huber GmbH:\nPalette kaputt" in tom.screen
    await anna.send_document("lieferschein.pdf", b"%PDF-1.4 nothing")
    await stage.settled()
    assert tom.screen.startswith("(lieferschein.pdf)")
    fetched = await stage.database.run(_fetched)
    assert fetched == ["done", "done"]


def _fetched(session: Session) -> list[str]:
    return list(session.scalars(select(jobs.Job.status).where(jobs.Job.kind == "fetch")))


async def test_an_album_is_confirmed_once(stage: Stage) -> None:
    tom, _, anna, _ = await three(stage)
    before = len(anna.answers), len(tom.answers)
    await anna.send_album([PNG, PNG + b"1", PNG + b"2"], "Drei Bilder")
    await stage.settled()
    assert (len(anna.answers), len(tom.answers)) == (before[0] + 1, before[1] + 3)


async def test_a_long_text_arrives_whole(stage: Stage) -> None:
    tom, _, anna, _ = await three(stage)
    before = len(tom.answers)
    await anna.say("&" * 1000 + "😀" * 1400)
    await stage.settled()
    got = "".join(one.text or "" for one in tom.answers[before:])
    assert (got.count("&"), got.count("😀")) == (1000, 1400)


async def test_what_cannot_be_passed_on_gets_a_sentence(stage: Stage) -> None:
    tom, _, anna, _ = await three(stage)
    before = len(tom.answers)
    await anna.send_sticker()
    await stage.settled()
    assert anna.screen.startswith("Das kann ich nicht weitergeben.")
    assert len(tom.answers) == before


async def test_without_anybody_to_read_it_nothing_is_promised(stage: Stage) -> None:
    book = await open_book(stage)
    anna = await stage.join("Anna Huber", Role.CUSTOMER, "en", customer_id=book["10235"])
    await anna.say("Hello?")
    await stage.settled()
    assert anna.screen.startswith("Nobody can be reached here at the moment.")


async def test_blanks_that_would_fill_a_message_of_their_own_are_not_passed_on(
    stage: Stage,
) -> None:
    _, ada, anna, _ = await three(stage)
    await anna.say("&" * 680 + " " * 3400 + "Ende")
    await stage.settled()
    assert "Ende" in ada.screen
    assert not [one for one in stage.world.calls if "empty" in one.outcome]
