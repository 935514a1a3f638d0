"""The staff group lost, refused or moved: what becomes of what was for it."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.storage import Session, staff_group
from bot.storage.outbox import OutboxRow
from tests.group import StaffGroup
from tests.simulated.office import Office
from tests.transcripts.in_group import NUMBER, chosen


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
        assert any(one.endswith("Hallo?\n[Vorgang öffnen]") for one in there.news(NUMBER))

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
