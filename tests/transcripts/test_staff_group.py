"""The staff group: who may choose it, what is heard in it, and what becomes of what is missing."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from sqlalchemy import func, select

from bot.playground.group import Group
from bot.storage import Session, staff_group
from bot.storage.outbox import OutboxRow
from tests.group import StaffGroup
from tests.hand import PICTURE
from tests.simulated.office import Office, office

NUMBER = "R-2026-0001"
Play = Callable[[], Awaitable[None]]


@pytest.fixture
def here() -> Iterator[Office]:
    with office() as made:
        yield made


async def chosen(here: Office) -> StaffGroup:
    """Manager, admin and rep in a staff group, and a case with its topic."""
    there = await StaffGroup.chosen(here.life, "de", here.max, here.ada, here.tom)
    await here.anna.say("Kiste fehlt")
    await there.settled()
    assert there.titles == [f"{NUMBER} · Bäckerei Huber GmbH · neu"]
    there.news(NUMBER)
    return there


def test_only_a_manager_makes_a_group_the_staff_group(here: Office) -> None:
    async def play() -> None:
        there = StaffGroup(here.life, here.max, here.ada)
        await there.write(here.ada, "/teamgruppe", None)
        assert there.group.screen().startswith("Kundendaten gehören nicht in eine Gruppe.")
        await there.write(here.max, "/teamgruppe@nordlicht_bot", None)
        assert there.group.screen().startswith("Ich darf hier keine Themen anlegen.")
        await here.max.person.promote(there.group)
        await there.press(here.max, "Noch einmal")
        assert "Alle 3 Mitglieder" in there.group.screen()
        await there.press(here.ada, "Ja, nur Mitarbeiter")
        assert "Alle 3 Mitglieder" in there.group.screen()
        await there.press(here.max, "Ja, nur Mitarbeiter")
        await here.anna.say("Kiste fehlt")
        await there.settled()
        assert len(there.titles) == 1

    here.life.run(play())


def test_a_group_without_topics_is_told_what_to_do(here: Office) -> None:
    async def play() -> None:
        there = StaffGroup(here.life, here.max, forum=False)
        await here.max.person.promote(there.group)
        await there.write(here.max, "/teamgruppe", None)
        assert there.group.screen().startswith("Diese Gruppe hat keine Themen.")

    here.life.run(play())


def test_open_cases_get_their_topics_when_the_group_is_chosen(here: Office) -> None:
    async def play() -> None:
        await here.anna.say("Kiste fehlt")
        await here.jan.say("Rechnung falsch")
        there = await StaffGroup.chosen(here.life, "de", here.max, here.ada)
        await here.wait(60)
        assert sorted(one[:11] for one in there.titles) == [NUMBER, "R-2026-0002"]

    here.life.run(play())


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


def test_talk_beside_the_topics_is_left_alone(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        before, answers = here.anna.screen, len(there.group.messages)
        await there.write(here.ada, "Wer holt Kaffee?", None)
        lunch = await here.max.person.open_topic(there.group, "Mittagessen")
        await here.ada.person.say("Pizza?", chat=there.group, thread=lunch.id)
        await there.settled()
        assert len(there.group.messages) == answers + 3
        assert here.anna.screen == before
        await there.write(here.ada, "/heute", NUMBER)
        assert there.group.screen(there.topic(NUMBER)).startswith("Befehle gelten nur im privaten")
        assert here.anna.screen == before

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


def test_somebody_without_a_role_does_nothing_and_the_managers_hear_of_them_once(
    here: Office,
) -> None:
    async def play() -> None:
        there = await chosen(here)
        before = here.anna.screen
        guest = here.life.world.person("Gast Gerd")
        await guest.join(there.group)
        await there.settled()
        assert here.max.screen.startswith("⚠ Gast Gerd ist in der Teamgruppe")
        await guest.say("Kommt morgen!", chat=there.group, thread=there.topic(NUMBER))
        await there.settled()
        topic = there.topic(NUMBER)
        assert there.group.screen(topic).startswith("⚠ Gast Gerd hat hier keine Aufgabe")
        await guest.press("Gelöst", chat=there.group)
        await there.settled()
        assert guest.toasts[-1].text.startswith("Das gehört nicht zu Ihren Aufgaben")
        assert here.anna.screen == before
        warnings = [one for one in here.max.person.answers if "Gast Gerd" in one.transcript]
        assert len(warnings) == 1

    here.life.run(play())


def test_a_removed_admin_does_nothing_in_the_group(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.max.say("/team")
        await here.max.press("Ada Klein")
        await here.max.press("Zugang entziehen")
        await here.max.press("Jetzt entziehen")
        told = [one.transcript for one in here.max.person.answers]
        assert any("auch aus der Teamgruppe" in one for one in told), told
        before = here.anna.screen
        await there.write(here.ada, "Kommt nie.", NUMBER)
        await there.press(here.ada, "Gelöst")
        assert here.anna.screen == before

    here.life.run(play())


def test_who_writes_as_the_group_is_nobody(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        before = here.anna.screen
        here.life.world.tell(there.group, "message", anonymous(there.group, there.topic(NUMBER)))
        await there.settled()
        topic = there.topic(NUMBER)
        assert there.group.screen(topic).startswith("⚠ Wer als Gruppe schreibt")
        assert here.anna.screen == before

    here.life.run(play())


def anonymous(group: Group, thread: int) -> dict[str, object]:
    """A message that an administrator writes as the group."""
    return {
        "message_id": 900, "date": 1, "chat": group.as_json(), "sender_chat": group.as_json(),
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "text": "Kommt!",
        "message_thread_id": thread, "is_topic_message": True,
    }  # fmt: skip


def test_a_long_case_is_told_again_by_its_last_ten_messages_and_a_file(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        for at in range(13):
            await here.anna.say(f"Kiste {at} fehlt")
        await here.max.person.delete_topic(there.group, there.topic(NUMBER))
        await here.anna.say("Und jetzt?")
        await here.wait(60)
        told = there.news(NUMBER)
        assert told[0].startswith("(R-2026-0001.txt) 📎 Was vorher war (5).")
        assert here.life.database.transact(stripped) == 0
        assert [one.rsplit("\n", 1)[1] for one in told[1:-1]] == [
            *(f"Kiste {at} fehlt" for at in range(4, 13)), "Und jetzt?"
        ]  # fmt: skip
        assert there.titles == [f"{NUMBER} · Bäckerei Huber GmbH · neu"]

    here.life.run(play())


def stripped(session: Session) -> int:
    """How often the buttons of a message were taken away in a group."""
    query = select(func.count()).where(
        OutboxRow.method == "editMessageReplyMarkup", OutboxRow.chat_id < 0
    )
    return session.scalar(query) or 0


def test_without_the_right_to_open_topics_cases_come_into_the_private_chat(here: Office) -> None:
    async def play() -> None:
        there = await StaffGroup.chosen(here.life, "de", here.max, here.ada)
        await here.max.person.promote(there.group, can_manage_topics=False)
        await here.anna.say("Kiste fehlt")
        await there.settled()
        assert here.max.screen.startswith("⚠ Ich kann in der Teamgruppe nicht mehr schreiben.")
        told = "\n".join(one.transcript for one in here.ada.person.answers)
        assert "Kiste fehlt" in told
        assert here.ada.screen.startswith("In die Teamgruppe kam das nicht")
        await here.anna.say("Hallo?")
        assert here.ada.screen.startswith(
            f"💬 {NUMBER} · Anna Huber, Bäckerei Huber GmbH:\nHallo?"
        )
        await here.max.person.promote(there.group)
        await here.wait(20)
        assert here.max.screen.startswith("✅ Ich kann in der Teamgruppe wieder schreiben.")
        assert there.titles == [f"{NUMBER} · Bäckerei Huber GmbH · neu"]
        assert there.news(NUMBER)[1].endswith("Hallo?")

    here.life.run(play())


def test_a_group_that_loses_its_topics_is_left_at_once(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.write(here.ada, "Ich kümmere mich.", NUMBER)
        await here.max.person.delete_topic(there.group, there.topic(NUMBER))
        there.group.is_forum = False
        await here.anna.say("Hallo?")
        told = [one.transcript for one in here.ada.person.answers]
        assert sum("Hallo?" in one for one in told) == 1, told
        assert here.max.screen.startswith("⚠ Ich kann in der Teamgruppe nicht mehr schreiben.")
        there.group.is_forum = True
        await there.write(here.max, "/teamgruppe", None)
        await here.wait(20)
        assert there.news(NUMBER)[2].endswith("Hallo?")

    here.life.run(play())


def test_what_waits_as_the_bot_is_taken_out_comes_to_who_looks_after_the_case(
    here: Office,
) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.write(here.ada, "Ich kümmere mich.", NUMBER)
        there.news(NUMBER)
        await here.life.wait(20)  # so that the group takes some at once again
        for at in range(9):
            await here.anna.person.say(f"Kiste {at} fehlt")
        await asyncio.sleep(3)
        before = len(there.news(NUMBER))
        assert before < 9
        await here.max.person.remove(there.group)
        await there.settled()
        told = "\n".join(one.transcript for one in here.ada.person.answers)
        assert [told.count(f"Kiste {at} fehlt") for at in range(9)] == [1] * 9
        assert here.max.person.messages[-1].transcript.count("nicht mehr schreiben") == 1
        await here.max.person.add(there.group)
        await here.max.person.promote(there.group)
        await here.wait(60)
        news = "\n".join(one.transcript for one in there.group.written(there.topic(NUMBER)))
        assert [news.count(f"Kiste {at} fehlt") for at in range(9)] == [1] * 9, news

    here.life.run(play())


def test_what_waits_as_the_group_ends_does_not_go_there(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.write(here.ada, "Ich kümmere mich.", NUMBER)
        there.news(NUMBER)
        await here.life.wait(20)  # so that the group takes some at once again
        for at in range(9):
            await here.anna.person.say(f"Kiste {at} fehlt")
        await asyncio.sleep(3)
        await there.press(here.max, "Teamgruppe beenden")
        told = "\n".join(one.transcript for one in here.ada.person.answers)
        assert [told.count(f"Kiste {at} fehlt") for at in range(9)] == [1] * 9
        news = "\n".join(there.news(NUMBER))
        assert "Kiste 0 fehlt" in news
        assert "Kiste 8 fehlt" not in news

    here.life.run(play())


def test_what_came_while_the_group_was_away_is_told_in_its_topic_later(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.max.person.remove(there.group)
        await there.settled()
        assert here.max.screen.startswith("⚠ Ich kann in der Teamgruppe nicht mehr schreiben.")
        await here.anna.say("Hallo?")
        assert here.ada.screen.startswith(f"💬 {NUMBER}")
        await here.max.person.add(there.group)
        await here.max.person.promote(there.group)
        await here.wait(20)
        assert any(one.endswith("Hallo?") for one in there.news(NUMBER))

    here.life.run(play())


def test_what_is_written_in_a_group_that_is_no_longer_it_goes_nowhere(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.press(here.max, "Teamgruppe beenden")
        before = here.anna.screen
        await there.write(here.ada, "Kommt morgen.", NUMBER)
        assert there.group.screen(there.topic(NUMBER)).startswith("⚠ Das ist nicht mehr die")
        assert here.anna.screen == before
        await here.anna.say("Hallo?")
        assert here.ada.screen.startswith(f"💬 {NUMBER}")

    here.life.run(play())


def test_what_is_written_about_a_merged_case_goes_on_in_the_other_topic(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.anna.say("/anfrage Wann kommt sie?")
        await there.settled()
        enquiry = there.topic("A-2026-0001")
        await here.ada.person.press("Zusammenführen", chat=there.group, thread=enquiry)
        await there.settled()
        await here.ada.person.press(NUMBER, chat=there.group, thread=enquiry)
        await there.settled()
        assert "A-2026-0001 · Bäckerei Huber GmbH · abgeschlossen" in there.titles
        there.news(NUMBER)
        await there.write(here.ada, "Morgen.", "A-2026-0001")
        assert here.anna.screen == f"💬 Nordlicht Handel GmbH zu {NUMBER}:\nMorgen."
        assert any(one.endswith("an den Kunden:\nMorgen.") for one in there.news(NUMBER))
        await here.ada.person.press("Rückgängig", chat=there.group, thread=enquiry)
        await there.settled()
        assert "A-2026-0001 · Bäckerei Huber GmbH · neu" in there.titles

    here.life.run(play())


def test_what_telegram_refuses_in_a_topic_comes_to_who_looks_after_the_case(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.write(here.ada, "Ich kümmere mich.", NUMBER)
        here.life.world.faults.add("sendMessage", status=400, times=1)
        await here.anna.say("Hallo?")
        await there.settled()
        told = [one.transcript for one in here.ada.person.answers]
        assert any(one.startswith("Mo, 23.11.2026") and "Hallo?" in one for one in told), told

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


def test_a_button_of_a_group_that_is_no_longer_it_ends_no_other(here: Office) -> None:
    async def play() -> None:
        before = await chosen(here)
        there = await StaffGroup.chosen(here.life, "de", here.max, here.ada)
        await before.press(here.max, "Teamgruppe beenden")
        assert here.life.database.transact(staff_group.chat_of) == there.group.id

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
        assert any(one.endswith("Wann denn?") for one in there.news(NUMBER))
        await here.ada.say(NUMBER)
        await here.ada.press("Verlauf")
        await here.ada.press("Dateien zeigen")
        assert here.ada.screen.endswith("So sieht sie aus"), here.ada.screen

    here.life.run(play())


def test_what_all_read_in_the_group_is_in_the_companys_language(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.ada.say("/sprache")
        await here.ada.press("English")
        await there.press(here.ada, "Dringlichkeit")
        await there.press(here.ada, "hoch")
        assert any("Dringlichkeit: hoch" in one for one in there.news(NUMBER))

    here.life.run(play())


def test_a_topic_that_missed_much_is_made_anew_when_the_group_is_back(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await here.max.person.remove(there.group)
        for at in range(7):
            await here.anna.say(f"Kiste {at} fehlt")
        await here.max.person.add(there.group)
        await here.max.person.promote(there.group)
        await here.wait(60)
        assert len(there.titles) == 2
        told = there.news(NUMBER)
        assert [f"Kiste {at} fehlt" in "\n".join(told) for at in range(7)] == [True] * 7

    here.life.run(play())


def test_a_resolved_case_that_missed_much_is_told_anew_too(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.press(here.ada, "Gelöst")
        await here.max.person.remove(there.group)
        await here.ada.say(NUMBER)
        for at in range(6):
            above = here.ada.person.answers[-1].id
            await here.ada.person.say(f"/notiz Rückruf {at}", reply_to=above)
            await there.settled()
        await here.max.person.add(there.group)
        await here.max.person.promote(there.group)
        await here.wait(60)
        told = "\n".join(there.news(NUMBER))
        assert [f"Rückruf {at}" in told for at in range(6)] == [True] * 6

    here.life.run(play())


def test_two_strokes_alone_are_no_note(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        await there.write(here.ada, "//", NUMBER)
        assert there.group.screen(there.topic(NUMBER)).startswith("Das kann ich nicht aufnehmen.")

    here.life.run(play())


def test_no_other_group_gets_anything(here: Office) -> None:
    async def play() -> None:
        there = await chosen(here)
        other = here.life.world.group("Freunde", [here.ada.person, here.max.person])
        await here.ada.person.say("/heute", chat=other)
        await there.settled()
        await here.ada.person.say("R-2026-0001", chat=other)
        await there.settled()
        assert other.transcript().endswith(
            "Kundendaten gehören nicht in eine Gruppe. Bitte schreiben Sie mir im privaten Chat.\n"
            "Ada Klein: R-2026-0001"
        )

    here.life.run(play())


@pytest.mark.parametrize("is_told", [True, False])
def test_a_group_that_becomes_a_supergroup_stays_the_staff_group(
    here: Office, is_told: bool
) -> None:
    """Whether the bot hears of it, or finds out when it writes."""

    async def play() -> None:
        world, database = here.life.world, here.life.database
        group = world.group("Innendienst", [here.max.person], supergroup=False)
        if is_told:
            database.transact(lambda s: staff_group.choose(s, group.id))
        new = await here.max.person.upgrade(group)
        await here.life.settled()
        if not is_told:
            database.transact(lambda s: staff_group.choose(s, group.id))
            await here.anna.say("Kiste fehlt")
            await here.wait(5)
        assert database.transact(staff_group.chat_of) == new.id

    here.life.run(play())
