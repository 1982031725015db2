"""Folders of this computer in the library: added, asked, and kept up to date while they change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.server import (
    Server,
    ask,
    cited,
    expect_shown,
    new_collection,
    opened,
    ready,
    reload,
    serving,
    tab_to,
)
from tests.browser.states import PHONE

QUESTION = "When does the shop open?"
HOURS = "# Hours\n\nThe shop opens at nine.\n"


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as it starts by itself, with a library of its own."""
    with serving(tmp_path_factory.mktemp("local")) as server:
        server.release()
        yield server


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder of somebody's."""
    folder = tmp_path / "my notes"
    folder.mkdir()
    (folder / "hours.md").write_text(HOURS)
    (folder / "bees.txt").write_text("Bees hum.\n")
    return folder


def with_folder(page: Page, name: str, path: Path) -> Locator:
    """Have a new collection of this ``name`` hold the folder at ``path``; the library."""
    ready(page)
    page.get_by_role("button", name="Library", exact=True).click()
    library = page.get_by_role("dialog", name="Library")
    new_collection(library, name)
    expect(library.locator(".pc-rows li")).to_have_count(0)
    add(library, str(path))
    return library


def add(library: Locator, path: str) -> None:
    library.get_by_text("Add a folder of this computer").click()
    library.get_by_role("textbox", name="Path of the folder").fill(path)
    library.get_by_role("button", name="Add", exact=True).click()


def folders(library: Locator) -> Locator:
    return library.get_by_role("list", name="Folders of this computer").get_by_role("listitem")


def test_a_folder_is_asked_and_what_changes_in_it_is_seen(
    browser: Browser, local: Server, notes: Path
) -> None:
    with opened(browser, local) as page:
        library = with_folder(page, "Asked", notes)
        expect(folders(library)).to_contain_text(f"{notes}")
        expect(folders(library)).to_contain_text("2 documents")
        expect(library.locator(".pc-report")).to_contain_text("2 documents, 2 passages")
        expect(library.get_by_role("textbox", name="Path of the folder")).to_have_value("")
        expect(library.get_by_role("switch")).not_to_be_checked()
        expect(library.get_by_role("button", name="Remove my notes/")).to_have_count(0)

        page.keyboard.press("Escape")
        marker = ask(page, QUESTION).locator("a.pc-cite")
        assert cited(marker, HOURS) == "The shop opens at nine."
        marker.hover()
        origin = page.get_by_role("tooltip").locator(".pc-origin")
        expect(origin).to_contain_text("Hours (my notes/hours.md), line 3")
        marker.click()
        expect_shown(page, "The shop opens at nine.")

        (notes / "hours.md").write_text(HOURS.replace("nine", "noon"))
        expect(ask(page, QUESTION)).to_contain_text("The shop opens at noon.")
        expect_shown(page, "The shop opens at noon.")


def test_what_is_marked_stays_so_when_another_file_comes(
    browser: Browser, local: Server, notes: Path
) -> None:
    with opened(browser, local) as page:
        library = with_folder(page, "Marked", notes)
        library.get_by_role("switch", name="Keep up to date").click()
        expect(library.locator(".pc-report")).to_contain_text("2 documents")
        page.keyboard.press("Escape")
        ask(page, QUESTION).locator("a.pc-cite").click()
        expect_shown(page, "The shop opens at nine.")
        (notes / "cats.txt").write_text("Cats purr.\n")
        expect(page.locator(".pc-report")).to_contain_text("3 documents")
        expect_shown(page, "The shop opens at nine.")


