"""Innendienst: a company's sales administration desk as a Telegram bot."""
