"""`innendienst run`: the program, until it is told to stop."""

import asyncio
import os
import signal
import threading

import structlog

from bot.app import REFUSED_FOR, Program, TokenRefused
from bot.cli.words import Failure
from bot.cli.working import database_trouble_told
from bot.config import Settings
from bot.listening import CannotListen
from bot.locking import AlreadyRunning, only_run

log = structlog.get_logger()
GRACE = 9.0
"""Seconds after a signal until the end comes by force; then the next start does the rest."""
REFUSED = 3


def run(settings: Settings, refused_for: float = REFUSED_FOR) -> int:
    """Run until SIGTERM or SIGINT; returns 0. Raises Failure."""
    if not settings.token:
        raise Failure("cli-token-missing")
    try:
        with database_trouble_told(settings), only_run(settings.database_url):
            asyncio.run(_run(settings, refused_for))
    except AlreadyRunning:
        raise Failure("cli-already-running") from None
    except TokenRefused:
        raise Failure("cli-token-refused", REFUSED) from None
    except CannotListen as error:
        raise Failure("cli-cannot-listen", address=error.address) from None
    return 0


async def _run(settings: Settings, refused_for: float) -> None:
    program = Program(settings, refused_for=refused_for)

    def stop(number: int) -> None:
        log.info("stopping", signal=signal.Signals(number).name)
        program.stop.set()
        # Everything is safe to be cut off: what is not committed will be done again.
        end = threading.Timer(GRACE, os._exit, (0,))
        end.daemon = True
        end.start()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop, number)
    try:
        await program.run()
    finally:
        program.database.close()
