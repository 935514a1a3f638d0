"""Topics of a forum, by the bot and by people, and how Telegram refuses."""

from collections.abc import Coroutine
from typing import Any

import pytest
from telegram import (
    Bot,
    ChatFullInfo,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
)
from telegram.error import BadRequest

from bot.playground import Group, Person, World

from .test_files import png


@pytest.fixture
def eva(world: World) -> Person:
    return world.person("Eva Klein")


@pytest.fixture
async def forum(world: World, rep: Person, eva: Person) -> Group:
    """A forum that Tom Berg made, with the bot as an administrator who was already told so."""
    group = world.group("Innendienst", [rep, eva], forum=True)
    await rep.promote(group)
    world.updates.clear()
    return group


async def heard(bot: Bot) -> list[Message]:
    """The messages that came to the bot, service messages too."""
    return [update.message for update in await bot.get_updates() if update.message]


async def test_the_bot_opens_a_topic_and_writes_in_it(
    bot: Bot, rep: Person, forum: Group, world: World
) -> None:
    chat = await bot.get_chat(forum.id)
    assert isinstance(chat, ChatFullInfo)
    assert chat.is_forum
    topic = await bot.create_forum_topic(forum.id, "R-2026-0117 · Huber", icon_color=0xFB6F5F)
    assert (topic.name, topic.icon_color) == ("R-2026-0117 · Huber", 0xFB6F5F)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])
    sent = await bot.send_message(
        forum.id, "Palette kaputt", message_thread_id=topic.message_thread_id, reply_markup=markup
    )
    assert sent.is_topic_message
    assert sent.message_thread_id == topic.message_thread_id
    assert forum.screen(topic.message_thread_id) == "Palette kaputt\n[Ja]"
    assert forum.transcript(topic.message_thread_id).splitlines()[0] == (
        "nordlicht_bot: (forum_topic_created)"
    )
    assert forum.screen() == ""
    assert await heard(bot) == []
    assert world.unknown_parameters == []


async def test_what_people_write_in_a_topic_names_it_and_answers_its_beginning(
    bot: Bot, rep: Person, eva: Person, forum: Group
) -> None:
    topic = await rep.open_topic(forum, "Rechnungen")
    said = await eva.say("Wer ist dran?", chat=forum, thread=topic.id)
    await rep.say("Ich", chat=forum, reply_to=said.id)
    await eva.say("im Allgemeinen", chat=forum)
    opened, asked, answered, general = await heard(bot)
    assert opened.forum_topic_created is not None
    assert opened.forum_topic_created.name == "Rechnungen"
    assert opened.reply_to_message is None
    assert opened.message_id == opened.message_thread_id == topic.id
    assert asked.is_topic_message
    assert asked.reply_to_message is not None
    assert asked.reply_to_message.forum_topic_created is not None
    assert answered.message_thread_id == topic.id
    assert answered.reply_to_message is not None
    assert answered.reply_to_message.message_id == said.id
    assert not general.is_topic_message
    assert general.message_thread_id is None
    assert [message.text for message in forum.written()] == ["im Allgemeinen"]
    assert forum.transcript(topic.id).splitlines()[1:] == [
        "Eva Klein: Wer ist dran?",
        "Tom Berg: Ich",
    ]


async def test_a_reply_of_the_bot_lands_in_the_topic_of_what_it_answers(
    bot: Bot, rep: Person, eva: Person, forum: Group
) -> None:
    topic = await rep.open_topic(forum, "Rechnungen")
    said = await eva.say("Wer ist dran?", chat=forum, thread=topic.id)
    sent = await bot.send_message(forum.id, "Tom", reply_parameters=ReplyParameters(said.id))
    assert sent.message_thread_id == topic.id
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "Wer ist dran?"


