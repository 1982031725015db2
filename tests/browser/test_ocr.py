"""A scan on the page: how far its reading is, skipping the rest, and reading it after all."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server, ask, opened, ready, serving
from tests.scans import NOTES, needs_ocr, scanned_pdf

pytestmark = needs_ocr
PAGES = 24


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, with a library for each visit; it reads scans without being told to."""
    with serving(tmp_path_factory.mktemp("scans"), "--shared", "off") as server:
        server.release()
        yield server


@pytest.fixture
def reading(browser: Browser, scans: Server) -> Iterator[Page]:
    """The page of a visitor who has just added a scan."""
    boats = [f"Boat number {n} came to the quay." for n in range(PAGES - 2)]
    data = scanned_pdf([NOTES[0], *boats, NOTES[2]])
    with opened(browser, scans) as page:
        ready(page)
        page.get_by_role("button", name="Library", exact=True).click()
        page.locator("#pc-library input[type=file]").set_input_files(
            {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": data}
        )
        yield page


def test_the_rest_of_a_scan_is_skipped_and_read_later(reading: Page) -> None:
    state = reading.locator(".pc-state")
    # A page has been read by then.
    expect(state).to_contain_text(re.compile(rf"page (?!1 )\d+ of {PAGES} by OCR"))
    reading.get_by_role("button", name="Skip the rest of the OCR").click()
    rest = reading.get_by_role("button", name="Read the rest by OCR")
    expect(rest).to_be_visible()
    row = reading.locator(".pc-rows li", has_text="scan.pdf")
    expect(row).to_contain_text("hold no text: scanned.")
    expect(row).to_contain_text("pages was skipped.")
    expect(ask(reading, "When does the harbour open?")).to_contain_text(NOTES[0])
    rest.click()
    expect(state).to_contain_text(f"of {PAGES} by OCR")
    assert "page 1 of" not in (state.text_content() or "")
    ready(reading)
    expect(row).not_to_contain_text("skipped")
    expect(ask(reading, "When does the ferry leave?")).to_contain_text(NOTES[2])
