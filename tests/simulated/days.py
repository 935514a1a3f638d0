"""Two days at an office that nothing is spared: people at work, and misfortunes by the dice.

`python -m tests.simulated.days --seeds 1000` lives through as many; `--from N --seeds 1` again
through that of one seed, which happens exactly as before.
"""

import argparse
import asyncio
import logging
import os
import random
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

import structlog

from tests.simulated.deeds import HOUR, Someone, at_work
from tests.simulated.ledger import Ledger
from tests.simulated.life import SELDOM
from tests.simulated.misfortunes import fate
from tests.simulated.office import Office, office
from tests.simulated.reckoning import Figures, figures_of


def lived(seed: int) -> Figures:
    """Two days with this seed."""
    dice, ledger = random.Random(seed), Ledger()
    with office(seed) as here:
        here.life.run(_days(here, dice, ledger))
        return figures_of(here, seed, ledger)


async def _days(here: Office, dice: random.Random, ledger: Ledger) -> None:
    hands = here.hands.items()
    work = [
        asyncio.create_task(
            at_work(Someone(here, hand, random.Random(dice.random()), ledger), name)
        )
        for name, hand in hands
    ]
    trouble = asyncio.create_task(fate(here, dice, ledger))
    resting = asyncio.create_task(_rest(here))
    await asyncio.gather(*work)
    for task in (trouble, resting):
        task.cancel()
    here.life.world.faults.clear()
    here.life.before = lambda name: None
    here.life.stir()
    await here.life.wait(3 * HOUR)


async def _rest(here: Office) -> None:
    """While nobody is waiting for anything the heart need not beat every second."""
    while True:
        here.life.rest(0.0 if here.life.world.updates.waiting else SELDOM)
        await asyncio.sleep(10)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--from", type=int, dest="first", default=random.randrange(10**6))
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # so that sets are walked the same way again
        os.execve(sys.executable, [sys.executable, "-m", "tests.simulated.days", "--seeds",
                  str(options.seeds), "--from", str(options.first)],
                  os.environ | {"PYTHONHASHSEED": "0"})  # fmt: skip
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    total: Counter[str] = Counter()
    bad = 0
    with ProcessPoolExecutor(2) as pool:
        for one in pool.map(lived, range(options.first, options.first + options.seeds)):
            total += Counter(asked=one.asked, saved=one.saved, rung=one.rung)
            total += one.befell
            bad += bool(one.wrong)
            for line in one.wrong:
                print(f"seed {one.seed}: {line}")
    print(f"{'seeds':22} {options.first} to {options.first + options.seeds - 1}")
    for name, count in total.items():
        print(f"{name:22} {count}")
    print(f"{'seeds gone wrong':22} {bad}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
