"""What is open in a reply, and what has the focus, when the reply is sent again."""

from playwright.sync_api import Page, expect

from tests.browser.server import ask, ready

SENT_AGAIN = """reply => {
  const again = reply.cloneNode(true);
  for (const fold of again.querySelectorAll("details")) fold.open = false;
  reply.replaceWith(again);
}"""


def test_what_is_open_stays_open_and_what_is_closed_closed(page: Page) -> None:
    ready(page)
    ask(page, "What is the aim of the strategy?")
    reply = ask(page, "Who issued the strategy?")
    reply.locator(".pc-passages > summary").click()
    details = reply.locator(".pc-details")
    details.nth(1).locator("summary").click()
    expect(reply.locator(".pc-ask").first).to_be_visible()  # nothing is sent after it
    reply.get_by_role("button", name="This is right").nth(1).click()
    expect(page.locator(".pc-lead", has_text="Marked as right:")).to_be_visible()
    expect(reply.locator(".pc-passages")).to_have_attribute("open", "")
    expect(details.nth(1)).to_have_attribute("open", "")
    expect(page.locator(".pc-reply details[open]")).to_have_count(2)
    reply.locator(".pc-passages > summary").click()
    expect(details.nth(1)).to_be_hidden()
    reply.evaluate(SENT_AGAIN)
    expect(page.locator(".pc-reply details[open]")).to_have_count(1)
    expect(details.nth(1)).to_have_attribute("open", "")


def test_a_choice_that_is_made_is_not_interrupted(page: Page) -> None:
    ready(page)
    reply = ask(page, "Who issued the strategy?")
    expect(reply.locator(".pc-ask").first).to_be_visible()  # nothing is sent after it
    reply.locator(".pc-bad > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    pick = reply.locator(".pc-do-pick")
    expect(pick).to_be_focused()
    reply.evaluate(SENT_AGAIN)
    expect(pick).to_be_visible()
    expect(pick).to_be_focused()
