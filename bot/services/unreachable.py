"""Somebody cannot be written to any more: who is told, and how they may be reached instead."""

from bot.domain import checks
from bot.domain.say import Answer, Button, Say, text
from bot.storage import Session, case_lists, chats, customers, people
from bot.storage.people import Person


def told(session: Session, chat_id: int) -> list[Answer]:
    """For whoever is to find another way: the customer's rep, who looks after their cases, or the
    office. The number is a button that copies it: no link may dial."""
    whom = dict(people.owners_of_chat(session, chat_id))
    person = people.by_chat(session, chat_id)
    if person is None:
        return []
    whom |= dict.fromkeys(case_lists.owners_of_contact(session, person.id), person.name)
    rows = phone(session, person.customer_id) if person.customer_id else []
    return [Say((text("person-unreachable", name=name),), rows, to=one, new=True)
            for one, name in whom.items()]  # fmt: skip


def phone(session: Session, customer_id: int) -> list[list[Button]]:
    """A customer's number as a button that copies it, if there is one."""
    number = customers.phone_of(session, customer_id)
    shown = checks.show_phone(number) if number else ""
    return [[Button(text("person-phone", phone=shown), copy=shown)]] if shown else []


def is_away(session: Session, person: Person) -> bool:
    """Whether the last attempt to write to somebody failed for good."""
    return person.chat_id is not None and chats.is_unreachable(session, person.chat_id)
