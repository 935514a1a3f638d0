"""Reminders: due rows become messages."""
