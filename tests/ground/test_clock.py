"""The clock is set while the desk works, or the machine sleeps: nobody waits for an hour."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from telegram.error import RetryAfter

from bot.botapi import Api
from bot.domain.actor import Role
from bot.playground import Person
from bot.services import follow_ups as rules
from bot.services.acting import acting_for
from bot.storage import Session, chats, inbox, jobs, outbox
from bot.storage.reminders import Reminder
from tests.books import fill, id_of
from tests.hand import Hand
from tests.stage import Stage, eventually
from tests.transcripts.book import person_id

HOUR = timedelta(hours=1)


async def beats(stage: Stage) -> None:
    """Look as the heart does, and let everything be done that was found."""
    assert stage.program.tick
    await stage.program.tick.look()
    await stage.settled()


async def with_follow_up(stage: Stage, after: timedelta) -> Hand:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    weiss = await id_of(stage, "10237")

    def add(session: Session) -> None:
        actor = acting_for(session, stage.program.desk, person_id(session, "Tom Berg"))
        assert actor
        rules.add(session, actor, weiss, stage.clock.now() + after, "Angebot")

    await stage.database.run(add)
    while stage.program.tick is None or stage.program.tick.next_due is None:
        await asyncio.sleep(0.01)
    return tom


def rings(hand: Hand) -> int:
    return sum(one.text.startswith("⏰ Nachfassen") for one in hand.person.answers)


def told_of(anna: Person) -> int:
    """How often she heard what is overdue."""
    return sum("⚠ Tom Berg" in one.text for one in anna.answers)


async def test_a_clock_set_forward_rings_what_is_then_due_once(stage: Stage) -> None:
    tom = await with_follow_up(stage, timedelta(minutes=50))
    stage.clock.advance(HOUR)
    await eventually(lambda: rings(tom) == 1, 10)
    stage.clock.advance(-HOUR)
    await beats(stage)
    stage.clock.advance(HOUR)
    await beats(stage)
    assert rings(tom) == 1


async def test_a_clock_set_back_rings_at_its_new_time_and_not_before(any_stage: Stage) -> None:
    tom = await with_follow_up(any_stage, timedelta(seconds=60))
    any_stage.clock.advance(-HOUR)
    await beats(any_stage)
    any_stage.clock.advance(timedelta(minutes=59))
    await beats(any_stage)
    assert rings(tom) == 0
    any_stage.clock.advance(timedelta(minutes=2))
    await eventually(lambda: rings(tom) == 1, 10)
    assert "verspätet" not in tom.screen


async def test_after_a_day_asleep_what_was_missed_rings_once_and_says_it_is_late(
    stage: Stage,
) -> None:
    tom = await with_follow_up(stage, 4 * HOUR)
    stage.clock.advance(8 * HOUR)
    await eventually(lambda: rings(tom) == 1, 10)
    await beats(stage)
    assert rings(tom) == 1
    assert "⚠ verspätet, fällig war Mo, 23.11.2026, 14:2" in tom.screen


async def test_of_mornings_slept_through_one_is_made_up_for(any_stage: Stage) -> None:
    anna = await any_stage.join("Anna Huber", Role.ADMIN)
    tom = await with_follow_up(any_stage, 4 * HOUR)
    mornings = select(Reminder.due_at).where(Reminder.kind == rules.OVERDUE_REMINDER)
    [morning] = await any_stage.database.run(lambda s: s.scalars(mornings).all())
    any_stage.clock.advance(morning - any_stage.clock.now() + timedelta(days=3))
    await eventually(lambda: rings(tom) == told_of(anna) == 1, 10)
    [following] = await any_stage.database.run(
        lambda s: s.scalars(mornings.where(Reminder.status == "waiting")).all()
    )
    assert following > any_stage.clock.now()
    await beats(any_stage)
    assert rings(tom) == told_of(anna) == 1


async def test_a_clock_set_back_leaves_no_429_to_be_waited_for_an_hour_longer(
    any_stage: Stage,
) -> None:
    tom = await any_stage.join("Tom Berg", Role.REP)
    any_stage.world.faults.add("sendMessage", status=429, retry_after=5)
    await tom.say("/hilfe")
    gate = select(chats.Chat.gated_until).where(chats.Chat.chat_id == tom.id)
    while not await any_stage.database.run(lambda s: s.scalar(gate)):
        await asyncio.sleep(0.02)
    any_stage.clock.advance(-HOUR)
    await any_stage.settled()
    assert tom.screen.startswith("Hilfe")


async def test_a_clock_set_back_leaves_no_retry_to_be_waited_for(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of a message that failed once nor of a job."""
    tom = await stage.join("Tom Berg", Role.REP)
    usual, faults = outbox.post, [ZeroDivisionError()]

    def post(*given: Any) -> None:
        if faults:
            raise faults.pop()
        usual(*given)

    monkeypatch.setattr(outbox, "post", post)
    await tom.say("/hilfe")
    failed = select(inbox.InboxRow.retry_at).where(inbox.InboxRow.retry_at.is_not(None))
    while not await stage.database.run(lambda s: s.scalar(failed)):
        await asyncio.sleep(0.01)
    stage.clock.advance(-HOUR)
    await stage.settled()
    assert tom.screen.startswith("Hilfe")


async def test_a_clock_set_back_leaves_no_job_to_be_waited_for(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    usual, faults = Api.download, [RetryAfter(1)]

    async def download(self: Api, path: str) -> bytes:
        if faults:
            raise faults.pop()
        return await usual(self, path)

    monkeypatch.setattr(Api, "download", download)
    await tom.send_photo(b"picture")
    waits = select(jobs.Job.not_before).where(jobs.Job.not_before.is_not(None))
    while not await stage.database.run(lambda s: s.scalar(waits)):
        await asyncio.sleep(0.01)
    stage.clock.advance(-HOUR)
    await stage.settled()
    assert faults == []


async def test_a_stranger_is_told_the_sentence_again_after_a_clock_was_set_back(
    stage: Stage,
) -> None:
    uwe = stage.world.person("Uwe")
    await uwe.say("hallo")
    await stage.settled()
    stage.clock.advance(-HOUR)
    await uwe.say("Ist da jemand?")
    await stage.settled()
    assert [one.text[:5] for one in uwe.answers] == [uwe.answers[0].text[:5]] * 2


@pytest.mark.parametrize("hours", [1, -1])
async def test_an_open_dialogue_and_a_fresh_press_survive_a_step(stage: Stage, hours: int) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch 10236 heute: Palette kaputt")
    stage.clock.advance(hours * HOUR)
    await tom.press("Besuch speichern")
    assert tom.screen.startswith("✅ Besuch 1001 gespeichert")
    await tom.say("/hilfe")
    assert tom.screen.startswith("Hilfe")
