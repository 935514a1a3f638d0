"""A demo as a newcomer starts it: a process of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SECONDS = 60.0
"""The patience with a machine that has much else to do."""
START = "import sys; from bot.demo import main; sys.exit(main(int(sys.argv[1])))"


class Demo:
    """A running demo; `greeting` is what it printed, `people` the phones' owners from the left."""

    def __init__(self, process: subprocess.Popen[str], greeting: str) -> None:
        self.process = process
        self.greeting = greeting
        self.url = greeting.split()[0].partition("/?")[0]
        page = httpx.get(self.url, trust_env=False).raise_for_status().text
        self.people = re.findall(r'data-person="(\d+)"', page)

    def phones(self) -> list[str]:
        """What each phone shows, as HTML, from the first event that the page is told."""
        with httpx.stream("GET", f"{self.url}/page/events", trust_env=False) as events:
            told = next(line for line in events.iter_lines() if line.startswith("data: "))
        news = json.loads(told.removeprefix("data: "))["phones"]
        return ["\n".join(news[person]["fresh"].values()) for person in self.people]

    def say(self, position: int, words: str) -> None:
        """Write into a phone, the leftmost being 0."""
        address = f"{self.url}/page/{self.people[position]}/say"
        answer = httpx.post(
            address, data={"text": words}, headers={"Origin": self.url}, trust_env=False
        )
        answer.raise_for_status()

    def until_shown(self, position: int, words: str) -> str:
        """The phone as soon as these words stand in it."""
        until = time.monotonic() + SECONDS
        while words not in (shown := self.phones()[position]):
            assert time.monotonic() < until, f"{words!r} did not come"
            time.sleep(0.05)
        return shown

    def end(self, by: signal.Signals) -> tuple[int, str, str]:
        """End it with a signal; its exit code and what it wrote after the greeting."""
        self.process.send_signal(by)
        out, err = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, out, err


@contextmanager
def demo(folder: Path, port: int = 0, **environment: str) -> Iterator[Demo]:
    """A demo that was started in a folder; killed at the end if it has not ended."""
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(port)],
        cwd=folder,
        env={**os.environ, "LANG": "de_DE.UTF-8", "LC_ALL": ""} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        greeting = process.stdout.readline()
        assert greeting, process.communicate()[1]
        yield Demo(process, greeting)
    finally:
        process.kill()
        process.communicate()
