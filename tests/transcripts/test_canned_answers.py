"""Canned answers as the office has them: kept in chat, and sent in a case by three presses."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.actor import Role
from bot.services import canned_answers
from bot.services.acting import acting_for
from bot.storage import Session
from bot.storage.canned_answers import CannedAnswer
from bot.storage.cases import CaseEntry
from tests.hand import Hand
from tests.stage import Stage
from tests.transcripts.book import open_book, person_id

TEMPLATE = {
    "de": "Guten Tag {ansprechpartner},\n\nzu {nummer} kommt Ersatz für {kunde}.\n{name}, {firma}",
    "en": "Hello {contact},\n\nfor {number} {customer} gets a new one.\n{name}, {company}",
}
FILLED = {
    "de": "Guten Tag Anna <b>Huber</b>,\n\nzu R-2026-0001 kommt Ersatz für Bäckerei Huber GmbH.\n"
    "Ada Klein, Nordlicht Handel GmbH",
    "en": "Hello Anna <b>Huber</b>,\n\nfor R-2026-0001 Bäckerei Huber GmbH gets a new one.\n"
    "Ada Klein, Nordlicht Handel GmbH",
}
KEEPING = {
    "de": [
        ("/textbausteine", "Noch kein Textbaustein. Das ist eine Antwort, die Sie öfter geben: Wer in "
         "einem Vorgang antwortet, hat sie als Knopf.\n[Neuer Textbaustein]"),
        ("[Neuer Textbaustein]", "Neuer Textbaustein\nWelcher Titel? Er steht auf dem Knopf und hat "
         "höchstens 40 Zeichen, zum Beispiel: Lieferung verspätet\n[Abbrechen]"),
        ("Ersatz <kommt>", "Neuer Textbaustein · Ersatz <kommt>\nWelcher Text? Er hat höchstens 1.500 "
         "Zeichen, und diese Platzhalter füllen sich von selbst:\n{kunde} – die Firma des Kunden\n"
         "{ansprechpartner} – wer es liest\n{nummer} – die Nummer des Vorgangs\n{name} – wer schreibt\n"
         "{firma} – unsere Firma\n[Zurück] [Abbrechen]"),
        ("Zu {vorgang} & mehr", "Den Platzhalter „{vorgang}“ kenne ich nicht. Es gibt {kunde}, "
         "{ansprechpartner}, {nummer}, {name}, {firma}. Bitte den Text berichtigen und noch einmal "
         "schicken.\nNeuer Textbaustein · Ersatz <kommt>"),
        ("Zu {nummer", "Geschweifte Klammern stehen hier nur um Platzhalter, und zu jeder offenen "
         "gehört eine geschlossene. Es gibt {kunde}, {ansprechpartner}, {nummer}, {name}, {firma}. "
         "Bitte den Text berichtigen und noch einmal schicken.\nNeuer Textbaustein · Ersatz <kommt>"),
        (TEMPLATE["de"], f"✅ Gespeichert; beim Antworten in einem Vorgang ist es jetzt ein Knopf.\n"
         f"Ersatz <kommt>\n{TEMPLATE['de']}\n[Titel ändern] [Text ändern]\n[Textbausteine] [Löschen]"),
        ("[Titel ändern]", "Ersatz <kommt>\nBisher, zum Kopieren antippen: Ersatz <kommt>\n"),
        ("Ersatz", f"✅ Geändert\nErsatz\n{TEMPLATE['de']}\n"),
        ("[Löschen]", "„Ersatz“ ist gelöscht.\n[Rückgängig] [Textbausteine]"),
        ("[Textbausteine]", "Noch kein Textbaustein."),
    ],
    "en": [
        ("/answers", "No canned answer yet. It is an answer that you give often: whoever answers in a "
         "case has it as a button.\n[New canned answer]"),
        ("[New canned answer]", "New canned answer\nWhich title? It stands on the button and has at "
         "most 40 characters, for example: Delivery delayed\n[Cancel]"),
        ("Ersatz <kommt>", "New canned answer · Ersatz <kommt>\nWhich text? It has at most 1,500 "
         "characters, and these placeholders are filled in by themselves:\n{customer} – the customer's "
         "company\n{contact} – who reads it\n{number} – the number of the case\n{name} – who writes\n"
         "{company} – our company\n[Back] [Cancel]"),
        ("Zu {vorgang} & mehr", "I do not know the placeholder “{vorgang}”. There are {customer}, "
         "{contact}, {number}, {name}, {company}. Please put the text right and send it once more.\n"
         "New canned answer · Ersatz <kommt>"),
        ("Zu {nummer", "Curly braces stand around placeholders only, and each one that opens has one "
         "that closes. There are {customer}, {contact}, {number}, {name}, {company}. Please put the "
         "text right and send it once more.\nNew canned answer · Ersatz <kommt>"),
        (TEMPLATE["en"], f"✅ Saved; whoever answers in a case has it as a button now.\nErsatz <kommt>\n"
         f"{TEMPLATE['en']}\n[Change title] [Change text]\n[Canned answers] [Delete]"),
        ("[Change title]", "Ersatz <kommt>\nSo far, tap to copy: Ersatz <kommt>\n"),
        ("Ersatz", f"✅ Changed\nErsatz\n{TEMPLATE['en']}\n"),
        ("[Delete]", "“Ersatz” is deleted.\n[Undo] [Canned answers]"),
        ("[Canned answers]", "No canned answer yet."),
    ],
}  # fmt: skip
SENDING = {
    "de": [
        ("[Antworten]", "R-2026-0001 · Bäckerei Huber GmbH (10234)\nReklamation\n💬 Palette kaputt\n"
         "Antwort an den Kunden? Text, Foto, Sprachnachricht oder Datei; es geht sofort hinaus.\n"
         "[Ersatz]\n[Abbrechen]"),
        ("[Ersatz]", "R-2026-0001 · Bäckerei Huber GmbH (10234)\nSo geht es hinaus. Wer es anders will, "
         f"schreibt stattdessen eigene Worte.\n{FILLED['de']}\n[Senden]\n[Zurück] [Abbrechen]"),
        ("[Senden]", "✅ Die Antwort zu R-2026-0001 geht an Anna <b>Huber</b>."),
    ],
    "en": [
        ("[Answer]", "R-2026-0001 · Bäckerei Huber GmbH (10234)\nComplaint\n💬 Palette kaputt\n"
         "Answer to the customer?"),
        ("[Ersatz]", "R-2026-0001 · Bäckerei Huber GmbH (10234)\nThis is how it goes out. To say it "
         "differently, write words of your own instead.\n"
         f"{FILLED['en']}\n[Send]\n[Back] [Cancel]"),
        ("[Send]", "✅ The answer"),
    ],
}  # fmt: skip
UNDO = {"de": "Rückgängig", "en": "Undo"}


async def played(hand: Hand, steps: list[tuple[str, str]]) -> None:
    """Each step begins the screen that the table says."""
    for does, shown in steps:
        await (hand.press(does[1:-1]) if does[0] == "[" else hand.say(does))
        assert hand.screen.startswith(shown), (does, hand.screen)


async def complained(stage: Stage, language: str = "de") -> tuple[Hand, Hand]:
    """The admin, and the bakery's contact, who has complained."""
    ada = await Hand.of(stage, "Ada Klein", Role.ADMIN, language)
    book = await open_book(stage)
    phone = await stage.join("Anna <b>Huber</b>", Role.CUSTOMER, customer_id=book["10234"])
    anna = Hand(stage, phone)
    await anna.say("Palette kaputt")
    return ada, anna


