"""Damaged words, buttons and updates in the staff group, from staff and from who has no role."""

import random
from typing import Any

from tests.group import StaffGroup
from tests.hostile.mutator import Mutator
from tests.hostile.watch import Watch
from tests.logs.reading import written
from tests.simulated.office import office

SEED = 2026
INPUTS = 60
NUMBER = "R-2026-0001"
SERVICE: tuple[dict[str, Any], ...] = (
    {"migrate_to_chat_id": "x"}, {"migrate_from_chat_id": 5}, {"new_chat_members": "x"},
    {"new_chat_members": [{"id": 5}]}, {"new_chat_members": [{}]}, {"left_chat_member": None},
    {"forum_topic_created": 7}, {"forum_topic_closed": {}}, {"sender_chat": {"id": 1}},
    {"message_thread_id": -1, "is_topic_message": True}, {"message_thread_id": 2**70},
    {"is_topic_message": "yes"}, {"reply_to_message": {"message_id": 1}}, {"poll": {}},
)  # fmt: skip
"""What a group's messages have beside words, damaged."""


def test_hostile_input_in_the_staff_group_does_no_harm() -> None:
    dice, wrong = random.Random(SEED), []
    with written("INFO") as log, office(seed=SEED) as here:

        async def play() -> None:
            there = await StaffGroup.chosen(here.life, "de", here.max, here.ada)
            await here.anna.say("Kiste fehlt")
            await there.settled()
            guest = here.life.world.person("Gast Gerd")
            await guest.join(there.group)
            watch, topic = Watch(here.life, log), there.topic(NUMBER)
            for at in range(INPUTS):
                kind, said = Mutator(dice).text(3000)
                person = dice.choice([here.ada.person, here.ada.person, guest])
                watch.begin()
                if at % 3:
                    body = raw(here.life.world, there, person, said, topic)
                    here.life.world.updates.put("message", body, there.group.id)
                else:
                    card = next(one for one in there.group.messages.values() if one.buttons)
                    await person.press_data(said[:60] or "x", card.id, chat=there.group)
                await watch.settled()
                wrong.extend((kind, one) for one in watch.faults(said))
            for at, more in enumerate(SERVICE):
                body = raw(here.life.world, there, here.ada.person, "Hallo", topic) | more
                watch.begin()
                here.life.world.updates.put(
                    "message", body | {"message_id": 9000 + at}, there.group.id
                )
                await watch.settled()
                wrong.extend((str(more), one) for one in watch.faults(unreadable=True))
            await there.write(here.ada, "Kommt morgen.", NUMBER)
            assert here.anna.screen.endswith("Kommt morgen."), here.anna.screen

        here.life.run(play())
    assert not wrong, wrong[:5]


def raw(world: Any, there: StaffGroup, person: Any, said: str, topic: int) -> dict[str, Any]:
    """A message in the topic, as Telegram would hand it on."""
    return {
        "message_id": next(world._message_ids), "date": world.unix_time(), "text": said,
        "chat": there.group.as_json(), "from": person.user.as_json(),
        "message_thread_id": topic, "is_topic_message": True,
    }  # fmt: skip
