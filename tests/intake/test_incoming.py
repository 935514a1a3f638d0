"""What is read of an update: only what is of the kind that its name promises."""

from typing import Any

import pytest
from telegram import Bot, Update

from bot.intake.incoming import parse
from bot.storage.base import DEEPEST, storable
from tests.stage import TOKEN

CHAT = {"id": 5, "type": "private"}
WHO = {"id": 5, "is_bot": False, "first_name": "Tom"}


def read(**message: Any) -> Update:
    body = {"message_id": 1, "date": 1_795_425_600, "chat": CHAT, "from": WHO, **message}
    found = parse({"update_id": 1, "message": body}, Bot(TOKEN))
    assert isinstance(found, Update)
    return found


def test_a_part_of_the_wrong_kind_is_left_out_and_the_rest_is_read() -> None:
    file = {"file_id": "F", "file_unique_id": "U", "file_name": 7, "file_size": 2**70}
    message = read(text="Huber", document=file, photo="x", media_group_id=7).message
    assert message
    assert message.document
    assert (message.text, message.document.file_id, message.photo) == ("Huber", "F", ())
    assert (message.document.file_name, message.document.file_size) == (None, None)
    assert message.media_group_id is None


def test_a_command_among_damaged_marks_is_still_one() -> None:
    mark = {"type": "bot_command", "offset": 0, "length": 5}
    message = read(text="/hilf", entities=[[], None, {"offset": 0, "length": 5}, mark]).message
    assert message
    assert [one.type for one in message.entities] == ["bot_command"]


@pytest.mark.parametrize("number", [2**63, "5", True, 1.5, None])
def test_a_chat_whose_number_is_none_is_not_read(number: Any) -> None:
    with pytest.raises((TypeError, KeyError)):
        read(text="x", chat={"id": number, "type": "private"}, **{"from": {**WHO, "id": number}})


def test_what_is_nested_too_deep_is_not_kept() -> None:
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    kept, levels = storable(deep), 0
    while kept:
        kept, levels = kept[0], levels + 1
    assert levels == DEEPEST
