"""The team: who has access, inviting somebody, and ending somebody's access."""

from collections.abc import Sequence
from typing import Any

from telegram import Message, Update

from bot.domain import checks
from bot.domain.actor import OFFICE, STAFF, Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import (
    Answer,
    Attachment,
    Button,
    Clipped,
    Place,
    Say,
    Style,
    Text,
    Words,
    button,
    say,
    text,
)
from bot.forms.engine import open_form
from bot.forms.form import Choice, Dialogue, Field, Form, Got, Unsure
from bot.handlers import case_words
from bot.handlers.feature import Buttons, Command, Feature, number, parts
from bot.services import customers, unreachable
from bot.services import people as access
from bot.storage import Session, files, people, staff_group
from bot.storage.people import INVITATION_LIFE, Invitation, Person

BY_POWER = (Role.MANAGER, Role.ADMIN, Role.REP, Role.CUSTOMER)
PAGE = 12
NOBODY = 0
"""The customer of an invitation to staff."""
LONGEST_NAME = 80


def role_name(role: str) -> Text:
    """The role as a person reads it."""
    return text(f"role-{role}")


# Inviting


def invite(session: Session, actor: Actor, _update: Any) -> Sequence[Answer]:
    """/invite: ask for role and name."""
    return open_form(session, actor, INVITE)


def _roles(dialogue: Dialogue) -> Sequence[Choice]:
    allowed = access.may_invite(dialogue.actor)
    return [
        Choice({"value": str(role), "others": _customer_of(role)}, role_name(role))
        for role in reversed(BY_POWER)
        if role in allowed
    ]


def _customer_of(role: Role) -> dict[str, int | None]:
    return {"customer": None if role is Role.CUSTOMER else NOBODY}


def _read_role(_dialogue: Dialogue, _message: Message) -> Got:
    raise Refusal("form-press-a-button")


def _read_name(_dialogue: Dialogue, message: Message) -> Got:
    name = checks.name(message.text or "", LONGEST_NAME)
    if not name or name.startswith("/"):
        raise Refusal("invite-name-needed")
    return Got(name)


def _read_customer(dialogue: Dialogue, message: Message) -> Got | Unsure:
    query = (message.text or "").strip()
    found = customers.look_up(dialogue.session, dialogue.actor, query)
    if not found.customers:
        raise Refusal("invite-customer-unknown", query=Clipped(query, 40))
    if found.sure:
        return Got(found.customers[0].id)
    choices = [
        Choice(one.id, text("invite-one", name=customers.short(one))) for one in found.customers
    ]
    return Unsure(text("invite-customer-which"), choices)


def _recent_customers(dialogue: Dialogue) -> Sequence[Choice]:
    recent = customers.recent(dialogue.session, dialogue.actor)
    return [Choice(one.id, text("invite-one", name=customers.short(one))) for one in recent]


def _head(dialogue: Dialogue) -> Sequence[Text]:
    said: list[str | Text] = [one for one in (dialogue.get("name"),) if one]
    if dialogue.get("role"):
        said.append(role_name(dialogue.get("role")))
    return (
        [text("invite-head"), text("invite-so-far", said=Words(said))]
        if said
        else [text("invite-head")]
    )


def _submit(dialogue: Dialogue) -> Sequence[Answer]:
    session, actor = dialogue.session, dialogue.actor
    role, name = Role(dialogue.get("role")), dialogue.get("name")
    if role not in access.may_invite(actor):
        raise Refusal("may-not")
    customer_id = dialogue.get("customer") or None
    lines = [text("invite-made", name=name, role=role_name(role))]
    if customer_id:
        customer = customers.get(session, actor, customer_id)
        lines.append(text("team-customer", name=customers.short(customer)))
    code = access.invite(session, actor.desk, role, name, actor.person_id, customer_id)
    link = access.link(session, code)
    now = actor.desk.now()
    picture = files.add(
        session, "photo", "qr.png", "image/png", 0, now, content=access.qr_picture(link)
    )
    lines += [
        text("invite-link", link=link),
        text("invite-until", until=now + INVITATION_LIFE),
    ]
    rows = [[Button(text("invite-copy"), copy=link)], [button("team-button", "team:l:0")]]
    return [Say(lines, rows, attachment=Attachment(picture.id, "photo"))]


INVITE = Form(
    kind="invite",
    fields=[
        Field("role", _read_role, _roles, required=True),
        Field("name", _read_name, required=True),
        Field("customer", _read_customer, _recent_customers, required=True, per_row=1),
    ],
    head=_head,
    submit=_submit,
    roles=OFFICE,
)


# The list, one person, and ending access


