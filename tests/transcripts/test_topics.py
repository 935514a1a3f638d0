"""What is written, pressed and read in the topic of a case."""

from bot.services import canned_answers
from bot.services.acting import acting_for
from bot.storage import Session
from tests.hand import PICTURE
from tests.simulated.office import Office
from tests.transcripts.book import person_id
from tests.transcripts.in_group import NUMBER, chosen


def test_lines_with_two_strokes_and_answers_to_them_stay_inside(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        before = here.anna.screen
        note = await there.write(here.ada, "// Kunde ist knapp bei Kasse", NUMBER)
        await here.ada.person.say("stimmt", chat=there.group, thread=there.topic(NUMBER),
                                  reply_to=note.id)  # fmt: skip
        pictures = [PICTURE, PICTURE]
        await here.ada.person.send_album(pictures, "// nur für uns", chat=there.group,
                                         thread=there.topic(NUMBER))  # fmt: skip
        await there.settled()
        assert here.anna.screen == before
        await there.write(here.ada, "Kommt morgen.", NUMBER)
        assert here.anna.screen.endswith("Kommt morgen.")

    here.life.run(play())


def test_nothing_with_two_strokes_in_it_or_a_note_under_a_picture_goes_to_the_customer(
    here: Office,
) -> None:
    async def play() -> None:
        there = await chosen(here)
        before, place = here.anna.screen, {"chat": there.group, "thread": there.topic(NUMBER)}
        await here.ada.person.send_photo(PICTURE, "/notiz zahlt nie", **place)
        await there.settled()
        await there.write(here.ada, "Kommt Montag.\n // zahlt nie", NUMBER)
        assert there.group.screen(there.topic(NUMBER)) == (
            "Davon ging nichts an den Kunden: Eine Zeile beginnt mit //, darum steht alles als Notiz "
            f"bei {NUMBER}. Was für ihn ist, schicken Sie bitte noch einmal ohne sie."
        )
        await here.ada.person.send_photo(PICTURE, "/heute", **place)
        await there.settled()
        assert there.group.screen(there.topic(NUMBER)).startswith("Diesen Befehl kenne ich nicht")
        assert here.anna.screen == before

    here.life.run(play())


def test_what_the_customer_has_is_not_corrected_into_two_strokes(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        sent = await there.write(here.ada, "Kommt Montag.", NUMBER)
        before = here.anna.screen
        for now in ("// zahlt nie", "Kommt Montag.\n// zahlt nie", "/notiz zahlt nie"):
            await here.ada.person.edit(sent.id, now, chat=there.group)
            await there.settled()
            told = there.group.screen(there.topic(NUMBER))
            assert told.startswith("Diese Änderung ging nicht an den Kunden")
            assert here.anna.screen == before

    here.life.run(play())


def test_what_is_corrected_in_the_topic_is_corrected_for_the_customer(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        sent = await there.write(here.ada, "Kommt Montag.", NUMBER)
        await here.ada.person.edit(sent.id, "Kommt Dienstag.", chat=there.group)
        await there.settled()
        assert here.anna.screen.endswith("(berichtigt):\nKommt Dienstag.")
        note = await there.write(here.ada, "// unter uns", NUMBER)
        before = here.anna.screen
        await here.ada.person.edit(note.id, "// nur unter uns", chat=there.group)
        await there.settled()
        assert here.anna.screen == before
        await here.ada.say(NUMBER)
        await here.ada.press("Verlauf")
        assert "Notiz: nur unter uns" in here.ada.screen, here.ada.screen

    here.life.run(play())


def test_the_same_words_in_two_topics_or_of_two_people_all_go_out(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.jan.say("Lack zerkratzt")
        await there.settled()
        for number in (NUMBER, "R-2026-0002"):
            await here.ada.person.say("Morgen.", chat=there.group, thread=there.topic(number))
        await here.max.person.say("Morgen.", chat=there.group, thread=there.topic("R-2026-0002"))
        await there.settled()
        assert here.anna.screen.endswith("Morgen.")
        assert sum("Morgen." in one.text for one in here.jan.person.answers) == 2

    here.life.run(play())


def test_a_reps_words_in_the_topic_stay_inside(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        before = here.anna.screen
        await there.write(here.tom, "Ich war gestern dort.", NUMBER)
        assert here.anna.screen == before
        await here.jan.say("Lack zerkratzt")
        await here.eva.person.join(there.group)
        await there.settled()
        await there.write(here.eva, "Nicht meiner", "R-2026-0002")
        topic = there.topic("R-2026-0002")
        assert there.group.screen(topic).startswith("Das gehört nicht zu Ihren Aufgaben")

    here.life.run(play())


def test_what_is_written_about_a_merged_case_goes_on_in_the_other_topic(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.anna.say("/anfrage Wann kommt sie?")
        await there.settled()
        enquiry = there.topic("A-2026-0001")
        await here.ada.person.press("Zusammenführen", chat=there.group, thread=enquiry)
        await there.settled()
        await here.ada.person.press(f"{NUMBER} · Kiste fehlt", chat=there.group, thread=enquiry)
        await there.settled()
        assert "A-2026-0001 · Bäckerei Huber GmbH · abgeschlossen" in there.titles
        there.news(NUMBER)
        await there.write(here.ada, "Morgen.", "A-2026-0001")
        assert here.anna.screen == f"💬 Nordlicht Handel GmbH zu {NUMBER}:\nMorgen."
        assert any(one.endswith("an den Kunden:\nMorgen.") for one in there.news(NUMBER))
        await here.ada.person.press("Wieder trennen", chat=there.group, thread=enquiry)
        await there.settled()
        assert "A-2026-0001 · Bäckerei Huber GmbH · neu" in there.titles

    here.life.run(play())


def test_where_no_reactions_are_allowed_it_is_said_that_an_answer_went_out(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        here.life.world.faults.add("setMessageReaction", status=400, times=1, chat_id=there.group.id,
                                   description="Bad Request: REACTION_INVALID")  # fmt: skip
        await there.write(here.ada, "Kommt morgen.", NUMBER)
        assert "👍" in there.news(NUMBER)
        assert here.anna.screen.endswith("Kommt morgen.")

    here.life.run(play())


def test_the_card_in_a_topic_has_its_own_buttons_whoever_goes_back_to_it(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.press(here.ada, "Dringlichkeit")
        await there.press(here.tom, "Zurück")
        card = next(one.transcript for one in there.group.written(there.topic(NUMBER))
                    if "Kiste fehlt" in one.transcript and "[" in one.transcript)  # fmt: skip
        assert "[Gelöst]" in card
        assert "[Verlauf]" not in card

    here.life.run(play())


def test_who_looks_after_a_case_reads_it_in_private_until_they_write_in_the_topic(
    here: Office,
) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.anna.photo("So sieht sie aus")
        await there.settled()
        assert "So sieht sie aus" in here.ada.screen
        await here.ada.press("Antworten")
        await here.ada.say("Danke für das Foto.")
        await here.anna.say("Und nun?")
        await there.settled()
        assert "Und nun?" in here.ada.screen
        await there.write(here.ada, "Ersatz kommt.", NUMBER)
        await here.anna.say("Wann denn?")
        await there.settled()
        assert "Wann denn?" not in here.ada.screen
        assert any("Wann denn?" in one for one in there.news(NUMBER))
        await here.ada.say(NUMBER)
        await here.ada.press("Verlauf")
        await here.ada.press("Dateien zeigen")
        assert here.ada.screen.endswith("So sieht sie aus"), here.ada.screen

    here.life.run(play())


def test_two_strokes_alone_are_no_note(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.write(here.ada, "//", NUMBER)
        assert there.group.screen(there.topic(NUMBER)).startswith("Das kann ich nicht aufnehmen.")

    here.life.run(play())


def test_the_card_comes_down_to_a_new_message_and_is_kept_as_the_case_is_there(
    here: Office,
) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.anna.say("Hallo?")
        await there.settled()
        there.news(NUMBER)
        await there.press(here.ada, "Vorgang öffnen")
        old, new = there.news(NUMBER)
        assert old.endswith("Ada Klein · neu")  # and no buttons any more
        assert new.startswith(
            f"{old}\n[Übernehmen]\n[Gelöst] [Warten auf Kunden]\n[Textbausteine]"
        )
        await there.press(here.ada, "Gelöst")
        assert "Bitte erst antworten" in here.ada.person.toasts[-1].text
        await there.write(here.ada, "Kommt morgen.", NUMBER)
        await there.press(here.ada, "Gelöst")
        [*_, card] = [one for one in there.news(NUMBER) if one.startswith(NUMBER)]
        assert card.endswith("Ada Klein · gelöst\n[Wieder öffnen]")
        assert here.anna.screen.startswith(f"✅ Nordlicht Handel GmbH zu {NUMBER}, gelöst.")
        await there.press(here.ada, "Wieder öffnen")
        [*_, card] = [one for one in there.news(NUMBER) if one.startswith(NUMBER)]
        assert "Ada Klein · in Arbeit" in card
        assert here.anna.screen.startswith(f"{NUMBER} ist wieder offen")

    here.life.run(play())


def test_a_canned_answer_in_a_topic_is_chosen_shown_and_sent(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        here.life.database.transact(
            lambda s: keep_canned(s, here, "Ersatz kommt, {kunde}. {name}")
        )
        await there.press(here.ada, "Textbausteine")
        await there.press(here.ada, "Ersatz")
        filled = "Ersatz kommt, Bäckerei Huber GmbH. Ada Klein"
        assert f"So geht es an den Kunden.\n{filled}\n[Senden]" in there.news(NUMBER)[-1]
        assert filled not in here.anna.screen
        here.life.database.transact(lambda s: keep_canned(s, here, "Ersatz ist da. {name}"))
        await there.press(here.ada, "Senden")
        assert "steht inzwischen Neues da" in here.ada.person.toasts[-1].text
        assert "Ersatz" not in here.anna.screen
        for label in ("Textbausteine", "Ersatz", "Senden"):
            await there.press(here.ada, label)
        told = f"💬 Nordlicht Handel GmbH zu {NUMBER}:\nErsatz ist da. Ada Klein"
        assert here.anna.screen == told
        assert any(one.endswith("an den Kunden:\nErsatz ist da. Ada Klein")
                   for one in there.news(NUMBER))  # fmt: skip

    here.life.run(play())


def test_a_canned_answer_goes_out_once_and_not_after_something_new(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        here.life.database.transact(lambda s: keep_canned(s, here, "Ersatz kommt."))
        for label in ("Textbausteine", "Ersatz"):
            await there.press(here.ada, label)
        await here.ada.person.press("Senden", chat=there.group)  # twice, as fast as fingers are
        await here.ada.person.press("Senden", chat=there.group)
        await there.settled()
        assert [one.text.endswith("Ersatz kommt.") for one in here.anna.person.answers].count(
            True
        ) == 1
        for label in ("Textbausteine", "Ersatz"):
            await there.press(here.ada, label)
        await here.anna.person.say("Nein, Geld zurück")
        await here.ada.person.press("Senden", chat=there.group)
        await there.settled()
        assert [one.text.endswith("Ersatz kommt.") for one in here.anna.person.answers].count(
            True
        ) == 1
        assert "steht inzwischen Neues da" in here.ada.person.toasts[-1].text

    here.life.run(play())


def keep_canned(session: Session, here: Office, words: str) -> None:
    """The one canned answer says this from now on."""
    ada = acting_for(session, here.life.program.desk, person_id(session, "Ada Klein"))
    assert ada
    for one in canned_answers.kept(session, ada):
        canned_answers.change(session, ada, one, "words", words)
        return
    canned_answers.add(session, ada, "Ersatz", words)
