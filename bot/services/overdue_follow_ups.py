"""The follow-ups that the office must know of: more than a business day overdue."""

from datetime import datetime

from bot.domain.desk import Desk
from bot.domain.mornings import one_business_day_before
from bot.domain.say import Button, Text, button, text
from bot.services import customers, follow_up_card
from bot.storage import Session, follow_up_lists

MOST_SHOWN = 8


def count(session: Session, desk: Desk, but_of: int) -> int:
    """How many there are, but for one person's."""
    return follow_up_lists.overdue(session, _since(desk), 0, but_of)[0]


def listed(
    session: Session, desk: Desk, but_of: int = 0
) -> tuple[list[Text], list[list[Button]]] | None:
    """The first of them, but for one person's, each with a button; None without any."""
    found, rows = follow_up_lists.overdue(session, _since(desk), MOST_SHOWN, but_of)
    if not found:
        return None
    lines: list[Text] = [text("follow-up-overdue-head", count=found)]
    buttons = []
    for one, customer, person in rows:
        short = customers.short(customer)
        lines.append(text("follow-up-overdue-line", name=person.name, customer=short,
                          what=follow_up_card.what(one), due=one.due_at))  # fmt: skip
        label = customers.label(customer)
        buttons.append([button("follow-up-choice", f"followup:open:{one.id}", customer=label)])
    if found > len(rows):
        lines.append(text("follow-up-overdue-more", count=found - len(rows)))
    return lines, buttons


def _since(desk: Desk) -> datetime:
    return one_business_day_before(desk, desk.now())
