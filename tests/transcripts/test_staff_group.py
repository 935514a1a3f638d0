"""The staff group: who may choose it, and who is heard in it."""

from bot.playground.group import Group
from bot.storage import staff_group
from tests.group import StaffGroup
from tests.simulated.office import Office
from tests.transcripts.in_group import NUMBER, chosen


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


def test_a_button_of_a_group_that_is_no_longer_it_ends_no_other(here: Office) -> None:
    async def play() -> None:
        before = await chosen(here)
        there = await StaffGroup.chosen(here.life, "de", here.max, here.ada)
        await before.press(here.max, "Teamgruppe beenden")
        assert here.life.database.transact(staff_group.chat_of) == there.group.id

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
