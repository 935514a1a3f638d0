"""Who is acting: a role, a scope and a language, read anew for every update."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.desk import Desk


class Role(StrEnum):
    """What somebody is to the company; the order is that of power."""

    CUSTOMER = "customer"
    REP = "rep"
    ADMIN = "admin"
    MANAGER = "manager"


STAFF = frozenset({Role.REP, Role.ADMIN, Role.MANAGER})
OFFICE = frozenset({Role.ADMIN, Role.MANAGER})
EVERYONE = frozenset(Role)


@dataclass(frozen=True)
class Actor:
    """One person of the company or of a customer, or a stranger (`role` None), in one chat.

    `customer_id` is set for a customer's contact: the only customer they may see.
    """

    desk: Desk
    chat_id: int
    user_id: int
    language: str
    role: Role | None = None
    person_id: int = 0
    name: str = ""
    customer_id: int | None = None
    thread_id: int = 0

    def is_in_group(self) -> bool:
        """Whether they act where others look on; a group's chat id is negative."""
        return self.chat_id < 0

    def is_office(self) -> bool:
        """Whether they work at the desk: administration or management."""
        return self.role in OFFICE
