"""All that people do, and all that goes wrong, at the most talkative level: nothing leaks."""

import asyncio
import gc
import logging
import threading
import urllib.parse
import warnings

import pytest
import structlog
from sqlalchemy.exc import OperationalError

from bot.handlers import start
from tests.logs.reading import DATABASE, KEY, words_of_people, written
from tests.scenarios import SCENARIOS
from tests.scenarios.scenario import Scenario
from tests.simulated.office import office
from tests.stage import SECRET, TOKEN

WORDS = "Geheimnis des Kunden"
MAIL, IBAN = "anna.huber@baeckerei-huber.de", "DE89 3704 0044 0532 0130 00"
PHONES = (
    "+49 821 123456", "(0821) 123456", "0821/12-34-56", "+49\u00a0821\u00a0123456",
    "0049821123456", "＋４９ ８２１ １２３４５６", "+49 (0)821 \u2013 123456", "tel:+49821123456",
)  # fmt: skip
ODD = (
    TOKEN, KEY, KEY[: len(KEY) // 2], KEY[len(KEY) // 2 :],
    urllib.parse.quote(TOKEN, safe=""), urllib.parse.quote(KEY, safe=""),
    f"https://api.telegram.org/bot{TOKEN}/getMe", SECRET, "kennwort-der-datenbank",
    MAIL, IBAN, IBAN.replace(" ", ""), *PHONES,
)  # fmt: skip


QUICK = {"taken over", "in one message", "added", "invited and joined", "rung snoozed and done"}
"""The rest is for the long run."""


@pytest.mark.parametrize("scenario", [
    pytest.param(one, marks=() if one.name in QUICK else pytest.mark.long) for one in SCENARIOS
], ids=str)  # fmt: skip
def test_what_people_do_leaves_nothing_of_theirs_in_the_log(scenario: Scenario) -> None:
    with written() as found, office() as here:
        here.life.run(scenario.play(here))
        secrets = words_of_people(here.life.world)
    assert "at work" in found.text
    assert found.leaks(secrets) == []


def test_a_poison_message_and_a_database_error_are_told_without_what_they_quote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def poison(actor: object) -> None:
        raise ExceptionGroup(WORDS, [ValueError(f"{actor} {MAIL} {PHONES[0]} {TOKEN}")])

    monkeypatch.setattr(start, "_greeting", poison)
    broken: list[Exception] = []
    error = OperationalError(f"INSERT {WORDS}", {"name": WORDS}, Exception(WORDS))

    def before(name: str) -> None:
        if name.startswith("commit") and broken:
            raise broken.pop()

    with written() as found, office(before=before) as here:

        async def play() -> None:
            broken.append(error)
            await here.tom.person.say("/start")
            await here.tom.person.say(f"{WORDS} {MAIL} {IBAN} {PHONES[0]}")
            await asyncio.sleep(90)
            await here.settled()

        here.life.run(play())
    assert "handler failed" in found.text
    assert "database away" in found.text
    assert "ExceptionGroup" in found.text
    assert found.leaks((WORDS, MAIL, *PHONES)) == []


@pytest.mark.parametrize("odd", ODD)
def test_secrets_and_numbers_are_hidden_wherever_they_stand(odd: str) -> None:
    with written() as found:
        log = structlog.get_logger("x")
        log.info(f"tried <{odd}>", reason=f"it is {odd}!", nested={"list": [odd], odd: 1})
        log.info("personal", customer_name=odd, FileName=odd, callback_data=odd, **{"e-mail": odd})
        logging.getLogger("some.library").error(f"first line of {odd}\nand {odd}")
    assert found.text.count("[hidden]") >= 7
    assert found.leaks((odd, DATABASE)) == []


@pytest.mark.filterwarnings("default")
def test_what_python_prints_by_itself_quotes_nobody() -> None:
    class Unhappy:
        def __del__(self) -> None:
            raise ValueError(f"{WORDS} {TOKEN}")

    def fail() -> None:
        raise ValueError(WORDS)

    async def forget() -> None:
        async def lost() -> None:
            raise ValueError(WORDS)

        task = asyncio.create_task(lost(), name=WORDS)
        await asyncio.sleep(0)
        del task
        await asyncio.sleep(0)
        gc.collect()

    with written() as found:
        unhappy = Unhappy()
        del unhappy
        thread = threading.Thread(target=fail, name=WORDS)
        thread.start()
        thread.join()
        warnings.warn(f"{WORDS} {TOKEN}", stacklevel=1)
        logging.getLogger("uvicorn.error").error("Exception in ASGI application\n%s", WORDS)
        logging.getLogger("alembic.runtime").warning("Running %s", WORDS)
        asyncio.run(forget())
    assert found.text.count("nobody took an error") == 2
    assert "never retrieved" in found.text
    assert "UserWarning at logs/test_everything.py" in found.text.replace("tests/", "")
    assert found.leaks((WORDS,)) == []
