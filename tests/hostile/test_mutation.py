"""Corpus entries, combined and damaged, at every place where input is taken."""

import subprocess
import sys

from tests.hostile.campaign import Report, campaign

SEED = 2026
INPUTS = 200


def test_mutated_input_at_every_place_does_no_harm_and_fits_into_memory() -> None:
    """In a process of its own, which says what it took at its peak (promise G12)."""
    command = [
        sys.executable,
        "-m",
        "tests.hostile.campaign",
        "--seed",
        str(SEED),
        "--inputs",
        str(INPUTS),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=110)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"{INPUTS} inputs" in ended.stdout
    assert "peak memory" in ended.stdout


def test_the_same_seed_makes_the_same_input() -> None:
    once, again = Report(), Report()
    for report in (once, again):
        report.seen.update(campaign(SEED, 20, first=300).seen)
    assert once.seen == again.seen
