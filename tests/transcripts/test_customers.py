"""Customers in chat: looking one up, the card, editing and taking back, adding one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.actor import Role
from bot.playground import Person
from bot.storage import Session
from bot.storage.customers import Customer
from bot.storage.follow_ups import FollowUp
from bot.storage.visits import Visit
from tests.stage import Stage
from tests.transcripts.book import open_book, person_id

HUBER = """\
Bäckerei Huber GmbH · 10234 · B-Kunde
📍 Hauptstr. 12, Augsburg
☎ Frau Anna Huber, Einkauf: +49 821 123456
Mag: Bio-Mehl, Lieferung vor 6 Uhr
[Besuch] [Wiedervorlage] [Reklamation]
[Kontakte] [Verlauf] [Karte]
[Bearbeiten]"""


async def tell(stage: Stage, person: Person, *words: str) -> str:
    """Do one thing after the other, "[…]" being a button; the screen at the end."""
    for word in words:
        if word.startswith("["):
            await person.press(word[1:-1])
        else:
            await person.say(word)
        await stage.settled()
    return person.screen


@pytest.mark.parametrize(
    ("words", "card"),
    [
        ("huber", "Bäckerei Huber GmbH"),
        ("10234", "Bäckerei Huber GmbH"),
        ("bäcker augsburg", "Bäckerei Huber GmbH"),
        ("baecker AUGSBURG", "Bäckerei Huber GmbH"),
        ("0171 23", "Müller Maschinenbau GmbH & Co. KG"),
        ("0821/123-456", "Bäckerei Huber GmbH"),
        ("mueller ulm", "Bäckerei Müller"),
    ],
)
async def test_what_a_rep_has_in_mind_opens_the_card(stage: Stage, words: str, card: str) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    await open_book(stage)
    assert (await tell(stage, tom, words)).startswith(f"{card} · ")


async def test_several_hits_are_buttons_and_become_the_card(any_stage: Stage) -> None:
    stage = any_stage
    tom = await stage.join("Tom Berg", Role.REP)
    await open_book(stage, "Tom Berg")
    for words in ("müller", "Muler"):
        screen = await tell(stage, tom, words)
        assert screen.startswith(f"2 passen zu „{words}“")
        assert {"Bäckerei Müller, Ulm", "Müller Maschinenbau, München"} <= set(tom.labels)
    before = len(tom.answers)
    screen = await tell(stage, tom, "[Müller Maschinenbau, München]")
    assert "☎ Herr Dr. Jan Müller: +49 89 987654 · +49 171 2345678" in screen
    assert len(tom.answers) == before


async def test_nobody_found_says_what_to_try_and_offers_to_add_one(stage: Stage) -> None:
    ada = await stage.join("Ada Klein", Role.ADMIN, "en")
    await open_book(stage)
    screen = await tell(stage, ada, "<b>Quandt</b> Papier")
    assert screen == (
        "I find nobody for “<b>Quandt</b> Papier”.\n"
        "Try a part of the name, name and place, the customer number or a piece of the phone"
        " number.\n[Add customer] [Help]"
    )
    screen = await tell(stage, ada, "[Add customer]", "[Add customer]")
    assert screen.startswith("<b>Quandt</b> Papier · 10237\n✅ Customer 10237 added.")


async def test_the_card_is_one_screen_with_the_last_visit_and_the_next_step(
    any_stage: Stage,
) -> None:
    stage = any_stage
    tom = await stage.join("Tom Berg", Role.REP)
    book = await open_book(stage, "Tom Berg")
    now = stage.clock.now()

    def visit(session: Session) -> None:
        rep = person_id(session, "Tom Berg")
        session.add_all([
            Visit(customer_id=book["10234"], rep_id=rep, at=now - timedelta(days=42),
                  result="interested", created_by=rep, created_at=now),
            FollowUp(customer_id=book["10234"], person_id=rep, what="Muster schicken",
                     due_at=now + timedelta(days=4), created_at=now),
        ])  # fmt: skip

    await stage.database.run(visit)
    screen = await tell(stage, tom, "huber")
    assert "Letzter Besuch: Mo, 12.10.2026 (Tom Berg), Interesse" in screen
    assert "Nächster Schritt: Muster schicken, Fr, 27.11.2026" in screen
    assert len(screen.splitlines()) == 9
    eva = await stage.join("Eva Sommer", Role.REP)
    assert await tell(stage, eva, "huber") == HUBER.replace("\n[Bearbeiten]", "")


async def test_contacts_and_history_stand_in_the_same_message(stage: Stage) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    await open_book(stage, "Tom Berg")
    assert await tell(stage, tom, "huber") == HUBER
    before = len(tom.answers)
    assert "Frau Anna Huber, Einkauf\n+49 821 123456" in await tell(stage, tom, "[Kontakte]")
    assert "Noch nichts." in await tell(stage, tom, "[Zurück]", "[Verlauf]")
    assert await tell(stage, tom, "[Zurück]") == HUBER
    assert len(tom.answers) == before


async def test_a_bad_iban_keeps_the_question_open_and_a_change_can_be_undone_once(
    any_stage: Stage,
) -> None:
    stage = any_stage
    tom = await stage.join("Tom Berg", Role.REP)
    await open_book(stage, "Tom Berg")
    screen = await tell(stage, tom, "huber", "[Bearbeiten]", "[IBAN]", "DE00 1234")
    assert screen.startswith("IBAN „DE00 1234“ hat 8 Zeichen, nötig sind 22.")
    assert "Welche IBAN?" in screen
    screen = await tell(stage, tom, "DE89 3704 0044 0532 0130 00")
    assert "✅ IBAN: – → DE89 3704 0044 0532 0130 00\n[Rückgängig]" in screen
    undo = tom.answers[-1].buttons[0][0].callback_data or ""
    assert "✅ Zurückgenommen." in await tell(stage, tom, "[Rückgängig]")
    await tom.press_data(undo, tom.answers[-1].id)
    await stage.settled()
    assert tom.toasts[-1].text.startswith("Das ist inzwischen anders.")
    history = await tell(stage, tom, "[Verlauf]")
    assert "Tom Berg: IBAN: – → DE89 3704 0044 0532 0130 00" in history


async def test_an_undo_comes_too_late_after_ten_minutes(stage: Stage) -> None:
    ada = await stage.join("Ada Klein", Role.ADMIN, "en")
    await open_book(stage)
    await tell(stage, ada, "huber", "[Edit]", "[Class]", "[A]")
    assert ada.screen.startswith("Bäckerei Huber GmbH · 10234 · A customer")
    stage.clock.advance(timedelta(minutes=11))
    await tell(stage, ada, "[Undo]")
    assert ada.toasts[-1].text.startswith("Taking back works for ten minutes.")


@pytest.mark.parametrize(
    ("way", "value", "told"),
    [
        (["[Adressen]", "[PLZ und Ort]"], "86152 Augsburg", "Rechnungsadresse · PLZ: – → 86152"),
        (
            ["[Adressen]", "[Lieferadresse]", "[Straße]"],
            "Tor 2",
            "Lieferadresse · Straße: – → Tor 2",
        ),
        (["[Kontakte]", "[Name]"], "Frau Prof. Zoe Lang", "Kontakt 1 · Nachname: Huber → Lang"),
        (["[Kontakte]", "[Neuer Kontakt]", "[Name]"], "Kai Fuchs", "Kontakt 2 · Vorname: – → Kai"),
        (["[Kontakte]", "[Anrede]"], "[Herr]", "Kontakt 1 · Anrede: Frau → Herr"),
        (["[Adressen]", "[PLZ und Ort]"], "A-1010 Wien", "Rechnungsadresse · Land: DE → AT"),
        (["[Adressen]", "[PLZ und Ort]"], "Gersthofen", "Ort: Augsburg → Gersthofen"),
        (["[Zahlungsziel]"], "[30 Tage]", "Zahlungsziel: – → 30 Tage"),
        (["[Besuchsintervall]"], "6 Wochen", "Besuchsintervall: – → 42 Tage"),
        (["[Vorlieben]"], "[Leeren]", "Vorlieben: Bio-Mehl, Lieferung vor 6 Uhr → –"),
        (["[Klasse]"], "[B]", "Das war schon so."),
    ],
)
async def test_each_part_of_a_customer_can_be_changed(
    stage: Stage, way: list[str], value: str, told: str
) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    await open_book(stage, "Tom Berg")
    assert told in await tell(stage, tom, "huber", "[Bearbeiten]", *way, value)


async def test_only_the_office_says_who_looks_after_a_customer(stage: Stage) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    ada = await stage.join("Ada Klein", Role.ADMIN, "en")
    book = await open_book(stage, "Tom Berg")
    await tell(stage, tom, "huber", "[Bearbeiten]")
    assert "Betreuung" not in tom.labels
    await tom.press_data(f"customer:field:{book['10234']}:owner_id", tom.answers[-1].id)
    await stage.settled()
    assert tom.toasts[-1].text.startswith("Das gehört nicht zu Ihren Aufgaben")
    screen = await tell(stage, ada, "huber", "[Edit]", "[Looked after by]", "[Ada Klein]")
    assert "✅ Looked after by: Tom Berg → Ada Klein" in screen


async def test_a_rep_cannot_edit_another_reps_customer_even_by_forged_buttons(
    stage: Stage,
) -> None:
    await stage.join("Tom Berg", Role.REP)
    eva = await stage.join("Eva Sommer", Role.REP)
    book = await open_book(stage, "Tom Berg")
    assert "[Bearbeiten]" not in await tell(stage, eva, "huber")
    for data in ("edit:{}", "part:{}:contact1", "field:{}:notes", "field:{}:version",
                 "part:{}:x", "field:{}", "open:99999", "wipe:{}", ""):  # fmt: skip
        card = eva.answers[-1]
        await eva.press_data("customer:" + data.format(book["10234"]), card.id)
        await stage.settled()
        assert len(eva.toasts[-1].text) > 10
        assert eva.screen == HUBER.replace("\n[Bearbeiten]", "")


async def test_a_new_customer_takes_a_few_answers_and_belongs_to_the_rep(
    any_stage: Stage,
) -> None:
    stage = any_stage
    tom = await stage.join("Tom Berg", Role.REP)
    await open_book(stage)
    screen = await tell(stage, tom, "/kunde", "Café Zöllner", "8615 Augsburg")
    assert screen.startswith("Postleitzahl „8615“ hat vier Stellen, nötig sind fünf.")
    screen = await tell(stage, tom, "86150 Augsburg", "Frau Zoe Zöllner, 0821 5")
    assert screen.startswith("Die Telefonnummer „0821 5“ gibt es so nicht.")
    screen = await tell(stage, tom, "Frau Zoe Zöllner, 0821 555555")
    assert "Die Kundennummer wird 10237." in screen
    assert "hat schon Bäckerei Huber GmbH" in await tell(stage, tom, "10234")
    screen = await tell(stage, tom, "[Kunden anlegen]")
    assert screen.startswith(
        "Café Zöllner · 10237\n📍 86150 Augsburg\n☎ Frau Zoe Zöllner: +49 821 555555\n"
        "✅ Kunde 10237 angelegt."
    )
    assert (await tell(stage, tom, "zoellner")).startswith("Café Zöllner · 10237")

    def owner(session: Session) -> bool:
        owner_id = session.scalar(select(Customer.owner_id).where(Customer.number == "10237"))
        return owner_id == person_id(session, "Tom Berg")

    assert await stage.database.run(owner)


async def test_likely_duplicates_are_shown_before_a_customer_is_added(stage: Stage) -> None:
    ada = await stage.join("Ada Klein", Role.ADMIN, "en")
    await open_book(stage)
    screen = await tell(stage, ada, "/customer Bäckerei Hueber")
    assert "Is it one of these?\n[Bäckerei Huber, Augsburg]\n[Add anyway]" in screen
    screen = await tell(stage, ada, "[Bäckerei Huber, Augsburg]")
    assert screen.startswith("Bäckerei Huber GmbH · 10234")
    screen = await tell(
        stage, ada, "/customer Bäckerei Hueber", "[Add anyway]", "[Skip]", "[Skip]"
    )
    assert "The customer number will be 10237." in screen
    screen = await tell(stage, ada, "X-1")
    assert screen.startswith("Bäckerei Hueber · X-1")