async def test_files_go_into_a_topic_both_ways(
    bot: Bot, rep: Person, eva: Person, forum: Group
) -> None:
    topic = await rep.open_topic(forum, "Bilder")
    first = await eva.send_photo(png(), "Palette", chat=forum, thread=topic.id)
    await eva.send_document("a.csv", b"a", chat=forum, thread=topic.id, reply_to=first.id)
    await eva.send_voice(b"OggS", caption="hört", chat=forum, thread=topic.id)
    await eva.send_album([png(), png()], chat=forum, thread=topic.id)
    _, photo, document, voice, *album = await heard(bot)
    assert all(m.is_topic_message for m in (photo, document, voice, *album))
    assert (photo.caption, voice.caption) == ("Palette", "hört")
    assert document.reply_to_message is not None
    assert document.reply_to_message.photo
    there = topic.id
    await bot.send_photo(forum.id, png(), message_thread_id=there)
    await bot.send_document(forum.id, b"PK", filename="b.xlsx", message_thread_id=there)
    await bot.send_voice(forum.id, b"OggS", message_thread_id=there)
    kinds = [message.file.kind for message in forum.written(there) if message.file]
    assert kinds[-3:] == ["photo", "document", "voice"]
    await bot.send_chat_action(forum.id, "typing", message_thread_id=there)
    await bot.send_chat_action(forum.id, "typing", message_thread_id=1)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_chat_action(forum.id, "typing", message_thread_id=4711)


async def test_a_message_is_copied_from_a_private_chat_into_a_topic(
    bot: Bot, rep: Person, eva: Person, forum: Group
) -> None:
    topic = await rep.open_topic(forum, "Huber")
    text = await eva.say("Palette kaputt /hilfe")
    picture = await eva.send_photo(png(), "so sieht sie aus")
    for one in (text, picture):
        await bot.copy_message(forum.id, eva.id, one.id, message_thread_id=topic.id)
    await bot.copy_message(
        forum.id, eva.id, picture.id, caption="<b>neu</b>", parse_mode="HTML",
        message_thread_id=topic.id,
    )  # fmt: skip
    copies = forum.written(topic.id)[1:]
    assert [one.html for one in copies] == [text.html, "so sieht sie aus", "<b>neu</b>"]
    assert all(one.from_bot for one in copies)
    assert copies[1].file is picture.file
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(forum.id, eva.id, 4711)
    with pytest.raises(BadRequest, match="Message can't be copied"):
        await bot.copy_message(eva.id, forum.id, topic.id)


async def test_a_button_in_a_topic_is_pressed_by_any_member(
    bot: Bot, rep: Person, eva: Person, forum: Group
) -> None:
    one, two = [await rep.open_topic(forum, name) for name in ("eins", "zwei")]
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ich", callback_data="take")]])
    for topic in (one, two):
        await bot.send_message(forum.id, "Wer?", message_thread_id=topic.id, reply_markup=markup)
    query_id = await eva.press("Ich", chat=forum, thread=one.id)
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.id == query_id
    assert query.from_user.id == eva.id
    assert isinstance(query.message, Message)
    assert query.message.message_thread_id == one.id
    await query.answer("Eva übernimmt")
    assert [(toast.text, toast.chat_id) for toast in eva.toasts] == [("Eva übernimmt", forum.id)]
    with pytest.raises(LookupError, match=r"no button 'Du'; there are \['Ich', 'Ich'\]"):
        await eva.press("Du", chat=forum)


async def test_a_deleted_topic_is_not_found_and_nobody_told_the_bot(
    bot: Bot, rep: Person, forum: Group, world: World
) -> None:
    topic = await bot.create_forum_topic(forum.id, "Huber")
    thread = topic.message_thread_id
    sent = await bot.send_message(forum.id, "hallo", message_thread_id=thread)
    await rep.delete_topic(forum, thread)
    assert await heard(bot) == []
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "noch da?", message_thread_id=thread)
    assert world.calls[-1].outcome == "Bad Request: message thread not found"
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("neu", forum.id, sent.message_id)
    with pytest.raises(BadRequest, match="Topic_id_invalid"):
        await bot.close_forum_topic(forum.id, thread)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "allgemein", message_thread_id=1)
    again = await bot.create_forum_topic(forum.id, "Huber")
    assert again.message_thread_id > sent.message_id


