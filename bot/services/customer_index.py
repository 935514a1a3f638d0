"""The customers' names, places and phones in memory, as fresh as each transaction needs them."""

import threading
from collections.abc import Collection
from weakref import WeakKeyDictionary

from bot.domain.finding import Hit, Index, Mention
from bot.storage import Session, customers


class HeldIndex:
    """One database's index. Only what changed is read again; one thread at a time uses it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index = Index([])
        self._version = -1

    def find(
        self, session: Session, query: str, limit: int, favoured: Collection[int]
    ) -> list[Hit]:
        """As `Index.find`."""
        with self._lock:
            return self._fresh(session).find(query, limit, favoured)

    def mentioned(self, session: Session, text: str) -> list[Mention]:
        """As `Index.mentioned`."""
        with self._lock:
            return self._fresh(session).mentioned(text)

    def similar(self, session: Session, name: str, city: str, limit: int) -> list[Hit]:
        """As `Index.similar`."""
        with self._lock:
            return self._fresh(session).similar(name, city, limit)

    def _fresh(self, session: Session) -> Index:
        """The index as of this transaction's beginning.

        A transaction's own changes stay out: it may yet be rolled back, and others would see them.
        """
        version = customers.version(session)
        if version == self._version or customers.has_touched(session):
            return self._index
        entries = customers.entries_since(session, self._version)
        if self._version < 0:
            self._index = Index(entries)
        else:
            for entry in entries:
                self._index.put(entry)
        self._version = version
        return self._index


_HELD: WeakKeyDictionary[object, HeldIndex] = WeakKeyDictionary()
_MAKING = threading.Lock()


def held(session: Session) -> HeldIndex:
    """This process's index of the session's database."""
    with _MAKING:
        return _HELD.setdefault(session.get_bind(), HeldIndex())
