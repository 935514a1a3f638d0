"""What two simulated days are judged by: what was asked for and confirmed, and what befell."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

MARK = re.compile(r"Probe\d+x")
"""A word by which something that was said is found again."""
RANG = re.compile(r"(?:⏰ Nachfassen|✅ Erledigt|⏰ Verschoben|Abgesagt): .*?(Probe\d+x)")
"""The card of a follow-up that has rung, or what it became."""


@dataclass
class Ledger:
    """What was asked for and confirmed, and what befell the office."""

    asked: int = 0
    saved: list[str] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """What customers wrote to the desk, by its mark."""
    imported: list[str] = field(default_factory=list)
    likes: dict[str, str] = field(default_factory=dict)
    """What a customer likes, by number."""
    done: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    """Follow-ups that rang and were done, or put off, by their marks."""
    silence: list[str] = field(default_factory=list)
    befell: Counter[str] = field(default_factory=Counter)
    upset: list[tuple[datetime, datetime]] = field(default_factory=list)
    """By the clock, from when to when no reminder could ring: an instant, or what was skipped."""
