"""Whole updates, malformed in every way: answered, or put away; nobody waits."""

import pytest

from tests.hostile import corpus
from tests.hostile.delivery import Delivery
from tests.hostile.watch import Watch
from tests.logs.reading import written
from tests.simulated.office import office


def test_a_malformed_press_of_a_stranger_is_denied() -> None:
    wrong = []
    with written("INFO") as log, office() as here:
        delivery, watch = Delivery(here.life), Watch(here.life, log)
        sam = here.life.world.person("Sam Fremd")

        async def play() -> None:
            await sam.say("hallo")
            await here.settled()
            for number, (name, update) in enumerate(corpus.updates()["ANSWER"].items(), 50_000):
                if name.startswith("press"):
                    watch.begin()
                    delivery.poll(corpus.filled_in(update, delivery.parts(sam, number)))
                    await watch.settled()
                    wrong.extend((name, one) for one in watch.faults())

        here.life.run(play())
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("way", ["polled", "pushed"])
def test_a_malformed_update_is_answered_or_put_away_and_nobody_waits(way: str) -> None:
    wrong = []
    with written("INFO") as log, office() as here:
        tom = here.tom
        delivery, watch = Delivery(here.life), Watch(here.life, log)

        async def play() -> None:
            await tom.say("/hilfe")
            number = 50_000
            for gets, updates in corpus.updates().items():
                for name, update in updates.items():
                    number += 1
                    watch.begin()
                    made = corpus.filled_in(update, delivery.parts(tom.person, number))
                    if way == "pushed":
                        assert await delivery.push(made) == 200, name
                    else:
                        delivery.poll(made)
                    await watch.settled()
                    found = watch.faults(unreadable=gets == "NOTHING")
                    if (gets == "ANSWER") != bool(watch.answered(tom.person)):
                        found.append(f"{gets}: {watch.answered(tom.person)}")
                    wrong.extend((gets, name, one) for one in found)
            await tom.say("/hilfe")
            assert "Weitermachen" in tom.screen

        here.life.run(play())
    assert wrong == [], "\n".join(map(str, wrong))
