"""Real kills: the program under load from several reps, ended by `kill -9` again and again.

`python -m tests.crash.kills --kills 100 --on sqlite` prints what was lost, doubled or unanswered,
and fails if anything is not as promised.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.crash.campaign import on_postgresql, on_sqlite

CAMPAIGNS = {"sqlite": on_sqlite, "postgresql": on_postgresql}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--on", choices=CAMPAIGNS, help="one database; both without it")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    well = True
    for name in [options.on] if options.on else CAMPAIGNS:
        random.seed(options.seed)
        print(f"{name}, seed {options.seed}")
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(CAMPAIGNS[name](options.kills, Path(folder)))
        print(found, flush=True)
        well &= not found.wrong
    sys.exit(not well)


if __name__ == "__main__":
    main()
