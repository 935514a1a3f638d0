"""Logs: no token, phone number, message text or other personal value ever stands in them."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import log
from bot.domain.actor import Role
from bot.handlers import start
from tests.stage import TOKEN, Stage

WORDS = "Geheimnis des Kunden Huber"
PHONE = "+49 821 123456"


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def lines(captured: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().err.splitlines()]


async def test_a_conversation_leaves_nothing_personal_in_the_log(
    stage: Stage, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log.configure("DEBUG", TOKEN)
    monkeypatch.setattr(start, "_greeting", lambda actor: int(f"{actor.name} {WORDS} {PHONE}"))
    tom = await stage.join("Tom Berg", Role.REP)
    await tom.say(f"{WORDS} {PHONE}")
    await tom.send_contact()
    await tom.start()
    stage.world.faults.add("sendMessage", status=400, description=f"Bad Request: {WORDS}")
    await tom.say("/hilfe")
    await stage.settled()
    logged = capsys.readouterr().err
    assert '"error": "ValueError"' in logged
    assert "handlers/start.py" in logged
    assert "telegram refuses" in logged
    for secret in (TOKEN, TOKEN.partition(":")[2], WORDS, PHONE, "Tom Berg", tom.phone):
        assert secret not in logged


def test_what_a_library_logs_keeps_its_template_only(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("DEBUG", TOKEN)
    logger = logging.getLogger("some.library")
    logger.warning("answer to %s was %s", WORDS, 200)
    logger.warning("%d of %d done", 3, 4)
    logger.error(f"Task exception was never retrieved\nfuture: <Task {WORDS}>")
    try:
        raise ValueError(WORDS)
    except ValueError:
        logger.exception("went wrong")
    logging.getLogger("httpx").info("HTTP Request: POST /bot%s/getMe", TOKEN)
    found = lines(capsys)
    assert [one["event"] for one in found] == [
        "answer to %s was %s", "3 of 4 done", "Task exception was never retrieved", "went wrong",
    ]  # fmt: skip
    assert found[-1]["error"] == "ValueError"
    assert "test_log.py" in found[-1]["at"][0]


def test_tokens_phones_and_personal_fields_are_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("DEBUG", TOKEN)
    structlog.get_logger("x").info(
        "tried https://api.telegram.org/bot98765:AAE-abc_defghijklmnop/getMe",
        reason=f"call 0171/2345678 or {PHONE}",
        text=WORDS,
        nested={"phone": PHONE, "count": 3, "list": [TOKEN, 1.5, None]},
        odd=ValueError(WORDS),
    )
    [found] = lines(capsys)
    assert found["event"] == "tried https://api.telegram.org/bot[hidden]/getMe"
    assert found["reason"] == "call [hidden] or [hidden]"
    assert found["text"] == "[hidden]"
    assert found["nested"] == {"phone": "[hidden]", "count": 3, "list": ["[hidden]", 1.5, None]}
    assert found["odd"] == "ValueError"


def test_times_numbers_and_ids_stay_readable(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("DEBUG", TOKEN)
    structlog.get_logger("x").info("at 2026-11-24T09:30:00Z", row=7_000_000_001, seconds=0.5)
    [found] = lines(capsys)
    assert found["event"] == "at 2026-11-24T09:30:00Z"
    assert (found["row"], found["seconds"]) == (7_000_000_001, 0.5)


def test_a_terminal_gets_key_and_value(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    log.configure("INFO")
    structlog.get_logger("x").info("at work", intake="polling")
    structlog.get_logger("x").debug("unseen")
    logged = capsys.readouterr().err
    assert "level=info event=at work" in logged.replace("'", "")
    assert "intake=polling" in logged
    assert "unseen" not in logged
