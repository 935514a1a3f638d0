"""What a check is: something that always holds, and how to find the rows for which it does not."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, exists
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.storage.base import Base

AT_ONCE = 1000
"""Rows held in memory at a time."""

Model = type[Base]
Query = Select[*tuple[Any, ...]]
Found = Row[*tuple[Any, ...]]
Column = InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Check:
    """Holds for each row of the first of `tables`; `wrong` finds the ids for which it does not.

    Several may share a name, which is that of a sentence: they say the same of several tables.
    """

    name: str
    tables: tuple[Model, ...]
    wrong: Query | Callable[[Session], Iterable[object]]

    def find(self, session: Session) -> Iterator["Problem"]:
        """What is wrong, row by row."""
        found: Iterable[object] = (
            rows(session, self.wrong) if isinstance(self.wrong, Select) else self.wrong(session)
        )
        for one in found:
            parts = one if isinstance(one, Row | tuple) else (one,)
            row = "/".join(str(part) for part in parts)
            yield Problem(self.name, self.tables[0].__tablename__, row)


@dataclass(frozen=True)
class Problem:
    """One row for which a check does not hold; a key of several columns is written "3/7"."""

    check: str
    subject: str
    id: str

    def __repr__(self) -> str:
        return f"<{self.check}: {self.subject} {self.id}>"


def rows(session: Session, query: Query) -> Iterator[Found]:
    """The rows of a query over columns, however many, a piece at a time."""
    yield from session.execute(query.execution_options(yield_per=AT_ONCE))


def missing(target: Column, *same: Any) -> Any:
    """That there is no row of the target's table with these properties."""
    return ~exists().where(*same).select_from(target.class_)
