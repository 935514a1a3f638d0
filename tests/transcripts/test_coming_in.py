"""Coming in: strangers, invitations, languages."""

from bot.domain.actor import Role
from bot.services import people as access
from tests.stage import Stage, eventually


async def test_a_stranger_gets_one_polite_sentence(stage: Stage) -> None:
    stranger = stage.world.person("Uwe Fremd")
    await stranger.say("hallo")
    await stage.settled()
    assert "brauchen Sie eine Einladung" in stranger.screen
    await stranger.say("hallo?")
    await stage.settled()
    assert len(stranger.answers) == 1


async def test_an_invitation_brings_somebody_in_once(any_stage: Stage) -> None:
    stage = any_stage
    code = await stage.database.run(
        lambda s: access.invite(s, stage.program.desk, Role.REP, "Tom Berg", None)
    )
    tom = stage.world.person("Tom", language="de")
    await tom.start(code)
    await stage.settled()
    assert tom.screen.startswith("Einladung von Nordlicht Handel GmbH\nTom Berg, Außendienst")
    await tom.press("Einladung annehmen")
    await stage.settled()
    assert "Guten Tag, Tom Berg." in tom.screen
    assert len(tom.answers) == 1
    other = stage.world.person("Eve", language="en")
    await other.start(code)
    await stage.settled()
    assert "has been used already" in other.screen


async def test_the_command_menu_follows_role_and_language(stage: Stage) -> None:
    tom = await stage.join("Tom Berg", Role.REP)
    await eventually(lambda: "hilfe" in [one["command"] for one in tom.commands])
    await tom.say("/sprache")
    await stage.settled()
    await tom.press("English")
    await stage.settled()
    assert tom.screen == "In English from now on."
    tom.language = "en"
    await eventually(lambda: "help" in [one["command"] for one in tom.commands])
