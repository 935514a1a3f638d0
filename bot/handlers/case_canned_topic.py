"""A canned answer in a case's topic: chosen and shown on the card, and sent by one more press."""

import hashlib
from collections.abc import Sequence

from bot.domain.actor import Actor
from bot.domain.say import Answer, Button, Clipped, Say, Style, Toast, button, text
from bot.handlers import case_writing
from bot.services import canned_answers, case_card, case_steps
from bot.storage import Session, cases
from bot.storage.cases import Case

PAGE = 8


def choose(session: Session, actor: Actor, case: Case, page: int) -> Say:
    """Those that went out last come first."""
    case_writing.check(actor, case, "answer")
    kept = canned_answers.kept(session, actor)
    shown = canned_answers.recent(kept, len(kept))[page * PAGE : (page + 1) * PAGE]
    rows = [[button("canned-one", f"case:fill:{case.id}:{one.id}", title=one.title)]
            for one in shown]  # fmt: skip
    turn = [button("canned-earlier", f"case:canned:{case.id}:{page - 1}")] if page else []
    if (page + 1) * PAGE < len(kept):
        turn.append(button("canned-later", f"case:canned:{case.id}:{page + 1}"))
    head = case_card.lines(session, actor, case)[:1]
    line = text("canned-which" if kept else "canned-none-here")
    back = button("form-back", f"case:open:{case.id}")
    return Say([*head, line], [*rows, turn, [back]], card=case_card.name(case))


def show(session: Session, actor: Actor, case: Case, answer_id: int) -> Say:
    """As it will go out."""
    filled = _filled(session, actor, case, answer_id)
    data = f"case:send:{case.id}:{answer_id}:{mark(session, case, filled)}"
    rows: list[Sequence[Button]] = [
        [button("case-write-save", data, Style.SUCCESS)],
        [button("form-back", f"case:canned:{case.id}")],
    ]
    head = case_card.lines(session, actor, case)[:1]
    line = text("canned-goes", words=Clipped(filled, len(filled) + 1))
    return Say([*head, line], rows, card=case_card.name(case))


def send(
    session: Session, actor: Actor, case: Case, answer_id: int, shown: str
) -> Sequence[Answer]:
    """Send it, if nothing was said since it was shown, and it still reads so."""
    case_steps.keep_still(session, case)
    filled = _filled(session, actor, case, answer_id)
    if shown != mark(session, case, filled):
        card = case_card.show(session, actor, case)
        return [card, Toast(text("canned-not-sent", number=case.number), alert=True)]
    canned_answers.used(session, actor, answer_id)
    return case_writing.answered(session, actor, case, filled)


def _filled(session: Session, actor: Actor, case: Case, answer_id: int) -> str:
    one = canned_answers.get(session, actor, answer_id)
    return canned_answers.filled(session, actor, one, case)


def mark(session: Session, case: Case, filled: str) -> str:
    """By which a button knows the text it was shown under, and what was said before."""
    last = [one.id for one in cases.last_entries(session, case.id, 1)]
    return hashlib.sha256(f"{last} {filled}".encode()).hexdigest()[:12]
