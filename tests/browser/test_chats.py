"""Chats are kept: between visits, of each collection, and until what was done is undone."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from qa.web.messages.english import NOTHING_TO_ASK, QUESTION_PLACEHOLDER
from tests.browser.server import (
    CLIPBOARD,
    ISSUED,
    Server,
    ask,
    box,
    copied,
    expect_shown,
    marks,
    new_collection,
    opened,
    ready,
    reload,
    serving,
)

WHO, AIM = "Who issued the strategy?", "What is the aim of the strategy?"


@pytest.fixture
def asked(page: Page) -> Page:
    """A page with two questions, the second a follow-up."""
    ready(page)
    ask(page, AIM)
    ask(page, "And who issued it?")
    expect(page.locator(".pc-ask").first).to_be_visible()
    return page


def questions(page: Page) -> Locator:
    return page.locator(".pc-question")


def open_list(page: Page) -> Locator:
    """The list of all chats, opened by its key."""
    box(page).press("Escape")
    page.keyboard.press("h")
    chats = page.get_by_role("dialog", name="Chats")
    expect(chats).to_be_visible()
    return chats


def undo(page: Page) -> None:
    page.locator("#pc-notice").get_by_role("button", name="Undo").click()


def test_the_last_chat_is_there_on_the_next_visit(asked: Page) -> None:
    again = asked.context.new_page()
    again.goto(asked.url.split("?")[0])
    expect(questions(again)).to_have_text([AIM, "And who issued it?"])
    expect(again.locator(".pc-answer")).to_have_count(2)
    # What is asked in one tab is there in the other.
    ask(again, WHO)
    expect(questions(asked)).to_have_count(3)
    expect(asked.locator(".pc-answer")).to_have_count(3)


def test_a_new_chat_is_undone_and_the_one_before_is_kept(asked: Page) -> None:
    asked.get_by_role("button", name="New chat").click()
    expect(questions(asked)).to_have_count(0)
    expect(asked.locator("#pc-notice")).to_contain_text("The one before is kept under Chats.")
    undo(asked)
    expect(asked.locator(".pc-answer")).to_have_count(2)

    asked.get_by_role("button", name="New chat").click()
    expect(questions(asked)).to_have_count(0)
    ask(asked, WHO)
    chats = open_list(asked)
    rows = chats.locator("li")
    expect(rows.locator(".pc-chat-name")).to_have_text([WHO, AIM])
    expect(rows.locator("small").first).to_contain_text("1 question")
    rows.nth(1).get_by_role("button").first.click()
    expect(chats).to_be_hidden()
    expect(questions(asked)).to_have_text([AIM, "And who issued it?"])
    reload(asked)
    expect(questions(asked)).to_have_text([AIM, "And who issued it?"])


def test_chats_are_searched_named_and_removed(asked: Page) -> None:
    asked.get_by_role("button", name="New chat").click()
    expect(questions(asked)).to_have_count(0)
    ask(asked, WHO)
    chats = open_list(asked)
    rows = chats.locator("li")
    chats.get_by_role("searchbox").fill("AND WHO")
    expect(rows.locator(".pc-chat-name")).to_have_text([AIM])
    chats.get_by_role("searchbox").fill("nobody asked that")
    expect(chats.get_by_role("status")).to_have_text("No chat says that.")
    chats.get_by_role("searchbox").fill("")

    rows.nth(1).get_by_role("button", name="Rename").click()
    name = chats.get_by_role("textbox", name="Name of the chat")
    expect(name).to_be_focused()
    name.fill("<b>Aims</b>")
    name.press("Escape")  # the list stays open
    expect(rows.locator(".pc-chat-name").nth(1)).to_have_text(AIM)
    rows.nth(1).get_by_role("button", name="Rename").click()
    name.fill("<b>Aims</b>")
    name.press("Enter")
    expect(rows.locator(".pc-chat-name").nth(1)).to_have_text("<b>Aims</b>")

    rows.first.get_by_role("button", name="Delete").click()
    expect(rows).to_have_count(1)
    chats.get_by_role("button", name="Close").click()
    expect(questions(asked)).to_have_count(0)  # it was the one that was shown
    undo(asked)
    expect(questions(asked)).to_have_text([WHO])
    expect(asked.locator(".pc-answer")).to_contain_text(ISSUED)


def test_the_open_list_shows_what_is_there_after_an_undo(asked: Page) -> None:
    asked.get_by_role("button", name="New chat").click()
    expect(questions(asked)).to_have_count(0)
    ask(asked, WHO)
    rows = open_list(asked).locator("li")
    for at, name in enumerate((WHO, AIM)):  # the one that is shown, and one that is not
        rows.nth(at).get_by_role("button", name="Delete").click()
        expect(rows).to_have_count(1)
        undo(asked)
        expect(rows).to_have_count(2)
        expect(rows.locator(".pc-chat-name").first).to_have_text(name)
        expect(rows.first.get_by_role("button").first).to_be_focused()
    # The only one there is.
    for left in (1, 0):
        rows.first.get_by_role("button", name="Delete").click()
        expect(rows).to_have_count(left)
    undo(asked)
    expect(rows).to_have_count(1)
    expect(asked.get_by_text("Nothing was asked yet.")).to_be_hidden()


def test_what_is_typed_to_find_a_chat_looks_like_what_is_typed_elsewhere(asked: Page) -> None:
    search = open_list(asked).get_by_role("searchbox")
    search.press("Tab")
    asked.keyboard.press("Shift+Tab")
    expect(search).to_be_focused()
    look = """box => {
      const accent = document.querySelector("#pc-question button:not([hidden]):not(.pc-stop)");
      return getComputedStyle(box).outlineColor === getComputedStyle(accent).backgroundColor;
    }"""
    assert search.evaluate(look)
    quiet = "box => getComputedStyle(box, '::placeholder').color !== getComputedStyle(box).color"
    assert search.evaluate(quiet)


def test_a_question_is_edited_where_it_stands(asked: Page) -> None:
    editor = asked.get_by_role("textbox", name="Edit the question")
    asked.get_by_role("button", name="Edit").first.click()
    expect(editor).to_be_focused()
    expect(asked.locator(".pc-question").first).to_be_hidden()
    editor.fill("Something else")
    editor.press("Escape")
    expect(editor).to_have_count(0)
    expect(questions(asked)).to_have_text([AIM, "And who issued it?"])

    asked.get_by_role("button", name="Edit").first.click()
    editor.fill("  ")
    editor.press("Enter")
    expect(asked.get_by_role("alert").first).to_have_text("Type a question first.")
    editor.fill(WHO)
    editor.press("Enter")
    expect(questions(asked)).to_have_text([WHO])
    expect(asked.locator(".pc-answer")).to_contain_text(ISSUED)
    undo(asked)
    expect(questions(asked)).to_have_text([AIM, "And who issued it?"])
    expect(asked.locator(".pc-answer")).to_have_count(2)


def test_what_was_taken_back_is_brought_back(asked: Page) -> None:
    box(asked).press("Escape")
    asked.keyboard.press("u")
    expect(questions(asked)).to_have_count(1)
    undo(asked)
    expect(questions(asked)).to_have_count(2)
    asked.get_by_role("button", name="Try again").first.click()
    expect(questions(asked)).to_have_text([AIM])
    undo(asked)
    expect(questions(asked)).to_have_text([AIM, "And who issued it?"])


def test_a_link_has_what_a_follow_up_is_understood_from(browser: Browser, server: Server) -> None:
    with opened(browser, server, permissions=CLIPBOARD) as page:
        ready(page)
        ask(page, WHO)
        ask(page, AIM)
        reply = ask(page, "And who issued it?")
        expect(reply.locator(".pc-do-alone")).to_be_visible()
        reply.get_by_role("button", name="Link").click()
        expect(page.locator("#pc-notice")).to_have_text("Address copied.")
        address = copied(page)
        assert parse_qs(urlsplit(address).query)["q"] == [AIM, "And who issued it?"]
        expect(page).to_have_url(address)  # that of the page says the same
        reload(page)
        expect(questions(page)).to_have_count(3)
    with opened(browser, server, address.removeprefix(server.url)) as page:
        expect(questions(page)).to_have_text([AIM, "And who issued it?"])
        expect(page.locator(".pc-understood")).to_contain_text("And who issued ")
        expect_shown(page, ISSUED)


def test_each_collection_has_its_chat(visit: Page) -> None:
    ask(visit, WHO)
    visit.get_by_role("button", name="Library", exact=True).click()
    new_collection(visit.get_by_role("dialog", name="Library"), "Notes")
    expect(visit).to_have_url(re.compile(r"\?collection=Notes$"))
    expect(questions(visit)).to_have_count(0)
    visit.keyboard.press("Escape")

    # Nothing is there to be asked.
    expect(visit.locator(".pc-if-empty").first).to_be_visible()
    expect(box(visit)).to_have_attribute("placeholder", NOTHING_TO_ASK)
    with visit.expect_file_chooser() as chooser:
        visit.get_by_role("button", name="Drop files here, or choose them").click()
    ask(visit, WHO, wait=False)
    expect(visit.get_by_role("alert").first).to_contain_text("There is no document here yet.")
    expect(box(visit)).to_have_value(WHO)
    box(visit).fill("")
    chooser.value.set_files(
        {"name": "pool.txt", "mimeType": "text/plain", "buffer": b"The pool is 25 metres long."}
    )
    expect(visit.locator(".pc-report")).to_contain_text("1 document")
    expect(box(visit)).to_have_attribute("placeholder", QUESTION_PLACEHOLDER)
    visit.keyboard.press("Escape")
    ask(visit, "How long is the pool?")

    chats = open_list(visit)
    expect(chats.locator("small").first).to_contain_text("Notes")
    row = chats.locator("li").filter(has_text=WHO)
    row.get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)
    undo(visit)
    expect(row).to_have_count(1)
    expect(questions(visit)).to_have_text(["How long is the pool?"])  # what is shown stays
    chats.get_by_role("button", name=WHO).first.click()
    expect(visit.get_by_role("combobox", name="Collection", include_hidden=True)).to_have_value(
        "Documents"
    )
    expect(questions(visit)).to_have_text([WHO])
    expect(visit.locator(".pc-answer")).to_contain_text(ISSUED)


def test_a_stopped_question_is_kept_and_not_asked_by_itself(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(tmp_path) as held, opened(browser, held) as page:
        expect(page.locator(".pc-warming")).to_be_visible()
        ask(page, WHO, wait=False)
        page.get_by_role("button", name="Stop").click()
        stopped = page.locator(".pc-stopped")
        expect(stopped).to_contain_text("Stopped.")

        page.get_by_role("button", name="Library", exact=True).click()
        library = page.get_by_role("dialog", name="Library")
        new_collection(library, "Notes")
        expect(questions(page)).to_have_count(0)
        library.get_by_role("combobox", name="Collection").select_option("Documents")
        expect(stopped).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="New chat").click()
        expect(questions(page)).to_have_count(0)
        chats = open_list(page)
        chats.get_by_role("button", name=WHO).first.click()
        expect(stopped).to_be_visible()
        reload(page)
        expect(stopped).to_be_visible()
        expect(page.get_by_role("button", name="Stop")).to_be_hidden()

        held.release()
        ready(page)
        expect(questions(page)).to_have_text([WHO])
        expect(stopped).to_be_visible()
        stopped.get_by_role("button", name="Try again").click()
        expect(page.locator(".pc-answer")).to_contain_text(ISSUED)
        expect(stopped).to_have_count(0)


def test_a_marker_of_a_removed_document_says_so(visit: Page) -> None:
    reply = ask(visit, WHO)
    marker = reply.locator("a.pc-cite")
    visit.get_by_role("button", name="Library", exact=True).click()
    visit.locator("#pc-library input[type=file]").set_input_files(
        {"name": "pool.txt", "mimeType": "text/plain", "buffer": b"The pool is 25 metres long."}
    )
    expect(visit.locator(".pc-report")).to_contain_text("2 documents")
    expect(marker).not_to_have_attribute("title", re.compile("Removed"))
    visit.get_by_role("button", name="Remove china-cyberspace-strategy.txt").click()
    expect(visit.locator("article")).to_contain_text("25 metres")
    expect(marker).to_have_attribute("title", "Removed since, or changed")
    expect(marker).to_have_class(re.compile("pc-removed"))
    visit.keyboard.press("Escape")
    marker.click()
    expect(visit.locator("#pc-notice")).to_have_text("Removed since, or changed.")
    expect(visit.locator("article")).to_contain_text("25 metres")
    expect(marks(visit)).to_have_count(0)


def test_on_paper_is_the_chat_alone(asked: Page) -> None:
    asked.emulate_media(media="print")
    for hidden in ("#pc-reading", "#pc-form", ".pc-acts >> nth=1", ".pc-buttons"):
        expect(asked.locator(hidden)).to_be_hidden()
    expect(asked.locator(".pc-quote").last).to_be_visible()
    expect(asked.locator(".pc-place").last).to_be_visible()
