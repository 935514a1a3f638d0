"""Processes: one that is said to have crashed has ended."""

from sqlalchemy import select

from bot.storage.checking.check import Check
from bot.storage.runs import Run

CHECKS = [
    Check("runs", (Run,), select(Run.id).where(Run.crashed.is_(True), Run.ended_at.is_(None))),
]
