"""Pacing: how often Telegram may be called, overall, in a chat, in a group."""

from collections import deque
from dataclasses import dataclass, field

OVERALL = 29
"""Messages a second."""
BURST = 5
"""Messages a chat takes at once before it is held to one a second."""
SEVERAL = 3
"""Chats refused in a row, after which it is the bot that is refused and not a chat."""
LONGEST_HOLD = 60.0
"""Seconds until one call is tried when all are refused."""
GROUP = 20 / 60
"""Messages a second into a group; a group's chat id is negative."""
GROUP_BURST = 4


@dataclass
class _Bucket:
    """Tokens that come back evenly: `rate` a second, never more than `size`."""

    rate: float
    size: float
    tokens: float
    at: float

    def refill(self, now: float) -> None:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now


@dataclass
class Pacing:
    """Remembers what was sent; `now` is a monotonic time in seconds, rates are messages a second
    and chat, or group."""

    rate: float = 1.0
    burst: int = BURST
    group_rate: float = GROUP
    group_burst: int = GROUP_BURST
    _sent: deque[float] = field(default_factory=deque)
    _chats: dict[int, _Bucket] = field(default_factory=dict)
    _refused: set[int] = field(default_factory=set)
    _held_until: float = 0.0

    def refused(self, chat_id: int, now: float, seconds: float) -> None:
        """Telegram did not take a call now, and may in so many seconds."""
        self._refused.add(chat_id)
        if len(self._refused) >= SEVERAL:
            self._held_until = now + min(seconds, LONGEST_HOLD)

    def taken(self) -> None:
        """Telegram has worked on a call."""
        self._refused.clear()
        self._held_until = 0.0

    def room(self, now: float) -> int:
        """How many calls may be under way at this instant."""
        if now < self._held_until:
            return 0
        if len(self._refused) >= SEVERAL:
            return 1
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        return OVERALL - len(self._sent)

    def busy(self, now: float) -> set[int]:
        """The chats that must wait."""
        busy = set()
        for chat_id, bucket in list(self._chats.items()):
            bucket.refill(now)
            if bucket.tokens >= bucket.size:
                del self._chats[chat_id]
            elif bucket.tokens < 1:
                busy.add(chat_id)
        return busy

    def next_free(self, now: float) -> float | None:
        """Seconds until some waiting chat, or the whole bot, may send again; None: at once."""
        for one in self._chats.values():
            one.refill(now)
        waits = [(1 - one.tokens) / one.rate for one in self._chats.values() if one.tokens < 1]
        if now < self._held_until:
            waits = [self._held_until - now]
        if self._sent and len(self._sent) >= OVERALL:
            waits.append(self._sent[0] + 1 - now)
        return max(min(waits), 0.005) if waits else None

    def took(self, chat_id: int, now: float) -> None:
        """A message goes out to this chat."""
        self._sent.append(now)
        rate, size = self.rate, float(self.burst)
        if chat_id < 0:
            rate, size = self.group_rate, float(self.group_burst)
        bucket = self._chats.setdefault(chat_id, _Bucket(rate, size, size, now))
        bucket.refill(now)
        bucket.tokens -= 1
