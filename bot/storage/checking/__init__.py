"""What always holds in a database that is at rest: found to be so, or what is wrong, by row.

Nothing is changed, and never more than a piece of a table is in memory. A noun joins by a module
of its own and an entry here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.storage.checking import (
    audit,
    canned_answers,
    cases,
    customers,
    files,
    follow_ups,
    forms,
    imports,
    inbox,
    jobs,
    outbox,
    people,
    references,
    reminders,
    runs,
    visits,
)
from bot.storage.checking.check import Check, Model, Problem

__all__ = ["CHECKS", "Check", "Problem", "Result", "problems", "results"]

NOUNS = (
    references, people, customers, visits, follow_ups, cases, canned_answers, reminders, forms,
    files, imports, inbox, outbox, jobs, runs, audit,
)  # fmt: skip
CHECKS: tuple[Check, ...] = tuple(check for noun in NOUNS for check in noun.CHECKS)


@dataclass
class Result:
    """What the checks of one name found in `rows` rows."""

    name: str
    rows: int
    problems: list[Problem] = field(default_factory=list)


def problems(session: Session) -> list[Problem]:
    """Everything that is wrong; nothing in a database that is well and whose program rests."""
    return [problem for check in CHECKS for problem in check.find(session)]


def results(session: Session) -> Iterator[Result]:
    """The result of each name in turn."""
    counts: dict[Model, int] = {}
    for name in dict.fromkeys(check.name for check in CHECKS):
        checks = [check for check in CHECKS if check.name == name]
        subjects = {check.tables[0] for check in checks}
        for one in subjects - counts.keys():
            counts[one] = session.scalar(select(func.count()).select_from(one)) or 0
        found = [problem for check in checks for problem in check.find(session)]
        yield Result(name, sum(counts[one] for one in subjects), found)
