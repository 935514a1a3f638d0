"""The demo in a real browser: a look-up, a button, a follow-up that rings when time moves on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.playground.test_browser import ARGUMENTS, CHROMIUM

from .process import demo

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="left out: no chromium on this machine"),
]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The demo's page at desktop width."""
    with demo(tmp_path) as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="de-DE")
        page.goto(running.url)
        expect(page.locator("html[data-live]")).to_be_attached()
        yield page
        browser.close()


def test_a_newcomer_looks_a_customer_up_and_hears_a_follow_up_ring(page: Page) -> None:
    rep = page.get_by_label("Tom Berg", exact=True)
    newest = rep.locator(".in").last
    rep.get_by_label("Nachricht", exact=True).fill("bäckerei huber")
    page.keyboard.press("Enter")
    expect(newest).to_contain_text("Bio-Mehl, Lieferung vor 6 Uhr")
    newest.get_by_role("button", name="Kontakte").click()
    expect(newest).to_contain_text("Josef Huber")
    page.get_by_role("button", name="+1 Min.").click()
    expect(newest).to_contain_text("Nachfassen: Müller Maschinenbau GmbH & Co. KG")
    newest.get_by_role("button", name="Erledigt").click()
    expect(newest).to_contain_text("Erledigt: Müller Maschinenbau")
