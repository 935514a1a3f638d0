"""Many taps on each button at once, and what a play leaves behind in the database."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from bot.storage import Session
from bot.storage.base import Base
from tests.hand import Hand
from tests.simulated.office import Office

FLEETING = frozenset(
    {"inbox", "outbox", "cards", "cards_shown", "chats", "runs", "forms", "facts", "audit"}
)
"""Tables of what is under way or worded anew with each tap."""


def left_behind(office: Office) -> dict[str, int]:
    """How many rows each table has."""

    def read(session: Session) -> dict[str, int]:
        return {
            table.name: len(session.execute(select(*table.primary_key)).all())
            for table in Base.metadata.sorted_tables if table.name not in FLEETING
        }  # fmt: skip

    return office.life.database.transact(read)


def deeds(office: Office) -> Counter[tuple[str, str]]:
    """What the audit trail says was done, refusals aside."""
    table = Base.metadata.tables["audit"]
    rows = office.life.database.transact(
        lambda s: s.execute(select(table.c.deed, table.c.subject)).all()
    )
    return Counter((deed, subject) for deed, subject in rows if deed != "refused")


def tapping(times: int) -> Any:
    """A hand that taps each button so many times before anything can happen."""

    async def press(self: Hand, label: str, on: int | None = None) -> None:
        newest = [m for m in reversed(self.person.messages) if on in (None, m.id)]
        message, key = next((m, k) for m in newest for row in m.buttons for k in row
                            if k.text == label)  # fmt: skip
        for _ in range(times):
            await self.person.tap(message, key)
        await self._done()

    return press
