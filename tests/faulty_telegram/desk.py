"""Messages of the desk to its people, and how Telegram was called meanwhile."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable

from sqlalchemy import select

from bot.domain.say import Say, text
from bot.playground.world import Call
from bot.storage import Session, outbox, people
from bot.storage.outbox import OutboxRow
from bot.texts.render import Renderer
from tests.hand import Hand
from tests.simulated.office import Office

WORDS = {"form-back": "Zurück", "form-next": "Weiter", "form-skip": "Überspringen"}


def tell(office: Office, hand: Hand, *keys: str, **how: object) -> None:
    """Queue messages for somebody, as a reminder would."""

    def work(session: Session) -> None:
        row = people.by_user(session, hand.person.id)
        assert row is not None
        says = [Say((text(key),), to=row.id, **how) for key in keys]  # type: ignore[arg-type]
        render = Renderer(office.life.program.desk.zone)
        outbox.post(session, says, render, office.life.clock.now())

    office.life.program.database.transact(work)


def seen(hand: Hand) -> list[str]:
    """The texts of all that the bot wrote to somebody."""
    return [message.text for message in hand.person.answers]


async def pass_quietly(office: Office, seconds: float) -> None:
    """Let time pass with the heart at rest, whether or not all is done."""
    office.life.rest(seconds)
    await asyncio.sleep(seconds)


async def until(office: Office, true: Callable[[], bool], seconds: float) -> float:
    """Wait until `true` is; how long it took. Raises TimeoutError after so many seconds."""
    began = office.life.loop.time()
    while not true():
        if office.life.loop.time() - began > seconds:
            raise TimeoutError
        await asyncio.sleep(0.1)
    return office.life.loop.time() - began


def busiest_minute(office: Office, since: int = 0) -> int:
    """The most calls made in a minute, those that fetch updates aside."""
    return _busiest(one for one in office.life.world.calls[since:] if one.method != "getUpdates")


def busiest_polling(office: Office) -> int:
    """The most calls for updates in a minute."""
    return _busiest(one for one in office.life.world.calls if one.method == "getUpdates")


def _busiest(calls: Iterable[Call]) -> int:
    return max(Counter(int(one.started // 60) for one in calls).values(), default=0)


def outcomes(office: Office) -> Counter[str]:
    """How the desk's calls have ended, as its outbox says."""
    rows = office.life.database.transact(lambda s: s.scalars(select(OutboxRow.outcome)).all())
    return Counter(one for one in rows if one)
