"""A disk that fills up while the desk works."""

import random
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
import structlog
from sqlalchemy import func, select
from telegram.ext import BaseHandler, CommandHandler

from bot import app
from bot.domain.actor import Actor
from bot.domain.say import Answer, say
from bot.intake.adapter import Adapter
from bot.storage import Session, facts, inbox
from bot.storage.files import File
from tests.books import fill
from tests.ground.disk import Disk
from tests.ground.test_away import signs
from tests.ground.troubles import out_of_pages
from tests.hand import PICTURE, Hand
from tests.stage import Stage, eventually, running

BIG = random.Random(1).randbytes(3_000_000)  # does not get smaller by packing


def write_much(session: Session, _actor: Actor, _update: Any) -> Sequence[Answer]:
    facts.write(session, "small", "first")
    session.flush()
    facts.write(session, "big", BIG.hex())
    return [say("form-back")]


@pytest.fixture
def with_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command /much, which needs much room."""
    usual = app.handlers

    def handlers(adapter: Adapter) -> Iterable[BaseHandler[Any, Any, Any]]:
        yield CommandHandler("much", adapter.in_transaction(write_much))
        yield from usual(adapter)

    monkeypatch.setattr(app, "handlers", handlers)


async def half_done(stage: Stage) -> str:
    return await stage.database.run(lambda s: facts.read(s, "small"))


async def was_done_once(stage: Stage, tom: Hand) -> bool:
    await stage.settled()
    tried = await stage.database.run(lambda s: s.scalar(select(func.sum(inbox.InboxRow.attempts))))
    said = [one.text for one in tom.person.answers]
    big = await stage.database.run(lambda s: facts.read(s, "big"))
    return tried == 0 and said.count("Zurück") == 1 and big == BIG.hex()


async def test_what_is_said_on_a_full_disk_is_answered_when_there_is_room_again(
    small_disk: Disk,
) -> None:
    async with running(f"sqlite:///{small_disk.place}/desk.db") as stage:
        tom = await Hand.of(stage, "Tom Berg")
        with structlog.testing.capture_logs() as log, small_disk.full():
            await tom.person.say("/hilfe")
            await eventually(lambda: signs(log) > 2)
        await stage.settled()
        assert [one.text[:5] for one in tom.person.answers].count("Hilfe") == 1


async def test_work_that_meets_the_end_of_the_disk_is_undone_and_done_again(
    url_on_small_disk: str, small_disk: Disk, with_much: None
) -> None:
    async with running(url_on_small_disk) as stage:
        tom = await Hand.of(stage, "Tom Berg")
        with structlog.testing.capture_logs() as log, small_disk.full(but=1_000_000):
            await tom.person.say("/much")
            await eventually(lambda: signs(log) > 4, 30)
            assert await half_done(stage) == ""
        assert await was_done_once(stage, tom)


async def test_a_statement_that_finds_no_page_is_not_taken_for_a_fault_of_the_message(
    with_much: None, sqlite_url: str
) -> None:
    """SQLite then undoes the whole transaction by itself, its savepoint with it."""
    async with running(sqlite_url) as stage:
        tom = await Hand.of(stage, "Tom Berg")
        with structlog.testing.capture_logs() as log:
            async with out_of_pages(stage):
                await tom.person.say("/much")
                await eventually(lambda: signs(log) > 4, 30)
                assert await half_done(stage) == ""
        assert await was_done_once(stage, tom)


async def test_a_photo_too_big_for_the_disk_is_kept_later_and_holds_up_nobody(
    url_on_small_disk: str, small_disk: Disk
) -> None:
    async with running(url_on_small_disk) as stage:
        tom = await Hand.of(stage, "Tom Berg")
        await fill(stage, "Tom Berg")
        photo = PICTURE + BIG
        with structlog.testing.capture_logs() as log, small_disk.full(but=1_000_000):
            await tom.person.send_photo(photo, "War heute um 9 bei Weiß, Palette kaputt")
            await eventually(lambda: len([e for e in log if e.get("job")]) > 3, 30)
            assert "Ergebnis: Problem" in tom.screen
        await stage.settled()
        assert await stage.database.run(lambda s: s.get_one(File, 1).content) == photo
