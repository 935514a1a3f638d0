"""Groups: who is in them and as what, what the bot hears, and the move to a supergroup."""

import pytest
from telegram import (
    Bot,
    ChatMemberAdministrator,
    ChatMemberOwner,
    Message,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.playground import Group, Person, World


@pytest.fixture
def eva(world: World) -> Person:
    return world.person("Eva Klein")


@pytest.fixture
def group(world: World, rep: Person, eva: Person) -> Group:
    return world.group("Innendienst", [rep, eva])


async def heard(bot: Bot) -> list[Message]:
    """The messages that came to the bot, service messages too."""
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    return [update.message for update in updates if update.message]


async def test_a_new_group_has_a_maker_members_and_the_bot(
    bot: Bot, rep: Person, eva: Person, group: Group
) -> None:
    assert (await bot.get_chat(group.id)).is_forum is None
    assert await bot.get_chat_member_count(group.id) == 3
    assert isinstance(await bot.get_chat_member(group.id, rep.id), ChatMemberOwner)
    assert (await bot.get_chat_member(group.id, eva.id)).status == "member"
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"
    assert [one.user.id for one in await bot.get_chat_administrators(group.id)] == [rep.id]


async def test_the_bot_is_told_when_it_becomes_an_administrator(
    bot: Bot, rep: Person, eva: Person, group: Group, world: World
) -> None:
    await rep.promote(group, can_manage_topics=False)
    (update,) = await bot.get_updates()
    change = update.my_chat_member
    assert change is not None
    assert change.old_chat_member.status == "member"
    assert isinstance(change.new_chat_member, ChatMemberAdministrator)
    assert change.new_chat_member.can_delete_messages
    assert not change.new_chat_member.can_manage_topics
    assert change.from_user.id == rep.id
    chiefs = await bot.get_chat_administrators(group.id, return_bots=True)
    assert {one.user.id for one in chiefs} == {rep.id, bot.id}
    await rep.demote(group)
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"
    with pytest.raises(ValueError, match="Eva Klein lacks can_promote_members"):
        await eva.promote(group)
    with pytest.raises(TypeError, match="no such right: can_fly"):
        await rep.promote(group, can_fly=True)
    assert world.unknown_parameters == []


async def test_who_comes_and_goes_is_a_service_message(
    bot: Bot, rep: Person, eva: Person, group: Group, world: World
) -> None:
    nina, sam = world.person("Nina Neu"), world.person("Sam Süd")
    await nina.join(group)
    await rep.add(group, sam)
    await nina.leave(group)
    await rep.remove(group, eva)
    came, added, left, gone = await heard(bot)
    assert [(m.from_user, m.new_chat_members[0].id) for m in (came, added) if m.from_user] == [
        (came.new_chat_members[0], nina.id),
        (came.from_user and added.from_user, sam.id),
    ]
    assert left.left_chat_member is not None
    assert left.left_chat_member.id == nina.id
    assert gone.left_chat_member is not None
    assert gone.left_chat_member.id == eva.id
    assert (await bot.get_chat_member(group.id, nina.id)).status == "left"
    assert (await bot.get_chat_member(group.id, eva.id)).status == "kicked"
    assert await bot.get_chat_member_count(group.id) == 3
    with pytest.raises(ValueError, match="Eva Klein cannot write in 'Innendienst'"):
        await eva.say("hallo", chat=group)
    with pytest.raises(BadRequest, match="Participant_id_invalid"):
        await bot.get_chat_member(group.id, 4711)


async def test_chat_member_comes_only_to_an_administrator_who_asked(
    bot: Bot, rep: Person, eva: Person, group: Group
) -> None:
    await bot.get_updates(allowed_updates=["chat_member"])
    await eva.leave(group)
    await rep.promote(group)
    await eva.join(group)
    (update,) = await bot.get_updates()
    assert update.chat_member is not None
    assert update.chat_member.old_chat_member.status == "left"
    assert update.chat_member.new_chat_member.status == "member"
    assert update.chat_member.from_user.id == eva.id


async def test_a_bot_that_was_put_out_hears_nothing_and_may_not_write(
    bot: Bot, rep: Person, group: Group
) -> None:
    await rep.remove(group)
    await rep.say("unter uns", chat=group)
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "hallo")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.get_chat(group.id)
    await rep.add(group)
    assert await bot.send_message(group.id, "wieder da")


async def test_only_an_administrator_deletes_what_others_wrote(
    bot: Bot, rep: Person, group: Group
) -> None:
    said = await rep.say("hallo", chat=group)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, said.id)
    await rep.promote(group)
    assert await bot.delete_message(group.id, said.id)
    assert (await rep.say("neu", chat=group)).id == said.id + 1


async def test_a_reply_outside_of_topics_names_the_thread_it_belongs_to(
    bot: Bot, rep: Person, eva: Person, group: Group
) -> None:
    first = await rep.say("Frage", chat=group)
    second = await eva.say("Antwort", chat=group, reply_to=first.id)
    await rep.say("Danke", chat=group, reply_to=second.id)
    _, answer, thanks = await heard(bot)
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.message_id == first.id
    assert answer.message_thread_id == thanks.message_thread_id == first.id
    assert not answer.is_topic_message
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.id, "hallo", message_thread_id=first.id)
    sent = await bot.send_message(
        group.id, "hallo", reply_parameters=ReplyParameters(thanks.message_id)
    )
    assert sent.message_thread_id == first.id


async def test_a_basic_group_becomes_a_supergroup_under_another_id(
    bot: Bot, rep: Person, eva: Person, world: World
) -> None:
    old = world.group("Innendienst", [rep, eva], supergroup=False)
    await rep.promote(old)
    await rep.say("hallo", chat=old)
    new = await rep.upgrade(old)
    moved, arrived = (await heard(bot))[-2:]
    assert (moved.chat.id, moved.migrate_to_chat_id) == (old.id, new.id)
    assert (arrived.chat.id, arrived.migrate_from_chat_id) == (new.id, old.id)
    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(old.id, "noch da?")
    assert refused.value.new_chat_id == new.id
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    assert world.calls[-1].outcome == reason
    assert await bot.send_message(new.id, "hier")
    assert (await bot.get_chat_member(new.id, bot.id)).status == "administrator"
    await eva.say("und ich", chat=new)
    with pytest.raises(ValueError, match="Eva Klein cannot write"):
        await eva.say("zu spät", chat=old)
    with pytest.raises(ValueError, match="only once"):
        await rep.upgrade(old)
