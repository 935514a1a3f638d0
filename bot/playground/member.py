"""What a person does in a group, beside writing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.group import Group, new_rights
from bot.playground.model import Topic, User

if TYPE_CHECKING:
    from bot.playground.person import Person
    from bot.playground.world import World


class Member:
    """The part of a Person that belongs to groups; `who` is another person, or the bot if None.

    What they may not do raises ValueError, a topic that is not there LookupError.
    """

    world: World
    user: User

    async def open_topic(self, group: Group, name: str) -> Topic:
        """Open a topic."""
        if not group.is_forum:
            raise ValueError("the group has no topics")
        self._need(group, "can_manage_topics")
        return group.open_topic(self.user, name)

    async def rename_topic(self, group: Group, thread: int, name: str) -> None:
        """Give a topic another name."""
        group.edit_topic(self.user, self._managed(group, thread), name=name)

    async def close_topic(self, group: Group, thread: int) -> None:
        """Close a topic: only who may manage it writes there."""
        group.close_topic(self.user, self._managed(group, thread))

    async def reopen_topic(self, group: Group, thread: int) -> None:
        """Open a closed topic again."""
        group.close_topic(self.user, self._managed(group, thread), closed=False)

    async def delete_topic(self, group: Group, thread: int) -> None:
        """Delete a topic with all its messages; the bot is not told."""
        self._need(group, "can_delete_messages")
        group.delete_topic(group.topics[thread])

    async def promote(self, group: Group, who: Person | None = None, **rights: bool) -> None:
        """Make them an administrator with what a phone proposes, but for these rights."""
        self._need(group, "can_promote_members")
        group.rank(self._whom(who), self.user, "administrator", **new_rights(**rights))

    async def demote(self, group: Group, who: Person | None = None) -> None:
        """Make them an ordinary member again."""
        self._need(group, "can_promote_members")
        group.rank(self._whom(who), self.user, "member")

    async def join(self, group: Group) -> None:
        """Come in by a link."""
        group.admit(self.user, self.user)

    async def leave(self, group: Group) -> None:
        """Go."""
        group.dismiss(self.user, self.user)

    async def add(self, group: Group, who: Person | None = None) -> None:
        """Bring somebody in."""
        self._need(group, "can_invite_users")
        group.admit(self._whom(who), self.user)

    async def remove(self, group: Group, who: Person | None = None) -> None:
        """Put somebody out for good."""
        self._need(group, "can_restrict_members")
        group.dismiss(self._whom(who), self.user)

    async def upgrade(self, group: Group) -> Group:
        """Turn a basic group into a supergroup: it has another id, the old one is dead."""
        if group.type != "group" or group.moved_to:
            raise ValueError("only a basic group becomes a supergroup, and only once")
        self._need(group, "can_change_info")
        return group.upgrade(self.user)

    def _whom(self, who: Person | None) -> User:
        return who.user if who else self.world.bot

    def _need(self, group: Group, right: str) -> None:
        if not group.may(self.user, right):
            raise ValueError(f"{self.user.name} lacks {right}")

    def _managed(self, group: Group, thread: int) -> Topic:
        topic = group.topics[thread]
        if not group.may_manage(self.user, topic):
            raise ValueError(f"{self.user.name} lacks can_manage_topics")
        return topic
