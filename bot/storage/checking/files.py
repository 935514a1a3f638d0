"""Files: of what has been fetched every byte is there."""

from sqlalchemy import func, select

from bot.storage.checking.check import Check
from bot.storage.files import File

CHECKS = [
    Check(
        "files",
        (File,),
        select(File.id).where(
            File.content.is_not(None),
            (func.length(File.content) != File.size) | File.fetched_at.is_(None),
        ),
    ),
]
