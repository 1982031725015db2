"""What was called right stays in its chat: where the server took it, and in each tab."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import ask, ready, reload

WHO, AIM = "Who issued the strategy?", "What is the aim of the strategy?"


@pytest.fixture
def asked(page: Page) -> Page:
    """A page with two questions, the second a follow-up."""
    ready(page)
    ask(page, AIM)
    ask(page, "And who issued it?")
    expect(page.locator(".pc-ask").first).to_be_visible()
    return page


# Settled once the tab was told of what was called right in another.
TOLD = """() => {
  window.told = new Promise((done) => {
    addEventListener("storage", ({ newValue }) => newValue?.includes('"marks":[[') && done());
  });
}"""


def call_right(page: Page) -> Locator:
    """Have the second passage of the last reply called right; the note that says so."""
    reply = page.locator(".pc-reply").last
    reply.locator(".pc-passages > summary").click()
    reply.get_by_role("button", name="This is right").nth(1).click()
    return page.locator(".pc-lead", has_text="Marked as right:")


def test_what_was_called_right_is_so_on_the_next_visit(asked: Page) -> None:
    note = call_right(asked)
    expect(note).to_be_visible()
    quote = asked.locator(".pc-reply").last.locator(".pc-quote").inner_text()
    reload(asked)
    expect(note).to_be_visible()
    assert asked.locator(".pc-reply").last.locator(".pc-quote").inner_text() == quote


def test_another_tab_takes_over_what_was_called_right(asked: Page) -> None:
    again = asked.context.new_page()
    again.goto(asked.url.split("?")[0])
    expect(again.locator(".pc-answer")).to_have_count(2)
    again.evaluate(TOLD)
    expect(call_right(asked)).to_be_visible()
    again.evaluate("() => told")  # else both change the chat at the same time
    ask(again, WHO)
    expect(asked.locator(".pc-answer")).to_have_count(3)
    reload(asked)
    expect(asked.locator(".pc-answer")).to_have_count(3)
    expect(asked.locator(".pc-lead", has_text="Marked as right:")).to_be_visible()


def test_what_the_server_was_not_told_is_not_kept_as_right(asked: Page) -> None:
    asked.route("**/queue/join*", lambda _: None)
    note = call_right(asked)
    asked.unroute_all(behavior="ignoreErrors")
    reload(asked)
    expect(asked.locator(".pc-answer")).to_have_count(2)
    expect(asked.locator(".pc-ask").first).to_be_visible()
    expect(note).to_have_count(0)


def test_what_was_called_right_is_in_a_chat_of_which_nothing_is_kept(visit: Page) -> None:
    ready(visit)
    ask(visit, WHO)
    note = call_right(visit)
    expect(visit.locator("#pc-notice")).to_contain_text("Nothing is kept of this visit.")
    expect(note).to_be_visible()
    reload(visit)
    expect(note).to_be_visible()
    visit.get_by_text("Bad", exact=True).click()
    visit.locator(".pc-do-absent").click()
    absence = visit.get_by_text("Marked as not answered by the documents.")
    expect(absence).to_be_visible()
    reload(visit)
    expect(absence).to_be_visible()
