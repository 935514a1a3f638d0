"""The sender against a faulty Telegram: what each misfortune ends in."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.botapi import Api
from bot.domain.actor import Role
from bot.domain.say import Say, text
from bot.playground import Person
from bot.storage import Session, chats, outbox, people
from bot.texts.render import Renderer
from tests.stage import Stage, eventually


async def tell(stage: Stage, person: Person, *keys: str, card: str = "", **more: bool) -> None:
    """Queue messages for somebody, as a reminder would."""

    def work(session: Session) -> None:
        row = people.by_user(session, person.id)
        assert row is not None
        says = [Say((text(key),), to=row.id, card=card, **more) for key in keys]
        render = Renderer(stage.settings.zone)
        outbox.post(session, says, render, stage.clock.now())

    await stage.database.run(work)


def seen(person: Person) -> Sequence[str]:
    return [message.text for message in person.answers]


@pytest.fixture
async def tom(stage: Stage) -> Person:
    return await stage.join("Tom Berg", Role.REP)


async def test_messages_into_a_chat_keep_their_order(stage: Stage, tom: Person) -> None:
    await tell(stage, tom, "form-back", "form-cancel", "form-next", "form-skip", "form-drop")
    await stage.settled()
    assert seen(tom)[-5:] == ["Zurück", "Abbrechen", "Weiter", "Überspringen", "Verwerfen"]


@pytest.mark.parametrize("status", [500, 502])
async def test_a_server_fault_delays_a_message_and_loses_none(
    stage: Stage, tom: Person, status: int
) -> None:
    stage.world.faults.add("sendMessage", status=status, times=3)
    await tell(stage, tom, "form-back")
    await stage.settled()
    assert seen(tom)[-1:] == ["Zurück"]


async def test_an_answer_that_is_no_json_counts_as_unknown_and_is_tried_once_more(
    stage: Stage, tom: Person
) -> None:
    stage.world.faults.add("sendMessage", body=b"<html>", times=1)
    await tell(stage, tom, "form-back")
    await stage.settled()
    assert seen(tom)[-1] == "Zurück"


async def test_a_lost_answer_doubles_a_message_once_at_most(stage: Stage, tom: Person) -> None:
    before = len(tom.answers)
    stage.world.faults.add("sendMessage", drop="after", times=5)
    await tell(stage, tom, "form-back")
    await stage.settled()
    assert 1 <= len(tom.answers) - before <= 2


async def test_a_call_cut_off_before_it_arrived_is_repeated(stage: Stage, tom: Person) -> None:
    stage.world.faults.add("sendMessage", drop="before", times=1)
    await tell(stage, tom, "form-back")
    await stage.settled()
    assert seen(tom).count("Zurück") == 1


async def test_a_429_holds_up_its_own_chat_only(stage: Stage, tom: Person) -> None:
    eva = await stage.join("Eva Roth", Role.REP)
    stage.world.faults.add("sendMessage", status=429, retry_after=209, times=1, chat_id=tom.id)
    await tell(stage, tom, "form-back", "form-next")
    await tell(stage, eva, "form-back")
    await eventually(lambda: "Zurück" in seen(eva))
    assert "Zurück" not in seen(tom)
    stage.clock.advance(timedelta(seconds=210))
    await stage.settled()
    assert seen(tom)[-2:] == ["Zurück", "Weiter"]


async def test_a_blocked_bot_is_noted_and_the_office_is_told(stage: Stage, tom: Person) -> None:
    petra = await stage.join("Petra Klein", Role.ADMIN)
    tom.block()
    await tell(stage, tom, "form-back", "form-next")
    await stage.settled()
    assert "Tom Berg ist über Telegram nicht erreichbar" in petra.screen
    assert len([one for one in seen(petra) if "nicht erreichbar" in one]) == 1
    chat = await stage.database.run(lambda s: s.get_one(chats.Chat, tom.id))
    assert chat.unreachable_since is not None


async def test_a_newer_message_takes_the_buttons_of_its_card_from_the_older(
    stage: Stage, tom: Person
) -> None:
    await tom.say("/sprache")
    await stage.settled()
    await tell(stage, tom, "form-back", card="one")
    await tell(stage, tom, "form-next", card="one")
    await stage.settled()
    assert [c.method for c in stage.world.calls if c.outcome == "ok"].count(
        "editMessageReplyMarkup"
    ) <= 1
    assert seen(tom)[-1] == "Weiter"


async def test_an_edit_in_place_changes_the_card_and_adds_no_message(
    stage: Stage, tom: Person
) -> None:
    await tell(stage, tom, "form-back", card="one")
    await stage.settled()
    count = len(tom.answers)
    await tell(stage, tom, "form-next", card="one", in_place=True)
    await stage.settled()
    assert (len(tom.answers), seen(tom)[-1]) == (count, "Weiter")


async def test_a_card_that_cannot_be_edited_becomes_a_new_message(
    stage: Stage, tom: Person
) -> None:
    await tell(stage, tom, "form-back", card="one")
    await stage.settled()
    count = len(tom.answers)
    stage.world.faults.add(
        "editMessageText", status=400, description="Bad Request: message can't be edited"
    )
    await tell(stage, tom, "form-next", card="one", in_place=True)
    await stage.settled()
    assert (len(tom.answers), seen(tom)[-1]) == (count + 1, "Weiter")


async def test_what_waits_for_a_removed_person_is_not_sent(stage: Stage, tom: Person) -> None:
    stage.world.faults.add("sendMessage", status=429, retry_after=60, times=1, chat_id=tom.id)
    await tell(stage, tom, "form-back")
    while not await stage.database.run(lambda s: s.get_one(chats.Chat, tom.id).gated_until):
        await asyncio.sleep(0.02)

    def remove(session: Session) -> None:
        row = people.by_user(session, tom.id)
        assert row is not None
        row.removed_at, row.user_id, row.chat_id = stage.clock.now(), None, None

    await stage.database.run(remove)
    stage.clock.advance(timedelta(seconds=61))
    await stage.settled()
    assert "Zurück" not in seen(tom)


async def test_a_429_on_the_answer_to_a_press_is_waited_for(stage: Stage, tom: Person) -> None:
    stage.world.faults.add("answerCallbackQuery", status=429, retry_after=9, times=3)
    await tom.press("Hilfe")
    await asyncio.sleep(1.5)
    assert len(stage.world.faults._waiting) == 1
    assert stage.world.faults._waiting[0].times == 2
    for _ in range(3):
        stage.clock.advance(timedelta(seconds=10))
        await asyncio.sleep(1.2)
    await stage.settled()


async def test_a_call_that_cannot_even_be_made_holds_up_no_chat(
    stage: Stage, tom: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, faults = Api.call, [ValueError("not to be written as JSON")]

    async def call(self: Api, method: str, *rest: Any, **more: Any) -> Any:
        if method == "sendMessage" and faults:
            raise faults.pop()
        return await usual(self, method, *rest, **more)

    monkeypatch.setattr(Api, "call", call)
    await tell(stage, tom, "form-back", "form-next")
    await stage.settled()
    assert seen(tom)[-2] == "Weiter"
    assert "hat Telegram nicht angenommen" in seen(tom)[-1]
