"""The trail of changes: one chain, whoever notes at once, and every change of it shows."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from bot.storage import Session, audit
from bot.storage.audit import CONTENT, AuditRow, Head
from bot.storage.checking import Problem, problems
from bot.storage.engine import Database
from tests.databases import laid_out

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = laid_out(database_url)
    yield made
    made.close()


def noted(*deeds: str) -> Callable[[Session], None]:
    """Work that notes deeds on an invitation that nobody made."""

    def work(session: Session) -> None:
        for deed in deeds:
            audit.note(session, NOW, None, deed, "invitation", 0, reason=["unknown", 7, None])

    return work


def trail(session: Session) -> list[tuple[int | None, str]]:
    """Places and deeds in the order of places."""
    query = select(AuditRow).order_by(AuditRow.place)
    return [(row.place, row.deed) for row in session.scalars(query)]


def test_deeds_stand_in_one_chain_in_the_order_of_commits(database: Database) -> None:
    database.transact(noted("one", "two"))
    database.transact(lambda s: audit.note_many(s, [row_of("three"), row_of("four")]))
    assert database.transact(trail) == [(1, "one"), (2, "two"), (3, "three"), (4, "four")]
    assert database.transact(problems) == []


def row_of(deed: str) -> dict[str, object]:
    """A deed as columns."""
    return {"at": NOW, "person_id": None, "deed": deed, "subject": "invitation",
            "subject_id": 0, "details": {"ß": (1, "x")}}  # fmt: skip


def test_what_is_rolled_back_leaves_neither_trace_nor_gap(database: Database) -> None:
    def half(session: Session) -> None:
        audit.note(session, NOW, None, "kept", "invitation", 0)
        with suppress(ZeroDivisionError), session.begin_nested():
            audit.note(session, NOW, None, "taken back", "invitation", 0)
            raise ZeroDivisionError

    def nothing(session: Session) -> None:
        noted("lost")(session)
        raise ZeroDivisionError

    database.transact(half)
    with pytest.raises(ZeroDivisionError):
        database.transact(nothing)
    database.transact(noted("last"))
    assert database.transact(trail) == [(1, "kept"), (2, "last")]
    assert database.transact(problems) == []


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit SET deed = 'other' WHERE id = 2", {"audit 2"}),
        ("UPDATE audit SET details = '{}' WHERE id = 2", {"audit 2"}),
        ("UPDATE audit SET person_id = NULL, at = '2026-11-23 09:21:00+00:00' WHERE id = 2",
         {"audit 2"}),
        ("DELETE FROM audit WHERE id = 2", {"audit 3"}),
        ("DELETE FROM audit WHERE id = 4", {"audit audit-head"}),
        ("DELETE FROM audit", {"audit audit-head"}),
        ("DELETE FROM facts WHERE name = 'audit-head'", {"audit audit-head"}),
        ("INSERT INTO audit (id, at, deed, subject, subject_id, details)"
         " SELECT 5, at, deed, subject, subject_id, details FROM audit WHERE id = 4", {"audit 5"}),
    ],
)  # fmt: skip
def test_a_deed_altered_taken_away_cut_off_or_slipped_in_is_noticed(
    database: Database, tampering: str, found: set[str]
) -> None:
    database.transact(noted("one", "two", "three", "four"))
    database.transact(lambda s: s.execute(text(tampering)))
    wrong = database.transact(problems)
    assert {f"{one.subject} {one.id}" for one in wrong} == found
    assert {one.check for one in wrong} == {"audit-chain"}
    assert repr(wrong[0]) == repr(Problem("audit-chain", wrong[0].subject, wrong[0].id))


def test_a_deed_that_is_altered_and_sealed_anew_shows_at_the_next(database: Database) -> None:
    database.transact(noted("one", "two", "three"))

    def forge(session: Session) -> None:
        first, second = session.scalars(select(AuditRow).order_by(AuditRow.id).limit(2))
        second.deed = "other"
        session.flush()
        content = session.execute(select(*CONTENT).where(AuditRow.id == second.id)).one()
        second.seal = Head(1, str(first.seal)).next(content).seal

    database.transact(forge)
    assert [one.id for one in database.transact(problems)] == ["3"]


def test_many_that_note_at_once_make_one_chain(database: Database) -> None:
    failures: list[BaseException] = []
    start = threading.Barrier(6)

    def work(name: str) -> None:
        try:
            start.wait()
            for number in range(10):
                database.transact(noted(f"{name} {number}", f"{name} {number}, again"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"clerk {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [place for place, _ in database.transact(trail)] == [*range(1, 121)]
    assert database.transact(problems) == []


def test_who_waits_for_another_has_not_locked_the_chain_yet(postgresql_url: str) -> None:
    """A transaction that noted and still works on holds up nobody else's noting."""
    database = laid_out(postgresql_url)

    def slow(session: Session) -> None:
        noted("slow")(session)
        session.flush()
        other = threading.Thread(target=database.transact, args=(noted("quick"),))
        other.start()
        other.join(5)
        assert not other.is_alive()

    database.transact(slow)
    assert database.transact(trail) == [(1, "quick"), (2, "slow")]
    database.close()