async def kept(stage: Stage, *answers: str) -> None:
    """Some are there already, all with the same text."""

    def keep(session: Session) -> None:
        ada = acting_for(session, stage.program.desk, person_id(session, "Ada Klein"))
        assert ada
        for title in answers:
            canned_answers.add(session, ada, title, "Text von {name}")

    await stage.database.run(keep)


@pytest.mark.parametrize("language", ["de", "en"])
async def test_one_is_added_changed_deleted_brought_back_and_sent(
    language: str, stage: Stage
) -> None:
    ada, anna = await complained(stage, language)
    await played(ada, KEEPING[language])
    deleted = next(m for m in reversed(ada.person.messages) if m.buttons)
    await ada.person.press_data("canned:undo:1", deleted.id)
    await stage.settled()
    assert ada.screen.startswith(f"Ersatz\n{TEMPLATE[language]}")
    await ada.say("R-2026-0001")
    before = ada.actions
    await played(ada, SENDING[language])
    assert ada.actions - before == 3
    assert anna.screen == f"💬 Nordlicht Handel GmbH zu R-2026-0001:\n{FILLED[language]}"


async def test_it_works_on_both_databases(any_stage: Stage) -> None:
    ada, anna = await complained(any_stage)
    await kept(any_stage, "Später", "Ersatz")
    await ada.say("R-2026-0001")
    await played(ada, [("[Rückfrage]", "R-2026-0001"), ("[Ersatz]", "R-2026-0001"),
                       ("[Senden]", "✅ Die Rückfrage")])  # fmt: skip
    assert anna.screen == "⚠ Nordlicht Handel GmbH fragt zu R-2026-0001:\nText von Ada Klein"
    await ada.press("Lösen")
    assert "[Ersatz]\n[Später]" in ada.screen, "the one that went out last comes first"


