"""The page of phones: rendered here, kept fresh by events."""

from bot.playground.page.routes import Page
from bot.playground.page.views import Words

__all__ = ["Page", "Words"]
