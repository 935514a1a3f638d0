"""The composition root: engine and features made into one running program."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import heart
from bot.botapi import Api, request
from bot.config import Settings
from bot.domain.actor import EVERYONE, Role
from bot.domain.clock import Clock, SystemClock
from bot.domain.desk import Desk
from bot.domain.say import Text
from bot.forms.engine import leaving_forms_open
from bot.handlers.conversation import conversation, edits, results
from bot.handlers.features import FEATURES, FORMS
from bot.intake.adapter import Adapter, nothing
from bot.intake.dispatch import Dispatch
from bot.intake.incoming import JobDone
from bot.intake.polling import Polling
from bot.outgoing import long_work
from bot.outgoing.jobs import Worker
from bot.outgoing.menus import Menus, keep_current
from bot.outgoing.pacing import Pacing
from bot.outgoing.sender import Sender
from bot.reminders import kinds
from bot.reminders.tick import Tick
from bot.storage import facts, migrate, runs
from bot.storage.engine import Database
from bot.texts import LANGUAGES
from bot.texts.render import Renderer

log = structlog.get_logger()
REFUSED_FOR = 60.0
"""Seconds for which a 401 is retried before the program gives up."""
App = Application[Any, Any, Any, Any, Any, Any]


class TokenRefused(Exception):
    """Telegram does not know the bot's token (any more)."""


def desk_of(settings: Settings, clock: Clock | None = None) -> Desk:
    """The desk that the settings describe."""
    return Desk(
        company=settings.company_name,
        zone=settings.zone,
        region=settings.region,
        language=settings.default_language,
        currency=settings.currency,
        clock=clock or SystemClock(),
    )


def handlers(adapter: Adapter) -> Iterable[BaseHandler[Any, Any, Any]]:
    """Every handler in order, exactly one of which takes an update."""
    new = filters.UpdateType.MESSAGE
    for feature in FEATURES:
        for command in feature.commands:
            yield CommandHandler(
                list({command.de, command.en}),
                adapter.in_transaction(
                    leaving_forms_open(command.function),
                    command.roles,
                    strangers=command.strangers,
                ),
                filters=new,
            )
    for feature in FEATURES:
        for one in feature.buttons:
            callback = adapter.in_transaction(one.function, one.roles, strangers=one.strangers)
            yield CallbackQueryHandler(callback, pattern=f"^{one.prefix}:")
    yield TypeHandler(JobDone, adapter.in_transaction(results(FEATURES), EVERYONE))
    yield MessageHandler(
        filters.UpdateType.EDITED_MESSAGE, adapter.in_transaction(edits(FEATURES))
    )
    talk = new & ~filters.StatusUpdate.ALL
    yield MessageHandler(talk, adapter.in_transaction(conversation(FORMS, FEATURES)))
    yield TypeHandler(object, adapter.in_transaction(nothing, strangers=True))


def menus() -> Menus:
    """The command menu of each role in each language; the first language's names come first."""
    plain = Renderer(ZoneInfo("UTC")).plain
    return {
        (role, language): [
            {
                "command": command.de if language == "de" else command.en,
                "description": plain(Text(f"command-{command.en}"), language),
            }
            for feature in FEATURES
            for command in feature.commands
            if command.in_menu and role in command.roles
        ]
        for role in Role
        for language in LANGUAGES
    }


