"""The command menu by scope and language, and the small signs of life."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest

from bot.playground import Person, World


async def test_the_menu_is_the_nearest_scope_in_the_persons_language(
    bot: Bot, rep: Person, world: World
) -> None:
    await rep.say("hallo")
    everyone = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "Help!")], everyone)
    await bot.set_my_commands([("hilfe", "Hilfe")], everyone, language_code="de")
    assert rep.commands == [{"command": "hilfe", "description": "Hilfe"}]
    rep.language = "en"
    assert rep.commands[0]["description"] == "Help!"
    await bot.set_my_commands([("visit", "Log a visit")], BotCommandScopeChat(rep.id))
    assert rep.commands[0]["command"] == "visit"
    assert world.person("Anna Klein").commands[0]["command"] == "hilfe"
    mine = await bot.get_my_commands(BotCommandScopeChat(rep.id))
    assert mine == (BotCommand("visit", "Log a visit"),)
    await bot.delete_my_commands(BotCommandScopeChat(rep.id))
    assert rep.commands[0]["command"] == "help"


async def test_a_command_with_capitals_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("Hilfe", "Hilfe")])


async def test_signs_of_life(bot: Bot, rep: Person) -> None:
    said = await rep.say("hallo")
    await bot.send_chat_action(rep.id, ChatAction.TYPING)
    assert rep.chat.action is not None
    assert rep.chat.action[0] == "typing"
    await bot.set_message_reaction(rep.id, said.id, "👍")
    assert said.reaction == "👍"
    await bot.set_chat_menu_button(rep.id, MenuButtonCommands())
    assert (await bot.get_chat(rep.id)).first_name == "Tom"
    assert (await bot.get_me()).username == "nordlicht_bot"
    await bot.send_message(rep.id, "da")
    assert rep.chat.action is None
