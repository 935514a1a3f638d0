"""A customer's contact: their own company, and nobody else's."""

from bot.domain.actor import Role
from bot.playground import Person
from tests.stage import Stage
from tests.transcripts.book import open_book


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
