"""The library on a phone: within reach of a finger, and by axe's rules in each of its states."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.library_page import choose, library_of
from tests.browser.server import Server, opened, ready
from tests.browser.states import PHONE


def test_a_title_leads_to_its_document(browser: Browser, private: Server) -> None:
    with opened(browser, private, **PHONE) as page:
        ready(page)
        library = library_of(page)
        library.get_by_role("button", name="Cats of the house").tap()
        expect(library).to_be_hidden()
        expect(page.locator("article")).to_contain_text("Cats purr at night.")
        expect(page.locator("article")).to_be_in_viewport()
        page.get_by_role("button", name="Close the source").tap()
        page.get_by_role("button", name="Library", exact=True).tap()
        title = library.get_by_role("button", name="Cats of the house")
        expect(title).to_have_attribute("aria-current", "true")


SMALL = """all => all.filter(it => it.checkVisibility()).map(it => {
  const { width, height } = (it.closest("label") ?? it).getBoundingClientRect();
  return [it.outerHTML.slice(0, 80), width, height];
}).filter(([, width, height]) => Math.min(width, height) < 44)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_every_state_is_within_reach(
    browser: Browser, private: Server, scheme: str
) -> None:
    controls = "#pc-library :is(button:not(.pc-show), select, input, summary)"
    with opened(browser, private, **PHONE, color_scheme=scheme) as page:
        ready(page)
        library = library_of(page)

        def check() -> None:
            assert page.locator(controls).evaluate_all(SMALL) == []
            assert page.evaluate("document.documentElement.scrollWidth") == 390
            assert library.evaluate("it => it.scrollWidth <= it.clientWidth")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()

        check()
        library.get_by_role("button", name="New…").tap()
        check()
        page.get_by_role("textbox", name="Name of a new collection").fill("Notes")
        page.keyboard.press("Enter")
        expect(library.get_by_role("combobox", name="Collection")).to_have_value("Notes")
        library.get_by_role("searchbox").fill("cats")
        expect(library.get_by_role("heading", name="In Documents")).to_be_visible()
        check()
        library.get_by_role("button", name="Cats of the house").tap()
        page.get_by_role("button", name="Close the source").tap()
        page.get_by_role("button", name="Library", exact=True).tap()
        choose(library, "bees.txt")
        check()
        library.get_by_role("button", name="Move…").tap()
        check()
        page.keyboard.press("Escape")
        library.get_by_role("button", name="Remove", exact=True).tap()
        expect(library.locator(".pc-undo")).to_contain_text("Removed bees.txt.")
        check()
