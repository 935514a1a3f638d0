"""What is so at the end of a life: its rows and screens, without what chance and the hour decide."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.playground.group import Group
from bot.services.case_targets import TO_ARM
from bot.storage import Session
from bot.storage.outbox import OutboxRow
from bot.storage.tables import metadata
from tests.simulated.life import Life

PASSING = {"inbox", "outbox", "jobs", "runs", "chats", "cards", "cards_shown", "alembic_version"}
"""Tables of the work itself, which a restart does again."""
BY_CHANCE = {"code_hash", "telegram_id", "message_id", "thread_id", "card", "version", "seal"}
SEAL = re.compile(r" [0-9a-f]{64}$")
"""A seal is over instants too."""
CODE = re.compile(r"start=\S+")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00)?")
NEARLY = timedelta(minutes=10)


def rows_of(life: Life) -> dict[str, list[str]]:
    """Each table's rows, in order of their content."""

    def read(session: Session) -> dict[str, list[str]]:
        return {
            name: sorted(_row(row) for row in session.execute(select(table)).mappings())
            for name, table in metadata.tables.items()
            if name not in PASSING
        }

    return life.database.transact(read)


def _row(row: Any) -> str:
    if row.get("state") == "closed":  # a form that is over still knows the numbers of messages
        row = {name: value for name, value in row.items() if name not in {"data", "screen"}}
    if row.get("name") == TO_ARM:  # how far the work is that each start begins anew
        row = {"name": TO_ARM}
    if "content" in row:  # a QR code of another invitation has another size
        row = {name: value for name, value in row.items() if name != "size"}
    return repr(_plain(dict(row)))


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return str(value - timedelta(seconds=value.timestamp() % NEARLY.total_seconds()))
        case str() if SEAL.search(value):
            return SEAL.sub(" seal", value)
        case str() if INSTANT.fullmatch(value):
            return _plain(datetime.fromisoformat(value))
        case dict():
            return {name: _plain(one) for name, one in value.items() if name not in BY_CHANCE}
        case bytes():
            return value[
                :2
            ]  # a spreadsheet holds the second it was made in, a QR code an invitation
    return value


def screens_of(life: Life) -> dict[str, list[str]]:
    """What each person, and each group, reads at the end; what came twice counts once."""
    read = {one.name: one.answers for one in life.world.people.values()}
    read |= {
        one.title: [said for said in one.messages.values() if said.from_bot and said.text]
        for one in life.world.chats.values()
        if isinstance(one, Group)
    }
    return {
        name: list(dict.fromkeys(CODE.sub("start=…", one.text) for one in said))
        for name, said in read.items()
    }


def messages_of(life: Life) -> int:
    """How many messages everybody got for themselves."""
    return sum(len(person.answers) for person in life.world.people.values())


def in_flight(life: Life) -> int:
    """How many messages have come of which the program has not noted it, all that came twice too."""
    noted = select(func.count()).where(
        OutboxRow.outcome == "sent", OutboxRow.method.startswith("send"), OutboxRow.chat_id > 0
    )
    return messages_of(life) - (life.database.read(lambda s: s.scalar(noted)) or 0)


def keys(params: dict[str, Any]) -> list[dict[str, Any]]:
    """The inline buttons of a call that carry data."""
    markup = params.get("reply_markup") or {}
    markup = json.loads(markup) if isinstance(markup, str) else markup
    rows = markup.get("inline_keyboard", [])
    return [key for row in rows for key in row if "callback_data" in key]
