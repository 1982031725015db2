"""Citations taken out of the page: copied with footnotes, exported as evidence, in PDF files."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.server import (
    CLIPBOARD,
    Server,
    ask,
    copied,
    opened,
    ready,
    serving,
    tab_to,
)
from tests.browser.states import PHONE
from tests.browser.test_pages import ASKED, COST, PAGES
from tests.pdf_files import column, highlights, pdf

GULLS = "The gulls of the mole are fed by the warden at noon."
ROOMS = "The inn has *nine* rooms."
SPEECH = (
    "“The parrot of the cook says “good day” to all.”",
    "“The parrot is old,” said the host, “but it talks.”",
    "The parrot, said the guest, is “never quiet” at night.",
)
"""One that is a quotation, one that begins and ends with others, one with another inside."""
FOUND = "Dogs are welcome in the yard of the inn."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@pytest.fixture(scope="module")
def harbour(folder: Path) -> Iterator[Server]:
    """The app with two PDF files, one of which will be changed, one in an archive, and a text."""
    documents = folder / "documents"
    (documents / "old rules").mkdir(parents=True)
    (documents / "old rules" / "harbour.pdf").write_bytes(pdf(PAGES))
    (documents / "gulls.pdf").write_bytes(pdf([column([GULLS])]))
    with zipfile.ZipFile(documents / "letters.zip", "w") as archive:
        archive.writestr("dogs.pdf", pdf([column([FOUND])]))
    (documents / "inn.md").write_text(f"# Inn\n\n{ROOMS}\n\n## Food\n\nIt has soup.\n")
    (documents / "parrot.md").write_text("\n\n".join(("# Parrot", *SPEECH)) + "\n")
    with serving(folder, "--documents", str(documents)) as server:
        server.release()
        yield server


@pytest.fixture
def asked(browser: Browser, harbour: Server) -> Iterator[Page]:
    with opened(browser, harbour, permissions=CLIPBOARD) as page:
        ready(page)
        yield page


def copied_html(page: Page) -> str:
    """What is in the clipboard with formatting, as it is pasted elsewhere."""
    html = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read({ unsanitized: ["text/html"] });
          return (await item.getType("text/html")).text();
        }"""
    )
    assert isinstance(html, str)
    return html


def footnoted(page: Page, button: Locator, form: str) -> str:
    """What is in the clipboard once a form was chosen of the menu at ``button``."""
    button.click()
    page.get_by_role("menuitem", name=form).click()
    said = "Copied as Markdown." if form == "As Markdown" else "Copied."
    expect(page.locator("#pc-notice")).to_have_text(said)
    expect(page.get_by_role("menu")).to_have_count(0)
    return copied(page)


def exported(page: Page, name: str) -> Download:
    page.get_by_role("button", name="More", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=name, exact=True).click()
    return download.value


def test_a_quote_is_copied_with_its_footnote(asked: Page) -> None:
    reply = ask(asked, ASKED)
    expect(reply).to_contain_text(COST)
    button = reply.get_by_role("button", name="Footnote")
    assert footnoted(asked, button, "With formatting") == (
        f"“{COST}”¹\n\n¹ Harbour rules, page 2, old rules/harbour.pdf#page=2"
    )
    html = copied_html(asked)
    assert f"“{COST}”<sup>1</sup>" in html
    assert "<sup>1</sup> Harbour rules, " in html
    assert '<a href="old%20rules/harbour.pdf#page=2">page 2</a>, old rules/harbour.pdf' in html
    assert footnoted(asked, button, "As Markdown") == (
        f"“{COST}”[^1]\n\n"
        "[^1]: Harbour rules, [page 2](old%20rules/harbour.pdf#page=2), old rules/harbour.pdf"
    )


def test_what_is_copied_otherwise_links_to_the_page_too(asked: Page) -> None:
    reply = ask(asked, ASKED)
    reply.get_by_role("button", name="Copy").click()
    place = "[1] Harbour rules (old rules/harbour.pdf#page=2), page 2, characters "
    assert copied(asked).startswith(f"{ASKED}\n\n{COST} [1]\n\n{place}")
    reply.get_by_role("button", name="Markdown").click()
    place = (
        "[^1]: Harbour rules (old rules/harbour.pdf), [page 2](old%20rules/harbour.pdf#page=2),"
        " characters "
    )
    assert copied(asked).startswith(f"**{ASKED}**\n\n> {COST} [^1]\n\n{place}")


