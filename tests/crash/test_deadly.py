"""An update that ends the process whenever it is worked on."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from sqlalchemy import select
from telegram.ext import BaseHandler, CommandHandler

from bot import app
from bot.domain.actor import Actor
from bot.domain.say import Answer
from bot.intake.adapter import Adapter
from bot.storage import Session, inbox
from bot.storage.inbox import InboxRow
from tests.simulated.life import Killed
from tests.simulated.office import office


def test_it_is_put_aside_after_three_deaths_its_sender_told_and_nobody_else_loses_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual, dying = app.handlers, []

    def deadly(_session: Session, _actor: Actor, _update: Any) -> Sequence[Answer]:
        dying.append(True)
        return []

    def handlers(adapter: Adapter) -> Iterable[BaseHandler[Any, Any, Any]]:
        yield CommandHandler("deadly", adapter.in_transaction(deadly))
        yield from usual(adapter)

    def before(_name: str) -> None:
        if dying:
            dying.clear()
            raise Killed

    monkeypatch.setattr(app, "handlers", handlers)
    with office(before=before) as here:

        async def play() -> None:
            await here.tom.person.say("/deadly")
            await here.tom.person.say("/hilfe")
            await here.eva.person.say("/hilfe")
            await here.settled()

        here.life.run(play())
        assert here.life.kills == inbox.MAX_ATTEMPTS
        assert here.eva.screen.startswith("Hilfe")
        told, helped = [one.text for one in here.tom.person.answers[-2:]]
        assert "konnte ich nicht verarbeiten" in told
        assert helped.startswith("Hilfe")
        dead = select(InboxRow.error).where(InboxRow.status == "dead")
        assert here.life.database.transact(lambda s: s.scalars(dead).all()) == [inbox.ENDED]
