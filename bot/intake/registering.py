"""Telling Telegram how updates are to come, for as long as it takes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.botapi import Api, retry_seconds

log = structlog.get_logger()
LONGEST_PAUSE = 60.0


async def until_done(
    api: Api, method: str, params: dict[str, Any], refused: Callable[[], Awaitable[None]]
) -> None:
    """Call until it works; every failure ends in another try, after a growing pause."""
    pause = 0.5
    while True:
        try:
            await api.call(method, params)
            return
        except InvalidToken:
            await refused()
            seconds = 1.0
        except RetryAfter as error:
            seconds = min(retry_seconds(error), LONGEST_PAUSE)
        except TelegramError as error:
            seconds = pause = min(pause * 2, LONGEST_PAUSE)
            log.warning("telegram said no", method=method, kind=type(error).__name__)
        await asyncio.sleep(seconds)
