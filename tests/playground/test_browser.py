"""The page in a real browser, with the little bot behind it."""

import re
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, Page, async_playwright, expect

from bot.domain.clock import MovableClock
from bot.playground import Person

from .page_stage import Stage, open_stage
from .test_files import png

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="left out: no chromium on this machine"),
]


@pytest_asyncio.fixture(loop_scope="module")
async def stage(clock: MovableClock, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with open_stage(clock, forum=getattr(request, "param", "") == "forum") as stage:
        yield stage


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, stage: Stage) -> AsyncIterator[Page]:
    """The page at desktop width; whatever the console says fails the test."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(stage.url)
    await expect(page.locator("html[data-live]")).to_be_attached()
    yield page
    await context.close()
    assert complaints == []


def phone(page: Page, person: Person) -> Locator:
    """The phone of a person on the page."""
    return page.locator(f'[data-person="{person.id}"]')


async def write(page: Page, person: Person, text: str) -> None:
    """Type a text into a phone and send it."""
    await phone(page, person).get_by_label("Nachricht", exact=True).fill(text)
    await page.keyboard.press("Enter")


async def begin(stage: Stage) -> None:
    """All three have started the bot."""
    for person in (stage.rep, stage.admin, stage.customer):
        await person.start()
    await stage.rep.settled(quiet=0.05)


async def test_three_phones_stand_side_by_side_and_start_with_a_press(
    page: Page, stage: Stage
) -> None:
    boxes = [await screen.bounding_box() for screen in await page.locator(".screen").all()]
    edges = [(box["x"], box["x"] + box["width"], box["height"]) for box in boxes if box]
    assert len(edges) == 3
    assert edges[0][1] < edges[1][0]
    assert edges[1][1] < edges[2][0]
    assert all(height > 600 for _, _, height in edges)
    mine = phone(page, stage.rep)
    await mine.get_by_role("button", name="Starten").click()
    await expect(mine.locator(".in b", has_text="Guten Tag!")).to_be_visible()
    await expect(mine.locator(".day")).to_have_text("Heute")


async def test_a_press_edits_in_place_and_shows_its_answer(page: Page, stage: Stage) -> None:
    await begin(stage)
    mine = phone(page, stage.rep)
    await write(page, stage.rep, "Besuch bei Müller")
    await expect(mine.locator(".out").last).to_contain_text("Besuch bei Müller")
    await mine.get_by_role("button", name="Verwerfen").click()
    await expect(mine.locator("dialog")).to_contain_text("Gedrückt: drop")
    await mine.get_by_role("button", name="OK").click()
    count = await mine.locator(".row").count()
    await mine.get_by_role("button", name="Besuch speichern").click()
    await expect(mine.locator(".toast")).to_have_text("Gespeichert")
    await expect(mine.locator(".in").last).to_contain_text("Besuch 1042 gespeichert")
    await expect(mine.locator(".in").last.locator(".meta")).to_contain_text("bearbeitet")
    await expect(mine.locator(".row")).to_have_count(count)
    await expect(mine.get_by_role("button", name="Besuch speichern")).to_have_count(0)


async def test_the_menu_lists_commands_and_sends_the_chosen_one(page: Page, stage: Stage) -> None:
    await begin(stage)
    mine = phone(page, stage.rep)
    await mine.get_by_role("button", name="Befehle zeigen").click()
    await expect(mine.locator(".commands button")).to_have_count(2)
    await mine.get_by_role("button", name="/heute").click()
    await expect(mine.locator(".in").last).to_contain_text("Echo: /heute")
    await mine.get_by_label("Nachricht", exact=True).fill("/bes")
    await expect(mine.locator(".commands button:visible")).to_have_count(1)


async def test_pictures_show_and_documents_go_both_ways(page: Page, stage: Stage) -> None:
    await begin(stage)
    mine = phone(page, stage.rep)
    picture = FilePayload(name="palette.png", mimeType="image/png", buffer=png(40, 30))
    await mine.locator("input[data-kind=photo]").set_input_files(picture)
    shown = mine.locator(".out img")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40
    table = FilePayload(name="kunden.csv", mimeType="text/csv", buffer=b"Nummer;Name")
    await mine.locator("input[data-kind=document]").set_input_files(table)
    async with page.expect_download() as download:
        await mine.get_by_role("link", name="kunden.csv").click()
    saved = await (await download.value).path()
    assert saved.read_bytes() == b"Nummer;Name"
    assert [m.file.kind for m in stage.rep.messages if m.file] == ["photo", "document"]


async def test_copying_sharing_a_contact_and_editing_ones_own_words(
    page: Page, stage: Stage
) -> None:
    await begin(stage)
    mine = phone(page, stage.rep)
    await write(page, stage.rep, "besuch")
    await mine.get_by_role("button", name="IBAN").click()
    await expect(mine.locator(".toast")).to_have_text("Kopiert")
    assert await page.evaluate("navigator.clipboard.readText()") == "DE02120300000000202051"
    await write(page, stage.rep, "wer")
    await mine.get_by_role("button", name="Nummer teilen").click()
    await expect(mine.locator(".out").last).to_contain_text(stage.rep.phone)
    await expect(mine.get_by_role("button", name="Nummer teilen")).to_have_count(0)
    said = mine.locator(".out", has_text="besuch")
    await said.hover()
    await said.get_by_role("button", name="Bearbeiten").click()
    await write(page, stage.rep, "Besuch morgen")
    await expect(mine.locator(".out", has_text="Besuch morgen")).to_contain_text("bearbeitet")


async def test_a_start_link_works_in_its_phone_and_can_be_passed_on(
    page: Page, stage: Stage
) -> None:
    await begin(stage)
    mine = phone(page, stage.admin)
    await write(page, stage.admin, "einladen")
    await mine.get_by_role("button", name="Link weitergeben").click()
    await mine.get_by_role("button", name="Tom Berg").click()
    other = phone(page, stage.rep).locator(".out").last
    await expect(other).to_contain_text("/start")
    await mine.get_by_role("link", name="t.me/nordlicht_bot").click()
    await expect(mine.locator(".out").last).to_contain_text("/start")


async def test_a_persons_language_and_the_clock_can_be_changed(
    page: Page, stage: Stage, clock: MovableClock
) -> None:
    await begin(stage)
    await phone(page, stage.rep).get_by_role("button", name="EN", exact=True).click()
    await expect(phone(page, stage.rep).locator(".language")).to_have_attribute(
        "data-language", "en"
    )
    assert stage.rep.language == "en"
    before = clock.now()
    await page.get_by_role("button", name="+1 Woche").click()
    await expect(page.locator(".clock .date")).to_contain_text("01.12.2026")
    assert timedelta(days=7) <= clock.now() - before < timedelta(days=7, minutes=1)
    await write(page, stage.rep, "eine Woche später")
    await expect(phone(page, stage.rep).locator(".day")).to_have_text(
        [re.compile("Dienstag, 24. November"), "Heute"]
    )
    await page.get_by_role("link", name="EN", exact=True).click()
    await expect(page.get_by_role("button", name="+1 week")).to_be_visible()


async def test_a_blocked_bot_can_be_let_in_again(page: Page, stage: Stage) -> None:
    await begin(stage)
    mine = phone(page, stage.rep)
    await mine.get_by_role("button", name="Mehr").click()
    await mine.get_by_role("button", name="Bot blockieren").click()
    await expect(mine.get_by_label("Nachricht", exact=True)).to_be_hidden()
    assert stage.rep.chat.blocked
    await mine.get_by_role("button", name="Blockierung aufheben").click()
    await expect(mine.get_by_label("Nachricht", exact=True)).to_be_visible()


async def test_a_narrow_window_shows_one_phone_and_marks_news_in_the_others(
    page: Page, stage: Stage
) -> None:
    await begin(stage)
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator(".screen:visible")).to_have_count(1)
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide == 390
    tab = page.get_by_role("tab", name="Anna")
    await stage.admin.say("hallo")
    await expect(tab).to_have_class("news")
    await tab.click()
    await expect(phone(page, stage.admin).locator(".out").last).to_contain_text("hallo")
    await expect(tab).not_to_have_class("news")


@pytest.mark.parametrize("stage", ["forum"], indirect=True)
async def test_a_forum_is_one_more_phone_whose_topics_and_members_are_chosen(
    page: Page, stage: Stage
) -> None:
    (group,) = stage.groups
    await begin(stage)
    overflowing = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    assert await page.locator(".screen, body").evaluate_all(overflowing) == 0
    team = page.locator(f'[data-person="{group.id}"]')
    await expect(team.locator(".topic")).to_have_text("Allgemein")
    topic = group.open_topic(stage.world.bot, "R-2026-0117 · Huber", 0xFB6F5F)
    stage.world.write(group, stage.world.bot, text="Palette kaputt", thread=topic.id)
    await expect(team.locator(".topic em")).to_have_text("2")
    await expect(team.locator(".row")).to_have_count(0)
    await team.get_by_role("button", name="Thema wählen").click()
    await team.get_by_role("button", name="R-2026-0117 · Huber").click()
    await expect(team.locator(".topic")).to_have_text("R-2026-0117 · Huber")
    await expect(team.locator(".service")).to_have_text("R-2026-0117 · Huber · Thema eröffnet")
    await expect(team.locator(".from")).to_have_text("Nordlicht Innendienst")

    await team.get_by_label("Nachricht", exact=True).fill("besuch")
    await page.keyboard.press("Enter")
    await expect(team.locator(".out").last).to_contain_text("besuch")
    await team.get_by_title("Schreiben als").click()
    await team.get_by_role("button", name="Tom Berg").click()
    await expect(team.locator(".out")).to_have_count(0)
    await team.get_by_role("button", name="Besuch speichern").click()
    await expect(team.locator(".toast")).to_have_text("Gespeichert")
    await expect(phone(page, stage.rep).locator(".toast")).to_have_count(0)
    await team.get_by_label("Nachricht", exact=True).fill("Ich fahre hin")
    await page.keyboard.press("Enter")
    await expect(team.locator(".out")).to_contain_text("Ich fahre hin")
    said = [one for one in group.written(topic.id) if not one.from_bot]
    assert [one.sender.name for one in said] == ["Anna Klein", "Tom Berg"]
    assert group.written() == []

    await stage.admin.close_topic(group, topic.id)
    await expect(team.get_by_label("Nachricht", exact=True)).to_be_hidden()
    await expect(team.locator(".shut")).to_be_visible()
    await stage.admin.delete_topic(group, topic.id)
    await expect(team.locator(".topic")).to_have_text("Allgemein")
    await expect(team.get_by_label("Nachricht", exact=True)).to_be_visible()
