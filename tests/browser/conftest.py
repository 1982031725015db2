"""The page in a real browser, as fixtures: of the article, and of a visitor's own library."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import find
from tests.browser.server import (
    SECONDS,
    UNANSWERABLE,
    Server,
    ask,
    box,
    opened,
    ready,
    reload,
    serving,
)

# A machine that is busy with other things is no fault of the page.
expect.set_options(timeout=SECONDS * 1000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "No Chromium: run `python tests/browser/chromium.py`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with its own article and one library for all, its model held back at first."""
    with serving(tmp_path_factory.mktemp("article")) as server:
        yield server


@pytest.fixture(scope="session")
def seen() -> dict[str, str | None]:
    """What the page showed before the model was there, and what followed once it was."""
    return {}


@pytest.fixture(scope="module")
def server(browser: Browser, held: Server, seen: dict[str, str | None]) -> Server:
    """The article's app, once the page was used before the model was there."""
    if not seen:
        with opened(browser, held) as page:
            _used_early(page, held, seen)
    return held


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The article's page."""
    with opened(browser, server) as page:
        yield page


@pytest.fixture(scope="session")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a library for each visit."""
    with serving(tmp_path_factory.mktemp("private"), "--shared", "off") as server:
        server.release()
        yield server


@pytest.fixture
def visit(browser: Browser, private: Server) -> Iterator[Page]:
    """The page of a visitor with a library of their own."""
    with opened(browser, private) as page:
        ready(page)
        yield page


def _used_early(page: Page, server: Server, seen: dict[str, str | None]) -> None:
    expect(page.locator(".pc-warming")).to_be_visible()
    seen["article"] = page.locator("article").text_content()
    stop = page.get_by_role("button", name="Stop")
    ask(page, "What is the aim of the strategy?", wait=False)
    expect(page.locator(".pc-waiting")).to_be_visible()
    stop.click()
    expect(page.locator(".pc-stopped")).to_have_count(1)
    expect(stop).to_be_hidden()
    ask(page, "With whom will China cooperate?", wait=False)
    expect(stop).to_be_visible()
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".pc-stopped")).to_have_count(2)
    seen["stopped"] = " ".join(page.locator(".pc-stopped .pc-waiting").all_text_contents())
    reload(page)  # what was given up is kept, and not asked again
    expect(page.locator(".pc-warming")).to_be_visible()
    expect(page.locator(".pc-stopped")).to_have_count(2)
    expect(stop).to_be_hidden()
    ask(page, "Who issued the strategy?", wait=False)
    ask(page, UNANSWERABLE, wait=False)
    expect(page.locator(".pc-waiting:not(.pc-stopped *)")).to_have_count(2)
    page.locator("#pc-source").evaluate("pane => pane.scrollTo(0, 200)")
    server.release()
    expect(page.locator(".pc-refusal")).to_be_visible(timeout=SECONDS * 1000)
    ready(page)
    seen["first"] = page.locator(".pc-answer").text_content()
    seen["second"] = page.locator(".pc-refusal").text_content()
