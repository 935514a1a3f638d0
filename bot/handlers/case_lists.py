"""Lists of cases: by urgency, mine, not taken, waiting, ended."""

from collections.abc import Sequence

from telegram import Update

from bot.domain.actor import EVERYONE, STAFF, Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Button, Clipped, Rows, Say, Style, Text, Value, button, text
from bot.handlers import case_mine
from bot.handlers.feature import Buttons, Command, Feature, number, parts
from bot.services import case_card, customers
from bot.storage import Session, case_lists
from bot.storage.case_lists import FILTERS
from bot.storage.cases import Case

PAGE = 6
NAME = 28


def command(session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """/cases: by urgency; a customer's own."""
    if actor.role is Role.CUSTOMER:
        return case_mine.mine(session, actor)
    return [_list(session, actor, "open", 0)]


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The buttons of a list: cases:list:filter:page."""
    verb, wanted, page = parts(update)[1], parts(update)[2], number(update, 3)
    if verb != "list" or wanted not in FILTERS or page > 100_000:
        raise Refusal("button-unknown")
    return [_list(session, actor, wanted, page)]


def _list(session: Session, actor: Actor, wanted: str, page: int) -> Say:
    count = case_lists.count(session, actor, wanted)
    found = case_lists.some(session, actor, wanted, page * PAGE, PAGE)
    lines = [text("cases-head", what=text(f"cases-{wanted}"), count=count)]
    rows: list[list[Button]] = []
    for case, customer in found:
        loaded = customers.get(session, actor, customer.id)
        lines.append(_line(actor, case, customers.label(loaded)))
        rows.append([button("cases-one", f"case:show:{case.id}", number=case.number,
                            customer=Clipped(customers.label(loaded), NAME))])  # fmt: skip
    return Say(lines, [*rows, _paging(wanted, page, count), *_filters(actor, wanted)])


def _line(actor: Actor, case: Case, customer: str) -> Text:
    due = case.response_due_at or case.solution_due_at
    known: dict[str, Value] = {
        "number": case.number,
        "customer": customer,
        "state": case_card.state_words(case),
        "priority": text(f"case-priority-{case.priority}"),
    }
    if due is None:
        return text("cases-line", **known)
    return text(
        "cases-line-over" if due < actor.desk.now() else "cases-line-due", due=due, **known
    )


def _paging(wanted: str, page: int, count: int) -> list[Button]:
    row = []
    if page:
        row.append(button("form-back", f"cases:list:{wanted}:{page - 1}"))
    if (page + 1) * PAGE < count:
        row.append(button("form-next", f"cases:list:{wanted}:{page + 1}"))
    return row


def _filters(actor: Actor, wanted: str) -> Rows:
    names = FILTERS if actor.is_office() else ("open", "waiting", "ended")
    made = [
        button(f"cases-{one}-button", f"cases:list:{one}:0",
               Style.PRIMARY if one == wanted else Style.PLAIN)
        for one in names
    ]  # fmt: skip
    return [made[:3], made[3:]]


FEATURE = Feature(
    name="case lists",
    commands=[Command("faelle", "cases", command, EVERYONE, menu=STAFF)],
    buttons=[Buttons("cases", press)],
)
