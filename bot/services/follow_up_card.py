"""What a follow-up says when it rings and when it is opened."""

from bot.domain import checks
from bot.domain.actor import Actor
from bot.domain.say import Clipped, Rows, Style, Text, Words, button, text
from bot.services import customers
from bot.storage import Session, people
from bot.storage.customers import Contact, Customer
from bot.storage.follow_ups import FollowUp
from bot.storage.visits import number_of

LONGEST_WHAT = 200


def name(one: FollowUp) -> str:
    """The name of the message that shows it."""
    return f"follow-up:{one.id}"


def what(one: FollowUp) -> Text:
    """ " · Angebot über 500 Paletten (Besuch 1042)", as far as there is any of it."""
    words = " ".join(one.what.split())
    number = number_of(one.visit_id) if one.visit_id else ""
    nothing = text("follow-up-nothing")
    if not words:
        return text("follow-up-of-visit", number=number) if number else nothing
    origin = text("follow-up-from-visit", number=number) if number else nothing
    return text("follow-up-about", what=Clipped(words, LONGEST_WHAT), origin=origin)


def lines(session: Session, actor: Actor, one: FollowUp) -> list[Text]:
    """Whom and what about, whom to call, and whose it is if somebody else's."""
    customer = customers.get(session, actor, one.customer_id)
    made = [text("follow-up-rings", customer=customers.short(customer), what=what(one))]
    if call := _whom_to_call(customer):
        made.append(call)
    if one.person_id != actor.person_id:
        owner = people.names(session, [one.person_id])[one.person_id]
        made.append(text("follow-up-of", name=owner))
    return made


def buttons(one: FollowUp) -> Rows:
    """Done, later, and the customer."""
    return [
        [
            button("follow-up-done", f"followup:done:{one.id}", Style.SUCCESS),
            button("follow-up-in-an-hour", f"followup:hour:{one.id}"),
            button("follow-up-next-day", f"followup:tomorrow:{one.id}"),
        ],
        [
            button("follow-up-next-week", f"followup:week:{one.id}"),
            button("follow-up-another-day", f"followup:move:{one.id}"),
            button("follow-up-customer", f"customer:show:{one.customer_id}"),
        ],
    ]


def _whom_to_call(customer: Customer) -> Text | None:
    """The first contact with a number, else the company's own."""
    for contact in customer.contacts:
        if phone := contact.phone or contact.mobile:
            number = checks.show_phone(phone)
            return text("follow-up-call", who=_called(contact), phone=number)
    if customer.phone:
        return text("follow-up-call-company", phone=checks.show_phone(customer.phone))
    return None


def _called(contact: Contact) -> Words:
    salutation = f"follow-up-{contact.salutation}" if contact.salutation else "follow-up-nothing"
    full_name = (contact.title, contact.first_name, contact.last_name)
    return Words([text(salutation), *filter(None, full_name)], between=" ")
