"""Somebody blocks the bot, or lets it write again: those who look after them are told."""

from collections.abc import Sequence

from telegram import ChatMember, Update

from bot.domain.actor import Actor
from bot.domain.say import Answer
from bot.services import unreachable
from bot.storage import Session, chats

GONE = (ChatMember.BANNED, ChatMember.LEFT)


def membership(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The bot's own standing in a private chat has changed."""
    change = update.my_chat_member
    assert change is not None
    if change.new_chat_member.status not in GONE:
        chats.mark_reachable(session, actor.chat_id)
        return []
    if not chats.mark_unreachable(session, actor.chat_id, actor.desk.now()):
        return []
    return unreachable.told(session, actor.chat_id)
