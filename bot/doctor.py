"""What has to be right for the desk to work, each looked at by itself."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
from telegram.error import InvalidToken, TelegramError

from bot.botapi import Api
from bot.config import Settings
from bot.domain.desk import Desk
from bot.domain.say import Text, text
from bot.storage import Session, facts
from bot.storage.engine import Database

LATE = timedelta(seconds=5)
"""A clock that is off by more rings reminders noticeably late or early."""
RECENT = timedelta(hours=1)
LEAST_FREE = 500 * 1024 * 1024
MANY_WAITING = 100


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and the sentence that says so."""

    well: bool
    text: Text


async def examine_telegram(settings: Settings) -> list[Finding]:
    """Token, webhook and clock, as Telegram sees them; one finding where it is out of reach."""
    address = settings.telegram_api_url
    away = Finding(False, text("doctor-telegram-away", address=address))
    clock = await _clock(address) or away
    if not settings.token:
        return [Finding(False, text("cli-token-missing")), clock]
    async with Api(settings.token, settings.telegram_api_url) as api:
        try:
            me = await api.call("getMe", {})
            hook = await api.call("getWebhookInfo", {})
        except InvalidToken:
            return [Finding(False, text("doctor-token-refused")), clock]
        except TelegramError:
            return [away] if clock is away else [away, clock]
    known = Finding(True, text("doctor-token", username=str(me.get("username", ""))))
    return [known, *_webhook(settings, hook), clock]


def _webhook(settings: Settings, hook: dict[str, Any]) -> Sequence[Finding]:
    """How updates are received, and the first thing that is wrong with it: what else is, such as
    messages that wait, comes of that."""
    url, wanted = str(hook.get("url", "")), settings.webhook_url
    if url != wanted:
        key = "doctor-webhook-missing" if wanted else "doctor-webhook-foreign"
        return [Finding(False, text(key, url=wanted or url))]
    key = "doctor-webhook" if wanted else "doctor-polling"
    found = [Finding(True, text(key, url=url) if wanted else text(key))]
    when = datetime.fromtimestamp(int(hook.get("last_error_date", 0)), UTC)
    waiting = int(hook.get("pending_update_count", 0))
    if url and datetime.now(UTC) - when < RECENT:
        reason = str(hook.get("last_error_message", ""))
        found.append(Finding(False, text("doctor-webhook-error", reason=reason, at=when)))
    elif waiting >= MANY_WAITING:
        found.append(Finding(False, text("doctor-waiting", count=waiting)))
    return found


async def _clock(address: str) -> Finding | None:
    """The machine's clock against the one of the Bot API server; None when that is away."""
    try:
        async with httpx.AsyncClient(timeout=10) as client:
            before = datetime.now(UTC)
            answer = await client.head(address)
            between = before + (datetime.now(UTC) - before) / 2
        theirs = parsedate_to_datetime(answer.headers["Date"]) + timedelta(seconds=0.5)
    except httpx.HTTPError:
        return None
    except (KeyError, ValueError):
        return Finding(False, text("doctor-clock-unknown", address=address))
    off = between - theirs
    seconds = int(abs(off).total_seconds())
    if abs(off) < LATE:
        return Finding(True, text("doctor-clock"))
    key = "doctor-clock-fast" if off > timedelta() else "doctor-clock-slow"
    return Finding(False, text(key, seconds=seconds))


def examine_database(database: Database) -> Finding:
    """Whether the database, migrated by now, takes what is written and gives it back."""
    sign = datetime.now(UTC).isoformat()

    def write_and_read(session: Session) -> bool:
        facts.write(session, "doctor", sign)
        session.flush()
        session.expire_all()
        return facts.read(session, "doctor") == sign

    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    return Finding(database.transact(write_and_read), text("doctor-database", kind=kind))


def examine_machine(settings: Settings, desk: Desk) -> list[Finding]:
    """Time zone and disk space."""
    found = [Finding(True, text("doctor-zone", zone=settings.timezone, now=desk.now()))]
    place = Path()
    if settings.database_url.startswith("sqlite:///"):
        place = Path(settings.database_url.removeprefix("sqlite:///")).parent
    if not place.is_dir():
        return found
    free = shutil.disk_usage(place).free
    key = "doctor-disk" if free >= LEAST_FREE else "doctor-disk-full"
    return [*found, Finding(free >= LEAST_FREE, text(key, free=free // 2**20))]
