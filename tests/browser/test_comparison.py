"""Documents compared in a table: filled, followed into the source, stopped, and taken along."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from index.documents.parsers.excel.xlsx import parse_xlsx
from tests.browser.server import ISSUED, Server, ask, expect_shown, opened, ready, serving
from tests.browser.states import PHONE
from tests.qa.comparison.conftest import LEASES, QUESTIONS

DONE = "All were asked."
DARK: dict[str, Any] = {"color_scheme": "dark"}


@pytest.fixture(scope="module")
def leases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with three leases and a recipe."""
    folder = tmp_path_factory.mktemp("leases")
    for name, text in LEASES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with serving(tmp_path_factory.mktemp("compare"), "--documents", str(folder)) as server:
        server.release()
        yield server


def opened_view(page: Page) -> Locator:
    """The view that compares, opened from the menu."""
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Compare documents").click()
    view = page.get_by_role("dialog", name="Compare documents")
    expect(view).to_be_visible()
    return view


def compare(view: Locator, *questions: str, wait: bool = True) -> None:
    """Have these questions asked of all that are chosen."""
    view.get_by_role("textbox", name="Questions").fill("\n".join(questions))
    view.get_by_role("button", name="Compare", exact=True).click()
    if wait:
        expect(view.get_by_text(DONE)).to_be_visible()


def cell(view: Locator, document: str, question: str) -> Locator:
    """The cell of a document, by its title, and a question."""
    column = QUESTIONS.index(question) + 1
    row = view.locator("tbody tr", has=view.page.get_by_role("rowheader", name=document))
    return row.locator("> *").nth(column)


def test_documents_are_compared_and_what_differs_is_marked_in_words(
    browser: Browser, leases: Server
) -> None:
    when, rent, landlord = QUESTIONS
    with opened(browser, leases) as page:
        ready(page)
        ask(page, when)
        view = opened_view(page)
        expect(view.get_by_role("textbox", name="Questions")).to_have_value(when)
        view.get_by_role("checkbox", name="Soup").uncheck()
        compare(view, *QUESTIONS)
        expect(view.locator("tbody tr")).to_have_count(3)
        north = cell(view, "North lease", when)
        expect(north).to_have_text("The lease begins on 1 May 2024. line 3")
        expect(north).not_to_have_class(re.compile("pc-differing"))
        west = cell(view, "West lease", when)
        expect(west).to_contain_text("≠ differs: June 1, 2024")
        expect(west).to_have_class(re.compile("pc-differing"))
        expect(cell(view, "South lease", rent)).to_contain_text("≠ differs: 1200 USD a month")
        expect(cell(view, "West lease", landlord)).to_contain_text("Likely place, not sure")
        expect(view.get_by_role("columnheader", name=when)).to_contain_text("≠ 1 of 3 differ")
        expect(view.get_by_role("columnheader", name=landlord)).to_have_text(landlord)


def test_a_quote_of_the_table_is_marked_in_the_source_beside_it(
    browser: Browser, leases: Server
) -> None:
    when = QUESTIONS[0]
    with opened(browser, leases, viewport={"width": 1440, "height": 900}) as page:
        ready(page)
        view = opened_view(page)
        compare(view, *QUESTIONS)
        reading = page.locator("#pc-reading")
        assert reading.evaluate("it => it.inert")
        cell(view, "West lease", when).locator(".pc-quote").click()
        expect_shown(page, "The lease begins on June 1, 2024.")
        table, source = view.bounding_box(), reading.bounding_box()
        assert table
        assert source
        assert table["x"] + table["width"] <= source["x"]
        assert not reading.evaluate("it => it.inert")
        link = cell(view, "West lease", when).get_by_role("link")
        expect(link).to_have_attribute("aria-current", "true")

        page.keyboard.press("Escape")
        expect(link).to_be_focused()
        wide = view.bounding_box()
        assert wide
        assert wide["width"] > 1.8 * table["width"]
        link.press("Enter")
        expect_shown(page, "The lease begins on June 1, 2024.")
        view.get_by_role("button", name="The whole table").click()
        expect(link).to_be_focused()

        page.keyboard.press("Escape")
        expect(view).to_be_hidden()
        expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
        assert not page.locator("#pc-asking").evaluate("it => it.inert")
        expect(opened_view(page).get_by_role("link").first).to_be_visible()  # it is still there


