"""Coming in: /start, invitations, the greeting, help, language, /cancel."""

from collections.abc import Sequence
from typing import Any

from telegram import Update

from bot.domain.actor import EVERYONE, Actor, Role
from bot.domain.refusal import Refusal
from bot.domain.say import Answer, Button, Say, Style, Toast, button, say, text
from bot.handlers.feature import Buttons, Command, Feature, parts, words_after_command
from bot.services import people as access
from bot.storage import Session
from bot.storage.people import Person

LANGUAGES = ("de", "en")


def start(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """/start: with a code the invitation's question, without one the greeting."""
    code = words_after_command(update)
    if not code:
        return _greeting(actor)
    if actor.role is not None:
        raise Refusal("invitation-has-access", name=actor.name)
    try:
        row = access.open_invitation(session, actor.desk.now(), code[:64])
    except Refusal as no:
        access.note_refused(session, actor, code[:64], no.text.key)
        return [Say((no.text,))]
    lines = (
        text("invitation-question", company=actor.desk.company),
        text("invitation-as", name=row.name, role=text(f"role-{row.role}")),
    )
    accept = button("invitation-accept", f"join:{code[:64]}", Style.SUCCESS)
    return [Say(lines, [[accept]])]


def accept(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """The button under an invitation: it takes effect now, once."""
    if actor.role is not None:
        raise Refusal("invitation-has-access", name=actor.name)
    code = parts(update)[1]
    try:
        row = access.open_invitation(session, actor.desk.now(), code)
    except Refusal as no:
        access.note_refused(session, actor, code, no.text.key)
        return [Toast(no.text, alert=True)]
    person = access.join(session, actor, row)
    answers: list[Answer] = [_welcome(person.name, Role(person.role), actor)]
    if row.invited_by:
        role = text(f"role-{person.role}")
        news = say("invitation-accepted-by", to=row.invited_by, name=person.name, role=role)
        answers.append(news)
    return answers


def _greeting(actor: Actor) -> Sequence[Answer]:
    if actor.role is None:
        return [say("stranger", company=actor.desk.company)]
    return [_welcome(actor.name, actor.role, actor)]


def _welcome(name: str, role: Role, actor: Actor) -> Say:
    lines = (
        text("welcome", name=name, company=actor.desk.company),
        text(f"welcome-{role}"),
    )
    return Say(lines, [[button("help-button", "help:")]])


def help_me(_session: Session, actor: Actor, _update: Any) -> Sequence[Answer]:
    """/help: what this person can do here."""
    return [say(f"help-{actor.role}")]


def language(_session: Session, actor: Actor, _update: Update) -> Sequence[Answer]:
    """/language: the languages as buttons."""
    return [Say((text("language-question"),), [_language_buttons(actor)])]


def _language_buttons(actor: Actor) -> list[Button]:
    return [
        button(f"language-{one}", f"language:{one}",
               Style.PRIMARY if one == actor.language else Style.PLAIN)
        for one in LANGUAGES
    ]  # fmt: skip


def choose_language(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
    """A language button: from now on in that language."""
    chosen = parts(update)[1]
    person = session.get_one(Person, actor.person_id)
    if chosen not in LANGUAGES:
        raise Refusal("button-unknown")
    person.language, person.language_chosen = chosen, True
    return [say("language-chosen", to=person.id)]


FEATURE = Feature(
    name="start",
    commands=[
        Command("start", "start", start, EVERYONE, strangers=True, menu=frozenset()),
        Command("hilfe", "help", help_me, EVERYONE),
        Command("sprache", "language", language, EVERYONE),
    ],
    buttons=[
        Buttons("join", accept, EVERYONE, strangers=True),
        Buttons("help", help_me, EVERYONE),
        Buttons("language", choose_language, EVERYONE),
    ],
)
