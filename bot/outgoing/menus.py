"""Command menus: each chat's menu follows its person's role and language."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.actor import Role
from bot.storage import Session, outbox, people

Menus = Mapping[tuple[Role, str], Sequence[Mapping[str, str]]]
"""By role and language: commands with their descriptions, as setMyCommands takes them."""


def keep_current(session: Session, menus: Menus, now: datetime) -> None:
    """Queue a new menu for everybody whose role or language is not the one it was set for."""
    for person in people.with_outdated_menu(session):
        person.menu_for = people.menu_name(person)
        scope = {"type": "chat", "chat_id": person.chat_id}
        commands = menus[Role(person.role), person.language]
        params = {"commands": list(commands), "scope": scope}
        assert person.chat_id is not None
        outbox.put_call(session, person.chat_id, "setMyCommands", params, now, person.id)
