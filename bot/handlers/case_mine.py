"""A customer's own cases: the list in plain words, each one's history, the rating of its end."""

from collections.abc import Sequence
from typing import Any

from telegram import Update

from bot.domain import checks
from bot.domain.actor import Actor, Role
from bot.domain.cases import LOW_RATING
from bot.domain.say import Answer, Clipped, Say, Text, Value, button, text
from bot.services import case_card, case_ending
from bot.services import cases as service
from bot.storage import Session, cases, people
from bot.storage.cases import FROM_CUSTOMER, TO_CUSTOMER, Case

MOST_SHOWN = 6
MOST_SAID = 8
MOST_OF_ONE = 350
BETWEEN_US = (FROM_CUSTOMER, *TO_CUSTOMER)
"""What a customer reads of a case: nothing that is told among ourselves."""


def mine(session: Session, actor: Actor) -> Sequence[Answer]:
    """The customer's cases with their states in plain words."""
    found = service.of_company(session, actor, MOST_SHOWN)
    if not found:
        return [Say((text("case-none-yet"), text("case-write-on")))]
    lines = [text("case-mine")]
    lines += [text("case-mine-line", number=one.number, what=title(session, one),
                   state=text(f"case-plain-{one.state.replace('_', '-')}"))
              for one in found]  # fmt: skip
    rows = [[button("case-mine-button", f"mycase:open:{one.id}", number=one.number)]
            for one in found]  # fmt: skip
    return [Say(lines, rows)]


def mine_command(session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """/mine."""
    return mine(session, actor)


def title(session: Session, case: Case, kinds: Sequence[str] = (FROM_CUSTOMER,)) -> str | Text:
    """The first words of these kinds; without any, what it is about."""
    said = cases.entries_of(session, case.id, kinds)
    if first := next((one.words for one in said if one.words), ""):
        return checks.excerpt(" ".join(first.split()))
    if case.category:
        return text(f"case-category-{case.category}")
    return text("case-a-file" if said else f"case-kind-{case.kind}")


def history(session: Session, actor: Actor, case: Case, *, new: bool = False) -> Say:
    """What was said between them and us; nothing that is ours alone."""
    said = cases.entries_of(session, case.id, BETWEEN_US)
    lines = [text("case-mine-head", number=case.number,
                  state=text(f"case-plain-{case.state.replace('_', '-')}"))]  # fmt: skip
    names = people.names(session, [one.person_id for one in said])
    for one in said[-MOST_SAID:]:
        what: Value = Clipped(one.words, MOST_OF_ONE) if one.words else text("case-a-file")
        name = names[one.person_id] if one.kind == FROM_CUSTOMER else actor.desk.company
        lines.append(text("case-history-line", at=one.at, name=name, what=what))
    may_reopen = case_ending.may_reopen(actor.desk, case)
    again = button("case-reopen", f"mycase:again:{case.id}")
    return Say(lines, [[again]] if may_reopen else (), new=new)


def ask_rating(case: Case, *lines: Text) -> Say:
    """How well was it handled?"""
    return Say((*lines, text("case-rate")), [rating_row(case)])


def rating_row(case: Case) -> list[Any]:
    """Five buttons, from poor to very good."""
    return [button("case-stars", f"mycase:rate:{case.id}:{one}", stars=f"{one} ★")
            for one in range(1, 6)]  # fmt: skip


def rated(session: Session, actor: Actor, case: Case, rating: int) -> Sequence[Answer]:
    """A rating was pressed; a low one reaches the managers."""
    was = case.rating or LOW_RATING + 1
    case_ending.rate(session, actor, case, rating)
    thanks = text("case-rating-thanks", number=case.number, stars="★" * rating)
    told: list[Answer] = [Say((thanks,), new=True)]
    if rating <= LOW_RATING < was:
        line = text("case-rated-low", number=case.number, name=actor.name, stars="★" * rating)
        told += [
            Say((line,), [[case_card.opening(case)]], to=one.id, new=True)
            for one in people.with_roles(session, [Role.MANAGER])
            if one.chat_id
        ]
    return told