def test_a_folder_is_kept_up_to_date_on_the_page(
    browser: Browser, local: Server, notes: Path
) -> None:
    with opened(browser, local) as page:
        library = with_folder(page, "Watched", notes)
        switch = library.get_by_role("switch", name="Keep up to date")
        tab_to(page, switch)
        page.keyboard.press("Space")
        expect(switch).to_be_checked()
        expect(switch).to_be_focused()
        expect(library.locator(".pc-report")).to_contain_text("2 documents")
        assert Axe().run(page).violations_count == 0

        (notes / "hours.md").write_text(HOURS.replace("nine", "noon"))
        (notes / "cats.txt").write_text("Cats purr.\n")
        expect(folders(library)).to_contain_text("3 documents")
        expect(library.locator(".pc-report")).to_contain_text("3 documents, 3 passages")
        expect(switch).to_be_focused()
        page.keyboard.press("Escape")
        expect(ask(page, QUESTION)).to_contain_text("The shop opens at noon.")

        page.get_by_role("button", name="Library", exact=True).click()
        notes.rename(notes.with_name("away"))
        expect(folders(library)).to_contain_text("There is no folder")
        expect(library.locator(".pc-rows li")).to_have_count(0)
        expect(page.locator("#pc-source")).to_contain_text("There is no document here.")
        notes.with_name("away").rename(notes)
        expect(folders(library)).to_contain_text("3 documents")
        expect(library.locator(".pc-report")).to_contain_text("3 documents")

        reload(page)
        ready(page)
        page.get_by_role("button", name="Library", exact=True).click()
        expect(switch).to_be_checked()
        switch.click()
        expect(switch).not_to_be_checked()
        remove = folders(library).get_by_role("button")
        remove.click()
        expect(remove).to_have_text("Really?")
        remove.click()
        expect(folders(library)).to_have_count(0)
        expect(switch).to_have_count(0)
        assert (notes / "cats.txt").exists()


def test_a_path_that_is_not_taken_stays_to_be_mended(
    browser: Browser, local: Server, notes: Path
) -> None:
    with opened(browser, local, **PHONE) as page:
        library = with_folder(page, "Mended", notes / "none")
        expect(library.locator(".pc-outcomes")).to_contain_text("There is no folder")
        field = library.get_by_role("textbox", name="Path of the folder")
        expect(field).to_have_value(str(notes / "none"))
        field.fill(str(local.home))
        field.press("Enter")
        expect(library.locator(".pc-outcomes")).to_contain_text("is what Pincite keeps itself")
        field.fill(str(notes))
        field.press("Enter")
        expect(folders(library)).to_contain_text("2 documents")
        expect(field).to_have_value("")
        assert page.evaluate("document.documentElement.scrollWidth") == 390


FORGED = """path => {
  const form = document.querySelector("#pc-library form");
  form.dataset.does = "add folder";
  form.elements.name.value = path;
  form.requestSubmit();
}"""


def test_a_library_of_ones_own_takes_no_folder(visit: Page, notes: Path) -> None:
    visit.get_by_role("button", name="Library", exact=True).click()
    expect(visit.get_by_text("Add a folder of this computer")).to_have_count(0)
    visit.evaluate(FORGED, str(notes))
    outcomes = visit.locator(".pc-outcomes")
    expect(outcomes).to_contain_text("Folders of this computer are not taken here.")
    expect(visit.locator(".pc-rows li")).to_have_count(1)


def test_what_comes_by_a_proxy_adds_no_folder(browser: Browser, local: Server, notes: Path) -> None:
    forwarded = {"X-Forwarded-For": "192.0.2.1"}
    with opened(browser, local, extra_http_headers=forwarded) as page:
        library = with_folder(page, "Forwarded", notes)
        expect(library.locator(".pc-outcomes")).to_contain_text("Only who runs Pincite may add")
        expect(library.locator(".pc-rows li")).to_have_count(0)


def test_a_server_with_a_login_takes_no_folder(
    browser: Browser, tmp_path: Path, notes: Path
) -> None:
    with serving(tmp_path, "--auth", "me:a long enough password") as server:
        server.release()
        with opened(browser, server) as page:
            page.get_by_role("textbox", name="username").fill("me")
            page.get_by_role("textbox", name="password").fill("a long enough password")
            page.get_by_role("button", name="Login").click()
            ready(page)
            page.get_by_role("button", name="Library", exact=True).click()
            expect(page.get_by_text("Add a folder of this computer")).to_have_count(0)
            page.evaluate(FORGED, str(notes))
            expect(page.locator(".pc-outcomes")).to_contain_text("are not taken here")
