"""The screens of the page: each a private chat, or a group as one of its members sees it."""

from bot.playground.group import Group
from bot.playground.model import Chat, Message, Topic
from bot.playground.person import Person, Place


class Phone:
    """One screen. In a group the page chooses who writes, and which topic is shown.

    A topic that goes gives place to the General one, a member who goes to the first there is.
    """

    def __init__(self, person: Person, group: Group | None = None) -> None:
        self.group = group
        self._person = person
        self._thread: int | None = None
        self._seen: dict[int | None, int] = {}

    @property
    def chat(self) -> Chat:
        """What is shown."""
        return self.group or self._person.chat

    @property
    def id(self) -> int:
        """That of the chat."""
        return self.chat.id

    @property
    def person(self) -> Person:
        """Who writes, presses and sends."""
        if self.group and self._person not in self.members and self.members:
            self._person = self.members[0]
        return self._person

    @property
    def name(self) -> str:
        """What stands above the screen."""
        return self.group.title if self.group else self._person.name

    @property
    def messages(self) -> list[Message]:
        """What stands on the screen, oldest first."""
        return self.group.written(self.thread) if self.group else self._person.messages

    @property
    def place(self) -> Place:
        """Where the person writes."""
        return {"chat": self.group, "thread": self.thread}

    # -- groups alone

    @property
    def members(self) -> list[Person]:
        """Who may be chosen to write."""
        group = self.group
        return [group.world.people[number] for number in group.members] if group else []

    @property
    def topics(self) -> list[Topic | None]:
        """The General topic, which is None, and the others, newest first."""
        return [None, *reversed(self.chat.topics.values())]

    @property
    def topic(self) -> Topic | None:
        """The topic on the screen."""
        return self.chat.topics.get(self._thread or 0)

    @property
    def thread(self) -> int | None:
        """Its id."""
        return self.topic.id if self.topic else None

    @property
    def may_write(self) -> bool:
        """Whether the topic is open to who writes."""
        topic = self.topic
        if self.group is None or topic is None:
            return True
        return not topic.closed or self.group.may_manage(self.person.user, topic)

    def choose_member(self, number: int) -> None:
        """Write as this member; KeyError if there is none."""
        self._person = {member.id: member for member in self.members}[number]

    def choose_topic(self, number: int) -> None:
        """Show this topic, 0 being the General one; KeyError if it is gone."""
        self._thread = self.chat.topics[number].id if number else None

    def unseen(self, topic: Topic | None) -> int:
        """How many messages of a topic were not on the screen yet."""
        if self.group is None:
            return 0
        thread = topic.id if topic else None
        written = self.group.written(thread)
        if thread == self.thread:
            self._seen[thread] = written[-1].id if written else 0
        return sum(message.id > self._seen.get(thread, 0) for message in written)

    @property
    def news(self) -> int:
        """How many messages wait in the topics that are not on the screen."""
        return sum(self.unseen(topic) for topic in self.topics)


def initials(name: str) -> str:
    """The first letters of the first two words."""
    return "".join(word[0] for word in name.split()[:2])
