"""The composition root: engine and features made into one running program."""

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AsyncExitStack, suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import heart
from bot.botapi import MALFORMED, Api, Http, request, retry_seconds
from bot.config import Settings
from bot.domain.actor import EVERYONE, Role
from bot.domain.business_days import holidays_of
from bot.domain.clock import Clock
from bot.domain.say import Text
from bot.forms.waiting import leaving_forms_open
from bot.handlers.conversation import conversation, edits, results
from bot.handlers.features import FEATURES, FORMS
from bot.handlers.membership import membership
from bot.handlers.staff_group import in_group
from bot.intake.adapter import Adapter, nothing, unknown_button
from bot.intake.dispatch import Dispatch
from bot.intake.incoming import JobDone
from bot.intake.only_one import as_the_only_one
from bot.intake.polling import Polling
from bot.listening import listen
from bot.opening import desk_of
from bot.outgoing import long_work, topics
from bot.outgoing.jobs import Worker
from bot.outgoing.menus import Menus, begin, keep_current
from bot.outgoing.pacing import Pacing
from bot.outgoing.sender import Sender
from bot.reminders import kinds
from bot.reminders.tick import Tick
from bot.services import case_ending, case_targets, case_weeks
from bot.services.follow_ups import keep_scheduled, keep_wall_times
from bot.storage import facts, migrate, runs
from bot.storage.engine import Database, Unavailable
from bot.storage.sole import SoleLock
from bot.texts import LANGUAGES
from bot.texts.render import Renderer

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from bot.intake.webhook import Webhook

log = structlog.get_logger()
REFUSED_FOR = 60.0
"""Seconds for which a 401 is retried before the program gives up."""
SAME_REFUSAL = 15.0
"""Two refusals further apart than this have nothing to do with each other."""
LONGEST_PAUSE = 60.0
"""Seconds, however long Telegram asks for patience."""
PATIENCE = 6.0
"""Seconds for what is under way when the program is stopped; then it is left to the next."""
T = TypeVar("T")
App = Application[Any, Any, Any, Any, Any, Any]


class TokenRefused(Exception):
    """Telegram does not know the bot's token (any more)."""


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
    yield CallbackQueryHandler(adapter.in_transaction(unknown_button))
    yield TypeHandler(JobDone, adapter.in_transaction(results(FEATURES), EVERYONE))
    yield MessageHandler(
        filters.UpdateType.EDITED_MESSAGE, adapter.in_transaction(edits(FEATURES))
    )
    yield ChatMemberHandler(
        adapter.in_transaction(membership, strangers=True), ChatMemberHandler.MY_CHAT_MEMBER
    )
    talk = new & ~filters.StatusUpdate.ALL
    yield MessageHandler(talk, adapter.in_transaction(conversation(FORMS, FEATURES)))
    yield TypeHandler(object, adapter.in_transaction(nothing, strangers=True))


@cache
def menus() -> Menus:
    """The command menu of each role in each language; the first language's names come first."""
    plain = Renderer(ZoneInfo("UTC")).plain
    made = {
        (role, language): [
            {
                "command": command.de if language == "de" else command.en,
                "description": plain(Text(f"command-{command.en}"), language),
            }
            for feature in FEATURES
            for command in feature.commands
            if role in command.roles & command.menu
        ]
        for role in Role
        for language in LANGUAGES
    }
    return Menus(made)


