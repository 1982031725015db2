"""Documents in the library: found, sorted, selected, moved, removed and brought back."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.library_page import (
    ARTICLE,
    TEXTS,
    choose,
    expect_names,
    library_of,
    text_file,
)
from tests.browser.server import ask, expect_shown, new_collection, ready, tab_to


def names(library: Locator) -> list[str]:
    """The files that are listed, in their order."""
    ticks = library.locator(".pc-tick input")
    found = ticks.evaluate_all("all => all.map(it => it.dataset.name)")
    return [str(name) for name in found]


def in_order_of(library: Locator, order: str) -> None:
    library.get_by_role("combobox", name="Sort by").select_option(order)


def test_what_a_file_is_is_told(visit: Page) -> None:
    library = library_of(visit)
    cats = library.locator(".pc-rows li", has_text="Cats of the house")
    expect(cats.locator(".pc-facts")).to_have_text("Text · 8 words · English")
    expect(cats.locator(".pc-file")).to_have_text(
        re.compile(r"^cats\.md · 40 bytes · added\s\d{1,2}\s[A-Z][a-z]{2}\s\d{4}$")
    )


def test_the_list_is_sorted_and_stays_so_on_the_next_visit(visit: Page) -> None:
    library = library_of(visit)
    by_name = ("bees.txt", "cats.md", ARTICLE, "dogs.txt")
    expect_names(library, *by_name)
    in_order_of(library, "Largest first")
    expect_names(library, ARTICLE, "dogs.txt", "cats.md", "bees.txt")
    visit.locator("#pc-library input[type=file]").set_input_files(text_file("ants.txt", "Ants."))
    in_order_of(library, "Newest first")
    expect(library.locator(".pc-rows li").first).to_contain_text("ants.txt")
    visit.evaluate("console.error = () => {}")
    visit.reload()
    ready(visit)
    visit.get_by_role("button", name="Library", exact=True).click()
    expect(library.get_by_role("combobox", name="Sort by")).to_have_value("newest")
    expect(library.locator(".pc-rows li").first).to_contain_text("ants.txt")


def test_selected_documents_are_moved_to_a_new_collection_and_back(visit: Page) -> None:
    library = library_of(visit)
    choose(library, "bees.txt", "cats.md")
    library.get_by_role("button", name="Move…").click()
    visit.get_by_role("textbox", name="Name of a new collection").fill("Animals")
    visit.get_by_role("dialog", name="Move to").get_by_role("button", name="Move").click()
    told = library.locator(".pc-undo")
    expect(told).to_contain_text("Moved 2 documents to Animals.")
    expect_names(library, ARTICLE, "dogs.txt")
    told.get_by_role("button", name="Undo").click()
    expect(told).to_contain_text("2 documents are back.")
    expect_names(library, "bees.txt", "cats.md", ARTICLE, "dogs.txt")

    choose(library, "cats.md")
    library.get_by_role("button", name="Move…").click()
    dialog = visit.get_by_role("dialog", name="Move to")
    expect(dialog.get_by_role("combobox", name="To").locator("option")).to_have_text(
        ["A new collection…"]  # the one before went with what was moved there
    )
    visit.get_by_role("textbox", name="Name of a new collection").fill("Animals")
    dialog.get_by_role("button", name="Move").click()
    told.get_by_role("button", name="Open Animals").click()
    expect(library.get_by_role("combobox", name="Collection")).to_have_value("Animals")
    expect_names(library, "cats.md")
    expect(told.get_by_role("button")).to_have_count(0)
    visit.keyboard.press("Escape")
    ask(visit, "When do cats purr?")
    expect_shown(visit, "Cats purr at night.")


def test_a_document_that_cannot_be_moved_says_why(visit: Page) -> None:
    library = library_of(visit)
    choose(library, "bees.txt", ARTICLE)
    library.get_by_role("button", name="Move…").click()
    visit.get_by_role("textbox", name="Name of a new collection").fill("Animals")
    visit.keyboard.press("Enter")
    expect(library.locator(".pc-undo")).to_contain_text("Moved bees.txt to Animals.")
    expect(library.locator(".pc-outcomes")).to_contain_text(
        f"Not moved: '{ARTICLE}' was not added to 'Documents', but is read where it lies."
    )
    expect_names(library, "cats.md", ARTICLE, "dogs.txt")


def test_documents_are_removed_and_brought_back_by_keys(visit: Page) -> None:
    library = library_of(visit)
    remove = library.get_by_role("button", name="Remove bees.txt")
    tab_to(visit, remove)
    visit.keyboard.press("Enter")
    undo = library.get_by_role("button", name="Undo")
    expect(library.locator(".pc-undo")).to_contain_text("Removed bees.txt.")
    expect(undo).to_be_focused()
    visit.keyboard.press("Enter")
    expect(remove).to_be_visible()

    select = library.get_by_role("button", name="Select", exact=True)
    tab_to(visit, select)
    visit.keyboard.press("Enter")
    expect(library.get_by_role("checkbox", name="Select bees.txt")).to_be_focused()
    visit.keyboard.press("Space")
    visit.keyboard.press("Tab")
    visit.keyboard.press("Tab")
    visit.keyboard.press("Space")
    expect(library.locator(".pc-selected")).to_have_text("2 selected")
    tab_to(visit, library.get_by_role("button", name="Remove", exact=True))
    visit.keyboard.press("Enter")
    expect(library.locator(".pc-undo")).to_contain_text("Removed 2 documents.")
    expect_names(library, ARTICLE, "dogs.txt")
    expect(undo).to_be_focused()
    tab_to(visit, library.get_by_role("button", name="Dismiss"))
    visit.keyboard.press("Enter")
    expect(library.locator(".pc-undo button")).to_have_count(0)
    expect(library.locator(".pc-report")).to_contain_text("2 documents")


def test_the_selection_outlasts_a_list_that_is_drawn_anew(visit: Page) -> None:
    library = library_of(visit)
    choose(library, "cats.md")
    visit.locator("#pc-library input[type=file]").set_input_files(
        text_file("ants.txt", "Ants march.")
    )
    expect(library.locator(".pc-report")).to_contain_text("5 documents")
    expect(library.get_by_role("checkbox", name="Select cats.md")).to_be_checked()
    expect(library.locator(".pc-rows :checked")).to_have_count(1)
    library.get_by_role("checkbox", name="All 5").check()
    expect(library.locator(".pc-selected")).to_have_text("5 selected")
    library.get_by_role("checkbox", name="Select dogs.txt").uncheck()
    expect(library.locator(".pc-selected")).to_have_text("4 selected")
    visit.keyboard.press("Escape")
    expect(library.locator(".pc-selection")).to_be_hidden()
    expect(library).to_be_visible()
    expect(library.get_by_role("button", name="Select", exact=True)).to_be_focused()


def test_documents_of_all_collections_are_found(visit: Page) -> None:
    library = library_of(visit)
    new_collection(library, "Notes")
    visit.locator("#pc-library input[type=file]").set_input_files(
        text_file("cat food.txt", "Fish.")
    )
    expect(library.locator(".pc-report")).to_contain_text("1 document")
    box = library.get_by_role("searchbox", name="Find a document in all collections")
    box.press_sequentially("CATS")
    expect(library.get_by_text("No document here has this")).to_be_visible()
    expect(library.get_by_role("heading", name="In Documents: 1 document")).to_be_visible()
    expect(box).to_be_focused()
    box.press("Backspace")
    expect_names(library, "cat food.txt")
    expect(library.locator(".pc-count")).to_have_text("1 document")
    library.get_by_role("button", name="Cats of the house").click()
    expect(library.get_by_role("combobox", name="Collection")).to_have_value("Documents")
    expect(visit.locator("article")).to_contain_text("Cats purr at night.")
    expect(box).to_have_value("")
    expect_names(library, "bees.txt", "cats.md", ARTICLE, "dogs.txt")
    box.fill("no such thing")
    expect(library.get_by_text("No document has this in its title")).to_be_visible()
    box.press("Escape")
    expect_names(library, "bees.txt", "cats.md", ARTICLE, "dogs.txt")
    expect(library).to_be_visible()


def test_all_that_is_found_is_removed_at_once_shown_or_not(visit: Page) -> None:
    library = library_of(visit, {f"day {n}.txt": f"Day {n} was fine." for n in range(1, 71)})
    expect(library.locator(".pc-rows li")).to_have_count(50)
    assert names(library)[:4] == [ARTICLE, "day 1.txt", "day 2.txt", "day 3.txt"]
    library.get_by_role("button", name="Show more (21)").click()
    expect(library.locator(".pc-rows li")).to_have_count(71)
    box = library.get_by_role("searchbox")
    box.fill("day")
    expect(library.locator(".pc-count")).to_have_text("70 of 71")
    library.get_by_role("button", name="Select", exact=True).click()
    library.get_by_role("checkbox", name="All 70").check()
    library.get_by_role("button", name="Remove", exact=True).click()
    expect(library.locator(".pc-undo")).to_contain_text("Removed 70 documents.")
    library.get_by_role("button", name="Undo").click()
    expect(library.locator(".pc-count")).to_have_text("70 of 71")
    box.fill("")
    expect(library.locator(".pc-count")).to_have_text("71 documents")


def test_a_collection_is_renamed_with_its_chat(visit: Page) -> None:
    library = library_of(visit)
    new_collection(library, "Notes")
    visit.locator("#pc-library input[type=file]").set_input_files(
        text_file("tea.txt", "Tea is drunk at five.")
    )
    expect(library.locator(".pc-report")).to_contain_text("1 document")
    visit.keyboard.press("Escape")
    ask(visit, "When is tea drunk?")
    visit.get_by_role("button", name="Library", exact=True).click()
    library.get_by_role("button", name="Rename…").click()
    name = visit.get_by_role("textbox", name="Name of the collection")
    expect(name).to_have_value("Notes")
    name.press("Escape")
    expect(name).to_be_hidden()
    expect(library).to_be_visible()
    library.get_by_role("button", name="Rename…").click()
    name.fill("documents")
    name.press("Enter")
    expect(library.locator(".pc-outcomes")).to_contain_text(
        "There is a collection 'documents' already."
    )
    library.get_by_role("button", name="Rename…").click()
    name.fill("House & home")
    name.press("Enter")
    expect(library.get_by_role("combobox", name="Collection")).to_have_value("House & home")
    expect(visit).to_have_url(re.compile(r"collection=House\+%26\+home"))
    expect(visit.locator(".pc-question")).to_have_text("When is tea drunk?")


def test_the_same_text_under_another_name_is_told(visit: Page) -> None:
    library = library_of(visit, {"bees.txt": TEXTS["bees.txt"]})
    visit.locator("#pc-library input[type=file]").set_input_files(
        [
            text_file("copy.txt", TEXTS["bees.txt"]),
            text_file("other.txt", TEXTS["bees.txt"] + "\n"),
            text_file("windows.txt", TEXTS["bees.txt"] + "\r\n"),
        ]
    )
    expect(library.locator(".pc-report")).to_contain_text("4 documents")
    outcomes = library.locator(".pc-outcomes")
    expect(outcomes).to_contain_text("'copy.txt' is there already, as 'bees.txt'")
    expect(outcomes).to_contain_text("Added, though it has the same text as other.txt: windows.txt")
    row = library.locator(".pc-rows li", has_text="windows.txt")
    expect(row).to_contain_text("The same text as other.txt")


def test_the_formats_are_unfolded(visit: Page) -> None:
    visit.get_by_role("button", name="Library", exact=True).click()
    library = visit.get_by_role("dialog", name="Library")
    ends = library.get_by_text(".docx .docm")
    expect(ends).to_be_hidden()
    library.get_by_text("PDF, Word, Excel").click()
    expect(ends).to_be_visible()


DROP = """(chat, files) => {
  window.sending = [];
  const told = document.querySelector(".pc-uploading");
  new MutationObserver(() => {
    if (told.checkVisibility()) sending.push(told.textContent);
  }).observe(told, { childList: true, subtree: true, attributes: true });
  const dataTransfer = new DataTransfer();
  for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
  chat.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
}"""


def test_files_that_are_dropped_are_told_in_the_chat_unless_something_is_wrong(visit: Page) -> None:
    chat, notice = visit.locator("#pc-chat"), visit.locator("#pc-notice")
    library = visit.get_by_role("dialog", name="Library")
    chat.evaluate(DROP, [*TEXTS.items()])
    expect(notice).to_have_text("Added 3 documents.")
    expect(visit.locator(".pc-report")).to_contain_text("4 documents")
    expect(library).to_be_hidden()
    sending = visit.evaluate("sending")
    assert [*dict.fromkeys(sending)] == [
        f"Uploading {n} of 3: {name}" for n, name in enumerate(TEXTS, start=1)
    ]
    expect(visit.locator(".pc-uploading")).to_be_hidden()
    ask(visit, "When do cats purr?")
    expect_shown(visit, "Cats purr at night.")

    chat.evaluate(DROP, [["bees.txt", "More bees."], ["scan.txt", "\0\1"]])
    expect(library).to_be_visible()
    expect(library.locator(".pc-undo")).to_contain_text("Added bees.txt.")
    told = library.locator(".pc-outcomes li")
    expect(told).to_have_text([re.compile("^Not added: 'scan.txt'"), "Replaced: bees.txt"])
    failed, well = (told.nth(n).evaluate("it => getComputedStyle(it).color") for n in (0, 1))
    assert failed != well
    visit.keyboard.press("Escape")
    ask(visit, "When do dogs bark?")
    expect(library).to_be_hidden()  # it is told once


def test_a_collection_that_was_deleted_is_brought_back_with_its_chat(visit: Page) -> None:
    name = "A collection with a name that is as long as a name of a collection may be at all"
    library = library_of(visit)
    new_collection(library, name)
    inside = "it => it.scrollWidth <= it.clientWidth"
    assert library.evaluate(inside)
    chooser = library.get_by_role("combobox", name="Collection").bounding_box()
    drawer = library.bounding_box()
    assert chooser
    assert drawer
    assert chooser["x"] + chooser["width"] <= drawer["x"] + drawer["width"] - 18
    visit.locator("#pc-library input[type=file]").set_input_files(text_file("tea.txt", "Tea."))
    expect(library.locator(".pc-report")).to_contain_text("1 document")
    visit.keyboard.press("Escape")
    ask(visit, "What is drunk?")
    visit.get_by_role("button", name="Library", exact=True).click()
    delete = library.get_by_role("button", name="Delete this collection")
    delete.click()
    delete.click()
    expect(library.locator(".pc-undo")).to_contain_text(f"Deleted {name}.")
    assert library.evaluate(inside)
    undo = library.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(visit.locator(".pc-question")).to_have_count(0)
    visit.keyboard.press("Enter")
    expect(library.get_by_role("combobox", name="Collection")).to_have_value(name)
    expect_names(library, "tea.txt")
    expect(visit.locator(".pc-question")).to_have_text("What is drunk?")


def test_the_chat_of_an_empty_collection_offers_the_default_document(visit: Page) -> None:
    visit.get_by_role("button", name="Library", exact=True).click()
    new_collection(visit.get_by_role("dialog", name="Library"), "Notes")
    visit.keyboard.press("Escape")
    expect(visit.locator("#pc-source")).to_contain_text("or add the default document")
    visit.locator("#pc-chat").get_by_role("button", name="Add the default document").click()
    expect(visit.locator("article")).to_contain_text("China releases")
    expect(visit.get_by_role("button", name="Add the default document")).to_have_count(0)
