"""Applying what is staged, piece by piece: each is a transaction that also takes its rows off
the stage, so that whoever goes on after an interruption, or at the same time, doubles nothing."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services.importing.comparing import differences
from bot.services.importing.record import Fields
from bot.services.importing.staging import NOUN
from bot.storage import Session, audit, customer_import, customers, imports
from bot.storage.customer_import import Change, Known
from bot.storage.engine import Database
from bot.storage.imports import Import

AT_ONCE = 250
"""Rows a piece: of 500 some take over 70 ms, and somebody waits that long."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.01, 0.1


def pause(database: Database, seconds: float) -> float:
    """Seconds to leave the database to others after a piece that took so long.

    An answer takes several transactions, and on SQLite, which has one at a time and no queue,
    each would wait for a piece; so half of the time is theirs.
    """
    longest = LONGEST_PAUSE if database.is_sqlite else SHORTEST_PAUSE
    return min(max(seconds, SHORTEST_PAUSE), longest)


def begin(session: Session, desk: Desk, one: Import) -> None:
    """From now on the import is applied to the end.

    Raises Refusal while another one is, and for one that is not waiting for this.
    """
    if one.status != "ready":
        raise Refusal(f"import-is-{one.status}")
    other = imports.applying(session, NOUN)
    if other or not imports.begin(session, one, desk.now()):
        other = other or imports.applying(session, NOUN)
        raise Refusal("import-busy", name=other.file_name if other else "")


def unfinished(session: Session) -> Import | None:
    """The import that is being applied, or was when its process ended."""
    return imports.applying(session, NOUN)


def apply(session: Session, desk: Desk, import_id: int) -> Import:
    """Apply the next piece; the import, whose status is "done" when that was all.

    Each row is compared anew, since somebody may have changed the customer meanwhile.
    """
    one = imports.locked(session, import_id)
    if one.status != "applying":
        return one
    rows = imports.waiting(session, import_id, AT_ONCE)
    if not rows:
        _finish(session, desk, one)
        return one
    done = _write(session, desk, one, [record for _, record in rows])
    left = {line for line, record in rows if record["number"] not in done}
    imports.remove(session, import_id, [line for line, _ in rows if line not in left])
    one.applied = dict(Counter(one.applied) + Counter(done.values()))
    return one


def _write(session: Session, desk: Desk, one: Import, records: Sequence[Fields]) -> dict[str, str]:
    """What became of each record, by number: new, changed or unchanged."""
    numbers = [str(record["number"]) for record in records]
    known = customer_import.known(session, numbers, lock=True)
    differing = {
        str(record["number"]): differences(record, _fields(known, record)) for record in records
    }
    changes = [
        Change(number, known[number].id if number in known else None,
               _fields(known, record) | _without_number(record), frozenset(differing[number]))
        for number, record in zip(numbers, records, strict=True)
        if differing[number]
    ]  # fmt: skip
    ids = customer_import.write(session, changes, desk.now())
    verdicts = {number: "changed" if number in known else "new" for number in ids}
    deeds = [
        ("changed", customer_id, differing[number])
        if number in known
        else ("created", customer_id, {"import": one.id})
        for number, customer_id in ids.items()
    ]
    customer_import.note(session, desk.now(), one.person_id, deeds)
    if ids:
        customers.touched(session, ids.values())
    return {number: "unchanged" for number in known if not differing[number]} | verdicts


def _fields(known: dict[str, Known], record: Fields) -> Fields:
    before = known.get(str(record["number"]))
    return before.fields if before else {}


def _without_number(record: Fields) -> Fields:
    return {path: value for path, value in record.items() if path != "number"}


def _finish(session: Session, desk: Desk, one: Import) -> None:
    one.status, one.done_at = "done", desk.now()
    audit.note(
        session, desk.now(), one.person_id, "imported", "import", one.id,
        file=one.file_name, refused=one.found.get("refused", 0), **one.applied,
    )  # fmt: skip
