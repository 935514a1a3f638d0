"""A customer's contact: their own company card, and what they write is passed on."""

from collections.abc import Iterator, Sequence
from typing import Any

from telegram import Message

from bot.domain import checks
from bot.domain.actor import Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Attachment, Clipped, Say, Text, button, text
from bot.handlers import customer_words as words
from bot.handlers.feature import Command, Feature
from bot.services import customers
from bot.storage import Session, files, jobs, people
from bot.storage.customers import Customer
from bot.storage.people import Person

MESSAGE_ROOM, CAPTION_ROOM = 3400, 600
"""How much of what somebody wrote goes into one message; Telegram counts in UTF-16."""


def company(session: Session, actor: Actor, _update: Any) -> Sequence[Answer]:
    """/company: what the company has on record, as far as it is the customer's to see."""
    customer = _own(session, actor)
    lines = [
        text("company-head", name=customer.name),
        text("company-number", number=customer.number),
    ]
    address = customers.main_address(customer)
    if address:
        lines.append(text("customer-place", place=words.place(address)))
    owner = people.by_id(session, customer.owner_id) if customer.owner_id else None
    if owner:
        lines.append(text("company-our-contact", name=owner.name))
    lines.append(text("company-wrong"))
    languages = [button(f"language-{one}", f"language:{one}") for one in ("de", "en")]
    return [Say(lines, [languages])]


def pass_on(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """What a customer's contact writes or sends goes to their rep and the office."""
    if actor.role is not Role.CUSTOMER:
        return None
    said = message.text or message.caption or ""
    attachment = _kept(session, actor, message)
    if not message.text and attachment is None:
        raise Refusal("company-cannot-pass-on")
    return _passed_on(session, actor, message, "company-message", said, attachment)


def pass_on_edited(session: Session, actor: Actor, message: Message) -> Sequence[Answer] | None:
    """A message that was changed is passed on again, as changed."""
    if actor.role is not Role.CUSTOMER:
        return None
    said = message.text or message.caption
    if not said:
        return None
    return _passed_on(session, actor, message, "company-message-edited", said, None)


def _own(session: Session, actor: Actor) -> Customer:
    return customers.get(session, actor, actor.customer_id or 0)


def _passed_on(
    session: Session,
    actor: Actor,
    message: Message,
    key: str,
    said: str,
    attachment: Attachment | None,
) -> Sequence[Answer]:
    customer = _own(session, actor)
    readers = _readers(session, customer)
    if not readers:
        raise Refusal("company-nobody-there")
    answers: list[Answer] = [
        one
        for reader in readers
        for one in _messages(actor, customer, key, said, attachment, reader.id)
    ]
    album = message.media_group_id
    done = "company-passed-on-edited" if message.edit_date else "company-passed-on"
    names = text("company-readers", name=readers[0].name, others=len(readers) - 1)
    card = f"passed:{album}" if album else ""
    return [*answers, Say([text(done, who=names)], card=card, in_place=bool(album))]


def _readers(session: Session, customer: Customer) -> list[Person]:
    """The customer's rep and all admins, as far as they can be written to; else the managers."""
    owner = people.by_id(session, customer.owner_id) if customer.owner_id else None
    admins = people.with_roles(session, [Role.ADMIN])
    found = {one.id: one for one in ([owner] if owner else []) + admins if one.chat_id}
    managers = people.with_roles(session, [Role.MANAGER])
    return list(found.values()) or [one for one in managers if one.chat_id]


def _messages(
    actor: Actor,
    customer: Customer,
    key: str,
    said: str,
    attachment: Attachment | None,
    reader_id: int,
) -> Iterator[Say]:
    """The message as one reader gets it; a long one is several, so that nothing is lost."""
    room = CAPTION_ROOM if attachment else MESSAGE_ROOM
    pieces = [piece for piece in _pieces(said, room) if piece.strip()]
    opening = [[button("customer-open", f"customer:show:{customer.id}")]]
    for at, piece in enumerate(pieces or [""]):
        head = text(key, name=actor.name, company=customer.name)
        lines: list[Text] = [] if at else [head]
        lines.append(text("company-words", words=Clipped(piece, len(piece) + 1)))
        last = at == max(len(pieces) - 1, 0)
        yield Say(lines, opening if last else (), to=reader_id, new=True,
                  attachment=None if at else attachment)  # fmt: skip


def _pieces(said: str, room: int) -> Iterator[str]:
    """The text in pieces that fit, counted as they are sent: escaped, in UTF-16."""
    start, used = 0, 0
    for at, sign in enumerate(said):
        need = 5 if sign in "&<>" else 1 + (ord(sign) > 0xFFFF)
        if used + need > room:
            yield said[start:at]
            start, used, room = at, 0, MESSAGE_ROOM
        used += need
    if start < len(said):
        yield said[start:]


def _kept(session: Session, actor: Actor, message: Message) -> Attachment | None:
    """The message's photo, voice message or document, kept and to be fetched by a job."""
    found: Any = message.photo[-1] if message.photo else message.voice or message.document
    if found is None:
        return None
    kind = "photo" if message.photo else "voice" if message.voice else "document"
    name = checks.single_line(getattr(found, "file_name", None) or kind, 400)[-120:]
    mime_type = getattr(found, "mime_type", None) or "application/octet-stream"
    now = actor.desk.now()
    file = files.add(
        session, kind, name, mime_type, found.file_size or 0, now, telegram_id=found.file_id
    )
    jobs.add(session, "fetch", {"file": file.id}, actor.chat_id, actor.person_id, now)
    return Attachment(file.id, kind)


FEATURE = Feature(
    name="company",
    commands=[Command("firma", "company", company, frozenset({Role.CUSTOMER}))],
    listeners=[pass_on],
    edits=[pass_on_edited],
)