class Program:
    """The running bot: everything that works side by side until `stop` is set."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        database: Database | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        self.settings = settings
        self.desk = desk_of(settings, clock)
        self.database = database or Database(settings.database_url)
        self.pacing = pacing or Pacing()
        self.stop = asyncio.Event()
        self.ready = asyncio.Event()
        self.polling: Polling | None = None
        self.tick: Tick | None = None
        self._render = Renderer(self.desk.zone)
        self._refused_since: float | None = None
        self._refused_for_good = False

    async def run(self) -> None:
        """Run until `stop` is set; raises TokenRefused after a minute of 401."""
        migrate.to_head(self.database)
        async with AsyncExitStack() as stack:
            api = await stack.enter_async_context(
                Api(self.settings.bot_token.get_secret_value(), self.settings.telegram_api_url)
            )
            me = await self._introduce(api)
            if me is None:
                return
            run = await self.database.run(
                lambda s: heart.start_run(s, self.desk, alone=self.database.is_sqlite)
            )
            loops = await self._loops(api, stack, run, me)
            await self._until_stopped(loops)
            await self.database.run(lambda s: runs.end(s, run, self.desk.now()))
        if self._refused_for_good:
            raise TokenRefused

    async def _introduce(self, api: Api) -> dict[str, Any] | None:
        """Ask Telegram who the bot is, for as long as it takes; None when stopped meanwhile."""
        while not self.stop.is_set():
            try:
                me = await api.call("getMe", {})
                self._refused_since = None
            except InvalidToken:
                await self._refused()
            except TelegramError as error:
                log.warning("telegram away", kind=type(error).__name__)
            else:
                await self.database.run(
                    partial(facts.write, name="username", value=me["username"])
                )
                return dict(me)
            await self._sleep(1.0)
        if self._refused_for_good:
            raise TokenRefused
        return None

    async def _refused(self) -> None:
        """A 401: tried again for a minute, since tokens are renewed, then the end."""
        now = time.monotonic()
        self._refused_since = self._refused_since or now
        if now - self._refused_since >= REFUSED_FOR:
            self._refused_for_good = True
            self.stop.set()

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.stop.wait()

    async def _loops(
        self, api: Api, stack: AsyncExitStack, run: str, me: dict[str, Any]
    ) -> list[Coroutine[Any, Any, None]]:
        """Everything that works side by side."""
        bot_id = int(me["id"])
        application = await self._application(stack)
        dispatch = Dispatch(self.database, self.desk.clock, application)
        sender = Sender(
            api, self.database, self.desk.clock, self._render, run, self._refused, self.pacing
        )
        worker = Worker(api, self.database, self.desk, self._render, run, bot_id, long_work.KINDS)
        self.tick = tick = Tick(self.database, self.desk, self._render, kinds.KINDS)
        tick.start()
        stack.callback(tick.stop)
        wake = {"inbox": dispatch.wake, "outbox": sender.wake, "jobs": worker.wake}
        self._wake_on_change(wake, tick)
        roles = menus()
        heartbeat = heart.Heart(
            self.database, self.desk, run, list(wake.values()),
            [lambda s: keep_current(s, roles, self.desk.now())], tick.look,
        )  # fmt: skip
        intake = await self._intake(api, bot_id)
        return [intake, dispatch.run(), sender.run(), worker.run(), heartbeat.run()]

    async def _intake(self, api: Api, bot_id: int) -> Coroutine[Any, Any, None]:
        await api.call("deleteWebhook", {"drop_pending_updates": False})
        self.polling = Polling(api, self.database, self.desk.clock, bot_id, self._refused)
        return self.polling.run()

    async def _application(self, stack: AsyncExitStack) -> App:
        """python-telegram-bot's Application, for its routing alone."""
        root = self.settings.telegram_api_url.rstrip("/")
        bot: ExtBot[None] = ExtBot(
            self.settings.bot_token.get_secret_value(),
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=request(pool=1),
            get_updates_request=request(pool=1),
        )
        application: App = Application.builder().bot(bot).updater(None).job_queue(None).build()
        for handler in handlers(Adapter(self.desk, self.database, self._render)):
            application.add_handler(handler)
        await stack.enter_async_context(application)
        return application

    def _wake_on_change(self, wake: dict[str, Callable[[], None]], tick: Tick) -> None:
        """Have each commit wake those that it gives work."""
        loop = asyncio.get_running_loop()
        looks: set[asyncio.Task[None]] = set()

        def look() -> None:
            task = loop.create_task(tick.look())
            looks.add(task)
            task.add_done_callback(looks.discard)

        def tell(topics: frozenset[str]) -> None:
            for topic in topics:
                with suppress(RuntimeError):  # the loop has ended
                    loop.call_soon_threadsafe(wake.get(topic, look))

        self.database.on_change(tell)

    async def _until_stopped(self, loops: list[Coroutine[Any, Any, None]]) -> None:
        tasks = [asyncio.create_task(loop) for loop in loops]
        stopped = asyncio.create_task(self.stop.wait())
        self.ready.set()
        done, _ = await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        for task in (*tasks, stopped):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in done - {stopped}:
            task.result()
