"""Who is behind an update, read inside each transaction, so that removal counts at once."""

from dataclasses import dataclass, replace

from bot.domain.actor import Actor, Role
from bot.domain.desk import Desk
from bot.storage import Session, people

LANGUAGES = ("de", "en")


@dataclass(frozen=True)
class Sender:
    """What Telegram says about where an update comes from."""

    chat_id: int
    user_id: int
    language_code: str = ""
    thread_id: int = 0
    is_private: bool = True


def actor_of(session: Session, desk: Desk, sender: Sender) -> Actor:
    """The person behind the sender; without a role when they are a stranger.

    Their language is the one they chose, else Telegram's, else the company's.
    """
    person = people.at_work(session, sender.user_id) if sender.user_id else None
    language = _known(sender.language_code) or desk.language
    if person is None:
        return Actor(desk, sender.chat_id, sender.user_id, language, thread_id=sender.thread_id)
    if not person.language_chosen and _known(sender.language_code):
        person.language = language
    if sender.is_private:
        person.chat_id = sender.chat_id
    return replace(
        actor_for(desk, person, sender.chat_id), user_id=sender.user_id, thread_id=sender.thread_id
    )


def _known(code: str) -> str:
    language = code.partition("-")[0].lower()
    return language if language in LANGUAGES else ""


def actor_for(desk: Desk, person: people.Person, chat_id: int) -> Actor:
    """The person, acting in the given chat without an update of their own."""
    return Actor(
        desk,
        chat_id,
        person.user_id or 0,
        person.language,
        role=Role(person.role),
        person_id=person.id,
        name=person.name,
        customer_id=person.customer_id,
    )
