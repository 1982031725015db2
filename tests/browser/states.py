"""The states of the page that are looked at: how it gets there, on which screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.server import ISSUED, UNANSWERABLE, ask, expect_shown, marks

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FILES: list[FilePayload] = [
    {
        "name": "opening-hours.md",
        "mimeType": "text/markdown",
        "buffer": b"# Opening hours\n\nThe library opens at nine on Mondays.\n",
    },
    {"name": "soup.txt", "mimeType": "text/plain", "buffer": b"The potatoes boil for an hour.\n"},
    {"name": "scan.txt", "mimeType": "text/plain", "buffer": b"\x00\x01\x02"},
]


@dataclass(frozen=True)
class State:
    """A state of the page, reached from its start by ``reach``, in a browser with ``options``."""

    name: str
    reach: Callable[[Page], object]
    options: dict[str, Any] = field(default_factory=dict)


def answered(page: Page) -> None:
    ask(page, "Who issued the strategy?")
    expect(page.locator(".pc-ask").first).to_be_visible()
    expect_shown(page, ISSUED)


def citation(page: Page) -> None:
    answered(page)
    page.locator("#pc-chat a.pc-cite").hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


def why(page: Page) -> None:
    answered(page)
    page.get_by_text("Why these passages").click()
    expect(page.locator(".pc-reason").first).to_be_visible()
    page.get_by_text("Details").first.click()
    expect(page.locator(".pc-why").first).to_be_visible()


def refusal(page: Page) -> None:
    ask(page, UNANSWERABLE)
    expect(page.locator(".pc-ask").first).to_be_visible()


def library(page: Page) -> None:
    page.get_by_role("button", name="Library", exact=True).click()
    page.locator("#pc-library input[type=file]").set_input_files(FILES)
    expect(page.locator(".pc-outcomes")).to_contain_text("scan.txt")
    expect(page.locator(".pc-report")).to_contain_text("3 documents")


def shortcuts(page: Page) -> None:
    menu(page)
    page.get_by_role("menuitem", name="Keyboard shortcuts").click()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def menu(page: Page) -> None:
    page.get_by_role("button", name="More", exact=True).click()
    expect(page.get_by_role("menu")).to_be_visible()


def chats(page: Page) -> None:
    answered_small(page)
    menu(page)
    page.get_by_role("menuitem", name="Chats").click()
    expect(page.get_by_role("dialog", name="Chats")).to_be_visible()


def judging(page: Page) -> None:
    answered_small(page)
    page.get_by_text("Bad", exact=True).click()
    expect(page.get_by_role("button", name="Pick the sentence")).to_be_visible()


def picking(page: Page) -> None:
    judging(page)
    page.get_by_role("button", name="Pick the sentence").click()
    expect(page.locator(".pc-invitation")).to_be_visible()


def editing(page: Page) -> None:
    answered(page)
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_role("textbox", name="Edit the question")).to_be_focused()


def sheet(page: Page) -> None:
    answered_small(page)
    page.locator("#pc-chat a.pc-cite").click()  # a tap would darken it for a moment
    expect(marks(page).first).to_be_in_viewport(ratio=1)


def answered_small(page: Page) -> None:
    ask(page, "Who issued the strategy?")
    expect(page.locator(".pc-ask").first).to_be_visible()


STATES = (
    State("start", lambda page: page.locator("#pc-examples button").first.wait_for()),
    State("answered", answered),
    State("citation", citation),
    State("why", why),
    State("refusal", refusal),
    State("library", library),
    State("shortcuts", shortcuts),
    State("menu", menu),
    State("chats", chats),
    State("judging", judging),
    State("picking", picking),
    State("editing", editing),
    State("dark", answered, {"color_scheme": "dark"}),
    State("phone", answered_small, PHONE),
    State("phone-source", sheet, PHONE),
    State("phone-library", library, PHONE),
    State("phone-chats", chats, PHONE),
    State("phone-judging", judging, PHONE),
)