class Program:
    """The running bot: everything that works side by side until `stop` is set."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        database: Database | None = None,
        pacing: Pacing | None = None,
        refused_for: float = REFUSED_FOR,
        http: Http = request,
    ) -> None:
        self.settings = settings
        self.desk = desk_of(settings, clock)
        self.database = database or Database(settings.database_url)
        self.pacing = pacing or Pacing()
        self.stop = asyncio.Event()
        self.ready = asyncio.Event()
        self.intake: Polling | Webhook | None = None
        self.tick: Tick | None = None
        self._render = Renderer(self.desk.zone)
        self._refused_for = refused_for
        self._http = http
        self._refused_since = self._refused_last = -SAME_REFUSAL
        self._refused_for_good = False

    async def run(self) -> None:
        """Run until `stop` is set; raises TokenRefused after a minute of 401, CannotListen."""
        migrate.to_head(self.database)
        async with AsyncExitStack() as stack:
            sockets = self._listen(stack)
            api = Api(self.settings.token, self.settings.telegram_api_url, self._http)
            await stack.enter_async_context(api)
            application = self._application()
            stack.push_async_callback(application.shutdown)
            # A library that loads slowly, ready before somebody waits for it.
            warm = asyncio.to_thread(holidays_of, self.desk.here().year, self.desk.region)
            stack.callback(asyncio.create_task(warm).cancel)
            me = await self._unless_stopped(self._introduce(api, application))
            if me is not None:
                bot_id = int(me["id"])
                run = await self.database.run(
                    lambda s: heart.start_run(s, self.desk, bot_id, alone=self.database.is_sqlite)
                )
                await self.database.run(keep_wall_times)
                await self.database.run(partial(begin, menus=menus()))
                await self.database.run(case_targets.arm_all)
                loops = self._loops(api, application, stack, sockets, run, bot_id)
                if await self._until_stopped(loops, run):
                    await self._sign_off(run)
        if self._refused_for_good:
            raise TokenRefused

    def _listen(self, stack: AsyncExitStack) -> dict[str, socket.socket]:
        """The sockets to serve on, opened first, so that an address that is taken is told."""
        wanted = {"health": self.settings.health_listen}
        if self.settings.webhook_url:
            wanted["webhook"] = self.settings.webhook_listen
        sockets = {name: listen(address) for name, address in wanted.items() if address}
        for one in sockets.values():
            stack.callback(one.close)
        return sockets

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """The work's result; None when the program is stopped before."""
        task = asyncio.create_task(work)
        stopped = asyncio.create_task(self.stop.wait())
        await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if task.done():
            return task.result()
        task.cancel()
        await asyncio.wait([task])
        return None

    async def _introduce(self, api: Api, application: App) -> dict[str, Any]:
        """Ask Telegram who the bot is, for as long as it takes."""
        while True:
            pause = 1.0
            try:
                me: dict[str, Any] = await api.call("getMe", {})
                name = str(me["username"])
                await application.initialize()
            except InvalidToken:
                await self._refused()
            except RetryAfter as error:
                pause = min(retry_seconds(error), LONGEST_PAUSE)
                log.warning("telegram asks for patience", seconds=pause)
            except (TelegramError, *MALFORMED) as error:
                log.warning("telegram away", kind=type(error).__name__)
            else:
                await self.database.run(partial(facts.write, name="username", value=name))
                return me
            await asyncio.sleep(pause)

    async def _refused(self) -> None:
        """A 401: tried again for a minute, since tokens are renewed, then the end."""
        now = time.monotonic()
        if now - self._refused_last >= SAME_REFUSAL:
            self._refused_since = now
        self._refused_last = now
        log.warning("telegram refuses the token")
        if now - self._refused_since >= self._refused_for:
            self._refused_for_good = True
            self.stop.set()

    async def _sign_off(self, run: str) -> None:
        """Note that everything ended in order; without that the next start looks for more."""
        try:
            await self.database.run(lambda s: runs.end(s, run, self.desk.now()))
        except Unavailable as error:
            log.warning("database away", kind=type(error).__name__)

    def _loops(
        self,
        api: Api,
        application: App,
        stack: AsyncExitStack,
        sockets: dict[str, socket.socket],
        run: str,
        bot_id: int,
    ) -> list[Coroutine[Any, Any, None]]:
        """Everything that works side by side."""
        dispatch = Dispatch(self.database, self.desk.clock, application)
        sender = Sender(
            api, self.database, self.desk, self._render, run, self._refused, self.pacing
        )
        worker = Worker(api, self.database, self.desk, self._render, run, bot_id, long_work.KINDS)
        self.tick = tick = Tick(self.database, self.desk, self._render, kinds.KINDS)
        tick.start()
        stack.callback(tick.stop)
        wake = {"inbox": dispatch.wake, "outbox": sender.wake, "jobs": worker.wake}
        self._wake_on_change(wake, tick)
        roles = menus()
        heartbeat = heart.Heart(
            self.database, self.desk, bot_id, run, list(wake.values()),
            [lambda s: keep_current(s, roles, self.desk.now()),
             lambda s: keep_scheduled(s, self.desk),
             lambda s: case_weeks.keep_scheduled(s, self.desk),
             lambda s: case_targets.arm_some(s, self.desk),
             lambda s: case_ending.close_old(s, self.desk),
             lambda s: topics.keep_current(s, self.desk, self._render)],
            tick.look, dispatch.be_careful,
        )  # fmt: skip
        loops = [
            self._intake(api, bot_id, sockets.get("webhook")),
            dispatch.run(), sender.run(), worker.run(), heartbeat.run(),
        ]  # fmt: skip
        if "health" in sockets:
            from bot.serving import serve

            loops.append(serve(self._health(), sockets["health"]))
        return loops

    def _intake(
        self, api: Api, bot_id: int, listener: socket.socket | None
    ) -> Coroutine[Any, Any, None]:
        """What brings updates in: the webhook, or polling by one process at a time."""
        if listener is not None:
            from bot.intake.webhook import Address, Webhook

            address = Address(
                self.settings.webhook_url, self.settings.webhook_secret.get_secret_value()
            )
            webhook = Webhook(api, self.database, self.desk.clock, bot_id, self._refused, address)
            self.intake = webhook
            return webhook.run(listener)
        polling = Polling(api, self.database, self.desk.clock, bot_id, self._refused)
        self.intake = polling
        if self.database.is_sqlite:
            return polling.run()
        return as_the_only_one(SoleLock(self.database), polling.run)

    def _health(self) -> "Starlette":
        from bot.health import health

        return health(
            self.database,
            self.desk,
            lambda: self.intake.last_success if self.intake else None,
            polls=not self.settings.webhook_url and self.database.is_sqlite,
        )

    def _application(self) -> App:
        """python-telegram-bot's Application, for its routing alone."""
        root = self.settings.telegram_api_url.rstrip("/")
        bot: ExtBot[None] = ExtBot(
            self.settings.token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=self._http(1),
            get_updates_request=self._http(1),
        )
        application: App = Application.builder().bot(bot).updater(None).job_queue(None).build()
        for handler in handlers(Adapter(self.desk, self.database, self._render, in_group)):
            application.add_handler(handler)
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

    async def _until_stopped(self, loops: list[Coroutine[Any, Any, None]], run: str) -> bool:
        """Run them until `stop` is set, or one fails; whether all ended in order."""
        tasks = [asyncio.create_task(loop) for loop in loops]
        stopped = asyncio.create_task(self.stop.wait())
        self.ready.set()
        intake = "webhook" if self.settings.webhook_url else "polling"
        log.info("at work", intake=intake, run=run)
        done, _ = await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        for task in (*tasks, stopped):
            task.cancel()
        ended, late = await asyncio.wait(tasks, timeout=PATIENCE)
        for task in done - {stopped}:
            task.result()
        return not late and all(task.cancelled() or not task.exception() for task in ended)
