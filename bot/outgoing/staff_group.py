"""Looking whether a group can be the staff group."""

from typing import Any

from bot.outgoing.jobs import Task


async def look(task: Task) -> dict[str, Any]:
    """Whether it has topics, whether the bot may open them, and how many are in it.

    Raises telegram.error.TelegramError.
    """
    chat = {"chat_id": task.job.chat_id}
    group = await task.api.call("getChat", chat)
    me = await task.api.call("getMe", {})
    own = await task.api.call("getChatMember", {**chat, "user_id": me["id"]})
    members = await task.api.call("getChatMemberCount", chat)
    return {
        "is_forum": bool(group.get("is_forum")),
        "may_manage": bool(own.get("can_manage_topics")),
        "members": int(members),
    }
