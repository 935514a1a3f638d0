"""The page with a little bot behind it: three people, a card with buttons, some commands."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from telegram import (
    Bot,
    BotCommand,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.request import HTTPXRequest

from bot.domain.clock import MovableClock
from bot.playground import Group, Person, World, serve

TOKEN = "123456:TEST"
TEXTS = Path(__file__).parents[2] / "bot" / "texts"


def load_words() -> Callable[[str, str], str]:
    """The page's words, straight from their files; a missing one raises."""
    bundles = {}
    for lang in ("de", "en"):
        bundles[lang] = FluentBundle([lang], use_isolating=False)
        source = (TEXTS / lang / "playground.ftl").read_text(encoding="utf-8")
        bundles[lang].add_resource(FluentResource(source))

    def word(key: str, lang: str) -> str:
        message = bundles[lang].get_message(key)
        assert message.value is not None
        text, errors = bundles[lang].format_pattern(message.value, {})
        assert not errors
        return str(text)

    return word


def card() -> InlineKeyboardMarkup:
    """A button of each style and kind."""
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    "Besuch speichern", callback_data="save", api_kwargs={"style": "success"}
                )
            ],
            [
                InlineKeyboardButton("Kunde", callback_data="customer"),
                InlineKeyboardButton("Zeit", callback_data="time"),
                InlineKeyboardButton("Ergebnis", callback_data="result"),
            ],
            [
                InlineKeyboardButton("IBAN", copy_text=CopyTextButton("DE02120300000000202051")),
                InlineKeyboardButton(
                    "Verwerfen", callback_data="drop", api_kwargs={"style": "danger"}
                ),
            ],
        ]
    )


CARD = (
    "<b>Besuch · Müller Maschinenbau GmbH &amp; Co. KG</b> (10235, München)\n"
    "📅 So, 22.11.2026, 15:00\nErgebnis: Angebot gewünscht\n"
    "💬 <i>Angebot über 500 Paletten besprochen</i>\n⏰ Nachfassen: Mo, 07.12.2026, 09:00\n"
    "☎ +49 89 987654"
)


@dataclass(frozen=True)
class Stage:
    """A running page: its world, its three people, the group if there is one, its address."""

    world: World
    rep: Person
    admin: Person
    customer: Person
    groups: list[Group]
    url: str


@contextlib.asynccontextmanager
async def open_stage(clock: MovableClock, *, forum: bool = False) -> AsyncIterator[Stage]:
    """Serve the page for three people, with the little bot answering; `forum`: and a forum."""
    world = World(clock, "nordlicht_bot", TOKEN, bot_name="Nordlicht Innendienst")
    rep = world.person("Tom Berg", role="rep")
    admin = world.person("Anna Klein", role="admin")
    customer = world.person("Jan Müller", language="en", role="customer")
    phones = [rep, admin, customer]
    groups = [world.group("Innendienst Süd", [admin, rep], forum=True)] if forum else []
    for group in groups:
        await admin.promote(group)
    async with serve(world, phones=phones, groups=groups, words=load_words()) as server:
        options = {"trust_env": False, "verify": False}
        bot = Bot(
            TOKEN,
            base_url=f"{server.url}/bot",
            request=HTTPXRequest(8, httpx_kwargs=options),
            get_updates_request=HTTPXRequest(2, httpx_kwargs=options),
        )
        async with bot, LittleBot(bot).running():
            yield Stage(world, rep, admin, customer, groups, server.url)


class LittleBot:
    """Answers with a card, edits it when pressed, and echoes the rest."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Poll in the background of this block."""
        task = asyncio.create_task(self._poll())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _poll(self) -> None:
        commands = [BotCommand("besuch", "Besuch eintragen"), BotCommand("heute", "Mein Tag")]
        await self.bot.set_my_commands(commands)
        offset = 0
        while True:
            for update in await self.bot.get_updates(offset=offset, timeout=20):
                offset = update.update_id + 1
                await self._answer(update)

    async def _answer(self, update: Update) -> None:
        if update.callback_query:
            await self._pressed(update.callback_query)
        elif update.message:
            await self._said(update.message)

    async def _pressed(self, query: CallbackQuery) -> None:
        message = query.message
        assert isinstance(message, Message)
        if query.data == "save":
            await query.answer("Gespeichert")
            await message.edit_text("✅ <b>Besuch 1042 gespeichert</b>", parse_mode="HTML")
        else:
            await query.answer(f"Gedrückt: {query.data}", show_alert=True)

    async def _said(self, message: Message) -> None:
        text = message.text or message.caption or "?"
        if text.startswith("/start"):
            await message.reply_html("<b>Guten Tag!</b> Schreiben Sie einfach los.")
        elif "besuch" in text.lower():
            await message.reply_html(CARD, reply_markup=card())
        elif text == "wer":
            keys = [
                [KeyboardButton("Nummer teilen", request_contact=True), KeyboardButton("Nein")]
            ]
            markup = ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
            await message.reply_html("Wer sind Sie?", reply_markup=markup)
        elif text == "einladen":
            link = "https://t.me/nordlicht_bot?start=Einladung-1"
            await message.reply_html(f"Einladung für Tom Berg, 48 Stunden gültig:\n{link}")
        else:
            await message.reply_text(f"Echo: {text}")
