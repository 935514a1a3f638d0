"""Texts, buttons and edits, sent by python-telegram-bot over HTTP."""

import pytest
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from bot.playground import Person, World


def rows(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(t, callback_data=t)] for t in labels])


async def test_what_a_person_says_reaches_the_bot_and_the_answer_reaches_the_phone(
    bot: Bot, rep: Person
) -> None:
    await rep.say("/start hallo")
    (update,) = await bot.get_updates(timeout=2)
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.text == "/start hallo"
    assert update.message.entities[0].type == "bot_command"
    assert update.message.from_user.language_code == "de"
    await bot.send_message(rep.id, "<b>Guten Tag</b>, Tom &amp; Co.", parse_mode="HTML")
    assert rep.messages[-1].text == "Guten Tag, Tom & Co."
    assert rep.messages[-1].html == "<b>Guten Tag</b>, Tom &amp; Co."
    assert rep.messages[-1].from_bot


async def test_times_come_from_the_clock(bot: Bot, rep: Person, world: World) -> None:
    await rep.say("hallo")
    sent = await bot.send_message(rep.id, "moin")
    assert abs(sent.date.timestamp() - world.clock.now().timestamp()) <= 2


async def test_a_pressed_button_becomes_a_callback_query_and_its_answer_a_toast(
    bot: Bot, rep: Person
) -> None:
    await rep.say("hallo")
    await bot.send_message(rep.id, "Sicher?", reply_markup=rows("Ja", "Nein"))
    assert rep.screen == "Sicher?\n[Ja]\n[Nein]"
    query_id = await rep.press("Ja")
    updates = await bot.get_updates(timeout=2)
    query = updates[-1].callback_query
    assert query is not None
    assert query.id == query_id
    assert query.data == "Ja"
    assert rep.unanswered == [query_id]
    await bot.answer_callback_query(query.id, "gespeichert", show_alert=True)
    assert [(toast.text, toast.alert) for toast in rep.toasts] == [("gespeichert", True)]
    assert rep.unanswered == []


async def test_pressing_an_absent_button_names_the_visible_ones(bot: Bot, rep: Person) -> None:
    await rep.say("hallo")
    await bot.send_message(rep.id, "Sicher?", reply_markup=rows("Ja", "Nein"))
    with pytest.raises(LookupError, match=r"\['Ja', 'Nein'\]"):
        await rep.press("Vielleicht")


async def test_an_edit_changes_the_message_in_place_and_drops_its_buttons(
    bot: Bot, rep: Person
) -> None:
    await rep.say("hallo")
    sent = await bot.send_message(rep.id, "eins", reply_markup=rows("Ja"))
    await bot.edit_message_text("zwei", rep.id, sent.message_id)
    assert [message.text for message in rep.answers] == ["zwei"]
    assert rep.answers[0].buttons == []


async def test_copy_text_and_styles_are_kept(bot: Bot, rep: Person) -> None:
    await rep.say("hallo")
    keys = [
        InlineKeyboardButton("IBAN", copy_text=CopyTextButton("DE02120300000000202051")),
        InlineKeyboardButton("Löschen", callback_data="x", api_kwargs={"style": "danger"}),
    ]
    await bot.send_message(rep.id, "Bank", reply_markup=InlineKeyboardMarkup([keys]))
    await rep.press("IBAN")
    assert rep.clipboard == "DE02120300000000202051"
    assert rep.messages[-1].buttons[0][1].style == "danger"


async def test_editing_refuses_in_telegrams_words(bot: Bot, rep: Person) -> None:
    said = await rep.say("hallo")
    sent = await bot.send_message(rep.id, "eins")
    with pytest.raises(BadRequest, match="Message is not modified: specified new message"):
        await bot.edit_message_text("eins", rep.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("zwei", rep.id, 99)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("zwei", rep.id, said.id)


async def test_a_person_edits_their_own_message(bot: Bot, rep: Person) -> None:
    said = await rep.say("helo")
    await rep.edit(said.id, "hallo")
    updates = await bot.get_updates(timeout=2)
    assert updates[-1].edited_message is not None
    assert updates[-1].edited_message.text == "hallo"


async def test_who_never_wrote_is_not_found_and_who_blocked_is_forbidden(
    bot: Bot, rep: Person, world: World
) -> None:
    stranger = world.person("Nina Neu")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(stranger.id, "hallo")
    await rep.say("hallo")
    rep.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(rep.id, "hallo")
    rep.unblock()
    assert await bot.send_message(rep.id, "hallo")
    changes = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["kicked", "member"]


async def test_a_group_has_several_members_and_message_ids_of_its_own(
    bot: Bot, rep: Person, world: World
) -> None:
    admin = world.person("Anna Klein")
    group = world.group("Vertrieb", [rep, admin])
    await rep.say("privat")
    first = await rep.say("in der Gruppe", chat=group)
    await bot.send_message(group.id, "Wer?", reply_markup=rows("Ich"))
    await admin.press("Ich", chat=group)
    assert first.id == 1
    updates = await bot.get_updates()
    query = updates[-1].callback_query
    assert query is not None
    assert query.from_user.id == admin.id
    assert query.message is not None
    assert query.message.chat.type == "supergroup"


async def test_a_forged_press_carries_what_no_button_has(bot: Bot, rep: Person) -> None:
    said = await rep.say("hallo")
    await rep.press_data("delete:1", on=said.id)
    updates = await bot.get_updates()
    assert updates[-1].callback_query is not None
    assert updates[-1].callback_query.data == "delete:1"


async def test_a_phone_sends_a_long_text_in_pieces_and_never_an_empty_one(
    bot: Bot, rep: Person
) -> None:
    await rep.say("x" * 4096 + "rest\0")
    assert [len(message.text) for message in rep.messages] == [4096, 4]
    with pytest.raises(ValueError, match="empty message"):
        await rep.say(" \n ")


async def test_a_link_to_the_bot_starts_it_and_other_links_do_not(rep: Person) -> None:
    assert await rep.open("https://t.me/Nordlicht_Bot?start=abc-1")
    assert rep.messages[-1].text == "/start abc-1"
    assert not await rep.open("https://t.me/other_bot?start=abc-1")
    assert not await rep.open("https://example.org/nordlicht_bot?start=abc-1")
    assert len(rep.messages) == 1
