"""Buttons of forms, as Telegram never shows them: forged, and pressed beside an open form."""

import pytest
from sqlalchemy import select

from bot.domain.actor import Role
from bot.storage import Session
from bot.storage.forms import OpenForm
from tests.books import fill
from tests.hand import Hand
from tests.intake.test_odd_input import faults
from tests.stage import Stage


async def press(stage: Stage, hand: Hand, verb: str) -> None:
    """A press of the newest form's present version, whatever its screen offers."""

    def newest(session: Session) -> OpenForm:
        return session.scalars(select(OpenForm).order_by(OpenForm.id.desc())).first()  # type: ignore[return-value]

    row = await stage.database.run(newest)
    data = f"f:{row.id}:{row.version}:{verb}"
    await hand.person.press_data(data, hand.person.answers[-1].id)
    await stage.settled()


@pytest.mark.parametrize("verb", ["n:", "e:0", "g:rep", "g:nix"])
async def test_a_button_that_the_screen_does_not_have_is_refused(stage: Stage, verb: str) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("/besuch")
    asked = tom.screen
    await press(stage, tom, verb)
    assert tom.toast.startswith("Dieser Knopf gehört nicht mehr")
    assert tom.screen == asked
    await tom.press("Bäckerei Huber, Augsburg")
    assert "Wie ging es aus?" in tom.screen
    assert await faults(stage) == []


async def test_a_choice_is_refused_where_everything_is_shown(stage: Stage) -> None:
    tom = await Hand.of(stage, "Tom Berg")
    await fill(stage, "Tom Berg")
    await tom.say("War gestern um 9 bei Huber: Interesse")
    await press(stage, tom, "v:0")
    assert tom.toast.startswith("Dieser Knopf gehört nicht mehr")


async def test_dropping_a_form_that_waits_leaves_the_open_one_open(stage: Stage) -> None:
    eva = await Hand.of(stage, "Eva Klein", Role.ADMIN)
    await eva.say("/kunde")
    await eva.say("/einladen")
    await eva.press("Außendienst")
    await eva.press("Verwerfen")
    assert eva.screen.startswith("Abgebrochen")
    await eva.say("Tom Berg")
    assert "Einladung für Tom Berg · Außendienst" in eva.screen
