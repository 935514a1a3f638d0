"""Today: my visits, follow-ups that are due, customers that should have been visited by now; for
the office also what is overdue with others."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from telegram import Update

from bot.domain.actor import OFFICE, Actor
from bot.domain.mornings import morning
from bot.domain.say import Answer, Button, Say, Text, button, text
from bot.handlers.feature import Buttons, Command, Feature
from bot.services import customers, follow_up_card, overdue_follow_ups, visits
from bot.services.visits import Overdue
from bot.storage import Session, follow_ups, visit_lists
from bot.storage.follow_ups import FollowUp
from bot.storage.visit_lists import Wanted

MOST_VISITS, MOST_FOLLOW_UPS, MOST_OVERDUE, MOST_AT_ALL = 5, 5, 5, 30
Lines = Iterator[tuple[Text, Button | None]]


def today(session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """/today: all of it on one screen, each with a button."""
    late = visits.overdue(session, actor)
    shown = [
        *_visits(session, actor),
        *_follow_ups(session, actor),
        *_overdue(session, actor, late[:MOST_OVERDUE]),
        *_of_others(session, actor),
    ]
    lines = [text("today-head", day=actor.desk.here().date())]
    lines += [line for line, _ in shown] or [text("today-nothing")]
    buttons = [[one] for _, one in shown if one]
    if len(late) > MOST_OVERDUE:
        buttons.append([button("today-more", "today:more", count=len(late) - MOST_OVERDUE)])
    return [Say(lines, buttons)]


def more(session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """All customers that should have been visited by now, the most overdue first."""
    late = visits.overdue(session, actor)
    shown = list(_overdue(session, actor, late[:MOST_AT_ALL]))
    lines = [text("today-overdue-head", count=len(late)), *(line for line, _ in shown)]
    return [Say(lines, [[one] for _, one in shown if one], new=True)]


def others(session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """The overdue follow-ups of everybody else."""
    found = overdue_follow_ups.listed(session, actor.desk, actor.person_id)
    if found is None:
        return [Say([text("today-others-none")], new=True)]
    lines, buttons = found
    return [Say(lines, buttons, new=True)]


def _visits(session: Session, actor: Actor) -> Lines:
    desk = actor.desk
    day = desk.here().date()
    since, until = morning(desk, day, 0), morning(desk, day + timedelta(days=1), 0)
    wanted = Wanted(actor.person_id, since, until)
    found = visit_lists.some(session, actor, wanted)
    for visit, customer in found[:MOST_VISITS]:
        name = customers.label(customer)
        at = f"{desk.here(visit.at):%H:%M}"
        yield (
            text("today-visit", at=at, customer=name,
                 result=text(f"visit-result-{visit.result}")),
            button("today-visit-button", f"visit:open:{visit.id}", customer=name),
        )  # fmt: skip
    if len(found) > MOST_VISITS:
        yield text("today-more-visits", count=len(found) - MOST_VISITS), None


def _follow_ups(session: Session, actor: Actor) -> Lines:
    desk = actor.desk
    tomorrow = morning(desk, desk.here().date() + timedelta(days=1), 0)
    found = follow_ups.due_before(session, actor.person_id, tomorrow)
    for one in found[:MOST_FOLLOW_UPS]:
        name = customers.label(customers.get(session, actor, one.customer_id))
        yield (
            _due_line(actor, one, name),
            button("today-follow-up-button", f"followup:open:{one.id}", customer=name),
        )
    if len(found) > MOST_FOLLOW_UPS:
        yield text("today-more-follow-ups", count=len(found) - MOST_FOLLOW_UPS), None


def _due_line(actor: Actor, one: FollowUp, name: str) -> Text:
    """By its hour today, by its date when it was due on another day."""
    due, what = actor.desk.here(one.due_at), follow_up_card.what(one)
    if due.date() == actor.desk.here().date():
        return text("today-follow-up", at=f"{due:%H:%M}", customer=name, what=what)
    return text("today-follow-up-late", due=due, customer=name, what=what)


def _overdue(session: Session, actor: Actor, late: Sequence[Overdue]) -> Lines:
    for one in late:
        name = customers.label(customers.get(session, actor, one.customer_id))
        yield (
            text("today-overdue", customer=name, days=one.days, grade=one.grade or "–"),
            button("today-overdue-button", f"customer:show:{one.customer_id}", customer=name),
        )


def _of_others(session: Session, actor: Actor) -> Lines:
    """For the office: how many follow-ups are overdue with others."""
    if not actor.is_office():
        return
    if count := overdue_follow_ups.count(session, actor.desk, actor.person_id):
        yield text("today-others", count=count), button("today-others-button", "overdue:others")


FEATURE = Feature(
    name="today",
    commands=[Command("heute", "today", today)],
    buttons=[Buttons("today", more), Buttons("overdue", others, OFFICE)],
)