def test_several_quotes_are_copied_together_or_each_by_itself(asked: Page) -> None:
    reply = ask(asked, "Where is the inn mentioned?")
    quotes = reply.locator(".pc-quote")
    expect(quotes).to_have_text([re.compile("^Inn"), re.compile("^The"), re.compile("^Dogs")])
    expect(asked.locator(".pc-ask").first).to_be_visible()
    own = quotes.get_by_role("button", name="Footnote")
    expect(own).to_have_count(3)
    assert footnoted(asked, own.nth(1), "With formatting") == (
        f"“{ROOMS}”¹\n\n¹ Inn, line 3, inn.md"
    )
    # A PDF in an archive cannot be opened at a page.
    assert footnoted(asked, own.nth(2), "As Markdown") == (
        f"“{FOUND}”[^1]\n\n[^1]: letters.zip/dogs.pdf, page 1"
    )
    whole = reply.locator(".pc-acts").get_by_role("button", name="Footnote")
    assert footnoted(asked, whole, "With formatting") == (
        f"“Inn”¹\n“{ROOMS}”²\n“{FOUND}”³\n\n"
        "¹ Inn, line 1, inn.md\n² Inn, line 3, inn.md\n³ letters.zip/dogs.pdf, page 1"
    )
    # With formatting, emphasis is shown without its signs.
    assert "“The inn has nine rooms.”<sup>2</sup>" in copied_html(asked)
    notes = footnoted(asked, whole, "As Markdown").partition("\n\n[^1]: ")[0]
    assert notes == f"“Inn”[^1]\n\n“{ROOMS}”[^2]\n\n“{FOUND}”[^3]"


def test_quotes_from_one_place_share_a_footnote(asked: Page) -> None:
    reply = ask(asked, "Where are vessels mentioned?")
    whole = reply.locator(".pc-acts").get_by_role("button", name="Footnote")
    quotes, _, notes = footnoted(asked, whole, "With formatting").partition("\n\n")
    assert [(line[:5], line[-1]) for line in quotes.splitlines()] == [
        ("“Larg", "¹"),
        ("“The ", "¹"),
        ("“A fe", "¹"),
        ("“It w", "²"),
    ]
    assert notes.splitlines() == [
        f"{sign} Harbour rules, page {number}, old rules/harbour.pdf#page={number}"
        for sign, number in (("¹", 3), ("²", 4))
    ]


def test_a_quote_with_quotation_marks_of_its_own_gets_no_others_beside_them(asked: Page) -> None:
    reply = ask(asked, "Where is the parrot mentioned?")
    expect(reply.locator(".pc-quote")).to_have_count(len(SPEECH) + 1)
    expect(asked.locator(".pc-ask").first).to_be_visible()
    whole = reply.locator(".pc-acts").get_by_role("button", name="Footnote")
    one, other, plain = SPEECH
    lines = footnoted(asked, whole, "With formatting").splitlines()[1:4]
    assert [line[:-1] for line in lines] == [one, f"‘{other}’", f"“{plain}”"]
    html = copied_html(asked)
    assert f"<p>{one}<sup>" in html
    assert f"<p>‘{other}’<sup>" in html
    notes = footnoted(asked, whole, "As Markdown").split("\n\n")[1:4]
    assert [note.partition("[^")[0] for note in notes] == [one, f"‘{other}’", f"“{plain}”"]


def test_a_footnote_is_copied_by_keyboard(asked: Page) -> None:
    reply = ask(asked, ASKED)
    button = reply.get_by_role("button", name="Footnote")
    expect(asked.locator(".pc-ask").first).to_be_visible()
    tab_to(asked, button)
    asked.keyboard.press("Enter")
    first, second = asked.get_by_role("menuitem").all()
    expect(first).to_be_focused()
    asked.keyboard.press("ArrowUp")
    expect(second).to_be_focused()
    asked.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(asked.get_by_role("menu")).to_have_count(0)
    asked.keyboard.press(" ")
    asked.keyboard.press("End")
    asked.keyboard.press("Enter")
    expect(asked.locator("#pc-notice")).to_have_text("Copied as Markdown.")
    assert copied(asked).startswith(f"“{COST}”[^1]")
    expect(button).to_be_focused()


def test_on_a_phone_the_menus_stay_on_the_screen(browser: Browser, harbour: Server) -> None:
    with opened(browser, harbour, permissions=CLIPBOARD, **PHONE) as page:
        reply = ask(page, ASKED)
        expect(page.locator(".pc-ask").first).to_be_visible()
        for button in (
            page.get_by_role("button", name="More", exact=True),
            reply.get_by_role("button", name="Footnote"),
        ):
            button.tap()
            menu = page.get_by_role("menu")
            expect(menu).to_be_in_viewport(ratio=1)
            heights = "all => all.map(item => item.getBoundingClientRect().height)"
            assert min(menu.get_by_role("menuitem").evaluate_all(heights)) >= 44
            page.mouse.click(380, 500)
            expect(menu).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_axe_is_violated_by_the_menus(
    browser: Browser, harbour: Server, scheme: str
) -> None:
    with opened(browser, harbour, color_scheme=scheme) as page:
        reply = ask(page, ASKED)
        expect(page.locator(".pc-ask").first).to_be_visible()
        for button in (
            page.get_by_role("button", name="More", exact=True),
            reply.get_by_role("button", name="Footnote"),
        ):
            button.click()
            expect(page.get_by_role("menu")).to_be_visible()
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()


