"""Forged buttons and every kind of message: each ends in a sentence, none in a dead letter."""

from typing import Any

import pytest
from sqlalchemy import or_, select

from bot.domain.actor import Role
from bot.playground import Person
from bot.storage import Session
from bot.storage.inbox import InboxRow
from tests.books import fill, id_of
from tests.stage import Stage

FORGED = [
    "customer",
    "customer:",
    "customer:open",
    "customer:open:",
    "customer:open:x",
    "customer:open:99999999999999999",
    "customer:new",
    "customer:part:1",
    "customer:part:1:contact0",
    "customer:field:1",
    "customer:field:1:",
    "customer:field:1:x.phone",
    "customer:field:1:billing.name",
    "customer:undo",
    "customer:undo:1",
    "visit",
    "visit:",
    "visit:for",
    "visit:for:",
    "visit:open:",
    "visit:open:77",
    "visit:undo",
    "visit:nix:1",
    "visits",
    "visits:",
    "visits:list",
    "visits:list:1:week",
    "visits:list:1:nix:0",
    "visits:nix:0:all:0",
    "f",
    "f:",
    "f:1",
    "f:x:y:z:",
    "f:1:1:v:",
    "f:1:1:v:99",
    "f:1:1:q:",
    "f:999:1:v:0",
    "followup",
    "followup:",
    "followup:for",
    "followup:open:",
    "followup:nix:1",
    "followup:done:٣",
    "language",
    "language:",
    "language:xx",
    "join",
    "join:",
    "join:nix",
    "team",
    "team:",
    "team:l",
    "team:p:",
    "team:p:999",
    "team:w:9",
    "team:nix:1",
    "import",
    "import:",
    "import:take",
    "import:take:1",
    "import:nix:1",
    "nix",
    ":",
    "::::",
    "🙂:1",
]
FILE = {"file_id": "F", "file_unique_id": "U", "file_size": 10}
PLACE = {"latitude": 1.0, "longitude": 1.0}
VIDEO = {**FILE, "width": 1, "height": 1, "duration": 1}
KINDS: dict[str, dict[str, Any]] = {
    "poll": {"poll": {"id": "1", "question": "newer than the library"}},
    "location": {"location": PLACE},
    "venue": {"location": PLACE, "venue": {"location": PLACE, "title": "t", "address": "a"}},
    "contact": {"contact": {"phone_number": "1", "first_name": "a"}},
    "video": {"video": VIDEO},
    "video with words": {"video": VIDEO, "caption": "Schaden"},
    "video note": {"video_note": {**FILE, "length": 1, "duration": 1}},
    "audio": {"audio": {**FILE, "duration": 1}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "unheard of": {"nix": {}},
    "slash": {"text": "/"},
    "long": {"text": "😀<&>" * 1000},
    "digits": {"text": "1" * 4096},
}


async def faults(stage: Stage) -> list[Any]:
    """The updates that could not be worked on at the first attempt."""

    def read(session: Session) -> list[Any]:
        found = session.scalars(
            select(InboxRow).where(or_(InboxRow.error != "", InboxRow.status == "dead"))
        )
        return [(row.error, row.payload) for row in found]

    return await stage.database.run(read)


def reactions(stage: Stage) -> int:
    """How many messages were acknowledged by one."""
    return sum(call.method == "setMessageReaction" for call in stage.world.calls)


async def write(stage: Stage, person: Person, number: int, **content: Any) -> None:
    """Have Telegram deliver a message of this content."""
    about = {"message_id": 5000 + number, "date": stage.world.unix_time()}
    who = {"chat": person.chat.as_json(), "from": person.user.as_json()}
    stage.world.updates.put("message", {**about, **who, **content}, person.chat.id)
    await stage.settled()


@pytest.mark.parametrize("role", [Role.REP, Role.ADMIN, Role.CUSTOMER])
async def test_a_forged_button_is_answered_with_a_sentence(stage: Stage, role: Role) -> None:
    tom = await stage.join("Tom Berg", role)
    silent = []
    for data in FORGED:
        said, shown = len([one for one in tom.toasts if one.text]), tom.screen
        await tom.press_data(data, tom.answers[-1].id)
        await stage.settled()
        if (said, shown) == (len([one for one in tom.toasts if one.text]), tom.screen):
            silent.append(data)
    assert (silent, await faults(stage)) == ([], [])


@pytest.mark.parametrize(
    ("role", "form"), [(Role.REP, ""), (Role.ADMIN, "/besuch"), (Role.CUSTOMER, "")]
)
async def test_every_kind_of_message_is_answered_or_acknowledged(
    stage: Stage, role: Role, form: str
) -> None:
    await fill(stage)
    await stage.join("Ada Klein", Role.ADMIN)
    customer = await id_of(stage, "10234") if role is Role.CUSTOMER else None
    tom = await stage.join("Tom Berg", role, customer_id=customer)
    if form:
        await tom.say(form)
        await stage.settled()
    silent = []
    for number, (name, content) in enumerate(KINDS.items()):
        count = len(tom.answers) + reactions(stage)
        await write(stage, tom, number, **content)
        if len(tom.answers) + reactions(stage) == count:
            silent.append(name)
    assert (silent, await faults(stage)) == ([], [])


async def test_what_nobody_can_read_later_is_not_said_to_be_taken(stage: Stage) -> None:
    await fill(stage)
    ada = await stage.join("Ada Klein", Role.ADMIN)
    anna = await stage.join("Anna Huber", Role.CUSTOMER, customer_id=await id_of(stage, "10234"))
    seen = len(ada.answers)
    await write(stage, anna, 1, dice={"emoji": "🎲", "value": 3})
    assert anna.screen.startswith("Das kann ich nicht aufnehmen.")
    assert len(ada.answers) == seen


async def test_a_contact_who_walks_with_a_live_location_troubles_nobody(stage: Stage) -> None:
    await fill(stage)
    ada = await stage.join("Ada Klein", Role.ADMIN)
    anna = await stage.join("Anna Huber", Role.CUSTOMER, customer_id=await id_of(stage, "10234"))
    seen = len(ada.answers), len(anna.answers)
    about = {"message_id": 6000, "date": stage.world.unix_time(), "edit_date": 1795425600}
    who = {"chat": anna.chat.as_json(), "from": anna.user.as_json()}
    moved = {**about, **who, "location": PLACE}
    stage.world.updates.put("edited_message", moved, anna.chat.id)
    await stage.settled()
    assert (len(ada.answers), len(anna.answers)) == seen
    assert await faults(stage) == []
