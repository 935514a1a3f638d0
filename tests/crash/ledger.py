"""What reps were told during a campaign, to hold the database against it afterwards."""

from dataclasses import dataclass, field


@dataclass
class Told:
    """A visit whose saving was confirmed in chat, as it was told."""

    customer: str
    result: str
    notes: str
    undone: bool = False


@dataclass
class Ledger:
    """What was sent, and what the bot confirmed."""

    sent: int = 0
    visits: dict[str, Told] = field(default_factory=dict)
    """By the marker in their notes."""
    likes: dict[str, str] = field(default_factory=dict)
    """What a customer likes, by number."""
    follow_ups: dict[str, str] = field(default_factory=dict)
    """Whether one that rang was done or moved, by what it is about."""
    silence: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    """Seconds each action waited for its answer."""
