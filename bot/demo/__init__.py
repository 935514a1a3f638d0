"""The demo: the real program and a playground in one process, with a company to look around in."""

from bot.demo.show import main

__all__ = ["main"]
