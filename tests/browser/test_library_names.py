"""Documents that are renamed, and a library that others change too."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.library_page import (
    ARTICLE,
    TEXTS,
    choose,
    expect_names,
    library_of,
    text_file,
)
from tests.browser.server import ask, expect_shown, opened, ready, serving

QUESTION, QUOTE = "Where do bees hum?", "Bees hum in the garden."


def rename(page: Page, library: Locator, name: str) -> None:
    library.get_by_role("button", name="Rename the document").click()
    dialog = page.get_by_role("dialog", name="Rename the document")
    dialog.get_by_role("textbox", name="Name of the document").fill(name)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()


def test_a_document_is_renamed_and_called_as_before(visit: Page) -> None:
    library = library_of(visit)
    told = library.locator(".pc-undo")
    library.get_by_role("button", name="bees.txt", exact=True).click()
    choose(library, "bees.txt")
    library.get_by_role("button", name="Rename the document").click()
    name = visit.get_by_role("textbox", name="Name of the document")
    expect(name).to_have_value("bees")
    expect(name).to_be_focused()
    visit.keyboard.type("wasps & co")  # in the place of all of it
    visit.keyboard.press("Enter")
    expect(told).to_contain_text("Renamed bees.txt to wasps & co.txt.")
    expect_names(library, "cats.md", ARTICLE, "dogs.txt", "wasps & co.txt")
    undo = told.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(visit.locator("article")).to_contain_text(QUOTE)
    visit.keyboard.press("Escape")
    expect(ask(visit, QUESTION)).to_contain_text("wasps & co.txt")
    expect_shown(visit, QUOTE)

    visit.get_by_role("button", name="Library", exact=True).click()
    undo.click()
    expect(told).to_contain_text("Renamed wasps & co.txt to bees.txt.")
    expect(undo).to_have_count(0)
    expect_names(library, "bees.txt", "cats.md", ARTICLE, "dogs.txt")
    visit.keyboard.press("Escape")
    cited = visit.locator(".pc-reply .pc-quote a.pc-removed, .pc-reply a.pc-removed").first
    expect(cited).to_have_attribute("title", "Removed since, or changed")
    ask(visit, QUESTION)
    expect_shown(visit, QUOTE)


def test_a_name_that_cannot_be_given_says_why(visit: Page) -> None:
    library = library_of(visit)
    for name, why in (
        ("cats.pdf", ""),
        ("dogs", "There is another document 'dogs.txt' in 'Documents'."),
        ("in/house", "A document's name can't hold slashes. Give it another name."),
        (".txt", "A document needs a name. Give it another name."),
    ):
        choose(library, "bees.txt")
        rename(visit, library, name)
        if why:
            expect(library.locator(".pc-outcomes")).to_contain_text(why)
        else:
            told = library.locator(".pc-undo")
            expect(told).to_contain_text("Renamed bees.txt to cats.pdf.txt.")
            told.get_by_role("button", name="Undo").click()
        expect_names(library, "bees.txt", "cats.md", ARTICLE, "dogs.txt")


def test_one_that_was_added_is_renamed_at_a_time(visit: Page) -> None:
    library = library_of(visit, {"bees.txt": TEXTS["bees.txt"]})
    library.get_by_role("button", name="Select", exact=True).click()
    button = library.get_by_role("button", name="Rename the document")
    bees, article = (
        library.get_by_role("checkbox", name=f"Select {name}") for name in ("bees.txt", ARTICLE)
    )
    expect(button).to_be_disabled()
    expect(button).to_have_attribute(
        "title", "Of documents that were added, one at a time can be renamed."
    )
    bees.check()
    expect(button).to_be_enabled()
    article.check()
    expect(button).to_be_disabled()
    bees.uncheck()
    expect(button).to_be_disabled()  # it came with the library


def test_a_collection_that_was_made_for_a_move_goes_when_that_is_undone(visit: Page) -> None:
    library = library_of(visit)
    choose(library, "bees.txt")
    library.get_by_role("button", name="Move…").click()
    visit.get_by_role("textbox", name="Name of a new collection").fill("Animals")
    visit.keyboard.press("Enter")
    collections = library.get_by_role("combobox", name="Collection").locator("option")
    expect(collections).to_have_text(["Documents", "Animals"])
    library.locator(".pc-undo").get_by_role("button", name="Undo").click()
    expect(collections).to_have_text(["Documents"])
    expect_names(library, "bees.txt", "cats.md", ARTICLE, "dogs.txt")


def test_who_opens_the_library_sees_what_another_visitor_changed(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(tmp_path) as server:
        server.release()
        with opened(browser, server) as page, opened(browser, server) as other:
            for visitor in (page, other):
                ready(visitor)
            library, others = library_of(page), other.get_by_role("dialog", name="Library")
            page.keyboard.press("Escape")
            other.get_by_role("button", name="Library", exact=True).click()
            expect_names(others, "bees.txt", "cats.md", ARTICLE, "dogs.txt")
            others.get_by_role("button", name="Remove bees.txt").click()
            expect(others.locator(".pc-undo")).to_contain_text("Removed bees.txt.")
            other.locator("#pc-library input[type=file]").set_input_files(
                text_file("ants.txt", "Ants walk in line.")
            )
            expect(others.locator(".pc-undo")).to_contain_text("Added ants.txt.")

            page.get_by_role("button", name="Library", exact=True).click()
            expect_names(library, "ants.txt", "cats.md", ARTICLE, "dogs.txt")
            ready(page)
            expect(library.locator(".pc-report")).to_contain_text("4 documents")
            expect(page.get_by_role("button", name="Add documents…")).to_be_focused()
            page.keyboard.press("Escape")

            # Where nothing has changed, nothing is drawn anew.
            drawn = page.locator("#pc-collections [data-most]").evaluate_handle("it => it")
            with page.expect_response("**/queue/join*"):
                page.get_by_role("button", name="Library", exact=True).click()
            page.wait_for_timeout(1000)
            assert drawn.evaluate("it => it.isConnected")