async def test_a_topic_is_renamed_closed_opened_and_deleted_by_the_bot(
    bot: Bot, rep: Person, eva: Person, forum: Group
) -> None:
    thread = (await bot.create_forum_topic(forum.id, " Huber \n ")).message_thread_id
    topic = forum.topic("Huber")
    await bot.edit_forum_topic(forum.id, thread, name="x" * 200)
    assert topic.name == "x" * 128
    assert await bot.edit_forum_topic(forum.id, thread)
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.edit_forum_topic(forum.id, thread, name="x" * 128)
    await bot.close_forum_topic(forum.id, thread)
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.close_forum_topic(forum.id, thread)
    with pytest.raises(ValueError, match="is closed"):
        await eva.say("noch etwas", chat=forum, thread=thread)
    await rep.say("ich darf", chat=forum, thread=thread)
    await bot.send_message(forum.id, "ich auch", message_thread_id=thread)
    await bot.reopen_forum_topic(forum.id, thread)
    await eva.say("jetzt ich", chat=forum, thread=thread)
    services = [name for one in forum.written(thread) for name in one.service or ()]
    assert services == ["forum_topic_created", "forum_topic_edited", "forum_topic_closed",
                        "forum_topic_reopened"]  # fmt: skip
    await bot.delete_forum_topic(forum.id, thread)
    assert forum.topics == {}
    with pytest.raises(LookupError):
        await eva.say("wo?", chat=forum, thread=thread)


async def test_the_bot_hears_when_a_person_renames_closes_and_opens_a_topic(
    bot: Bot, rep: Person, eva: Person, forum: Group
) -> None:
    topic = await rep.open_topic(forum, "Rechnungen")
    await rep.rename_topic(forum, topic.id, "Mahnungen")
    await rep.close_topic(forum, topic.id)
    await rep.reopen_topic(forum, topic.id)
    _, renamed, closed, opened = await heard(bot)
    assert renamed.forum_topic_edited is not None
    assert renamed.forum_topic_edited.name == "Mahnungen"
    assert closed.forum_topic_closed is not None
    assert opened.forum_topic_reopened is not None
    assert {one.message_thread_id for one in (renamed, closed, opened)} == {topic.id}
    for refused in (eva.close_topic, eva.delete_topic):
        with pytest.raises(ValueError, match="Eva Klein lacks"):
            await refused(forum, topic.id)


async def test_without_the_right_the_bot_manages_no_topics_and_says_so_in_telegrams_words(
    bot: Bot, rep: Person, forum: Group, world: World
) -> None:
    mine = (await bot.create_forum_topic(forum.id, "meins")).message_thread_id
    theirs = (await rep.open_topic(forum, "eures")).id

    async def refusal(call: Coroutine[Any, Any, object]) -> str:
        with pytest.raises(BadRequest):
            await call
        return world.calls[-1].outcome.removeprefix("Bad Request: ")

    await rep.promote(forum, can_manage_topics=False, can_delete_messages=False)
    no = "not enough rights to"
    assert await refusal(bot.create_forum_topic(forum.id, "neu")) == f"{no} create a topic"
    assert await refusal(bot.edit_forum_topic(forum.id, theirs, "x")) == f"{no} edit the topic"
    shut = f"{no} close or open the topic"
    assert await refusal(bot.close_forum_topic(forum.id, theirs)) == shut
    assert await refusal(bot.reopen_forum_topic(forum.id, theirs)) == shut
    assert await refusal(bot.delete_forum_topic(forum.id, theirs)) == f"{no} delete the topic"
    await bot.close_forum_topic(forum.id, mine)
    await rep.close_topic(forum, theirs)
    written = bot.send_message(forum.id, "x", message_thread_id=theirs)
    assert await refusal(written) == "TOPIC_CLOSED"
    await rep.demote(forum)
    assert await refusal(bot.create_forum_topic(forum.id, "neu")) == f"{no} create a topic"


async def test_topics_are_refused_where_there_are_none(
    bot: Bot, rep: Person, world: World, forum: Group
) -> None:
    plain = world.group("Vertrieb", [rep])
    await rep.say("hallo")
    for chat_id in (plain.id, rep.id):
        with pytest.raises(BadRequest, match="The chat is not a forum"):
            await bot.create_forum_topic(chat_id, "Huber")
    with pytest.raises(BadRequest, match="Title must be non-empty"):
        await bot.create_forum_topic(forum.id, " ")
    with pytest.raises(BadRequest, match="Invalid icon color specified"):
        await bot.create_forum_topic(forum.id, "Huber", icon_color=7)
    with pytest.raises(BadRequest, match="Invalid message thread identifier specified"):
        await bot.close_forum_topic(forum.id, 0)
    with pytest.raises(ValueError, match="no topics"):
        await rep.open_topic(plain, "Huber")
    with pytest.raises(ValueError, match="only a supergroup"):
        world.group("Klein", [rep], supergroup=False, forum=True)
