"""Forks the program off a process that has imported it: real processes, without waiting for that.

`python -m tests.crash.nursery SOCKET` takes orders, one a connection: a line of JSON with
`folder`, `environment`, `log`, `script` and the `words` behind it. It answers with a line that is
the process's id, and, when it has ended, one that is its code. It ends when its standard input does.
"""

import asyncio
import atexit
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from tests.cli.program import ROOT, Machine

RUN = "import sys; from bot import __main__; sys.exit(__main__.command(['run']))"
"""The program itself."""
NO_FILE = 3
"""The first file descriptor that is none of the standard ones."""


class Child:
    """A process of the nursery's."""

    def __init__(
        self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.pid = pid
        self.code: int | None = None
        self._reader = reader
        self._writer = writer
        self._waits = asyncio.Lock()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it is there."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    async def wait(self) -> int:
        """Its code, as subprocess gives it, once it has ended."""
        async with self._waits:
            if self.code is None:
                self.code = int(await self._reader.readline())
                self._writer.close()
        return self.code


async def born(machine: Machine, log: Path, script: str = RUN, words: Sequence[str] = ()) -> Child:
    """A Python script in a process of its own; what it prints stands behind what is in the log."""
    reader, writer = await asyncio.open_unix_connection(_nursery())
    order = {"folder": str(machine.folder), "environment": dict(machine.environment),
             "log": str(log), "script": script, "words": [*words]}  # fmt: skip
    writer.write(json.dumps(order).encode() + b"\n")
    await writer.drain()
    return Child(int(await reader.readline()), reader, writer)


@cache
def _nursery() -> str:
    """The address of this process's nursery; it ends with this process."""
    folder = tempfile.mkdtemp(prefix="nursery-")
    atexit.register(shutil.rmtree, folder)
    address = f"{folder}/socket"
    nursery = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.nursery", address],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert nursery.stdout
    assert nursery.stdout.readline()
    atexit.register(nursery.communicate)  # with nothing, at which it ends
    return address


def main() -> None:
    """Take orders until nobody can give any."""
    importlib.import_module("bot.cli.running")  # what a process needs, imported once for all

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(sys.argv[1])
        listener.listen()
        print("ready", flush=True)
        while listener in select.select([listener, sys.stdin], [], [])[0]:
            connection, _ = listener.accept()
            if os.fork() == 0:
                _watch(connection)
            connection.close()


def _watch(connection: socket.socket) -> None:
    """Bear a process and tell how it ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with connection.makefile("rw") as wire:
        order = json.loads(wire.readline())
        pid = os.fork()
        if pid == 0:
            os._exit(_live(order))
        print(pid, file=wire, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), file=wire, flush=True)
    os._exit(0)


def _live(order: dict[str, Any]) -> int:
    """Be the program; its code."""
    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for number in (1, 2):
        os.dup2(log, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.closerange(NO_FILE, os.sysconf("SC_OPEN_MAX"))
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv[1:] = order["words"]
    code = 0
    try:
        exec(order["script"], {"__name__": "__main__"})
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    main()
