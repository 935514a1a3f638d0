"""Fetching a file that somebody sent, so that it is in the database and the backup."""

from typing import Any

from bot.outgoing.jobs import Task
from bot.storage import Session, files


async def fetch_file(task: Task) -> dict[str, Any] | None:
    """Download the file `args["file"]`; nothing to tell unless `args["then"]` asks for it.

    Raises telegram.error.TelegramError; a file over Telegram's limit of 20 MB is left there.
    """
    file_id = task.job.args["file"]
    file = await task.database.run(lambda s: s.get(files.File, file_id))
    if file is None or file.size > files.MAX_DOWNLOAD:
        return None
    found = await task.api.call("getFile", {"file_id": file.telegram_id})
    content = await task.api.download(found["file_path"])

    def keep(session: Session) -> None:
        row = session.get_one(files.File, file_id)
        row.content, row.fetched_at, row.size = content, task.desk.now(), len(content)

    await task.database.run(keep)
    return None