def test_a_collection_of_one_document_has_one_row(page: Page) -> None:
    ready(page)
    view = opened_view(page)
    expect(view.get_by_role("checkbox")).to_have_count(1)
    compare(view, "Who issued the strategy?")
    view.get_by_role("cell").get_by_role("link").click()
    expect_shown(page, ISSUED)


def test_a_table_is_taken_along_as_csv_xlsx_and_html(browser: Browser, leases: Server) -> None:
    with opened(browser, leases) as page:
        ready(page)
        view = opened_view(page)
        compare(view, *QUESTIONS)
        texts = {}
        for name in ("CSV", "XLSX", "HTML"):
            with page.expect_download() as waiting:
                view.get_by_role("button", name=name, exact=True).click()
            file = waiting.value
            assert re.fullmatch(
                rf"pincite-table-\d{{8}}-\d{{6}}\.{name.lower()}", file.suggested_filename
            )
            data = file.path().read_bytes()
            texts[name] = (
                parse_xlsx(data, "t.xlsx").text if name == "XLSX" else data.decode("utf-8-sig")
            )
            assert "≠ differs: June 1, 2024" in texts[name]
            expect(page.locator("#pc-notice")).to_contain_text("Exported as pincite-table-")
        rows = [*csv.reader(StringIO(texts["CSV"]))]
        assert [len(row) for row in rows] == [4] * 5
        assert rows[0][1:] == [*QUESTIONS]


def test_stop_stops_and_leaves_what_is_there(browser: Browser, leases: Server) -> None:
    with opened(browser, leases) as page:
        ready(page)
        view = opened_view(page)
        compare(view, *(f"{QUESTIONS[0]} Tell me, number {n}." for n in range(12)), wait=False)
        expect(view.locator("[data-grade]").first).to_be_attached()
        view.get_by_role("button", name="Stop").click()
        expect(view.get_by_role("status").filter(has_text="Stopped.")).to_be_visible()
        asked = view.locator("[data-grade]").count()
        assert 0 < asked < 48
        expect(view.get_by_text(f"{asked} of 48 asked")).to_be_visible()
        with page.expect_download() as waiting:
            view.get_by_role("button", name="CSV", exact=True).click()
        assert "not asked" in waiting.value.path().read_text(encoding="utf-8-sig")


def test_what_is_missing_is_told(browser: Browser, leases: Server) -> None:
    with opened(browser, leases) as page:
        ready(page)
        view = opened_view(page)
        compare(view, "", wait=False)
        alert = view.locator("[role=alert]")  # it is hidden without words
        expect(alert).to_have_text("There is no question. Write one or more, a line each.")
        view.get_by_role("button", name="None").click()
        compare(view, "Who pays?", wait=False)
        expect(alert).to_have_text("No document is chosen. Choose one or more.")
        view.get_by_role("button", name="All").click()
        compare(view, *["Who pays?"] * 13, wait=False)
        expect(alert).to_have_text("There are 13 questions, 12 at the most. Take some out.")
        compare(view, "Who is the landlord?")
        expect(alert).to_have_text("")


def test_on_a_phone_the_table_is_swiped_beside_its_documents(
    browser: Browser, leases: Server
) -> None:
    with opened(browser, leases, **PHONE) as page:
        ready(page)
        view = opened_view(page)
        compare(view, *QUESTIONS)
        room = view.get_by_role("region", name="Comparison")
        name = view.get_by_role("rowheader", name="North lease")
        before = name.bounding_box()
        room.evaluate("it => it.scrollTo(300, 0)")
        assert room.evaluate("it => it.scrollLeft") == 300
        assert name.bounding_box() == before
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        cell(view, "North lease", QUESTIONS[1]).get_by_role("link").tap()
        expect_shown(page, "The rent is $1,000 a month.")
        page.get_by_role("button", name="Close the source").tap()
        expect(page.locator("#pc-source")).to_be_hidden()
        expect(room).to_be_visible()


@pytest.mark.parametrize("options", [{}, DARK, PHONE, PHONE | DARK], ids=str)
def test_no_rule_of_axe_is_violated(
    browser: Browser, leases: Server, options: dict[str, Any]
) -> None:
    with opened(browser, leases, **options) as page:
        ready(page)
        view = opened_view(page)
        _check(page)
        compare(view, *QUESTIONS)
        _check(page)
        view.get_by_text("Questions and documents").click()
        _check(page)
        cell(view, "West lease", QUESTIONS[0]).get_by_role("link").click()
        expect_shown(page, "The lease begins on June 1, 2024.")
        _check(page)


def _check(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
