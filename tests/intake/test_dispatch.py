"""Dispatch and adapter: poison, malformed updates, order, roles at the door."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from telegram.ext import BaseHandler, CommandHandler

from bot import app
from bot.domain.actor import Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Answer
from bot.intake.adapter import Adapter
from bot.storage import Session, chats, facts, inbox
from bot.storage.inbox import InboxRow
from tests.databases import laid_out
from tests.stage import MONDAY, Stage, eventually, running


def boom(session: Session, _actor: Actor, _update: Any) -> Sequence[Answer]:
    facts.write(session, "boom", "half done")
    raise ZeroDivisionError("secret words")


def unsayable(_session: Session, _actor: Actor, _update: Any) -> Sequence[Answer]:
    raise Refusal("no-such-text")


def refuse(session: Session, _actor: Actor, _update: Any) -> Sequence[Answer]:
    facts.write(session, "refuse", "half done")
    raise Refusal("may-not")


@pytest.fixture
async def stage(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """The program with three commands that fail."""
    usual = app.handlers

    def handlers(adapter: Adapter) -> Iterable[BaseHandler[Any, Any, Any]]:
        yield CommandHandler("boom", adapter.in_transaction(boom))
        yield CommandHandler("unsayable", adapter.in_transaction(unsayable))
        yield CommandHandler("refuse", adapter.in_transaction(refuse))
        yield from usual(adapter)

    monkeypatch.setattr(app, "handlers", handlers)
    async with running(database_url) as made:
        yield made


async def status_of(stage: Stage) -> list[tuple[str, int]]:
    def read(session: Session) -> list[tuple[str, int]]:
        rows = session.scalars(select(InboxRow).order_by(InboxRow.id))
        return [(row.status, row.attempts) for row in rows]

    return await stage.database.run(read)


async def test_a_poison_message_is_tried_three_times_then_told_and_delays_nobody(
    stage: Stage,
) -> None:
    petra = await stage.join("Petra Klein", Role.ADMIN)
    tom = await stage.join("Tom Berg", Role.REP)
    await tom.say("/boom")
    await tom.say("/hilfe")
    await petra.say("/hilfe")
    await eventually(lambda: petra.screen.startswith("Hilfe"), 3)
    assert not tom.screen.startswith("Hilfe")
    for _ in range(4):
        await asyncio.sleep(0.3)
        stage.clock.advance(timedelta(seconds=20))
    await stage.settled()
    assert tom.screen.startswith("Hilfe")
    assert "konnte ich nicht verarbeiten" in tom.answers[-2].text
    assert "Eine Nachricht von Tom Berg konnte nicht verarbeitet werden" in petra.screen
    assert ("dead", inbox.MAX_ATTEMPTS) in await status_of(stage)


async def test_a_no_that_cannot_be_said_is_not_tried_for_ever_and_told(stage: Stage) -> None:
    petra = await stage.join("Petra Klein", Role.ADMIN)
    tom = await stage.join("Tom Berg", Role.REP)
    await tom.say("/unsayable")
    await tom.say("/hilfe")
    for _ in range(4):
        await asyncio.sleep(0.3)
        stage.clock.advance(timedelta(seconds=20))
    await stage.settled()
    assert tom.screen.startswith("Hilfe")
    assert "konnte ich nicht verarbeiten" in tom.answers[-2].text
    assert "Eine Nachricht von Tom Berg konnte nicht" in petra.screen
    assert ("dead", inbox.MAX_ATTEMPTS) in await status_of(stage)


async def test_waiting_for_another_process_costs_an_update_of_before_no_attempts(
    postgresql_url: str,
) -> None:
    """It was there at the start, so its attempt is counted; once, however long it waits."""
    payload = {"update_id": 1, "nothing known": {"chat": {"id": 7}}}
    database, free = laid_out(postgresql_url), threading.Event()
    database.transact(lambda s: inbox.store(s, 4242, [payload], MONDAY))

    def hold(session: Session) -> None:
        assert chats.lock(session, 7)
        free.wait(8)

    holding = asyncio.create_task(database.run(hold))
    async with running(postgresql_url) as stage:
        await asyncio.sleep(0.8)
        free.set()
        await holding
        await stage.settled()
        assert await status_of(stage) == [("done", 1)]
    database.close()


async def test_what_a_failed_handler_did_is_rolled_back(stage: Stage) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    await tom.say("/boom")
    await tom.say("/refuse")
    for _ in range(4):
        await asyncio.sleep(0.3)
        stage.clock.advance(timedelta(seconds=20))
    await stage.settled()
    assert await stage.database.run(lambda s: facts.read(s, "boom")) == ""
    assert await stage.database.run(lambda s: facts.read(s, "refuse")) == ""
    assert tom.screen.startswith("Das gehört nicht zu Ihren Aufgaben")


async def test_a_malformed_update_is_put_aside_and_the_next_is_worked_on(stage: Stage) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    broken = {"message_id": 1, "date": "yesterday", "chat": {"id": tom.id, "type": "private"}}
    stage.world.updates.put("message", broken, tom.id)
    await tom.say("/hilfe")
    await stage.settled()
    assert tom.screen.startswith("Hilfe")
    assert ("dead", 0) in await status_of(stage)


async def test_updates_of_unknown_kind_change_nothing_and_get_no_answer(stage: Stage) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    count = len(tom.answers)
    stage.world.updates.put("purchased_paid_media", {"from": {"id": tom.id}}, tom.id)
    stage.world.updates.put("message_reaction", {"chat": {"id": tom.id}}, tom.id)
    await stage.settled()
    assert len(tom.answers) == count


async def test_a_person_without_the_role_is_told_so(stage: Stage) -> None:
    anna = await stage.join("Anna Huber", Role.CUSTOMER)
    await anna.say("/besuch")
    await stage.settled()
    assert anna.screen.startswith("Das gehört nicht zu Ihren Aufgaben")


async def test_a_command_in_a_group_is_sent_to_the_private_chat_and_talk_is_left_alone(
    stage: Stage,
) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    group = stage.world.group("Team Süd", [tom])
    await tom.say("/hilfe", chat=group)
    await tom.say("Wer kommt mit?", chat=group)
    await stage.settled()
    written = [one for one in group.messages.values() if one.from_bot]
    assert ["gehören nicht in eine Gruppe" in one.text for one in written] == [True]


async def test_each_chat_is_answered_in_the_order_it_wrote(stage: Stage) -> None:
    people = [await stage.join(f"Rep {n}", Role.REP) for n in range(3)]
    for _ in range(3):
        for person in people:
            await person.say("/hilfe")
            await person.say("/sprache")
    await stage.settled()
    for person in people:
        firsts = [one.text.split()[0] for one in person.answers[-6:]]
        assert firsts == ["Hilfe", "Sprache"] * 3


async def test_a_text_sent_again_because_no_answer_came_is_answered_once(stage: Stage) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    count = len(tom.answers)
    stage.world.faults.add("sendMessage", status=502, times=2)
    await tom.say("/sprache")
    await asyncio.sleep(0.5)
    await tom.say("/sprache")
    await stage.settled()
    assert len(tom.answers) == count + 1
    await tom.say("/sprache")
    await stage.settled()
    assert len(tom.answers) == count + 2
