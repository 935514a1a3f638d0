"""An invitation lets in once, and changes nobody's role."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.domain.actor import Role
from bot.services import people as access
from bot.storage.people import INVITATION_LIFE, Person
from tests.permissions.bench import Bench
from tests.simulated.office import Office, office


def invite(here: Office, role: Role = Role.ADMIN) -> str:
    return here.life.database.transact(
        lambda s: access.invite(s, here.life.program.desk, role, "Neu Hier", 2)
    )


def count(here: Office) -> int:
    return here.life.database.transact(lambda s: s.scalar(select(func.count(Person.id)))) or 0


def test_an_invitation_does_nothing_when_it_is_withdrawn_expired_or_used() -> None:
    with office() as here:

        async def play() -> None:
            before, sam = count(here), here.life.world.person("Sam Fremd")
            code = invite(here, Role.REP)
            await sam.start(code)  # the card is open when it is withdrawn
            await here.max.say("/team")
            await here.max.press("Einladungen (1)")
            await here.max.press("Zurückziehen: Neu Hier")
            await sam.press("Einladung annehmen")
            await here.settled()
            late = invite(here, Role.REP)
            await sam.start(late)
            await here.settled()
            here.life.clock.advance(INVITATION_LIFE + timedelta(minutes=1))
            await sam.press("Einladung annehmen")
            await here.settled()
            assert count(here) == before
            assert [one.alert for one in sam.toasts] == [True, True]
            ida, once = here.life.world.person("Ida Fremd"), invite(here, Role.REP)
            for one in (sam, ida):  # both have the card
                await one.start(once)
                await here.settled()
            for one in (sam, ida):
                await one.press("Einladung annehmen")
                await here.settled()
            assert count(here) == before + 1
            assert "schon benutzt" in ida.toasts[-1].text

        here.life.run(play())


def test_an_invitation_changes_the_role_of_nobody_who_is_in_already() -> None:
    """Not even of who forwarded it to themselves: it stays open for whom it is meant."""
    with office() as here:
        code = invite(here)

        async def play() -> None:
            bench = await Bench.of(here.life)
            for hand in here.hands.values():
                user, chat = hand.person.user, hand.person.chat
                started = await bench.say(user, chat, f"/start {code}")
                pressed = await bench.press(user, chat, f"join:{code}")
                for outcome in (started, pressed):
                    assert not outcome.written, outcome
                    assert hand.person.name in outcome.said[0].text
            bench.close()

        here.life.run(play())
