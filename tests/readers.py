"""Forks the readers of files off a process that has imported them: as real, and begun at once.

`python -m tests.readers` takes orders through the socket that is its standard input: the two
pipes' ends of a reader. It answers with the reader's process id, and ends when nobody can order.
"""

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from bot.services.importing import checking, child

ROOT = Path(__file__).parents[1]
NO_FILE = 3
"""The first file descriptor that is none of the standard ones."""


class Reader:
    """A reader in a process of its own, as far as the program asks a process for more."""

    def __init__(self) -> None:
        theirs_in, mine_out = os.pipe()
        mine_in, theirs_out = os.pipe()
        with _LOCK:
            socket.send_fds(_parent(), [b"."], [theirs_in, theirs_out])
            pid = int.from_bytes(_parent().recv(8))
        os.close(theirs_in)
        os.close(theirs_out)
        self.stdin, self.stdout = os.fdopen(mine_out, "wb"), os.fdopen(mine_in, "rb")
        self._handle: int | None = None
        with suppress(ProcessLookupError):  # it has ended already
            self._handle = os.pidfd_open(pid)

    def kill(self) -> None:
        """End it, if it is there."""
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def close(self) -> None:
        """Close the pipes and wait for its end."""
        with suppress(BrokenPipeError):
            self.stdin.close()
        self.stdout.close()
        if self._handle is not None:
            select.select([self._handle], [], [])
            os.close(self._handle)
            self._handle = None


_LOCK = threading.Lock()


@contextmanager
def forked(_module: str, seconds: int) -> Iterator[Reader]:
    """In place of `isolated.child_process` for the readers of customers."""
    reader = Reader()
    timer = threading.Timer(seconds, reader.kill)
    timer.start()
    try:
        yield reader
    finally:
        timer.cancel()
        reader.kill()
        reader.close()


@contextmanager
def readers_forked() -> Iterator[None]:
    """Files are read by forked readers during the block."""
    usual = checking.child_process
    checking.child_process = forked  # type: ignore[assignment]
    try:
        yield
    finally:
        checking.child_process = usual


@cache
def _parent() -> socket.socket:
    """The way to the process that all readers of this one come from; it ends with this one."""
    mine, theirs = socket.socketpair()
    with theirs:
        # -E: under PYTHONUNBUFFERED a write that is interrupted would lose its rest.
        process = subprocess.Popen([sys.executable, "-E", "-m", "tests.readers"], cwd=ROOT,
                                   stdin=theirs)  # fmt: skip
    atexit.register(process.wait)
    atexit.register(mine.close)  # before, at which it ends
    return mine


def main() -> None:
    """Take orders until nobody can give any."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=0) as orders:
        while True:
            _, pipes, *_ = socket.recv_fds(orders, 1, 2)
            if not pipes:
                return
            pid = os.fork()
            if pid == 0:
                _read(*pipes)
            for one in pipes:
                os.close(one)
            orders.send(pid.to_bytes(8))


def _read(order: int, answer: int) -> None:
    """Be a reader, with nothing of the environment."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(order, 0)
    os.dup2(answer, 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.closerange(NO_FILE, os.sysconf("SC_OPEN_MAX"))
    os.environ.clear()
    try:
        child.main()
        sys.stdout.flush()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
