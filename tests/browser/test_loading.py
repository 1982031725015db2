"""A long document, asked while it is embedded."""

from playwright.sync_api import Page, expect

from tests.browser.server import ask, ready

PLACES = "harbour market station museum library theatre bridge castle garden tower".split()
PASSAGES = 2_500  # a fast machine takes many seconds for them


def long_text() -> bytes:
    """Paragraphs of which each names a number of its own."""
    paragraphs = (
        f"The {PLACES[n % 10]} of district {n} was rebuilt by {PLACES[n % 7]} workers in the year"
        f" {1000 + n}, and {n % 90 + 10} families of the {PLACES[n % 3]} quarter moved there."
        for n in range(PASSAGES)
    )
    return "\n\n".join(paragraphs).encode()


def test_a_long_document_is_asked_while_it_is_embedded(visit: Page) -> None:
    visit.get_by_role("button", name="Library").click()
    drop = visit.locator("#pc-library input[type=file]")
    drop.set_input_files({"name": "districts.txt", "mimeType": "text/plain", "buffer": long_text()})
    loading = visit.locator(".pc-loading:not(.pc-uploading)")
    expect(loading).to_contain_text("Embedding passages: ")
    expect(loading).to_contain_text("You can ask meanwhile.")
    expect(loading.get_by_role("progressbar")).to_be_visible()
    visit.keyboard.press("Escape")
    ask(visit, "In which year was the castle of district 1237 rebuilt?")
    reply = visit.locator(".pc-reply").last
    expect(reply.locator(".pc-quote strong").first).to_have_text("2237")
    expect(reply.locator(".pc-remark")).to_contain_text(
        "Answered while the documents were still being embedded:"
    )
    expect(loading).to_contain_text("left. You can ask meanwhile.")
    ready(visit)
    expect(loading).to_have_count(0)
    reply.get_by_role("button", name="Try again").click()
    expect(visit.locator(".pc-reply .pc-quote strong").first).to_have_text("2237")
    expect(visit.locator(".pc-remark")).to_have_count(0)
