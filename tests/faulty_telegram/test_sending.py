"""What the desk says, when Telegram does not take it: nothing lost, doubled, or out of line."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.domain.say import say
from bot.outgoing.sender import WITHOUT_CHAT
from bot.storage import chats, outbox
from bot.texts.render import Renderer
from tests.faulty_telegram.desk import (
    busiest_minute,
    busiest_polling,
    outcomes,
    pass_quietly,
    seen,
    tell,
    until,
)
from tests.faulty_telegram.table import CASES, Case, End
from tests.logs.reading import Written
from tests.simulated.office import Office, office

EVERY = 4
"""The usual run lives through every fourth of a kind; the long run through all."""
SOON = 5.0
"""Seconds within which somebody else's message has to be there."""
CALLS_A_MINUTE = 130
"""At most, of what a few messages need in a minute of an outage: one attempt a second, and the
question before a retry whether Telegram is there."""


async def provoke(office: Office, method: str) -> None:
    """Have the method called for Tom, between two messages."""
    tom = office.tom
    match method:
        case "sendMessage":
            tell(office, tom, "form-back")
        case "editMessageText":
            tell(office, tom, "form-back", card="one", in_place=True)
        case "answerCallbackQuery":
            await tom.person.press("Hilfe")
        case "editMessageReplyMarkup":
            tell(office, tom, "form-back", card="one")
        case "setMyCommands":
            person, now = tom.person, office.life.clock.now()
            params = {"commands": [], "scope": {"type": "chat", "chat_id": person.id}}
            office.life.program.database.transact(
                lambda s: outbox.put_call(s, person.id, method, params, now)
            )


def in_order(words: Sequence[str]) -> bool:
    """Whether what came next came after what came first."""
    return "Überspringen" in words and "Weiter" not in words[words.index("Überspringen") :]


@dataclass(frozen=True)
class Before:
    """How much there was before the misfortune."""

    tom: int
    eva: int
    ada: int
    calls: int


async def live_through(here: Office, case: Case) -> None:
    """A message before, the misfortune, two behind; somebody else is written to meanwhile."""
    tom, eva, world = here.tom, here.eva, here.life.world
    await tom.say("/start")
    tell(here, tom, "form-drop", card="one")
    await here.settled()
    await pass_quietly(here, 10)
    before = Before(*(len(seen(one)) for one in (tom, eva, here.ada)), len(world.calls))
    pinned = {"chat_id": tom.person.id} if case.method not in WITHOUT_CHAT else {}
    world.faults.add(case.method, **case.fault, times=case.times, **pinned)
    await provoke(here, case.method)
    tell(here, tom, "form-next", "form-skip")
    tell(here, eva, "form-back")
    await until(here, lambda: "Zurück" in seen(eva)[before.eva :], SOON)
    if case.end is not End.UNREACHABLE:
        last = SOON if case.method == "setMyCommands" else 300
        await until(here, lambda: "Überspringen" in seen(tom)[before.tom :], last)
    await pass_quietly(here, 11_000 if case.fault.get("retry_after", 0) > 100 else 70)
    await here.settled()
    check(here, case, before)
    world.faults.clear()


def check(here: Office, case: Case, before: Before) -> None:
    """That the end is the one which the table names."""
    words = seen(here.tom)[before.tom :]
    told = [one for one in seen(here.ada)[before.ada :] if "Tom Berg" in one]
    shown = (words + seen(here.tom)[before.tom - 1 : before.tom]).count("Zurück")
    match case.end:
        case End.ONCE:
            assert (shown, told) == (1, [])
        case End.ONCE_OR_TWICE:
            assert {shown, words.count("Weiter"), words.count("Überspringen")} <= {1, 2}
            assert told == []
        case End.TWICE_AT_MOST:
            assert max(shown, words.count("Weiter"), words.count("Überspringen")) <= 2
            assert told == []
        case End.DONE:
            assert told == []
        case End.TOLD:
            assert shown == 0
            assert sum("nicht angenommen" in one for one in words) == 1
            assert len(told) == 1
        case End.UNREACHABLE:
            assert words == []
            assert ["nicht erreichbar" in one for one in told] == [True]
            row = here.life.database.transact(lambda s: s.get_one(chats.Chat, here.tom.person.id))
            assert row.unreachable_since is not None
    if case.end is not End.UNREACHABLE:
        assert in_order(words)
    assert busiest_minute(here, before.calls) <= CALLS_A_MINUTE
    assert "late" not in outcomes(here) or case.method == "answerCallbackQuery"


ENDS = sorted({(one.method, one.end) for one in CASES})
KINDS = [[one for one in CASES if (one.method, one.end) == end] for end in ENDS]


@pytest.mark.parametrize("cases", [
    *(pytest.param(kind[::EVERY], id=f"{kind[0].method}: {kind[0].end}") for kind in KINDS),
    *(pytest.param(kind, id=f"{kind[0].method}: {kind[0].end}, all", marks=pytest.mark.long)
      for kind in KINDS),
])  # fmt: skip
def test_misfortunes_end_as_the_table_says(
    cases: Sequence[Case], log_without_secrets: Written
) -> None:
    with office() as here:
        for case in cases:
            try:
                here.life.run(live_through(here, case))
            except (AssertionError, TimeoutError) as error:
                raise AssertionError(str(case)) from error
    assert "Traceback" not in log_without_secrets.text


