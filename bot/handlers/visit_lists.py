"""Lists of visits: mine or all, by time and rep, paged, and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from telegram import Update

from bot.domain.actor import Actor, Role
from bot.domain.mornings import morning
from bot.domain.refusal import Refusal
from bot.domain.say import (
    Answer,
    Attachment,
    Button,
    Clipped,
    Say,
    Style,
    Text,
    Toast,
    button,
    text,
)
from bot.handlers.feature import Buttons, Command, Feature, number, parts
from bot.services import customers
from bot.storage import Session, jobs, people, visit_lists
from bot.storage.visit_lists import Wanted

SPANS = ("week", "month", "all")
PAGE = 6
NAME = 22


@dataclass(frozen=True)
class View:
    """Which list is shown: of whom (0: of all), since when, from which page on."""

    rep_id: int
    span: str
    page: int = 0

    def data(self, verb: str = "list") -> str:
        """A button's data that leads there."""
        return f"visits:{verb}:{self.rep_id}:{self.span}:{self.page}"


def command(session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """/visits: a rep's own, the office's all, the latest first."""
    own = actor.person_id if actor.role is Role.REP else 0
    return [_list(session, actor, View(own, "all"))]


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The buttons of a list: visits:verb:rep:span:page."""
    verb, view = parts(update)[1], _view(actor, update)
    if verb == "list":
        return [_list(session, actor, view)]
    if verb == "reps":
        return [_choose_rep(session, actor, view)]
    if verb == "table":
        return _make_table(session, actor, view)
    raise Refusal("button-unknown")


def _view(actor: Actor, update: Update) -> View:
    """The list that the button leads to; a rep's is not of another rep."""
    rep_id, page = number(update, 2), number(update, 4)
    span = parts(update)[3]
    if rep_id not in (0, actor.person_id) and not actor.is_office():
        raise Refusal("button-unknown")
    if span not in SPANS or page > 100_000:
        raise Refusal("button-unknown")
    return View(rep_id, span, page)


def wanted(actor: Actor, rep_id: int, span: str) -> Wanted:
    """What a list holds: a week and a month are those of today, from their first day on."""
    here = actor.desk.here()
    first: datetime | None = None
    if span == "week":
        first = morning(actor.desk, here.date() - timedelta(days=here.weekday()), 0)
    elif span == "month":
        first = morning(actor.desk, here.date().replace(day=1), 0)
    return Wanted(rep_id or None, first)


def _list(session: Session, actor: Actor, view: View) -> Say:
    what = wanted(actor, view.rep_id, view.span)
    count = visit_lists.count(session, actor, what)
    found = visit_lists.some(session, actor, what, view.page * PAGE, PAGE)
    shown = [
        [button("visits-one", f"visit:open:{visit.id}", at=actor.desk.here(visit.at).date(),
                customer=Clipped(customers.label(customer), NAME))]
        for visit, customer in found
    ]  # fmt: skip
    lines = [_headline(session, actor, view), text("visits-count", count=count)]
    return Say(lines, [*shown, _paging(view, count), _spans(view), _last_row(actor, view, count)])


def _headline(session: Session, actor: Actor, view: View) -> Text:
    span = text(f"visits-{view.span}")
    if view.rep_id == actor.person_id:
        return text("visits-mine", span=span)
    if not view.rep_id:
        return text("visits-all-reps", span=span)
    name = people.names(session, [view.rep_id]).get(view.rep_id, "")
    return text("visits-of", name=name, span=span)


def _paging(view: View, count: int) -> list[Button]:
    row = []
    if view.page:
        row.append(button("visits-newer", replace(view, page=view.page - 1).data()))
    if (view.page + 1) * PAGE < count:
        row.append(button("visits-older", replace(view, page=view.page + 1).data()))
    return row


def _spans(view: View) -> list[Button]:
    return [
        button(f"visits-{span}-button", View(view.rep_id, span).data(),
               Style.PRIMARY if span == view.span else Style.PLAIN)
        for span in SPANS
    ]  # fmt: skip


def _last_row(actor: Actor, view: View, count: int) -> list[Button]:
    row = []
    if actor.is_office():
        row.append(button("visits-whose", replace(view, page=0).data("reps")))
    if count:
        row.append(button("visits-table", view.data("table")))
    return row


def _choose_rep(session: Session, actor: Actor, view: View) -> Say:
    if not actor.is_office():
        raise Refusal("may-not")
    reps = people.with_roles(session, [Role.REP])
    names = [
        [button("visits-rep", replace(view, rep_id=rep.id).data(), name=rep.name)] for rep in reps
    ]
    everybody = [button("visits-everybody", replace(view, rep_id=0).data())]
    return Say((text("visits-whose-question"),), [*names, everybody])


def _make_table(session: Session, actor: Actor, view: View) -> Sequence[Answer]:
    args = {"rep": view.rep_id, "span": view.span}
    since = wanted(actor, view.rep_id, view.span).since
    args["since"] = since.isoformat() if since else ""
    now = actor.desk.now()
    if jobs.is_under_way(session, "visits-table", actor.chat_id, args, now):
        return [Toast(text("visits-table-comes"))]
    jobs.add(session, "visits-table", args, actor.chat_id, actor.person_id, now)
    return [Say((text("visits-table-comes"),), new=True, card="visits-table")]


def table_made(_session: Session, _actor: Actor, result: Mapping[str, Any]) -> Sequence[Answer]:
    """The table as a file."""
    if result.get("failed"):
        return [Say((text("visits-table-failed"),))]
    about = (text("visits-table-made", count=result["count"]),)
    return [Say(about, attachment=Attachment(result["file"]))]


FEATURE = Feature(
    name="visit lists",
    commands=[Command("besuche", "visits", command)],
    buttons=[Buttons("visits", press)],
    results={"visits-table": table_made},
)