def test_formatting_is_left_out_where_the_clipboard_takes_none(
    browser: Browser, harbour: Server
) -> None:
    with opened(browser, harbour, permissions=CLIPBOARD) as page:
        page.evaluate("document.execCommand = () => false")
        reply = ask(page, ASKED)
        button = reply.get_by_role("button", name="Footnote")
        assert footnoted(page, button, "With formatting").startswith(f"“{COST}”¹\n\n¹ ")


def test_the_quoted_pdf_is_exported_with_highlights(asked: Page, tmp_path: Path) -> None:
    export = asked.get_by_role("button", name="More", exact=True)
    export.click()
    group = asked.get_by_role("group", name="Take this chat along")
    names = group.get_by_role("menuitem").all_text_contents()
    assert names == ["Evidence page", "Evidence as JSON", "Print"]
    export.click()
    expect(asked.get_by_role("menu")).to_have_count(0)

    ask(asked, ASKED)
    download = exported(asked, "PDF with highlights")
    assert download.suggested_filename == "harbour-highlighted.pdf"
    expect(asked.locator("#pc-notice")).to_have_text("Exported as harbour-highlighted.pdf.")
    download.save_as(tmp_path / "one.pdf")
    assert highlights((tmp_path / "one.pdf").read_bytes()) == [(2, ASKED, (COST,))]

    feeds = "Who feeds the gulls of the mole?"
    ask(asked, feeds)
    dogs = "Where are dogs welcome?"
    ask(asked, dogs)
    expect(asked.locator('#pc-pages [data-number="1"] .pc-mark-cite').first).to_be_attached()
    download = exported(asked, "PDF with highlights")
    download.save_as(tmp_path / "several.zip")
    with zipfile.ZipFile(tmp_path / "several.zip") as archive:
        names = ["gulls.pdf", "letters.zip/dogs.pdf", "old rules/harbour.pdf"]
        assert sorted(archive.namelist()) == names
        assert highlights(archive.read(names[1])) == [(1, dogs, (FOUND,))]
        assert highlights(archive.read("gulls.pdf")) == [(1, feeds, (GULLS,))]

    download = exported(asked, "Annotations")
    assert download.suggested_filename.endswith(".jsonld")
    download.save_as(tmp_path / "all.jsonld")
    annotations = json.loads((tmp_path / "all.jsonld").read_text("utf-8"))
    assert [each["body"]["value"] for each in annotations] == [ASKED, feeds, dogs]
    assert annotations[0]["target"]["selector"][0]["exact"] == COST


def test_a_pdf_out_of_an_archive_that_was_added_is_highlighted(visit: Page, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "letters.zip", "w") as archive:
        archive.writestr("old/dogs.pdf", pdf([column([FOUND])]))
    visit.get_by_role("button", name="Library", exact=True).click()
    visit.locator("#pc-library input[type=file]").set_input_files(tmp_path / "letters.zip")
    expect(visit.locator(".pc-report")).to_contain_text("2 documents")
    visit.keyboard.press("Escape")
    dogs = "Where are dogs welcome?"
    ask(visit, dogs)
    download = exported(visit, "PDF with highlights")
    assert download.suggested_filename == "dogs-highlighted.pdf"
    download.save_as(tmp_path / "dogs.pdf")
    assert highlights((tmp_path / "dogs.pdf").read_bytes()) == [(1, dogs, (FOUND,))]


def test_the_evidence_page_opens_the_pdf_at_the_page(asked: Page, tmp_path: Path) -> None:
    ask(asked, ASKED)
    exported(asked, "Evidence page").save_as(tmp_path / "chat.html")
    page = asked.context.new_page()
    page.goto((tmp_path / "chat.html").as_uri())
    place = page.get_by_role("link", name="page 2")
    expected = (tmp_path / "old rules" / "harbour.pdf").as_uri() + "#page=2"
    assert place.evaluate("it => it.href") == expected


def test_what_was_made_for_one_visitor_is_no_one_elses(
    browser: Browser, harbour: Server, asked: Page
) -> None:
    ask(asked, ASKED)
    address = exported(asked, "PDF with highlights").url
    assert asked.request.get(address).status == 200
    with opened(browser, harbour) as other:
        told = other.request.get(address)
        assert (told.status, "not held any more" in told.text()) == (404, True)


def test_a_pdf_that_was_changed_meanwhile_is_told(
    browser: Browser, harbour: Server, folder: Path
) -> None:
    with opened(browser, harbour) as page:
        ready(page)
        ask(page, "Who feeds the gulls of the mole?")
        expect(page.locator("#pc-pages .pc-mark-cite").first).to_be_attached()
        image = page.get_by_role("img", name="Page 1", exact=True)
        image.evaluate("image => image.decode()")  # what is asked for later is gone
        file = folder / "documents" / "gulls.pdf"
        before = file.read_bytes()
        try:
            file.write_bytes(pdf([column([COST])]))
            page.get_by_role("button", name="More", exact=True).click()
            page.get_by_role("menuitem", name="PDF with highlights").click()
            expect(page.locator("#pc-notice")).to_contain_text(
                f"No PDF could be highlighted. gulls.pdf: Its pages do not say '{GULLS[:40]}'"
            )
        finally:
            file.write_bytes(before)
