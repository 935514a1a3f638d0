"""Canned answers: keeping them, which the office does, and filling them in for a case."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.domain import canned_answers as texts
from bot.domain import checks
from bot.domain.actor import Actor
from bot.domain.refusal import Refusal
from bot.services import cases, customers
from bot.services.customers import UNDO_LIFE
from bot.storage import Session, audit, canned_answers
from bot.storage.canned_answers import CannedAnswer
from bot.storage.cases import Case
from bot.storage.engine import hold

SUBJECT = "canned-answer"
"""What the trail calls it."""
MOST = 50
LONGEST_TITLE = 40
LONGEST = 1500
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def get(session: Session, actor: Actor, answer_id: int) -> CannedAnswer:
    """The canned answer, deleted or not; raises Refusal for an absent or foreign one."""
    found = canned_answers.one(session, actor, answer_id)
    if found is None:
        raise Refusal("canned-unknown")
    return found


def kept(session: Session, actor: Actor) -> list[CannedAnswer]:
    """All there are, by title; a rep and a customer have none."""
    return canned_answers.kept(session, actor)


def recent(answers: Sequence[CannedAnswer], most: int) -> list[CannedAnswer]:
    """Those that went out last, then those that never did, by title."""
    return sorted(answers, key=lambda one: one.used_at or _NEVER, reverse=True)[:most]


def checked_title(title: str) -> str:
    """The title as it is kept; raises Refusal."""
    if found := checks.name(title, LONGEST_TITLE):
        return found
    raise Refusal("canned-title-wanted")


def checked_words(words: str, language: str) -> str:
    """The text as it is kept; raises Refusal, in the words of the language."""
    found = checks.multi_line(words, LONGEST)
    if not found:
        raise Refusal("canned-text-wanted")
    texts.check(found, language)
    return found


def check_room(session: Session, actor: Actor) -> None:
    """Raises Refusal when there are as many as there may be; two at once may make one more."""
    if len(kept(session, actor)) >= MOST:
        raise Refusal("canned-full", most=MOST)


def add(session: Session, actor: Actor, title: str, words: str) -> CannedAnswer:
    """Keep a new one, of a title and a text that have been checked."""
    if not actor.is_office():
        raise Refusal("may-not")
    check_room(session, actor)
    made = CannedAnswer(title=title, words=words)
    session.add(made)
    session.flush()
    _note(session, actor, "created", made, title=[None, title], words=[None, words])
    return made


def keep_still(session: Session, one: CannedAnswer) -> None:
    """Have nobody else change it until the transaction ends, and know how it is now."""
    hold(session, one)


def change(session: Session, actor: Actor, one: CannedAnswer, field: str, value: str) -> None:
    """Set its title or its words, which have been checked; it is kept still already."""
    old = getattr(one, field)
    if old != value:
        setattr(one, field, value)
        _note(session, actor, "changed", one, **{field: [old, value]})


def delete(session: Session, actor: Actor, one: CannedAnswer) -> None:
    """Take it away, unless it is gone already."""
    hold(session, one)
    if one.deleted_at is None:
        one.deleted_at = actor.desk.now()
        _note(session, actor, "deleted", one)


def may_restore(actor: Actor, one: CannedAnswer) -> bool:
    """Whether its deletion can still be taken back, by whoever of the office."""
    return one.deleted_at is not None and actor.desk.now() - one.deleted_at <= UNDO_LIFE


def restore(session: Session, actor: Actor, one: CannedAnswer) -> None:
    """Have it again, as it was; nothing to do when it is there."""
    hold(session, one)
    if one.deleted_at is None:
        return
    if not may_restore(actor, one):
        raise Refusal("canned-undo-late", title=one.title)
    check_room(session, actor)
    one.deleted_at = None
    _note(session, actor, "restored", one)


def filled(session: Session, actor: Actor, one: CannedAnswer, case: Case) -> str:
    """The text as it goes out in this case; raises Refusal for what cannot go out.

    Every placeholder has a value: the contact is whoever the words go to, by the name that they
    have access under, without a salutation, which nobody has told ("Guten Tag Anna Huber,"). Is
    nobody of the customer's here, it is the company's name, which reads well in the same place.
    """
    if one.deleted_at is not None:
        raise Refusal("canned-is-deleted", title=one.title)
    customer = customers.get(session, actor, case.customer_id)
    reader = cases.reader(session, case)
    values = {
        "customer": customer.name,
        "contact": reader.name if reader else customer.name,
        "number": case.number,
        "name": actor.name,
        "company": actor.desk.company,
    }
    return texts.fill(one.words, values, actor.language)


def used(session: Session, actor: Actor, answer_id: int) -> None:
    """Remember that it went out now."""
    get(session, actor, answer_id).used_at = actor.desk.now()


def _note(session: Session, actor: Actor, deed: str, one: CannedAnswer, **details: object) -> None:
    audit.note(session, actor.desk.now(), actor.person_id, deed, SUBJECT, one.id, **details)