async def test_own_words_go_out_as_ever_before_and_after_one_is_shown(stage: Stage) -> None:
    ada, anna = await complained(stage)
    await kept(stage, "Ersatz")
    await ada.say("R-2026-0001")
    for ways in (["Antworten"], ["Antworten", "Ersatz"], ["Antworten", "Ersatz", "Zurück"]):
        for label in ways:
            await ada.press(label)
        assert ("[Senden]" in ada.screen) == (ways[-1] == "Ersatz")
        await ada.say(f"Eigenes {{name}} nach {ways[-1]}")
        assert anna.screen.endswith(f":\nEigenes {{name}} nach {ways[-1]}")
    used = await stage.database.run(lambda s: s.scalars(select(CannedAnswer.used_at)).all())
    assert used == [None]


async def test_a_note_offers_none_and_a_rep_has_none(stage: Stage) -> None:
    ada, _anna = await complained(stage)
    await kept(stage, "Ersatz")
    await ada.say("R-2026-0001")
    await ada.press("Notiz")
    assert "[Ersatz]" not in ada.screen
    tom = await Hand.of(stage, "Tom Berg")
    await tom.say("/textbausteine")
    assert tom.screen.startswith("Das gehört nicht zu Ihren Aufgaben hier.")


async def test_of_many_six_are_offered_and_all_are_reached_by_turning_pages(stage: Stage) -> None:
    ada, anna = await complained(stage)
    await kept(stage, *(f"Nr. {n:02}" for n in range(1, 26)))
    await ada.say("R-2026-0001")
    await ada.press("Antworten")
    assert "[Nr. 06]\n[Alle (25)]\n[Abbrechen]" in ada.screen
    await ada.press("Alle (25)")
    assert "[Nr. 12]\n[Zurückblättern] [Weiterblättern]\n[Abbrechen]" in ada.screen
    await ada.press("Weiterblättern")
    await ada.press("Weiterblättern")
    assert "[Nr. 25]\n[Zurückblättern]\n[Abbrechen]" in ada.screen
    await ada.press("Nr. 25")
    await ada.press("Senden")
    assert anna.screen.endswith(":\nText von Ada Klein")
    await ada.say("/textbausteine")
    assert "[Nr. 12]\n[Weiterblättern]\n[Neuer Textbaustein]" in ada.screen
    await ada.press("Weiterblättern")
    assert "[Nr. 13]" in ada.screen
    assert "[Nr. 24]\n[Zurückblättern] [Weiterblättern]\n" in ada.screen


async def test_what_was_shown_is_what_goes_out_and_a_deleted_one_is_not_shown(
    stage: Stage,
) -> None:
    ada, anna = await complained(stage)
    await kept(stage, "Ersatz")
    await ada.say("R-2026-0001")
    await ada.press("Antworten")

    def other(session: Session, words: str) -> None:
        session.scalars(select(CannedAnswer)).one().words = words

    await stage.database.run(lambda s: other(s, "Zuerst"))
    await ada.press("Ersatz")
    await stage.database.run(lambda s: other(s, "Danach"))
    await ada.press("Senden")
    assert anna.screen.endswith(":\nZuerst")
    await ada.press("Antworten")
    await stage.database.run(lambda s: _delete(s, stage))
    await ada.press("Ersatz")
    assert ada.toast == "„Ersatz“ ist gelöscht."
    await ada.say("Eigenes")
    assert anna.screen.endswith(":\nEigenes")
    said = select(CaseEntry.words).where(CaseEntry.kind == "answer")
    assert await stage.database.run(lambda s: s.scalars(said).all()) == ["Zuerst", "Eigenes"]


def _delete(session: Session, stage: Stage) -> None:
    ada = acting_for(session, stage.program.desk, person_id(session, "Ada Klein"))
    assert ada
    canned_answers.delete(session, ada, session.scalars(select(CannedAnswer)).one())


async def test_words_that_come_late_are_asked_about_while_one_is_shown(stage: Stage) -> None:
    ada, anna = await complained(stage)
    await kept(stage, "Ersatz")
    for answer in ("Nein, nicht dafür", "An den Kunden senden"):
        await ada.say("R-2026-0001")
        await ada.press("Antworten")
        await ada.press("Ersatz")
        before = anna.screen
        stage.clock.advance(timedelta(minutes=31))
        await ada.say("Hallo Chef")
        assert "💬 Hallo Chef" in ada.screen
        assert anna.screen == before
        await ada.press(answer)
        assert (anna.screen == before) == (answer == "Nein, nicht dafür")
    assert anna.screen.endswith(":\nHallo Chef")
