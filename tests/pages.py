"""The article's page in a real browser, as fixtures."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import SECONDS, UNANSWERABLE, Server, ask, opened, serving
from tests.chromium import find


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "No Chromium: run `python tests/chromium.py`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with its own article, its model held back."""
    with serving(tmp_path_factory.mktemp("article")) as server:
        yield server


@pytest.fixture(scope="module")
def before(browser: Browser, server: Server) -> dict[str, str | None]:
    """What the page showed before the model was there, and what followed once it was."""
    with opened(browser, server) as page:
        expect(page.locator(".pc-warming")).to_be_visible()
        seen = {"article": page.locator("article").text_content()}
        ask(page, "Who issued the strategy?", wait=False)
        expect(page.locator(".pc-waiting")).to_be_visible()
        ask(page, UNANSWERABLE, wait=False)
        expect(page.locator(".pc-waiting")).to_have_count(2)
        server.release()
        expect(page.locator(".pc-reply")).to_have_count(2, timeout=SECONDS * 1000)
        expect(page.locator(".pc-ready")).to_be_visible()
        seen["first"] = page.locator(".pc-answer").text_content()
        seen["second"] = page.locator(".pc-refusal").text_content()
    return seen


@pytest.fixture
def page(browser: Browser, server: Server, before: object) -> Iterator[Page]:
    with opened(browser, server) as page:
        yield page
