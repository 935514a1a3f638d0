"""Innendienst: a company's sales administration desk as a Telegram bot."""

import os

# python-telegram-bot's way to give durations as timedelta, before its next major version does.
os.environ.setdefault("PTB_TIMEDELTA", "true")
