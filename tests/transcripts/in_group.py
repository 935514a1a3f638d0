"""An office with a staff group, in which a case has its topic."""

from tests.group import StaffGroup
from tests.simulated.office import Office

NUMBER = "R-2026-0001"


async def chosen(here: Office) -> StaffGroup:
    """Manager, admin and rep in a staff group, and a case with its topic."""
    there = await StaffGroup.chosen(here.life, "de", here.max, here.ada, here.tom)
    await here.anna.say("Kiste fehlt")
    await there.settled()
    assert there.titles == [f"{NUMBER} · Bäckerei Huber GmbH · neu"]
    there.news(NUMBER)
    return there
