"""Each business morning the office hears which follow-ups are long overdue."""

from collections.abc import Sequence

from bot.domain.desk import Desk
from bot.domain.mornings import one_business_day_before
from bot.domain.say import Answer, Lane, Say, Text, button, text
from bot.services import customers, follow_up_card, follow_ups
from bot.services.acting import acting_for
from bot.storage import Session, follow_up_lists
from bot.storage.reminders import Reminder

MOST_SHOWN = 8


def ring(session: Session, desk: Desk, reminder: Reminder) -> Sequence[Answer]:
    """One message with the follow-ups more than a business day overdue; none without any."""
    actor = acting_for(session, desk, reminder.recipient_id)
    if actor is None or not actor.is_office():
        return []
    follow_ups.schedule_office_morning(session, desk, actor.person_id)
    count, rows = follow_up_lists.overdue(
        session, one_business_day_before(desk, desk.now()), MOST_SHOWN
    )
    if not count:
        return []
    lines: list[Text] = [text("follow-up-overdue-head", count=count)]
    buttons = []
    for one, customer, person in rows:
        short = customers.short(customer)
        lines.append(text("follow-up-overdue-line", name=person.name, customer=short,
                          what=follow_up_card.what(one), due=one.due_at))  # fmt: skip
        label = customers.label(customer)
        buttons.append([button("follow-up-choice", f"followup:open:{one.id}", customer=label)])
    if count > len(rows):
        lines.append(text("follow-up-overdue-more", count=count - len(rows)))
    return [Say(lines, buttons, to=actor.person_id, lane=Lane.REMINDER)]
