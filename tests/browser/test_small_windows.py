"""The page in windows that are small, or far enlarged: all of it is within reach."""

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, expect

from tests.browser.server import Server, ask, opened, ready

SMALL = [(320, 256), (568, 320), (667, 375)]


@pytest.mark.parametrize("size", SMALL)
def test_the_menu_is_in_view_or_scrolls_beside_its_button(
    browser: Browser, server: Server, size: tuple[int, int]
) -> None:
    width, height = size
    with opened(browser, server, viewport={"width": width, "height": height}) as page:
        ready(page)
        ask(page, "Who issued the strategy?")
        more = page.get_by_role("button", name="More", exact=True)
        more.click()
        menu = page.get_by_role("menu")
        place, button = _place(menu), _place(more)
        assert place["y"] >= 0
        assert place["y"] + place["height"] <= height
        assert place["y"] >= button["y"] + button["height"]
        for key, name in (("End", "Keyboard shortcuts"), ("Home", "Chats")):
            page.keyboard.press(key)
            expect(menu.get_by_role("menuitem", name=name)).to_be_in_viewport(ratio=1)
        more.click()
        expect(menu).to_be_hidden()
        more.click()
        menu.get_by_role("menuitem", name="Chats").click()
        expect(page.get_by_role("dialog", name="Chats")).to_be_visible()


def test_a_menu_covers_its_button_only_where_next_to_nothing_of_it_would_be_seen(
    browser: Browser, server: Server
) -> None:
    with opened(browser, server, viewport={"width": 320, "height": 128}) as page:
        ready(page)
        page.get_by_role("button", name="More", exact=True).click()
        place = _place(page.get_by_role("menu"))
        assert (place["y"], place["height"]) == (8, 112)


@pytest.mark.parametrize("size", SMALL)
def test_an_empty_page_begins_with_its_heading(
    browser: Browser, server: Server, size: tuple[int, int]
) -> None:
    width, height = size
    with opened(browser, server, viewport={"width": width, "height": height}) as page:
        ready(page)
        expect(page.get_by_role("heading", name="Pincite")).to_be_in_viewport(ratio=1)
        welcome = _place(page.locator(".pc-welcome"))
        assert welcome["y"] >= _place(page.locator("#pc-chat [role=log]"))["y"]
        expect(page.locator(".pc-welcome b").first).to_be_in_viewport(ratio=0.5)


def _place(shown: Locator) -> FloatRect:
    place = shown.bounding_box()
    assert place
    return place
