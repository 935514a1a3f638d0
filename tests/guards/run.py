"""Takes each guard away in turn and shows that a test fails: `python -m tests.guards.run [WORD]`.

With words: only the guards whose name has one of them. Works on a copy of the project. A test that
fails with all guards in their places says nothing: each is run so before.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.guards.guard import Guard
from tests.guards.table import GUARDS

ROOT = Path(__file__).parents[2]
PASSED, FAILED = 0, 1
PATIENCE = 600
"""Seconds; no test takes as long while it passes."""


def tested(folder: Path, test: str) -> int:
    """Pytest's exit code."""
    files, _, which = test.partition(" -k ")
    chosen = ["-k", which] if which else []
    try:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-m", "",
             "-p", "no:cacheprovider", *files.split(), *chosen],
            cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)}, timeout=PATIENCE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ).returncode  # fmt: skip
    except subprocess.TimeoutExpired:  # it goes round for ever
        return FAILED


def missed(folder: Path, guard: Guard) -> bool:
    """Whether a test fails without this guard."""
    file = folder / "bot" / guard.file
    whole = file.read_text()
    assert whole.count(guard.has) == 1, f"{guard.name}: the table is out of date"
    file.write_text(whole.replace(guard.has, guard.lacks))
    try:
        return tested(folder, guard.test) == FAILED
    finally:
        file.write_text(whole)


def main() -> None:
    """The command."""
    words = sys.argv[1:]
    chosen = [one for one in GUARDS if not words or any(word in one.name for word in words)]
    unmissed = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        ignored = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, folder, ignore=ignored)
        sound = {test: tested(folder, test) == PASSED for test in {one.test for one in chosen}}
        for test in (one for one, passed in sound.items() if not passed):
            print(f"fails with all guards in place: {test}", flush=True)
        for guard in chosen:
            began = time.monotonic()
            ok = sound[guard.test] and missed(folder, guard)
            unmissed += [] if ok else [guard.name]
            sign = "missed  " if ok else "NOT MISSED"
            print(f"{sign} {guard.name} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"{len(chosen) - len(unmissed)} of {len(chosen)} guards are missed by a test")
    sys.exit(bool(unmissed))


if __name__ == "__main__":
    main()
