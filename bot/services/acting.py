"""Acting for somebody who sent no update: reminders and long work see what that person may."""

from bot.domain.actor import Actor, Role
from bot.domain.desk import Desk
from bot.storage import Session, people


def acting_for(session: Session, desk: Desk, person_id: int) -> Actor | None:
    """The person as an actor, as of now; None once they have no access or no chat."""
    person = people.reachable(session, person_id)
    if person is None or person.chat_id is None:
        return None
    return Actor(
        desk,
        person.chat_id,
        person.user_id or 0,
        person.language,
        role=Role(person.role),
        person_id=person.id,
        name=person.name,
        customer_id=person.customer_id,
    )
