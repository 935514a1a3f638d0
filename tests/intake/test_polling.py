"""Polling: Telegram is told that something has arrived once it is committed, not before."""

from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.storage import inbox
from tests.stage import Stage, eventually


async def test_what_could_not_be_kept_is_fetched_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, failures = inbox.store, []

    def store(*args: Any) -> None:
        if not failures:
            failures.append(args)
            raise OperationalError("COMMIT", None, Exception("away"))
        usual(*args)

    monkeypatch.setattr(inbox, "store", store)
    uwe = stage.world.person("Uwe")
    await uwe.say("hallo")
    await eventually(lambda: bool(failures) and "Einladung" in uwe.screen, 15)
