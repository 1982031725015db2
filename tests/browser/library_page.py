"""The library of the page, with some documents, and what is done with its list."""

from playwright.sync_api import FilePayload, Locator, Page, expect

ARTICLE = "china-cyberspace-strategy.txt"
TEXTS = {
    "bees.txt": "Bees hum in the garden.",
    "cats.md": "# Cats of the house\n\nCats purr at night.",
    "dogs.txt": "Dogs bark at the post. " * 20,
}


def text_file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def library_of(page: Page, texts: dict[str, str] = TEXTS) -> Locator:
    """The library, opened, with these texts beside the article."""
    page.get_by_role("button", name="Library", exact=True).click()
    library = page.get_by_role("dialog", name="Library")
    files = [text_file(name, text) for name, text in texts.items()]
    page.locator("#pc-library input[type=file]").set_input_files(files)
    expect(library.locator(".pc-report")).to_contain_text(f"{len(files) + 1} documents")
    return library


def expect_names(library: Locator, *expected: str) -> None:
    """These files are listed, in this order, when the list has come to rest."""
    rows = library.locator(".pc-rows li")
    expect(rows).to_have_count(len(expected))
    for number, name in enumerate(expected):
        tick = rows.nth(number).locator(".pc-tick input")
        expect(tick).to_have_attribute("data-name", name)


def choose(library: Locator, *files: str) -> None:
    """Select these files."""
    library.get_by_role("button", name="Select", exact=True).click()
    for file in files:
        library.get_by_role("checkbox", name=f"Select {file}").check()
    expect(library.locator(".pc-selected")).to_have_text(f"{len(files)} selected")
