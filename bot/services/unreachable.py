"""Somebody cannot be written to any more: who is told, and how they may be reached instead."""

from bot.domain import checks
from bot.domain.say import Answer, Button, Say, text
from bot.storage import Session, case_lists, customers, people


def told(session: Session, chat_id: int) -> list[Answer]:
    """For whoever is to find another way: the customer's rep, who looks after their cases, or the
    office. The number is a button that copies it: no link may dial."""
    whom = dict(people.owners_of_chat(session, chat_id))
    person = people.by_chat(session, chat_id)
    if person is None:
        return []
    whom |= dict.fromkeys(case_lists.owners_of_contact(session, person.id), person.name)
    phone = customers.phone_of(session, person.customer_id) if person.customer_id else ""
    shown = checks.show_phone(phone) if phone else ""
    rows = [[Button(text("person-phone", phone=shown), copy=shown)]] if shown else []
    return [Say((text("person-unreachable", name=name),), rows, to=one, new=True)
            for one, name in whom.items()]  # fmt: skip
