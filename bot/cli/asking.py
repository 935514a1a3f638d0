"""Asking Telegram who the bot is."""

from telegram.error import TelegramError

from bot.botapi import Api
from bot.config import Settings


async def whoami(settings: Settings) -> str:
    """The bot's username; empty when Telegram cannot be asked."""
    try:
        async with Api(settings.token, settings.telegram_api_url) as api:
            return str((await api.call("getMe", {}))["username"])
    except TelegramError:
        return ""
