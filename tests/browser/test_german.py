"""The page as a German browser gets it: nothing of it is said in English."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from qa.web.messages import english, german
from tests.browser.server import ISSUED, SECONDS, Server, expect_shown, opened

# The texts and the words of attributes that a page shows, or would: but for names and quotes.
SHOWN = """() => {
  const quoted =
    "script, style, article, .pc-quote, .pc-question, .pc-near, .pc-ask, #pc-examples button,"
    + " #pc-collection, .pc-do-right";
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest(quoted)) words.push(data);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (element.matches(".pc-do-right")) continue; // its title has a quote
    for (const { name, value } of element.attributes) {
      if (/^(aria-label|title|placeholder|alt)$/.test(name)) words.push(value);
      if (/^data-(?!name|sentences)/.test(name) && /\\s/.test(value)) words.push(value);
    }
  }
  const plain = (it) => it.replace(/\\s+/g, " ").replace(/\\{\\w+\\}/g, "").trim();
  return [...new Set(words.map(plain))];
}"""


# What is said as it stands, and otherwise in German.
ENGLISH = {
    words
    for name, words in vars(english).items()
    if name.isupper() and isinstance(words, str) and words != getattr(german, name)
}


def hold_no_english(page: Page) -> None:
    shown = set(page.evaluate(SHOWN))
    assert not shown & ENGLISH, shown & ENGLISH
    made = {words for words in shown if OF_ENGLISH.search(words)}
    assert not made, made


OF_ENGLISH = re.compile(
    r"\b(the|of|is|are|and|its|this|not|documents?|pages?|passages?|words?|files?|lines?)\b"
)


@contextmanager
def visited(browser: Browser, server: Server) -> Iterator[Page]:
    with opened(browser, server, locale="de-DE") as page:
        expect(page.locator(".pc-report")).not_to_be_empty(timeout=SECONDS * 1000)
        yield page


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Page]:
    with visited(browser, server) as page:
        yield page


@pytest.fixture
def alone(browser: Browser, private: Server) -> Iterator[Page]:
    """A page with a library of its own, which nobody else sees changed."""
    with visited(browser, private) as page:
        yield page


def ask(page: Page, question: str) -> Locator:
    replies = page.locator(".pc-reply")
    before = replies.count()
    box = page.get_by_role("textbox", name="Frage")
    box.fill(question)
    box.press("Enter")
    expect(replies).to_have_count(before + 1, timeout=SECONDS * 1000)
    return replies.last


def test_the_page_and_what_it_answers(visit: Page) -> None:
    assert visit.evaluate("document.documentElement.lang") == "de"
    expect(visit.get_by_role("button", name="Bibliothek").first).to_be_visible()
    hold_no_english(visit)
    answer = ask(visit, "Who issued the strategy?")
    expect(answer).to_contain_text(ISSUED)  # a quote is never translated
    expect_shown(visit, ISSUED)
    refusal = ask(visit, "What is the capital of Mars?")
    expect(refusal).to_contain_text("erwähn")
    expect(refusal).not_to_contain_text("never")
    answer.locator(".pc-passages > summary").click()
    hold_no_english(visit)
    visit.keyboard.press("Escape")
    visit.get_by_role("button", name="Kopieren").last.click()
    hold_no_english(visit)
    assert Axe().run(visit).violations_count == 0


def test_the_library_the_chats_and_the_comparison(alone: Page) -> None:
    alone.get_by_role("button", name="Bibliothek").first.click()
    files = alone.locator("#pc-library input[type=file]")
    files.set_input_files(
        [
            FilePayload(name="leer.txt", mimeType="text/plain", buffer=b" "),
            FilePayload(name="brief.txt", mimeType="text/plain", buffer=b"The fee is 12 euros."),
        ]
    )
    outcomes = alone.locator(".pc-outcomes")
    expect(outcomes).to_contain_text("leer.txt")
    expect(outcomes).not_to_contain_text("is empty")
    expect(alone.locator(".pc-report")).to_contain_text("2 Dokumente")
    hold_no_english(alone)
    alone.keyboard.press("Escape")
    alone.get_by_role("button", name="Mehr", exact=True).click()
    hold_no_english(alone)
    alone.get_by_role("menuitem", name="Chats").click()
    hold_no_english(alone)
    alone.keyboard.press("Escape")
    alone.get_by_role("button", name="Mehr", exact=True).click()
    alone.get_by_role("menuitem", name="Dokumente vergleichen").click()
    expect(alone.locator("#pc-compare")).to_be_visible()
    hold_no_english(alone)


def test_a_browser_of_a_language_that_is_not_there_gets_english(
    browser: Browser, private: Server
) -> None:
    with opened(browser, private, locale="fr-FR") as page:
        expect(page.get_by_role("textbox", name="Question")).to_be_visible()
        assert page.evaluate("document.documentElement.lang") == "en"
