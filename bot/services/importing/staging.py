"""Staging: every checked row is compared with the database and kept, in short transactions."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.domain.actor import STAFF
from bot.domain.checks import Refused
from bot.domain.desk import Desk
from bot.services.importing.checking import CheckedRow
from bot.services.importing.comparing import Owners, differences
from bot.services.importing.record import Fields
from bot.storage import Session, customer_import, imports, people
from bot.storage.customer_import import Known
from bot.storage.imports import Import

NOUN = "customers"
BATCH = 500
CLEARED_AT_ONCE = 2000
KEPT = timedelta(days=7)
"""For so long a file's refused rows can be fetched, and a checked file be applied."""


def start(
    session: Session,
    desk: Desk,
    file_name: str,
    person_id: int | None,
    file_id: int | None = None,
) -> Import:
    """Note that a file is to be imported."""
    return imports.add(session, NOUN, file_name, person_id, desk.now(), file_id)


def clear(session: Session, import_id: int) -> bool:
    """Forget some of what is staged; whether there may be more."""
    one = imports.locked(session, import_id)
    if one.status == "applying":
        return False
    if one.status == "ready":
        one.status = "dropped"
    one.found = {}
    return imports.unstage(session, import_id, CLEARED_AT_ONCE)


def outdated(session: Session, desk: Desk) -> list[int]:
    """Imports whose rows nobody will ask for any more."""
    return imports.outdated(session, desk.now() - KEPT)


def stage(session: Session, import_id: int, rows: Sequence[CheckedRow]) -> int:
    """Keep checked rows with what is to become of each; how many the file has so far."""
    one = imports.locked(session, import_id)
    records = [row.record for row in rows if row.record is not None]
    known = customer_import.known(session, [str(record["number"]) for record in records])
    owners = _owners(session, known)
    found: Counter[str] = Counter(one.found)
    staged = []
    for row in rows:
        verdict, columns = _judged(row, known, owners)
        found[verdict] += 1
        if verdict != "unchanged":
            staged.append({"import_id": import_id, "line": row.line} | columns)
    imports.stage(session, staged)
    one.found = dict(found)
    return found.total()


def finish(session: Session, import_id: int, columns: dict[str, Any]) -> None:
    """The whole file is staged, and waits for somebody to say yes."""
    one = imports.locked(session, import_id)
    one.status, one.columns = "ready", columns


def drop(session: Session, import_id: int) -> None:
    """The file is not to be applied."""
    imports.locked(session, import_id).status = "dropped"


def _owners(session: Session, known: dict[str, Known]) -> Owners:
    staff = {one.id: one.name for one in people.with_roles(session, STAFF)}
    ids = {one.fields.get("owner_id") for one in known.values()}
    return Owners(staff, people.names(session, [one for one in ids if isinstance(one, int)]))


def _judged(
    row: CheckedRow, known: dict[str, Known], owners: Owners
) -> tuple[str, dict[str, Any]]:
    """The row's verdict and what to keep of it."""
    if row.record is None:
        return "refused", _refused(row, row.reasons)
    before = known.get(str(row.record["number"]))
    try:
        record = _with_owner(row.record, before.fields if before else {}, owners)
    except Refused as refused:
        return "refused", _refused(row, [(refused.key, refused.values)])
    kept = {"refused": False, "record": record, "cells": None, "reasons": None}
    if before is None:
        return "new", kept
    return "changed" if differences(record, before.fields) else "unchanged", kept


def _refused(row: CheckedRow, reasons: Sequence[object]) -> dict[str, Any]:
    return {"refused": True, "record": None, "cells": row.cells, "reasons": list(reasons)}


def _with_owner(record: Fields, before: Fields, owners: Owners) -> Fields:
    """The record with the owner's id in the place of the name."""
    if "owner" not in record:
        return record
    present = before.get("owner_id")
    owner_id = owners.find(str(record["owner"]), present if isinstance(present, int) else None)
    rest = {path: value for path, value in record.items() if path != "owner"}
    return rest | {"owner_id": owner_id}
