"""The kinds of reminders, each with what it says when it is due."""

from collections.abc import Mapping

from bot.reminders.tick import Ring

KINDS: Mapping[str, Ring] = {}
