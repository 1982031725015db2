"""Visitors and what they bring: the library, uploads, and two people at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.browser.server import (
    CLIPBOARD,
    ISSUED,
    Server,
    ask,
    copied,
    expect_shown,
    new_collection,
    opened,
    ready,
    reload,
    serving,
    tab_to,
    until,
)
from tests.browser.states import FILES
from tests.pdf_files import column, locked, pdf

PROGRESS = """() => {
  window.progress = [];
  const drawer = document.getElementById("pc-library");
  new MutationObserver(() => {
    for (const state of drawer.querySelectorAll(".pc-adding, .pc-state")) {
      const words = state.textContent;
      if (words && progress.at(-1) !== words) progress.push(words);
    }
  }).observe(drawer, { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with two documents."""
    folder = tmp_path_factory.mktemp("collection")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "hours.md").write_text("# Hours\n\nThe library opens at nine.\n")
    (documents / "soup & salt.md").write_text("# Soup\n\nThe potatoes boil for an hour.\n")
    with serving(folder, "--documents", str(documents)) as server:
        server.release()
        yield server


def text_file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content}


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_the_library(visit: Page, how: str) -> None:
    def press(button: Locator) -> None:
        if how == "mouse":
            button.click()
        else:
            tab_to(visit, button)
            visit.keyboard.press("Enter")

    opener = visit.get_by_role("button", name="Library", exact=True)
    drawer = visit.get_by_role("dialog", name="Library")
    add = visit.get_by_role("button", name="Add documents…")
    rows = drawer.locator(".pc-rows li")
    article = rows.filter(has_text="china-cyberspace-strategy.txt")
    press(opener)
    expect(add).to_be_focused()
    with visit.expect_file_chooser() as chooser:
        press(add)
    chooser.value.set_files(FILES[:1])
    expect(rows).to_have_count(2)
    expect(drawer.locator(".pc-report")).to_contain_text("2 documents")
    expect(add).to_be_focused()

    press(article.get_by_role("button", name="Remove"))
    expect(article).to_have_count(0)
    expect(drawer.locator(".pc-report")).to_contain_text("1 document")
    visit.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()
    expect(visit.locator("article")).to_contain_text("opens at nine")
    expect(ask(visit, "When does the library open on Mondays?")).to_contain_text("opens at nine")
    assert ISSUED not in (ask(visit, "Who issued the strategy?").text_content() or "")

    press(opener)
    press(drawer.get_by_role("button", name="Restore the default document"))
    expect(article).to_have_count(1)
    expect(drawer.locator(".pc-report")).to_contain_text("2 documents")
    visit.keyboard.press("Escape")
    expect(ask(visit, "Who issued the strategy?")).to_contain_text(ISSUED)
    expect_shown(visit, ISSUED)


def test_an_address_opens_a_collection_and_asks_again(browser: Browser, server: Server) -> None:
    with opened(browser, server, permissions=CLIPBOARD) as page:
        ready(page)
        page.get_by_role("button", name="Library", exact=True).click()
        new_collection(page.get_by_role("dialog", name="Library"), "Town & country")
        expect(page).to_have_url(re.compile(r"\?collection=Town\+%26\+country$"))
        page.locator("#pc-library input[type=file]").set_input_files(FILES[0])
        expect(page.locator(".pc-report")).to_contain_text("1 document")
        page.keyboard.press("Escape")
        reply = ask(page, "When does the library open on Mondays?")
        expect(reply).to_contain_text("opens at nine")
        reply.get_by_role("button", name="Link").click()
        expect(page.locator("#pc-notice")).to_have_text("Address copied.")
        address = copied(page)
    assert address.startswith(f"{server.url}/?")
    with opened(browser, server, address.removeprefix(server.url)) as page:
        expect(page.locator(".pc-question")).to_have_text("When does the library open on Mondays?")
        expect_shown(page, "The library opens at nine on Mondays.")
        page.get_by_role("button", name="Library", exact=True).click()
        expect(page.get_by_role("combobox", name="Collection")).to_have_value("Town & country")
        delete = page.locator("[data-does=delete]")
        delete.click()
        delete.click()
        expect(page.get_by_role("combobox", name="Collection")).to_have_value("Documents")
        expect(page).not_to_have_url(re.compile("collection="))


def test_an_address_reopens_a_document(browser: Browser, collection: Server) -> None:
    with opened(browser, collection) as page:
        ready(page)
        chooser = page.get_by_role("combobox", name="Document")
        expect(page).not_to_have_url(re.compile("document="))
        chooser.select_option(label="Soup (soup & salt.md)")
        expect(page.locator("article")).to_contain_text("The potatoes boil")
        expect(page).to_have_url(re.compile(r"\?document=soup\+%26\+salt\.md$"))
        reload(page)
        ready(page)
        expect(page.locator("article")).to_contain_text("The potatoes boil")
        expect(chooser.locator(":checked")).to_have_text("Soup (soup & salt.md)")
        chooser.select_option(index=0)
        expect(page).not_to_have_url(re.compile("document="))
        ask(page, "How long do the potatoes boil?")
        expect_shown(page, "The potatoes boil for an hour.")
        expect(page).to_have_url(re.compile("document=soup"))
    asks = "/?q=When+does+the+library+open%3F&document=soup+%26+salt.md"
    with opened(browser, collection, asks) as page:
        expect_shown(page, "The library opens at nine.")


def test_what_an_address_names_and_is_not_there_is_told(
    browser: Browser, collection: Server
) -> None:
    for asked, said in (
        ("collection=None&document=b.md", "There is no collection 'None'."),
        ("document=none.md", "There is no document 'none.md' here."),
    ):
        with opened(browser, collection, f"/?{asked}") as page:
            ready(page)
            expect(page.locator("#pc-source .pc-elsewhere")).to_have_text(said)
            expect(page.locator("article")).to_contain_text("The library opens")
            expect(page).to_have_url(collection.url + "/")


def test_the_document_that_is_read_stays_while_others_come_and_go(visit: Page) -> None:
    drawer = visit.get_by_role("dialog", name="Library")
    visit.get_by_role("button", name="Library", exact=True).click()
    name = visit.get_by_role("textbox", name="Name of a new collection")
    drawer.get_by_role("button", name="New…").click()
    name.fill("Half a na")
    visit.locator("#pc-library input[type=file]").set_input_files(FILES[:2])
    expect(drawer.locator(".pc-report")).to_contain_text("3 documents")
    expect(name).to_have_value("Half a na")
    name.press("Escape")
    expect(visit.locator("article")).to_contain_text("opens at nine")
    chooser = visit.get_by_role("combobox", name="Document")
    chooser.select_option(label="soup (soup.txt)")
    expect(visit.locator("article")).to_contain_text("potatoes")
    drawer.get_by_role("button", name="Remove opening-hours.md").click()
    expect(drawer.locator(".pc-report")).to_contain_text("2 documents")
    expect(visit.locator("article")).to_contain_text("potatoes")
    expect(chooser.locator(":checked")).to_have_text("soup (soup.txt)")


def test_files_are_dropped_anywhere_on_the_page(visit: Page) -> None:
    dropped = visit.evaluate_handle(
        """files => {
          const data = new DataTransfer();
          for (const [name, text] of files) data.items.add(new File([text], name));
          return data;
        }""",
        [["hours.md", "# Hours\n\nThe library opens at nine.\n"], ["scan.txt", "\0\1"]],
    )
    chat = visit.locator("#pc-chat")
    chat.dispatch_event("dragover", {"dataTransfer": dropped})
    expect(visit.locator("body")).to_have_class(re.compile("pc-dropping"))
    chat.dispatch_event("drop", {"dataTransfer": dropped})
    expect(visit.locator("body")).not_to_have_class(re.compile("pc-dropping"))
    drawer = visit.get_by_role("dialog", name="Library")
    expect(drawer.locator(".pc-report")).to_contain_text("2 documents")
    expect(drawer.locator(".pc-outcomes li")).to_have_count(1)
    expect(drawer.locator(".pc-outcomes")).to_contain_text("Not added: 'scan.txt' is a binary file")
    visit.keyboard.press("Escape")
    expect(ask(visit, "When does the library open?")).to_contain_text("opens at nine")
    words = visit.evaluate_handle("() => new DataTransfer()")
    chat.dispatch_event("drop", {"dataTransfer": words})  # no file: nothing of ours
    expect(drawer).to_be_hidden()


def test_of_several_files_the_good_ones_are_added_and_the_others_told(visit: Page) -> None:
    drawer = visit.get_by_role("dialog", name="Library")
    visit.evaluate(PROGRESS)
    visit.get_by_role("button", name="Library", exact=True).click()
    visit.locator("#pc-library input[type=file]").set_input_files(
        [
            text_file("hours.md", b"# Hours\n\nThe library opens at nine.\n"),
            text_file("two.txt", b"The potatoes boil for an hour."),
            text_file("binary.txt", b"\x00\x01\xff"),
            text_file("latin.txt", b"Caf\xe9"),
            text_file("empty.txt", b""),
            text_file("picture.png", b"\x89PNG"),
            text_file('"><img src=x onerror=alert(1)>.md', b"An odd name."),
            text_file("a#b?c%20d.txt", b"Another one."),
        ]
    )
    expect(drawer.locator(".pc-report")).to_contain_text("6 documents")
    assert drawer.locator(".pc-rows .pc-tick input").evaluate_all(
        "all => all.map(it => it.dataset.name)"
    ) == [
        '"><img src=x onerror=alert(1)>.md',
        "a#b?c%20d.txt",
        "china-cyberspace-strategy.txt",
        "hours.md",
        "latin.txt",
        "two.txt",
    ]
    told = drawer.locator(".pc-outcomes li").all_text_contents()
    for name, why in (
        ("binary.txt", "is a binary file"),
        ("empty.txt", "is empty"),
        ("picture.png", "is damaged: it is no picture"),
    ):
        assert any(line.startswith(f"Not added: {name!r} ") and why in line for line in told), told
    assert len(told) == 3
    expect(drawer.locator(".pc-rows")).to_contain_text(
        "It was not UTF-8 and was read as Windows-1252."
    )
    seen = visit.evaluate("progress")
    assert seen[0] == "Uploading 1 of 8: hours.md"
    assert "Uploading 8 of 8: a#b?c%20d.txt" in seen
    assert "Embedding passages: 5 of 5" in seen
    assert drawer.locator("img").count() == 0


def test_encrypted_files_are_opened_with_the_passwords_given_for_them(visit: Page) -> None:
    drawer = visit.get_by_role("dialog", name="Library")
    report, told = drawer.locator(".pc-report"), drawer.locator(".pc-outcomes")
    files: list[FilePayload] = [
        {
            "name": f"{name}.pdf",
            "mimeType": "application/pdf",
            "buffer": locked(pdf([column([f"The {name} nests on the mole."])]), password),
        }
        for name, password in (("gull", "one"), ("tern", "two"))
    ]
    visit.get_by_role("button", name="Library", exact=True).click()
    visit.locator("#pc-library input[type=file]").set_input_files(files)
    of_gull = drawer.get_by_label("Password of gull.pdf")
    of_tern = drawer.get_by_label("Password of tern.pdf")
    expect(of_gull).to_have_attribute("type", "password")
    expect(told).to_contain_text("Not added: 'gull.pdf' is encrypted.")
    expect(report).to_contain_text("1 document")
    of_gull.fill("three")
    of_gull.press("Enter")
    expect(told).to_contain_text("the password does not open it")
    expect(of_gull).to_have_value("")
    expect(of_tern).to_be_visible()
    expect(report).to_contain_text("1 document")
    of_gull.fill("one")
    drawer.get_by_role("button", name="Open").first.click()
    expect(told).to_have_text("Kept without its password: gull.pdf")
    expect(of_gull).to_have_count(0)
    expect(report).to_contain_text("2 documents")  # and the list is drawn anew no more
    of_tern.fill("two")
    of_tern.press("Enter")
    expect(of_tern).to_have_count(0)
    expect(report).to_contain_text("3 documents")
    visit.keyboard.press("Escape")
    expect(ask(visit, "Where does the gull nest?")).to_contain_text("nests on the mole")
    expect(visit.get_by_role("img", name="Page 1", exact=True)).to_be_visible()  # drawn without it


def test_what_two_visitors_bring_never_mixes(browser: Browser, private: Server) -> None:
    questions = {
        "spice.txt": ("Which spice is secret?", "The secret spice is saffron."),
        "flag.txt": ("Where was the flag planted?", "The flag was planted on Mars."),
    }
    with opened(browser, private) as one, opened(browser, private) as other:
        pages = dict(zip(questions, (one, other), strict=True))
        for page in pages.values():
            ready(page)
        for name, page in pages.items():
            page.get_by_role("button", name="Library", exact=True).click()
            file = text_file(name, questions[name][1].encode())
            page.locator("#pc-library input[type=file]").set_input_files(file)
        for page in pages.values():
            expect(page.locator(".pc-report")).to_contain_text("2 documents")
            page.keyboard.press("Escape")
        for name, (question, said) in questions.items():
            for owner, page in pages.items():
                reply = ask(page, question)
                if owner == name:
                    expect(reply.locator(".pc-quote")).to_contain_text(said)
                    expect_shown(page, said)
                else:
                    expect(reply).not_to_contain_text(said)
        for owner, page in pages.items():
            (foreign,) = set(questions) - {owner}
            assert foreign not in page.content()
            assert questions[foreign][1] not in page.content()


def test_what_is_asked_of_the_library_while_it_reads_is_done(visit: Page) -> None:
    drawer = visit.get_by_role("dialog", name="Library")
    picker = visit.locator("#pc-library input[type=file]")
    visit.get_by_role("button", name="Library", exact=True).click()
    rooms = "\n\n".join(f"Room {n} of the house is painted." for n in range(2000)).encode()
    picker.set_input_files(text_file("rooms.txt", rooms))
    expect(drawer.locator(".pc-state")).to_contain_text("Embedding")
    expect(visit.locator(".pc-warming")).to_contain_text("Embedding")
    picker.set_input_files(FILES[0])
    expect(drawer.locator(".pc-rows li")).to_have_count(3)
    drawer.get_by_role("button", name="Remove rooms.txt").click()
    expect(drawer.locator(".pc-report")).to_contain_text("2 documents")
    for name in ("One", "Two"):
        new_collection(drawer, name)
    for name in ("One", "Documents", "Two", "Documents"):
        visit.get_by_role("combobox", name="Collection").select_option(name)
    expect(drawer.locator(".pc-report")).to_contain_text("2 documents")
    expect(visit.locator("article")).to_contain_text("China releases")
    visit.keyboard.press("Escape")
    expect(ask(visit, "When does the library open on Mondays?")).to_contain_text("opens at nine")
    expect_shown(visit, "The library opens at nine on Mondays.")


def test_a_button_that_asks_first_asks_on_when_the_list_is_drawn_anew(visit: Page) -> None:
    drawer = visit.get_by_role("dialog", name="Library")
    picker, report = visit.locator("#pc-library input[type=file]"), drawer.locator(".pc-report")
    delete = drawer.get_by_role("button", name="Delete this collection", exact=True)
    sure = drawer.get_by_role("button", name="Really delete it? Delete this collection")
    visit.get_by_role("button", name="Library", exact=True).click()
    new_collection(drawer, "Notes")
    delete.dblclick()
    expect(sure).to_be_focused()
    picker.set_input_files(text_file("above.txt", b"It stands above the other."))
    expect(report).to_contain_text("1 document")
    expect(sure).to_have_text("Really delete it?")
    expect(sure).to_be_focused()
    drawer.locator(".pc-pick-files").focus()  # it is left
    expect(delete).to_have_text("Delete")
    picker.set_input_files(FILES[1])
    expect(report).to_contain_text("2 documents")
    expect(drawer.get_by_text("Really")).to_have_count(0)
    delete.click()
    picker.set_input_files(FILES[0])
    expect(report).to_contain_text("3 documents")
    sure.click()
    expect(drawer.get_by_role("combobox", name="Collection")).to_have_value("Documents")
    expect(delete).to_have_count(0)


def test_a_page_loaded_anew_finds_what_was_brought_and_asked(visit: Page) -> None:
    visit.get_by_role("button", name="Library", exact=True).click()
    visit.locator("#pc-library input[type=file]").set_input_files(FILES[0])
    expect(visit.locator(".pc-report")).to_contain_text("2 documents")
    visit.keyboard.press("Escape")
    ask(visit, "When does the library open on Mondays?")
    reload(visit)
    ready(visit)
    expect(visit.locator(".pc-reply")).to_contain_text("opens at nine")
    expect_shown(visit, "The library opens at nine on Mondays.")
    page = visit.context.new_page()
    page.goto(visit.url)
    expect(page.locator(".pc-reply")).to_contain_text("opens at nine")
    page.close()


def test_another_collection_is_another_chat(visit: Page) -> None:
    ask(visit, "Who issued the strategy?")
    visit.get_by_role("button", name="Library", exact=True).click()
    library = visit.get_by_role("dialog", name="Library")
    library.get_by_role("button", name="New…").click()
    name = visit.get_by_role("textbox", name="Name of a new collection")
    name.fill("documents")
    name.press("Enter")
    expect(visit.locator(".pc-outcomes")).to_contain_text(
        "There is a collection 'documents' already."
    )
    expect(visit.locator(".pc-question")).to_have_count(1)
    new_collection(library, "Notes")
    expect(visit.locator(".pc-question")).to_have_count(0)
    expect(visit.get_by_role("combobox", name="Collection")).to_have_value("Notes")
    visit.goto(visit.url.split("?")[0] + "?q=What+is+the+aim+of+the+strategy%3F")
    expect(visit.locator(".pc-answer")).to_have_count(1)
    expect(visit.locator(".pc-question")).to_have_text("What is the aim of the strategy?")


def test_what_a_visitor_brought_is_removed_when_they_are_gone(
    browser: Browser, tmp_path: Path
) -> None:
    # Gradio keeps what a page held for an hour after it was closed; for its own tests, a second.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_IS_E2E_TEST", "1")
        patch.setenv("TMPDIR", str(tmp_path))
        with serving(tmp_path, "--shared", "off") as server:
            server.release()
            before = {*tmp_path.glob("pincite-*/pincite-*")}
            with opened(browser, server) as page:
                ready(page)
                (own,) = {*tmp_path.glob("pincite-*/pincite-*")} - before
                assert list(own.glob("*/collection.json"))
            until(lambda: not own.exists())
