"""A customer on one phone screen, and the views behind its buttons."""

from collections.abc import Sequence
from urllib.parse import quote_plus

from bot.domain import checks
from bot.domain.actor import Actor
from bot.domain.say import Button, Clipped, Rows, Say, Text, Words, button, text
from bot.handlers import customer_words as words
from bot.services import customers
from bot.storage import Session, audit, customer_history, people
from bot.storage.audit import AuditRow
from bot.storage.customers import Contact, Customer
from bot.storage.visits import Visit

MAP = "https://www.openstreetmap.org/search?query="
MOST_CHANGES = 5
MOST_VISITS = 3
MOST_CONTACTS = 8


def name_of(customer: Customer) -> str:
    """The name of the message that shows the customer."""
    return f"customer:{customer.id}"


def card(
    session: Session,
    actor: Actor,
    customer: Customer,
    *,
    after: Sequence[Text] = (),
    undo: int | None = None,
    new: bool = False,
) -> Say:
    """The card; `after` stands below it, `undo` is the change that a button takes back."""
    lines = [head(customer), *_whereabouts(customer), *_history(session, actor, customer)]
    if customer.preferences:
        lines.append(text("customer-likes", what=_line(customer.preferences)))
    rows = list(_buttons(actor, customer))
    if undo is not None:
        rows.insert(0, [button("customer-undo", f"customer:undo:{undo}")])
    return Say([*lines, *after], rows, card=name_of(customer), new=new)


def head(customer: Customer) -> Text:
    """Name, number and class."""
    key = "customer-head-class" if customer.grade else "customer-head"
    return text(key, name=customer.name, number=customer.number, grade=customer.grade)


def _whereabouts(customer: Customer) -> list[Text]:
    lines = []
    address = customers.main_address(customer)
    if address and (where := words.place(address)):
        lines.append(text("customer-place", place=where))
    contact = next((one for one in customer.contacts if one.phone or one.mobile), None)
    if contact:
        lines.append(_call(contact))
    elif customer.phone:
        lines.append(text("customer-phone", phone=checks.show_phone(customer.phone)))
    elif customer.contacts:
        lines.append(text("customer-person", who=_who(customer.contacts[0])))
    return lines


def _call(contact: Contact) -> Text:
    return text("customer-call", who=_who(contact), phone=Words(words.phones(contact), " · "))


def _who(contact: Contact) -> Words:
    return Words([words.person(contact), *filter(None, [contact.function])])


def _history(session: Session, actor: Actor, customer: Customer) -> list[Text]:
    visits = customer_history.visits_of(session, actor, customer.id, 1)
    lines = [_visit(session, actor, "customer-last-visit", visit) for visit in visits]
    step = customer_history.next_step_of(session, actor, customer.id)
    if step:
        due = actor.desk.here(step.due_at).date()
        what = _line(step.what) if step.what.strip() else text("customer-step")
        lines.append(text("customer-next-step", what=what, due=due))
    return lines


def _visit(session: Session, actor: Actor, key: str, visit: Visit) -> Text:
    rep = people.names(session, [visit.rep_id]).get(visit.rep_id, "")
    day = actor.desk.here(visit.at).date()
    return text(key, day=day, rep=rep, result=text(f"visit-result-{visit.result}"))


def _line(said: str) -> Clipped:
    return Clipped(" ".join(said.split()), words.LONGEST_SHOWN)


def _buttons(actor: Actor, customer: Customer) -> Rows:
    rows = [
        [
            button("customer-visit", f"visit:for:{customer.id}"),
            button("customer-follow-up", f"followup:for:{customer.id}"),
            button("customer-case", f"case:for:{customer.id}"),
        ],
        [
            button("customer-contacts", f"customer:contacts:{customer.id}"),
            button("customer-history", f"customer:history:{customer.id}"),
            *_map(customer),
        ],
    ]
    if customers.may_edit(actor, customer):
        rows.append([button("customer-edit", f"customer:edit:{customer.id}")])
    return rows


def _map(customer: Customer) -> list[Button]:
    address = customers.main_address(customer)
    if address is None or not (address.city or address.postal_code):
        return []
    return [Button(text("customer-map"), url=MAP + quote_plus(words.place(address)))]


def back(customer: Customer) -> Button:
    """The button that leads back to the card."""
    return button("form-back", f"customer:open:{customer.id}")


def contacts(_session: Session, actor: Actor, customer: Customer) -> Say:
    """Everybody there and every way to reach them."""
    lines = [head(customer)]
    for contact in customer.contacts[:MOST_CONTACTS]:
        reach = [*words.phones(contact), *filter(None, [contact.email])]
        lines.append(text("customer-contact", who=_who(contact), reach=Words(reach, " · ")))
    if not customer.contacts:
        lines.append(text("customer-no-contacts"))
    if customer.phone:
        lines.append(text("customer-phone", phone=checks.show_phone(customer.phone)))
    if customer.email:
        lines.append(text("customer-mail", email=customer.email))
    row = [back(customer)]
    if customers.may_edit(actor, customer):
        row.insert(0, button("customer-edit", f"customer:part:{customer.id}:contact1"))
    return Say(lines, [row], card=name_of(customer))


def history(session: Session, actor: Actor, customer: Customer) -> Say:
    """Who changed what, and the last visits."""
    deeds = audit.of(session, "customer", customer.id, MOST_CHANGES)
    names = people.names(session, [deed.person_id for deed in deeds])
    lines = [head(customer)]
    for deed in deeds:
        who = names.get(deed.person_id or 0) or text("customer-by-import")
        lines.append(text("customer-deed", at=deed.at, who=who, what=_deed(session, deed)))
    visits = customer_history.visits_of(session, actor, customer.id, MOST_VISITS)
    lines += [_visit(session, actor, "customer-visited", visit) for visit in visits]
    if not deeds and not visits:
        lines.append(text("customer-no-history"))
    return Say(lines, [[back(customer)]], card=name_of(customer))


def _deed(session: Session, deed: AuditRow) -> Words | Text:
    if deed.deed == "created":
        return text("customer-created")
    return Words([changed(session, path, *both) for path, both in deed.details.items()][:3])


def changed(session: Session, path: str, old: object, new: object) -> Text:
    """ "IBAN: – → DE89 3704 …"."""
    return text(
        "customer-changed",
        what=words.field_name(path),
        old=words.shown(session, path, old),
        new=words.shown(session, path, new),
    )
