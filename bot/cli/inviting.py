"""`innendienst invite`: a link and a QR code that let somebody in, the first admin above all."""

import asyncio
import io
import sys

import click
import segno

from bot.cli.words import Failure, language, words
from bot.cli.working import database
from bot.config import Settings
from bot.domain import checks
from bot.domain.actor import Role
from bot.domain.refusal import Refusal
from bot.domain.say import text
from bot.opening import desk_of
from bot.services import people
from bot.storage import Session, customers, facts
from bot.storage.engine import Database
from bot.storage.people import INVITATION_LIFE
from bot.texts.render import Renderer

LONGEST_NAME = 80


def invite(settings: Settings, role: str, name: str, customer: str) -> None:
    """Print the invitation; raises Failure."""
    wanted, name = Role(role), _checked(name)
    if (wanted is Role.CUSTOMER) != bool(customer):
        key = "cli-invite-customer-needed" if not customer else "cli-invite-customer-only"
        raise Failure(key, 2)
    with database(settings) as opened:
        _know_the_bot(opened, settings)
        code, link = opened.transact(lambda s: _make(s, settings, wanted, name, customer))
    render, until = Renderer(settings.zone), desk_of(settings).now() + INVITATION_LIFE
    click.echo(render.plain(text("cli-invited", name=name, until=until), language()))
    click.echo(link or f"/start {code}")
    if link:
        _show_picture(link)
    else:
        click.echo(words("cli-invite-no-name"), err=True)


def _checked(name: str) -> str:
    try:
        kept = checks.name(name, LONGEST_NAME)
    except Refusal as no:
        raise Failure(no.text.key, **_plain(no)) from None
    if not kept:
        raise Failure("invite-name-needed")
    return kept


def _plain(no: Refusal) -> dict[str, str | int]:
    return {name: one for name, one in no.text.args.items() if isinstance(one, str | int)}


def _make(
    session: Session, settings: Settings, role: Role, name: str, number: str
) -> tuple[str, str]:
    customer_id = None
    if number:
        customer = customers.by_number(session, number)
        if customer is None:
            raise Failure("cli-invite-customer-unknown", number=number)
        customer_id = customer.id
    code = people.invite(session, desk_of(settings), role, name, None, customer_id)
    return code, people.link(session, code)


def _know_the_bot(opened: Database, settings: Settings) -> None:
    """Ask Telegram for the bot's name, unless `run` has done so before."""
    if not settings.token or opened.transact(lambda s: facts.read(s, "username")):
        return
    from bot.cli.asking import whoami

    username = asyncio.run(whoami(settings))
    if username:
        opened.transact(lambda s: facts.write(s, "username", username))


def _show_picture(link: str) -> None:
    """The QR code in half blocks; left out where the terminal has no such characters."""
    drawn = io.StringIO()
    segno.make(link, micro=False).terminal(drawn, compact=True)
    try:
        drawn.getvalue().encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return
    click.echo(drawn.getvalue())