def team(session: Session, actor: Actor, _update: Any) -> Sequence[Answer]:
    """/team: everybody with access."""
    return [_list(session, actor, 0)]


def _list(session: Session, actor: Actor, page: int) -> Say:
    everybody = sorted(
        people.with_roles(session, Role), key=lambda one: BY_POWER.index(Role(one.role))
    )
    shown = everybody[page * PAGE : (page + 1) * PAGE]
    lines = [text("team-head", count=len(everybody))]
    for role in BY_POWER:
        names = Words([one.name for one in shown if one.role == role])
        if names.parts:
            lines.append(text("team-line", role=role_name(role), names=names))
    buttons = [button("team-one", f"team:p:{one.id}", name=one.name) for one in shown]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return Say(lines, [*rows, _pages(page, len(everybody)), _below(session, actor)], card="team")


def _pages(page: int, count: int) -> list[Button]:
    way = [button("team-earlier", f"team:l:{page - 1}")] if page else []
    if (page + 1) * PAGE < count:
        way.append(button("team-later", f"team:l:{page + 1}"))
    return way


def _below(session: Session, actor: Actor) -> list[Button]:
    row = [button("team-invite", "team:n", Style.PRIMARY)]
    waiting = _open(session, actor)
    if waiting:
        row.append(button("team-invitations", "team:i", count=len(waiting)))
    return row


def _open(session: Session, actor: Actor) -> list[Invitation]:
    return people.open_invitations(session, actor.desk.now(), access.may_invite(actor))


def _person(session: Session, actor: Actor, person: Person) -> Say:
    lines = [
        text("team-person", name=person.name, role=role_name(person.role)),
        text("team-since", since=actor.desk.here(person.joined_at).date()),
    ]
    if person.customer_id:
        customer = customers.get(session, actor, person.customer_id)
        lines.append(text("team-customer", name=customers.short(customer)))
    if unreachable.is_away(session, person):
        lines.append(text("team-unreachable"))
    rows = [[button("form-back", "team:l:0")]]
    if person.id != actor.person_id and Role(person.role) in access.may_invite(actor):
        rows[0].append(button("team-remove", f"team:r:{person.id}", Style.DANGER))
    return Say(lines, rows)


def _ask_removal(actor: Actor, person: Person) -> Say:
    access.check_may_remove(actor, person)
    rows = [[
        button("form-back", f"team:p:{person.id}"),
        button("team-remove-now", f"team:x:{person.id}", Style.DANGER),
    ]]  # fmt: skip
    return say("team-remove-question", name=person.name, buttons=rows)


def _remove(session: Session, actor: Actor, person: Person) -> Sequence[Answer]:
    chat_id, language = person.chat_id, person.language
    handed = access.remove(session, actor, person)
    back = [[button("team-button", "team:l:0")]]
    lines = [text("team-removed", name=person.name)]
    if staff_group.chat_of(session) and Role(person.role) in STAFF:
        lines.append(text("team-removed-group"))
    answers: list[Answer] = [Say(lines, back)]
    if chat_id is not None:
        goodbye = text("team-goodbye", company=actor.desk.company)
        answers.append(Say((goodbye,), at=Place(chat_id, language)))
    return [*answers, *case_words.handed_over(session, actor, handed, person.name)]


def _invitations(session: Session, actor: Actor) -> Say:
    waiting = _open(session, actor)[:PAGE]
    lines = [text("team-invitations-head" if waiting else "team-invitations-none")]
    lines += [
        text("team-invitation", name=one.name, role=role_name(one.role), until=one.expires_at)
        for one in waiting
    ]
    rows = [
        [button("team-withdraw", f"team:w:{one.id}", Style.DANGER, name=one.name)]
        for one in waiting
    ]
    return Say(lines, [*rows, [button("form-back", "team:l:0")]])


def press(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """A button of the team's screens."""
    verb = parts(update)[1]
    match verb:
        case "l":
            return [_list(session, actor, number(update, 2))]
        case "n":
            return invite(session, actor, update)
        case "i":
            return [_invitations(session, actor)]
        case "w":
            access.withdraw(session, actor, number(update, 2))
            return [_invitations(session, actor)]
    person = people.by_id(session, number(update, 2))
    if person is None:
        raise Refusal("team-gone")
    match verb:
        case "p":
            return [_person(session, actor, person)]
        case "r":
            return [_ask_removal(actor, person)]
        case "x":
            return _remove(session, actor, person)
    raise Refusal("button-unknown")


FEATURE = Feature(
    name="team",
    commands=[
        Command("einladen", "invite", invite, OFFICE),
        Command("team", "team", team, OFFICE),
    ],
    buttons=[Buttons("team", press, OFFICE)],
    forms=[INVITE],
)
