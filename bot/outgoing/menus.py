"""Command menus: each chat's menu follows its person's role and language, and the version."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.domain.actor import Role
from bot.storage import Session, facts, outbox, people

FACT = "menus"
AT_ONCE = 10
"""So many are set with one beat: a new version sets everybody's, and answers are not to wait."""


@dataclass(frozen=True)
class Menus:
    """By role and language: commands with their descriptions, as setMyCommands takes them."""

    of: Mapping[tuple[Role, str], Sequence[Mapping[str, str]]]

    @cached_property
    def mark(self) -> str:
        """Another one when anything in them is another."""
        words = json.dumps([[*who, commands] for who, commands in self.of.items()])
        return hashlib.sha256(words.encode()).hexdigest()[:8]


def begin(session: Session, menus: Menus) -> None:
    """From now on these are the menus: of two versions side by side, those of the later start."""
    facts.write(session, FACT, menus.mark)


def keep_current(session: Session, menus: Menus, now: datetime) -> None:
    """Queue a menu for some of those whose own was set for another role, language or version."""
    if facts.read(session, FACT) != menus.mark:
        return
    for person in people.with_outdated_menu(session, menus.mark, AT_ONCE):
        person.menu_for = people.menu_name(person, menus.mark)
        scope = {"type": "chat", "chat_id": person.chat_id}
        commands = menus.of[Role(person.role), person.language]
        params = {"commands": list(commands), "scope": scope}
        assert person.chat_id is not None
        outbox.put_call(session, person.chat_id, "setMyCommands", params, now, person.id)
