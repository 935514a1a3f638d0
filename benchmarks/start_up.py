"""Start-up: from the command to the first poll, and memory then, beside the bare libraries.

`python -m benchmarks.start_up`

| | seconds | × bare imports | MiB |
|---|---|---|---|
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.domain.clock import SystemClock
from bot.playground import World, serve

TOKEN = "4242:test-token-of-nobody"
RUNS = 5
BARE = "import telegram.ext, sqlalchemy.orm, apscheduler.schedulers.asyncio"


def bare_imports() -> float:
    """Seconds for a process that only imports the three libraries the program stands on."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", BARE], check=True)
    return time.perf_counter() - began


def resident(pid: int) -> float:
    """Resident memory of a process in MiB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024


async def program(folder: str) -> tuple[float, float]:
    """Seconds from the command to the first poll, and MiB then; the database is there already."""
    world = World(SystemClock(), bot_username="nordlicht_bot", token=TOKEN)
    async with serve(world) as server:
        env = os.environ | {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.url,
            "DATABASE_URL": f"sqlite:///{folder}/desk.db",
        }
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=env, stderr=asyncio.subprocess.DEVNULL
        )
        while not any(call.method == "getUpdates" for call in world.calls):
            await asyncio.sleep(0.005)
        seconds, memory = time.perf_counter() - began, resident(process.pid)
        process.terminate()
        await process.wait()
    return seconds, memory


async def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        first, _ = await program(folder)
        runs = [(await program(folder), bare_imports()) for _ in range(RUNS)]
    seconds = statistics.median(run[0][0] for run in runs)
    ratio = statistics.median(run[0][0] / run[1] for run in runs)
    memory = statistics.median(run[0][1] for run in runs)
    print("| | seconds | × bare imports | MiB |\n|---|---|---|---|")
    print(f"| first start, empty database | {first:.2f} | | |")
    print(f"| start | {seconds:.2f} | {ratio:.2f} | {memory:.0f} |")


if __name__ == "__main__":
    asyncio.run(main())
