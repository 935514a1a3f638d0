"""Finding customers by what a person remembers of them; all in memory."""

from bot.domain.finding.index import SURE, Entry, Hit, Index
from bot.domain.finding.mentions import Mention

__all__ = ["SURE", "Entry", "Hit", "Index", "Mention"]
