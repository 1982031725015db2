"""Whether everyone can use the page: each state by axe's rules, and by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import ISSUED, Server, ask, box, expect_shown, opened, ready, reload
from tests.browser.states import PHONE, STATES, State


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_no_rule_of_axe_is_violated(browser: Browser, private: Server, state: State) -> None:
    with opened(browser, private, **state.options) as page:
        ready(page)
        state.reach(page)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert found.response["passes"]


def test_no_rule_of_axe_is_violated_before_the_answer_in_dark_and_in_the_library_in_dark(
    browser: Browser, private: Server
) -> None:
    library = next(state for state in STATES if state.name == "library")
    with opened(browser, private, color_scheme="dark") as page:
        ready(page)
        assert Axe().run(page).violations_count == 0
        library.reach(page)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_dark_is_chosen_and_kept(page: Page) -> None:
    body = page.locator("body")
    expect(body).not_to_have_class(re.compile(r"\bdark\b"))
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Light or dark").click()
    expect(body).to_have_class(re.compile(r"\bdark\b"))
    reload(page)
    expect(body).to_have_class(re.compile(r"\bdark\b"))
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    expect(body).not_to_have_class(re.compile(r"\bdark\b"))


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_source_slides_up_as_a_sheet(
    browser: Browser, server: Server, width: int
) -> None:
    phone = {"width": width, "height": 700}
    with opened(browser, server, viewport=phone, has_touch=True) as page:
        reply = ask(page, "Who issued the strategy?")
        source = page.locator("#pc-source")
        expect(source).to_be_hidden()
        reply.locator("a.pc-cite").tap()
        expect_shown(page, ISSUED)
        expect(reply.locator("a.pc-cite")).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.documentElement.scrollWidth") == width

        page.get_by_role("button", name="Close the source").tap()
        expect(source).to_be_hidden()
        reply.locator("a.pc-cite").tap()
        expect(source).to_be_visible()
        address = page.url
        page.go_back()
        expect(source).to_be_hidden()
        expect(reply).to_be_visible()
        assert page.url == address
        page.get_by_role("button", name="Library", exact=True).tap()
        expect(page.get_by_role("button", name="Add documents…")).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_page_loaded_anew_has_no_sheet_to_close(browser: Browser, server: Server) -> None:
    with opened(browser, server, **PHONE) as page:
        reply = ask(page, "Who issued the strategy?")
        reply.locator("a.pc-cite").tap()
        expect(page.locator("#pc-source")).to_be_visible()
        reload(page)
        expect(page.locator(".pc-answer")).to_be_visible()
        assert not page.evaluate("history.state.sheet")
        expect(page.locator("#pc-source")).to_be_hidden()
        page.evaluate("addEventListener('popstate', () => (document.title = 'went back'))")
        page.locator(".pc-masthead").first.tap()
        page.keyboard.press("Escape")  # closes nothing, and does not leave
        page.wait_for_timeout(500)
        assert page.title() != "went back"


def test_the_browser_goes_back_from_the_source_to_a_comparison(
    browser: Browser, server: Server
) -> None:
    with opened(browser, server, **PHONE) as page:
        ready(page)
        page.get_by_role("button", name="More", exact=True).tap()
        page.get_by_role("menuitem", name="Compare documents").tap()
        view = page.get_by_role("dialog", name="Compare documents")
        view.get_by_role("textbox", name="Questions").fill("Who issued the strategy?")
        view.get_by_role("button", name="Compare", exact=True).tap()
        link = view.get_by_role("cell").get_by_role("link")
        link.tap()
        expect_shown(page, ISSUED)
        page.go_back()
        expect(page.locator("#pc-source")).to_be_hidden()
        expect(page.locator("body")).not_to_have_class(re.compile("pc-compare-aside"))
        expect(link).to_be_focused()


def test_a_tooltip_shows_the_quote_in_what_stands_around_it(page: Page) -> None:
    reply = ask(page, "Who issued the strategy?")
    marker = reply.locator("a.pc-cite")
    card = page.get_by_role("tooltip")
    expect(reply.locator(".pc-suggested")).to_be_visible()  # the reply is not sent again
    marker.hover()
    expect(card.locator("mark")).to_have_text(ISSUED)
    expect(card).to_contain_text("China releases first strategy")
    described = marker.get_attribute("aria-describedby")
    assert described == card.get_attribute("id")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
