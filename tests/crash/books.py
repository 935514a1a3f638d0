"""Who and what is there before a campaign: reps, their customers, follow-ups that will ring."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.app import menus
from bot.domain.clock import SystemClock
from bot.playground import Person
from bot.storage import Session, customers, people, reminders
from bot.storage.follow_ups import FollowUp

ZONE = ZoneInfo("Europe/Berlin")
CUSTOMERS_EACH = 4


def furnish(
    session: Session, reps: Sequence[Person], ringing: int, over: float
) -> tuple[dict[int, list[str]], dict[str, datetime]]:
    """Each rep's customers by their numbers, and when each of `ringing` follow-ups is due, at
    random within `over` seconds."""
    now = SystemClock().now()
    numbers: dict[int, list[str]] = {}
    dues: dict[str, datetime] = {}
    for rep in reps:
        person = people.Person(name=rep.name, role="rep", user_id=rep.id, chat_id=rep.id,
                               language="de", language_chosen=True, joined_at=now,
                               menu_for=f"rep:de:{menus().mark}")  # fmt: skip
        session.add(person)
        session.flush()
        own = [_customer(session, person.id, now) for _ in range(CUSTOMERS_EACH)]
        numbers[rep.id] = [one.number for one in own]
        for _ in range(ringing // len(reps)):
            what = f"Ruf{len(dues)}ende"
            due = now + timedelta(seconds=random.uniform(5, max(over, 6)))
            follow_up = FollowUp(customer_id=random.choice(own).id, person_id=person.id,
                                 what=what, due_at=due, created_at=now)  # fmt: skip
            session.add(follow_up)
            session.flush()
            reminders.schedule(session, "follow-up", follow_up.id, person.id, due, ZONE)
            dues[what] = due
    return numbers, dues


def _customer(session: Session, owner_id: int, now: datetime) -> customers.Customer:
    """A company whose name is like no other's."""
    one = customers.Customer(number="", name="", owner_id=owner_id, created_at=now, changed_at=now)
    session.add(one)
    session.flush()
    one.number = str(20_000 + one.id)
    one.name = f"Firma {chr(64 + one.id)}{one.number}"
    session.flush()
    return one
