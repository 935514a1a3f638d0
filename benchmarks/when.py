"""How well and how fast times in words are read, beside dateparser.

`python -m benchmarks.when`: our own phrases; dateparser reads a sample of them, once as texts that
are a time and nothing else, as the bot asks it, and once searching within them.
"""

import gc
import json
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import dateparser
from dateparser.search import search_dates

from bot.when.lines import answers, clock_of
from tests.when.scoring import CORPUS, Answer, Phrase, Verdict, phrases, verdict

SAMPLE = 300
STARTS = 7
ROOT = Path(__file__).parents[1]
FIRST = {"id": 1, "text": "morgen um halb drei", "now": "2026-11-25T10:00", "lang": "de"}

Reader = Callable[[Phrase], Answer]


def ours(phrase: Phrase) -> Answer:
    """The filter's answer."""
    return json.loads(next(answers([json.dumps(phrase)])))


def settings(now: datetime) -> dict[str, Any]:
    """As the bot asks dateparser."""
    return {
        "RELATIVE_BASE": now,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "REQUIRE_PARTS": ["day"],
        "TIMEZONE": "Europe/Berlin",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }


def parsed(phrase: Phrase) -> Answer:
    """What dateparser makes of the whole text."""
    now = clock_of(phrase["now"], None).replace(tzinfo=None)
    found = dateparser.parse(phrase["text"], languages=[phrase["lang"]], settings=settings(now))
    return answer(found, now)


def searched(phrase: Phrase) -> Answer:
    """The first time dateparser finds within the text."""
    now = clock_of(phrase["now"], None).replace(tzinfo=None)
    found = search_dates(phrase["text"], languages=[phrase["lang"]], settings=settings(now))
    return answer(found[0][1] if found else None, now)


def answer(found: datetime | None, now: datetime) -> Answer:
    """A day where there is no time: dateparser then keeps that of now, or midnight."""
    if found is None:
        return None
    has_time = (found.hour, found.minute) not in ((now.hour, now.minute), (0, 0))
    return {"start": found.isoformat()[: 16 if has_time else 10], "end": None}


def measured(read: Reader, asked: Sequence[Phrase]) -> tuple[list[float], Counter[Verdict]]:
    """Milliseconds per phrase, warm, and what the answers are worth."""
    for phrase in asked:
        read(phrase)
    gc.collect()
    milliseconds, count = [], Counter[Verdict]()
    for phrase in asked:
        began = time.perf_counter()
        found = read(phrase)
        milliseconds.append((time.perf_counter() - began) * 1000)
        count[verdict(phrase, found)] += 1
    return milliseconds, count


def line(name: str, milliseconds: list[float], count: Counter[Verdict], peer: float) -> str:
    """A row of the table; `peer` is the median to compare with."""
    median = statistics.median(milliseconds)
    p99 = statistics.quantiles(milliseconds, n=100)[98]
    worth = " | ".join(f"{100 * count[one] / count.total():.1f} %" for one in Verdict)
    return (
        f"| {name} | {count.total()} | {worth} | {median:.2f} | {p99:.2f} | {median / peer:.1f} |"
    )


def first_answer() -> float:
    """Milliseconds from the start of the filter to its first answer."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "when", "--jsonl"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(FIRST) + "\n")
        process.stdin.flush()
        process.stdout.readline()
        took = (time.perf_counter() - began) * 1000
        process.stdin.close()
    return took


def bare_start() -> float:
    """Milliseconds for a Python that does nothing."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True, cwd=ROOT)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print the tables."""
    print("| | phrases | right | wrong | asked | none | median ms | p99 ms | × ours |")
    print("|---|---|---|---|---|---|---|---|---|")
    for file in CORPUS:
        asked = phrases(file)
        sample = random.Random(1).sample(asked, SAMPLE)
        milliseconds, count = measured(ours, asked)
        own = statistics.median(milliseconds)
        print(line(f"{file.stem}: ours", milliseconds, count, own))
        for name, read in (("dateparser", parsed), ("dateparser, searching", searched)):
            print(line(f"{file.stem}: {name}", *measured(read, sample), own), flush=True)
    runs = [(first_answer(), bare_start()) for _ in range(STARTS)]
    first, ratio = (
        statistics.median(one) for one in ([a for a, _ in runs], [a / b for a, b in runs])
    )
    print("\n| | ms | × python -c pass |\n|---|---|---|")
    print(f"| start to first answer | {first:.0f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
