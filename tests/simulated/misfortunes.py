"""What befalls the office in two simulated days, by the dice."""

import asyncio
import random
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from bot.playground.updates import Queued, Updates
from tests.simulated.deeds import HOUR
from tests.simulated.ledger import Ledger
from tests.simulated.life import Killed
from tests.simulated.office import Office


def upset(here: Office, ledger: Ledger, step: timedelta = timedelta()) -> None:
    """Note that reminders are held up, and have the clock make this step."""
    before = here.life.clock.now()
    here.life.clock.advance(step)
    after = here.life.clock.now()
    ledger.upset.append((min(before, after), after))


def commit_fails(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """The next commit that changes something finds the database away."""

    def once(name: str) -> None:
        if name.startswith("commit"):
            here.life.before = usual
            here.life.stir()
            upset(here, ledger)
            raise OperationalError("COMMIT", {}, Exception("database is locked"))

    usual, here.life.before = here.life.before, once


def killed_in_the_midst(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """One of the next effects is the last thing that the process tries."""
    left = [dice.randrange(1, 12)]

    def later(name: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            here.life.before = usual
            upset(here, ledger)
            raise Killed

    usual, here.life.before = here.life.before, later


def killed(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """The process ends at once."""
    upset(here, ledger)
    here.life.kill()


def telegram_says_no(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """The next calls of some kind meet a fault."""
    method = dice.choice(
        ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates", "*")
    )
    what = dice.choice((
        {"status": 429, "retry_after": dice.choice((1, 5, 209))},
        {"status": 500}, {"status": 502, "times": dice.randrange(1, 6)}, {"drop": "before"},
        {"drop": "after"}, {"delay": dice.uniform(1, 60)}, {"body": b'{"ok":true,"resul'},
        {"status": 409, "description": "Conflict: terminated by other getUpdates request"},
    ))  # fmt: skip
    if method == "*" or what.get("status") != 409:
        here.life.world.faults.add(method, **what)
    else:
        here.life.world.faults.add("getUpdates", **what)


def delivered_again(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """Telegram repeats an update that it has delivered before, or hands out two the other way."""
    updates = here.life.world.updates
    dice.shuffle(updates.waiting)
    for one in updates.waiting:
        here.life.loop.call_later(dice.uniform(0.1, 60), again, updates, one)


def again(updates: Updates, one: Queued) -> None:
    """Have it delivered once more."""
    updates.waiting.append(one)
    updates.changed.beat()


def machine_sleeps(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """The clock jumps, as after a nap of the machine."""
    upset(here, ledger, timedelta(minutes=dice.choice((1, 30, 60))))


def clock_set_back(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """Somebody sets the clock back a little."""
    upset(here, ledger, -timedelta(minutes=dice.choice((1, 10, 60))))


MISFORTUNES = (
    commit_fails, killed_in_the_midst, killed_in_the_midst, killed, telegram_says_no,
    telegram_says_no, telegram_says_no, delivered_again, machine_sleeps, clock_set_back,
)  # fmt: skip


async def fate(here: Office, dice: random.Random, ledger: Ledger) -> None:
    """One misfortune after the other, most of them while somebody is waiting for an answer."""
    while True:
        await asyncio.sleep(dice.expovariate(1 / (0.7 * HOUR)))
        world = here.life.world
        while not world.updates.waiting and await world.changed.wait(HOUR):
            pass
        await asyncio.sleep(dice.choice((0.0, dice.random())))
        what = dice.choice(MISFORTUNES)
        ledger.befell[what.__name__] += 1
        here.life.stir()
        what(here, dice, ledger)
