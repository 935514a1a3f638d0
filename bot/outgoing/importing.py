"""The long work of imports: fetching and checking a file, applying it, refused rows as a file."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import Any, TypeVar

from telegram.error import BadRequest

from bot.domain.checks import Refused, excerpt
from bot.domain.say import Say, text
from bot.outgoing.fetching import fetch_file
from bot.outgoing.jobs import Outcome, Task
from bot.services import exporting
from bot.services.importing import applying, staging, telling
from bot.services.importing.checking import Check
from bot.services.tables.limits import LARGEST_FILE, MEGABYTE
from bot.storage import Session, files, imports, jobs
from bot.storage.imports import Import
from bot.texts.render import Renderer

T = TypeVar("T")
FIRST_WORD_AFTER = 2.0
THEN_EVERY = 4.0
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Progress:
    """A line on the import's card, edited when the work takes a while, and now and then."""

    def __init__(self, task: Task, one: Import, key: str) -> None:
        self._task, self._one, self._key = task, one, key
        self._due = time.monotonic() + FIRST_WORD_AFTER

    async def at(self, count: int) -> None:
        """So many rows are done."""
        if time.monotonic() < self._due:
            return
        line = telling.named(self._key, self._one, rows=count)
        await self._task.tell(Say((line,), card=telling.card(self._one.id), in_place=True))
        self._due = time.monotonic() + THEN_EVERY


async def check_file(task: Task) -> dict[str, Any]:
    """Fetch the file of `args["import"]`, check and stage all of it; begun anew each time."""
    began, import_id = time.monotonic(), task.job.args["import"]
    for outdated in await task.database.run(lambda s: staging.outdated(s, task.desk)):
        await _clear(task, outdated)
    await _clear(task, import_id)
    result: dict[str, Any] = {"import": import_id}
    try:
        await _check(task, import_id)
    except Refused as refused:
        await task.database.run(lambda s: staging.drop(s, import_id))
        await _clear(task, import_id)
        result["refused"] = [refused.key, refused.values]
    return result | {"seconds": round(time.monotonic() - began)}


async def apply(task: Task) -> dict[str, Any] | None:
    """Apply the import `args["import"]` to the end; its rows tell how far it is."""
    began, import_id = time.monotonic(), task.job.args["import"]
    one = await task.database.run(lambda s: imports.locked(s, import_id))
    progress = Progress(task, one, "import-applying-rows")
    while one.status == "applying":
        start = time.monotonic()
        one = await task.database.run(partial(_apply_piece, task, import_id))
        seconds = time.monotonic() - start
        await progress.at(sum(one.applied.values()))
        await asyncio.sleep(applying.pause(task.database, seconds))
    if task.job.person_id is None:
        return None  # begun on the command line; nobody waits for an answer
    return {"import": import_id, "seconds": round(time.monotonic() - began)}


async def refused_file(task: Task) -> Outcome:
    """Write the refused rows of `args["import"]` into a file."""
    import_id = task.job.args["import"]
    one = await task.database.run(lambda s: imports.locked(s, import_id))
    language = task.job.args["language"]
    speak = partial(Renderer(task.desk.zone).plain, language=language)
    content = await asyncio.to_thread(exporting.refused_file, _reader(task), one, speak, language)
    name = f"{PurePath(one.file_name).stem}-{speak(text('import-refused-name'))}.xlsx"

    def keep(session: Session) -> dict[str, Any]:
        size, now = len(content), task.desk.now()
        file = files.add(session, "document", name, XLSX, size, now, content=content)
        return {"import": import_id, "file": file.id}

    return keep


async def clear(task: Task) -> None:
    """Forget what is staged of `args["import"]`."""
    await _clear(task, task.job.args["import"])


async def _check(task: Task, import_id: int) -> None:
    one, data = await _fetched(task, import_id)
    progress = Progress(task, one, "import-checking-rows")
    check = await asyncio.to_thread(Check, data, one.file_name)
    try:
        while rows := await asyncio.to_thread(check.next_rows, staging.BATCH):
            count = await task.database.run(partial(staging.stage, import_id=import_id, rows=rows))
            await progress.at(count)
    finally:
        check.close()
    await task.database.run(partial(_finish, import_id=import_id, columns=check.columns))


async def _fetched(task: Task, import_id: int) -> tuple[Import, bytes]:
    """Raises Refused when Telegram does not hand the file out."""
    one = await task.database.run(lambda s: imports.locked(s, import_id))
    too_big = Refused("table-too-big", name=excerpt(one.file_name), most=LARGEST_FILE // MEGABYTE)
    try:
        await fetch_file(task)
    except BadRequest:
        raise too_big from None
    found = await task.database.run(lambda s: files.content(s, task.job.args["file"]))
    if found is None or found[1] is None:
        raise too_big
    return one, found[1]


def _finish(session: Session, import_id: int, columns: dict[str, Any]) -> None:
    staging.finish(session, import_id, columns)
    file_id = imports.locked(session, import_id).file_id
    if file_id:
        session.get_one(files.File, file_id).content = None  # its rows are staged


def _apply_piece(task: Task, import_id: int, session: Session) -> Import:
    """A piece, after which the job has all its attempts again."""
    job = jobs.mine(session, task.job.id, task.job.owner)
    if job:
        job.attempts = 1
    return applying.apply(session, task.desk, import_id)


async def _clear(task: Task, import_id: int) -> None:
    more = True
    while more:
        more = await task.database.run(partial(staging.clear, import_id=import_id))


def _reader(task: Task) -> Callable[[Callable[[Session], T]], T]:
    """For a thread of its own: each reading is a short transaction among the others."""
    loop = asyncio.get_running_loop()

    def read(work: Callable[[Session], T]) -> T:
        return asyncio.run_coroutine_threadsafe(task.database.run(work), loop).result()

    return read
