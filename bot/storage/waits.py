"""Waits until an instant: what ends them when the clock is set back."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.storage.chats import Chat
from bot.storage.engine import changed
from bot.storage.inbox import InboxRow
from bot.storage.jobs import Job
from bot.storage.outbox import OutboxRow


def end_all(session: Session) -> None:
    """Let everything that waits be tried now; reminders are no such waits.

    By a clock that was set back by an hour each would last an hour longer. To try too early is
    harmless: Telegram says again how long to wait, and what fails again waits again.
    """
    for column in (InboxRow.retry_at, OutboxRow.not_before, Job.not_before, Chat.gated_until):
        session.execute(update(column.class_).where(column.is_not(None)).values({column: None}))
    for topic in ("inbox", "outbox", "jobs"):
        changed(session, topic)
