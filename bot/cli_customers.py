"""Importing and exporting customers from the command line, beside a running bot or alone."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.cli.reasons import why
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.domain.say import Text, text
from bot.services import exporting
from bot.services.importing import applying, staging, telling
from bot.services.importing.checking import Check
from bot.services.tables.limits import MEGABYTE
from bot.storage import Session, imports, jobs, runs
from bot.storage.engine import Database
from bot.storage.imports import Import
from bot.storage.jobs import Job
from bot.texts.render import Renderer

LARGEST = 100 * MEGABYTE
"""Telegram lets a bot have 20 MB; here the file is at hand."""
Out = Callable[[str], object]


def import_customers(database: Database, desk: Desk, path: Path, dry_run: bool, out: Out) -> int:
    """Check the file and apply it; sentences go to `out`, the exit code comes back.

    Refused rows are named, and but for a dry run written next to the file; they are no failure.
    """
    speak = partial(Renderer(desk.zone).plain, language=desk.language)
    try:
        data = path.read_bytes()
    except OSError as error:
        out(speak(text("import-unreadable", name=str(path), why=text(why(error)))))
        return 1
    one = database.transact(lambda s: staging.start(s, desk, path.name, None))
    try:
        _check(database, one.id, path.name, data)
    except Refusal as refusal:
        database.transact(lambda s: staging.drop(s, one.id))
        _clear(database, one.id)
        out(speak(refusal.text))
        return 1
    _tell(database.transact(lambda s: telling.dry_run(s, imports.locked(s, one.id))), speak, out)
    if dry_run:
        out(speak(text("import-dry-run")))
    else:
        _take(database, desk, one.id, speak, out)
        _write_refused(database, one.id, path, speak, out, desk.language)
    _clear(database, one.id)
    return 0


def export_customers(database: Database, desk: Desk, path: Path, out: Out) -> int:
    """Write every customer into the file, XLSX or CSV by its ending; the exit code comes back."""
    speak = partial(Renderer(desk.zone).plain, language=desk.language)
    ending = path.suffix.lower()
    if ending not in exporting.ENDINGS:
        out(speak(text("export-ending", name=str(path))))
        return 2
    count, content = exporting.customers_file(database.transact, ending, speak, desk.language)
    try:
        path.write_bytes(content)
    except OSError as error:
        out(speak(text("export-unwritable", name=str(path), why=text(why(error)))))
        return 1
    out(speak(text("export-done", count=count, path=str(path))))
    return 0


def _check(database: Database, import_id: int, name: str, data: bytes) -> None:
    with Check(data, name, largest=LARGEST) as check:
        while rows := check.next_rows(staging.BATCH):
            database.transact(partial(staging.stage, import_id=import_id, rows=rows))
            time.sleep(applying.SHORTEST_PAUSE)
        columns = check.columns
    database.transact(lambda s: staging.finish(s, import_id, columns))


def _take(
    database: Database, desk: Desk, import_id: int, speak: Callable[[Text], str], out: Out
) -> None:
    """Apply the import, after what another process may have left unfinished."""
    run = database.transact(lambda s: runs.start(s, desk.now()))
    while (job_id := database.transact(partial(_begin, desk, import_id, run))) is None:
        other = database.transact(applying.unfinished)
        if other:
            out(speak(telling.named("import-resuming", other)))
            _apply(database, desk, other.id, run)
    one = _apply(database, desk, import_id, run)
    database.transact(lambda s: _end(s, desk, job_id, run))
    _tell(telling.done(one)[:2], speak, out)


def _begin(desk: Desk, import_id: int, run: str, session: Session) -> int | None:
    """Begin, as a job of this process that another one takes over if it ends; None: not now."""
    try:
        applying.begin(session, desk, imports.locked(session, import_id))
    except Refusal:
        return None
    job = jobs.add(session, "import-apply", {"import": import_id}, 0, None, desk.now())
    job.status, job.owner, job.attempts = "running", run, 1
    return job.id


def _apply(database: Database, desk: Desk, import_id: int, run: str) -> Import:
    def piece(session: Session) -> Import:
        runs.beat(session, run, desk.now())
        return applying.apply(session, desk, import_id)

    while True:
        start = time.monotonic()
        one = database.transact(piece)
        if one.status != "applying":
            return one
        time.sleep(applying.pause(database, time.monotonic() - start))


def _end(session: Session, desk: Desk, job_id: int, run: str) -> None:
    job: Job | None = jobs.mine(session, job_id, run)
    if job:
        jobs.finish(job, desk.now())
    runs.end(session, run, desk.now())


def _write_refused(
    database: Database,
    import_id: int,
    path: Path,
    speak: Callable[[Text], str],
    out: Out,
    language: str,
) -> None:
    one = database.transact(lambda s: imports.locked(s, import_id))
    if not one.found.get("refused"):
        return
    target = path.with_name(f"{path.stem}-refused.xlsx")
    try:
        target.write_bytes(exporting.refused_file(database.transact, one, speak, language))
    except OSError as error:
        out(speak(text("export-unwritable", name=str(target), why=text(why(error)))))
    else:
        out(speak(text("import-refused-written", path=str(target))))


def _clear(database: Database, import_id: int) -> None:
    while database.transact(partial(staging.clear, import_id=import_id)):
        time.sleep(applying.SHORTEST_PAUSE)


def _tell(lines: list[Text], speak: Callable[[Text], str], out: Out) -> None:
    for line in lines:
        out(speak(line))
