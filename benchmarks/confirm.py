"""How soon a photo is confirmed with the number of its case: `python -m benchmarks.confirm`.

Over HTTP on loopback, one customer after the other and twenty at once, beside a bot of
python-telegram-bot alone that keeps nothing and answers every photo with one sentence.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.orm import Session
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.app import Program, menus
from bot.config import Settings
from bot.domain.clock import MovableClock
from bot.playground import Person, World, serve
from bot.storage import chats, migrate, people
from bot.storage.customers import Customer
from bot.storage.engine import Database

TOKEN = "4242:benchmark"
ONE_BY_ONE, AT_ONCE = 100, 20
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(100_000)
PATIENCE = 30
"""Seconds."""


async def told(phone: Person) -> float:
    """Seconds from the photo to the first answer; raises TimeoutError."""
    before = len(phone.answers)
    begun = time.perf_counter()
    await phone.send_photo(PHOTO, "Palette kaputt")
    async with asyncio.timeout(PATIENCE):
        while len(phone.answers) == before:
            await asyncio.sleep(0.001)
    return time.perf_counter() - begun


async def measured(phones: Sequence[Person]) -> tuple[list[float], list[float]]:
    """Each after the other, then as many as come at once."""
    alone = []
    for phone in phones[:ONE_BY_ONE]:
        alone.append(await told(phone))
        await asyncio.sleep(0.05)
    together = await asyncio.gather(*(told(phone) for phone in phones[ONE_BY_ONE:]))
    return alone, together


def move_in(session: Session, phones: Sequence[Person], world: World) -> None:
    """Each a contact of a customer of their own; one admin."""
    now = world.clock.now()
    admin = world.person("Ada Klein")
    chats.ensure(session, {one.id for one in (admin, *phones)})
    session.add(people.Person(name="Ada Klein", role="admin", user_id=admin.id, chat_id=admin.id,
                              language="de", joined_at=now))  # fmt: skip
    for at, phone in enumerate(phones):
        customer = Customer(number=f"{20000 + at}", name=f"Firma {at}", created_at=now,
                            changed_at=now)  # fmt: skip
        session.add(customer)
        session.flush()
        session.add(people.Person(name=phone.name, role="customer", user_id=phone.id,
                                  chat_id=phone.id, language="de", joined_at=now,
                                  customer_id=customer.id,
                                  menu_for=f"customer:de:{menus().mark}"))  # fmt: skip


@asynccontextmanager
async def ours(
    url: str, world: World, phones: Sequence[Person], file: Path
) -> AsyncIterator[None]:
    """The program as it is installed, on SQLite."""
    settings = Settings(_env_file=None, bot_token=TOKEN, telegram_api_url=url,
                        database_url=f"sqlite:///{file}")  # fmt: skip
    database = Database(settings.database_url)
    migrate.to_head(database)
    database.transact(lambda session: move_in(session, phones, world))
    program = Program(settings, world.clock, database)
    task = asyncio.create_task(program.run())
    await program.ready.wait()
    try:
        yield
    finally:
        program.stop.set()
        await task
        database.close()


async def thank(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """All that the other bot does."""
    assert update.message
    await update.message.reply_text("Danke, wir kümmern uns darum.")


@asynccontextmanager
async def bare(url: str, _world: World, _phones: object, _file: Path) -> AsyncIterator[None]:
    """A bot as small as one can be."""
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    application = builder.concurrent_updates(True).build()
    application.add_handler(MessageHandler(filters.PHOTO, thank))
    async with application:
        assert application.updater
        await application.start()
        await application.updater.start_polling(timeout=10)
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()


async def run(bot: Callable[..., object]) -> tuple[list[float], list[float]]:
    """One of them, in a world of its own."""
    world = World(MovableClock(), bot_username="nordlicht_bot", token=TOKEN)
    phones = [world.person(f"Kunde {number}") for number in range(ONE_BY_ONE + AT_ONCE)]
    for phone in phones:
        phone.chat.known_to_bot = True
    with tempfile.TemporaryDirectory() as folder:
        async with serve(world) as server, bot(server.url, world, phones, Path(folder) / "d.db"):
            return await measured(phones)


def row(name: str, seconds: Sequence[float], peer: Sequence[float]) -> str:
    """One line of the table."""
    middle = statistics.median(seconds)
    return (f"| {name} | {middle * 1000:.0f} | {max(seconds) * 1000:.0f} "
            f"| {middle / statistics.median(peer):.1f} |")  # fmt: skip


async def main() -> None:
    """The command."""
    alone, together = await run(ours)
    bare_alone, bare_together = await run(bare)
    print("| | median ms | longest ms | × bare bot |\n|---|---|---|---|")
    print(row(f"{ONE_BY_ONE} one by one", alone, bare_alone))
    print(row(f"{AT_ONCE} at once", together, bare_together))


if __name__ == "__main__":
    asyncio.run(main())
