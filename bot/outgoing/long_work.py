"""The kinds of long work, by job kind."""

from collections.abc import Mapping

from bot.outgoing.fetching import fetch_file
from bot.outgoing.jobs import Work

KINDS: Mapping[str, Work] = {"fetch": fetch_file}
