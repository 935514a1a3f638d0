"""The playground as a process of its own, driven through /control/ (see RemoteWorld)."""

import argparse
import asyncio
import signal

from bot.domain.clock import MovableClock
from bot.playground.server import serve
from bot.playground.world import World


async def _run(port: int, token: str, username: str) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    world = World(MovableClock(), bot_username=username, token=token)
    async with serve(world, port=port, control=True) as server:
        print(server.url, flush=True)  # noqa: T201
        await stop.wait()


def main() -> None:
    """Serve until told to stop; the first line on stdout is the address."""
    parser = argparse.ArgumentParser(prog="python -m bot.playground", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="loopback port, 0 picks a free one")
    parser.add_argument("--token", default="123456:TEST", help="the bot's token")
    parser.add_argument("--username", default="nordlicht_bot", help="the bot's username")
    options = parser.parse_args()
    asyncio.run(_run(options.port, options.token, options.username))


if __name__ == "__main__":
    main()