@pytest.mark.parametrize(
    "seconds", [209, *(pytest.param(one, marks=pytest.mark.long) for one in (1, 3_600, 10_000))]
)
def test_a_429_holds_up_its_own_chat_for_as_long_as_it_asks(seconds: int) -> None:
    with office() as here:

        async def play() -> None:
            tom, eva = here.tom, here.eva
            here.life.world.faults.add(
                "sendMessage", status=429, retry_after=seconds, chat_id=tom.person.id
            )
            tell(here, tom, "form-back", "form-next")
            tell(here, eva, "form-back")
            await until(here, lambda: seen(eva) == ["Zurück"], SOON)
            await pass_quietly(here, seconds - 0.9)
            assert seen(tom) == []
            await until(here, lambda: seen(tom) == ["Zurück", "Weiter"], 600)
            assert busiest_minute(here) <= 8

        here.life.run(play())


@pytest.mark.long
def test_when_every_chat_is_refused_the_desk_asks_once_each_time_until_it_may() -> None:
    """A 429 for the whole bot is seen as several chats refused in a row."""
    with office() as here:

        async def play() -> None:
            hands = list(here.hands.values())
            here.life.world.faults.add("sendMessage", status=429, retry_after=3600, times=9)
            for hand in hands:
                tell(here, hand, "form-back")
            await asyncio.sleep(5)
            before = len(here.life.world.calls)
            more = here.life.world.person("Neu").id
            rows = [outbox.Origin(more + n, "de") for n in range(5)]
            desk = here.life.program
            for row in rows:
                desk.database.transact(
                    lambda s, row=row: outbox.post(
                        s, [say("form-back")], Renderer(desk.desk.zone), here.life.clock.now(), row
                    )
                )
            await asyncio.sleep(50)
            sent = [c for c in here.life.world.calls[before:] if c.method == "sendMessage"]
            assert sent == []
            await asyncio.sleep(60)
            sent = [c for c in here.life.world.calls[before:] if c.method == "sendMessage"]
            assert 1 <= len(sent) <= 2
            await pass_quietly(here, 3600)
            await here.settled()
            assert [seen(hand) for hand in hands] == [["Zurück"]] * len(hands)

        here.life.run(play())


@pytest.mark.long
def test_an_outage_costs_a_call_a_second_and_no_message() -> None:
    with office() as here:

        async def play() -> None:
            hands, faults = list(here.hands.values()), here.life.world.faults
            faults.add("*", status=502, times=10**9)
            for hand in hands:
                tell(here, hand, "form-back", "form-next")
            await asyncio.sleep(300)
            assert busiest_minute(here) <= 80
            assert busiest_polling(here) <= 12
            faults.clear()
            await asyncio.sleep(30)
            assert [seen(hand) for hand in hands] == [["Zurück", "Weiter"]] * len(hands)

        here.life.run(play())


def test_resets_during_an_outage_do_not_use_up_the_only_retry() -> None:
    with office() as here:

        async def play() -> None:
            faults = here.life.world.faults
            faults.add("*", drop="before", times=10**9)
            tell(here, here.tom, "form-back", "form-next")
            await asyncio.sleep(120)
            faults.clear()
            await here.settled()
            assert seen(here.tom) == ["Zurück", "Weiter"]

        here.life.run(play())


def test_a_group_that_has_moved_is_written_to_where_it_is_now() -> None:
    with office() as here:

        async def play() -> None:
            world, tom = here.life.world, here.tom.person
            old, new = world.group("Team", [tom], supergroup=False), world.group("Team", [tom])
            moved = {"ok": False, "parameters": {"migrate_to_chat_id": new.id},
                     "description": "Bad Request: group chat was upgraded"}  # fmt: skip
            body = json.dumps(moved).encode()
            world.faults.add("sendMessage", status=400, body=body, chat_id=old.id)
            await tom.say("/hilfe", chat=old)
            await here.settled()
            assert ["Gruppe" in one.text for one in new.messages.values()] == [True]
            assert len([one for one in old.messages.values() if one.from_bot]) == 0

        here.life.run(play())


def test_a_word_in_a_topic_that_is_gone_is_said_in_the_chat() -> None:
    with office() as here:

        async def play() -> None:
            tom, world = here.tom, here.life.world
            row = outbox.Origin(tom.person.id, "de", None, thread_id=7)
            world.faults.add("sendMessage", status=400, times=1,
                             description="Bad Request: message thread not found")  # fmt: skip
            desk = here.life.program
            desk.database.transact(
                lambda s: outbox.post(
                    s, [say("form-back")], Renderer(desk.desk.zone), here.life.clock.now(), row
                )
            )
            await here.settled()
            assert seen(tom) == ["Zurück"]
            last = [one for one in world.calls if one.method == "sendMessage"][-1]
            assert "message_thread_id" not in last.params

        here.life.run(play())
