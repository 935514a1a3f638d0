"""A group as Telegram keeps it: who is what in it, its topics, and its way to a supergroup."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.playground.model import Chat, Json, Message, Topic, User

if TYPE_CHECKING:
    from bot.playground.world import World

ICON_COLOR = 0x6FB9F0
RIGHTS = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": True,
    "can_edit_stories": True,
    "can_delete_stories": True,
    "can_pin_messages": True,
    "can_manage_topics": True,
}
"""What a phone proposes for a new administrator."""
_PRESENT = {"creator", "administrator", "member"}
_MORE: dict[str, Json] = {"creator": {"is_anonymous": False}, "kicked": {"until_date": 0}}


@dataclass(eq=False, kw_only=True)
class Group(Chat):
    """A group or supergroup; whoever acts is named, and the bot hears of it unless it was itself.

    `ranks` says what everybody is or was here, as ChatMember without its user; `members` are the
    people who are in. Once it became a supergroup, `moved_to` is that one.
    """

    world: World
    ranks: dict[int, Json] = field(default_factory=dict)
    moved_to: Group | None = None

    # -- what is seen

    def topic(self, name: str) -> Topic:
        """The newest topic of this name; LookupError lists those there are."""
        for topic in reversed(self.topics.values()):
            if topic.name == name:
                return topic
        raise LookupError(f"no topic {name!r}; there are {[t.name for t in self.topics.values()]}")

    def written(self, thread: int | None = None) -> list[Message]:
        """The messages of a topic, oldest first; None is the General topic, or all of no forum."""
        return [message for message in self.messages.values() if message.topic == thread]

    def screen(self, thread: int | None = None) -> str:
        """The newest message of the bot in a topic, its buttons as rows of [Label]."""
        answers = [message for message in self.written(thread) if message.from_bot]
        return answers[-1].transcript if answers else ""

    def transcript(self, thread: int | None = None) -> str:
        """A topic from top to bottom, each message after the name of who wrote it."""
        return "\n".join(f"{one.sender.name}: {one.transcript}" for one in self.written(thread))

    # -- who is what

    @property
    def has_bot(self) -> bool:
        """Whether the bot is in and so hears what happens here."""
        return self.is_in(self.world.bot)

    def is_in(self, user: User) -> bool:
        """Whether this user, or the bot, is in the group."""
        return self.ranks.get(user.id, {}).get("status") in _PRESENT

    def may(self, user: User, right: str) -> bool:
        """Whether they made the group, or are an administrator with this right."""
        rank = self.ranks.get(user.id, {})
        return rank.get("status") == "creator" or bool(rank.get(right))

    def may_manage(self, user: User, topic: Topic) -> bool:
        """Whether they may rename, close and open a topic, and write in it when it is closed."""
        return topic.creator is user or self.may(user, "can_manage_topics")

    def member(self, user: User) -> Json:
        """A Bot API ChatMember."""
        rank = self.ranks.get(user.id, {"status": "left"})
        return {"user": user.as_json(), **_MORE.get(rank["status"], {}), **rank}

    def rank(self, user: User, by: User, status: str, **rights: bool) -> None:
        """Make somebody something else, and tell the bot if it is about it or it administers."""
        old = self.member(user)
        self.ranks[user.id] = {"status": status, **rights}
        if user is not self.world.bot:
            self.members.pop(user.id, None)
            if self.is_in(user):
                self.members[user.id] = user
        change = {
            "chat": self.as_json(),
            "from": by.as_json(),
            "date": self.world.unix_time(),
            "old_chat_member": old,
            "new_chat_member": self.member(user),
        }
        if user is self.world.bot:
            # The one update about a group that the bot is not in any more.
            self.world.updates.put("my_chat_member", change, self.id)
            self.world.touch()
        elif self.ranks[self.world.bot.id]["status"] == "administrator":
            self.world.tell(self, "chat_member", change)

    def admit(self, user: User, by: User) -> None:
        """Somebody comes in: by themselves, or added by another."""
        self.rank(user, by, "member")
        self.serve(by, {"new_chat_members": [user.as_json()]})

    def dismiss(self, user: User, by: User) -> None:
        """Somebody leaves, or is put out by another."""
        # Written while the one who goes is still in; the bot itself gets no word of its own end.
        if user is not self.world.bot:
            self.serve(by, {"left_chat_member": user.as_json()})
        self.rank(user, by, "left" if user is by else "kicked")

    # -- topics

    def open_topic(
        self, by: User, name: str, icon_color: int = ICON_COLOR, icon_custom_emoji_id: str = ""
    ) -> Topic:
        """Open a topic with its service message."""
        topic = Topic(0, name, icon_color, by, icon_custom_emoji_id)
        message = self.world.write(self, by, service={"forum_topic_created": topic.looks()})
        topic.id = message.thread = message.id
        self.topics[topic.id] = topic
        self._tell(message)
        return topic

    def edit_topic(self, by: User, topic: Topic, **changes: str) -> None:
        """Change `name` or `icon_custom_emoji_id`."""
        for field_name, value in changes.items():
            setattr(topic, field_name, value)
        self.serve(by, {"forum_topic_edited": changes}, topic.id)

    def close_topic(self, by: User, topic: Topic, *, closed: bool = True) -> None:
        """Close a topic, or open it again."""
        topic.closed = closed
        self.serve(by, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, topic.id)

    def delete_topic(self, topic: Topic) -> None:
        """A topic goes with all that was written in it; no bot is ever told."""
        for message in self.written(topic.id):
            del self.messages[message.id]
        del self.topics[topic.id]
        self.world.touch()

    # -- as a whole

    def upgrade(self, by: User) -> Group:
        """Turn a basic group into a supergroup, which has another id and an empty history."""
        people = [self.world.people[number] for number in self.members]
        new = self.world.group(self.title, people)
        new.ranks = {number: dict(rank) for number, rank in self.ranks.items()}
        self.serve(by, {"migrate_to_chat_id": new.id})
        new.serve(by, {"migrate_from_chat_id": self.id})
        self.moved_to = new
        return new

    def serve(self, by: User, content: Json, thread: int | None = None) -> Message:
        """Write a service message: one field with its value."""
        message = self.world.write(self, by, service=content, thread=thread)
        self._tell(message)
        return message

    def _tell(self, message: Message) -> None:
        if message.sender is not self.world.bot:
            self.world.tell(self, "message", message.as_json())


def new_rights(**changed: Any) -> Json:
    """What a phone proposes, but for these rights; TypeError for one that is none."""
    if unknown := changed.keys() - RIGHTS.keys():
        raise TypeError(f"no such right: {', '.join(sorted(unknown))}")
    return RIGHTS | changed
