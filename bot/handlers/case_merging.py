"""Two cases that are one matter: going on with one of them, and taking that back."""

from collections.abc import Sequence

from bot.domain.actor import Actor
from bot.domain.cases import OPEN
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Button, Say, Text, Toast, button, text
from bot.handlers import case_mine
from bot.handlers import case_words as words
from bot.services import case_card, case_ending, case_steps, case_telling, cases
from bot.storage import Session, people
from bot.storage.cases import OF_CUSTOMER, Case

MOST = 6


def choice(session: Session, actor: Actor, case: Case) -> Say:
    """Which other one it is."""
    head = case_card.lines(session, actor, case)[:1]
    others = [one for one in cases.candidates(session, actor, case.customer_id)
              if one.id != case.id and one.state in OPEN][:MOST]  # fmt: skip
    rows: list[Sequence[Button]] = [
        [
            button(
                "case-choice",
                f"case:into:{case.id}:{one.id}",
                number=one.number,
                what=_title(session, one),
            )
        ]
        for one in others
    ]
    head.append(text("case-which-merge" if others else "case-no-other"))
    back = button("form-back", f"case:open:{case.id}")
    return Say(head, [*rows, [back]], card=case_card.name(case))


def merge(session: Session, actor: Actor, case: Case, into_id: int) -> list[Answer]:
    """Go on with the other one."""
    into = case_steps.get(session, actor, into_id)
    case_ending.merge(session, actor, case, into)
    return _told(session, actor, case, into, "case-goes-on", into)


def part(session: Session, actor: Actor, case: Case, into_id: int) -> list[Answer]:
    """Take that back; where that is no more to be done, the card as it is now."""
    was = case.owner_id
    try:
        into = case_ending.part(session, actor, case, into_id)
    except Refusal as no:
        return [case_card.show(session, actor, case), Toast(no.text, alert=True)]
    last = case_steps.going_on(session, actor, into)
    told = _told(session, actor, case, last, "case-goes-apart", case)
    return told + (words.card_for_owner(session, actor, case) if case.owner_id != was else [])


def _told(
    session: Session, actor: Actor, case: Case, into: Case, key: str, going_on: Case
) -> list[Answer]:
    """The card as it is now; the customer, and who looks after the one or the other, are told."""
    made: list[Answer] = [case_card.show(session, actor, case)]
    made += words.told_customer(session, case, key, into=into.number)
    line = text(key, number=case.number, into=into.number)
    for owner_id in dict.fromkeys((case.owner_id, into.owner_id)):
        owner = people.reachable(session, owner_id) if owner_id else None
        if owner and owner.id != actor.person_id:
            made.append(Say((line,), [[case_card.opening(going_on)]], to=owner.id, new=True))
    if topic := case_telling.topic_of(session, actor.desk, into):  # the other's card says it
        about = text("case-merged-what", what=_title(session, case))
        made.append(Say((line, about), at=topic, new=True))
    return made


def _title(session: Session, case: Case) -> str | Text:
    return case_mine.title(session, case, OF_CUSTOMER)
