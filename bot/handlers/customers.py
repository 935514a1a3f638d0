"""Customers: words that look one up, the card and its buttons, /customer."""

from collections.abc import Callable, Sequence

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import STAFF, Actor
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Button, Say, button, text
from bot.handlers import customer_card, customer_creating, customer_editing
from bot.handlers.feature import Buttons, Command, Feature, number, parts
from bot.services import customers
from bot.storage import Session
from bot.storage.customers import Customer

LONGEST_NAME = 80
MOST = 8
"""Longer words are no customer's name, and are not offered as one."""

View = Callable[[Session, Actor, Customer, Update], Sequence[Answer]]


def look_up(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """Staff's free words: one hit is opened, several are offered, none says what to try."""
    if actor.role not in STAFF or not message.text:
        return None
    found = customers.look_up(session, actor, message.text, MOST)
    if found.sure:
        return _open(session, actor, found.customers[0])
    said = checks.excerpt(message.text)
    rows = [[_choice(one)] for one in found.customers]
    if len(rows) == MOST:
        return [Say([text("customer-which-many", count=MOST, words=said)], rows)]
    if len(rows) > 1:
        return [Say([text("customer-which", count=len(rows), words=said)], rows)]
    rows.append(_creating(message.text))
    if found.customers:
        return [Say([text("customer-perhaps")], rows)]
    return [Say([text("customer-nobody", words=said), text("customer-try")], rows)]


def _choice(customer: Customer) -> Button:
    data = f"customer:open:{customer.id}"
    return button("customer-choice", data, value=customers.label(customer))


def _creating(said: str) -> list[Button]:
    """The way to a new customer of this name, if it may be one, and help."""
    ways = [button("help-button", "help:")]
    if len(said) <= LONGEST_NAME and "\n" not in said:
        data = customer_creating.button_data(checks.single_line(said))
        ways.insert(0, button("customer-new-button", data))
    return ways


def _open(
    session: Session, actor: Actor, customer: Customer, *, new: bool = False
) -> Sequence[Answer]:
    customers.opened(session, actor, customer)
    return [customer_card.card(session, actor, customer, new=new)]


VIEWS: dict[str, View] = {
    "open": lambda s, actor, one, _: _open(s, actor, one),
    "show": lambda s, actor, one, _: _open(s, actor, one, new=True),
    "contacts": lambda s, actor, one, _: [customer_card.contacts(s, actor, one)],
    "history": lambda s, actor, one, _: [customer_card.history(s, actor, one)],
    "edit": lambda s, actor, one, update: [customer_editing.menu(s, actor, one, update)],
    "part": lambda s, actor, one, update: [customer_editing.part_menu(s, actor, one, update)],
    "field": customer_editing.ask,
}


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """Every button of a customer: customer:verb:id, some with a field behind."""
    verb = parts(update)[1]
    if verb == "new":
        return customer_creating.from_button(session, actor, update)
    if verb == "undo":
        return customer_editing.undo(session, actor, update)
    if verb not in VIEWS:
        raise Refusal("button-unknown")
    customer = customers.get(session, actor, number(update, 2))
    return VIEWS[verb](session, actor, customer, update)


FEATURE = Feature(
    name="customers",
    commands=[Command("kunde", "customer", customer_creating.create)],
    buttons=[Buttons("customer", press)],
    forms=[customer_editing.FORM, customer_creating.FORM],
    listeners=[look_up],
)
