"""A PDF on the real page: its pages with the quotes marked on them, or its text; contents, find."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Locator, Page, Route, expect

from tests.browser.server import Server, ask, expect_shown, marks, opened, ready, reload, serving
from tests.pdf_files import HEIGHT, WIDTH, Text, column, pdf

COST = "A berth in the inner basin costs twelve pounds a night."
BEFORE = [
    "The harbour master looks after the outer pier, at which large vessels",
    "moor, and after the two lights. A fee is due for each of these vessels,",
    "and it is paid at the office. After the storm of the last winter the",
    "committee of the harbour has, with the consent of all its members, post-",
]
AFTER = [
    "poned the repair of the wall, which was to begin in the month of May.",
    "It will begin once the vessels of the summer have left the outer pier.",
]
BROKEN = (
    "the committee of the harbour has, with the consent of all its members, postponed the repair"
)
PAGES = [
    [
        Text(72, 720, 22, "Harbour rules", bold=True),
        *column(["The harbour opens at six in the morning and closes at nine in the evening."]),
    ],
    [Text(72, 720, 16, "Fees", bold=True), *column([COST])],
    [Text(72, 720, 16, "Large vessels", bold=True), *column(BEFORE, top=125)],
    [
        *column(AFTER, top=720),
        Text(72, 600, 16, "Lost property", bold=True),
        *column(["The office keeps what was lost for ninety days."], top=570),
    ],
]
FILE: FilePayload = {
    "name": "harbour.pdf",
    "mimeType": "application/pdf",
    "buffer": pdf(PAGES),
}
ASKED = "What does a berth in the inner basin cost?"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a PDF and a text."""
    folder = tmp_path_factory.mktemp("harbour")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "harbour.pdf").write_bytes(FILE["buffer"])
    (documents / "inn.md").write_text(
        "# Inn\n\nThe inn has nine rooms.\n\n## Food\n\nIt has soup.\n"
    )
    with serving(folder, "--documents", str(documents)) as server:
        server.release()
        yield server


@pytest.fixture
def shown(browser: Browser, harbour: Server) -> Iterator[Page]:
    with opened(browser, harbour) as page:
        ready(page)
        yield page


def boxes(page: Page, kind: str = "cite") -> Locator:
    """The rectangles on the pages, but for those of short answers."""
    return page.locator(f"#pc-pages .pc-mark-{kind}:not(.pc-mark-short) > div")


def expect_marked(page: Page, number: int, *baselines: float, kind: str = "cite") -> None:
    """On the page of this number a line is marked at each of these heights, the first in view."""
    found = boxes(page, kind)
    expect(page.locator(f'[data-number="{number}"] .pc-mark-{kind}').first).to_be_attached()
    here = page.locator(f'[data-number="{number}"]')
    image = here.get_by_role("img", name=f"Page {number}", exact=True)
    expect(image).to_be_visible()
    image.evaluate("image => image.decode()")
    sheet = image.bounding_box()
    assert sheet
    rows = here.locator(f".pc-mark-{kind}:not(.pc-mark-short) > div")
    assert rows.count() == len(baselines)
    for n, (row, baseline) in enumerate(zip(rows.all(), baselines, strict=True)):
        at = row.bounding_box()
        assert at is not None
        middle = (at["y"] + at["height"] / 2 - sheet["y"]) / sheet["height"]
        assert abs(middle - (HEIGHT - baseline - 4) / HEIGHT) < 0.006
        left = (at["x"] - sheet["x"]) / sheet["width"]
        # The first may begin within its line.
        assert abs(left - 72 / WIDTH) < 0.01 or (n == 0 and left > 72 / WIDTH)
    expect(found.first).to_be_in_viewport(ratio=1)


def follow(page: Page, words: str) -> None:
    """Follow a link to these words of the PDF's text, as those of the chat are."""
    page.evaluate(
        """words => {
          const article = document.querySelector("#pc-source article");
          const start = article.textContent.indexOf(words);
          const link = document.createElement("a");
          const key = article.id.split("-")[1];
          link.href = `#cite-${key}-${start}-${start + words.length}`;
          document.querySelector("#pc-chat").append(link);
          link.click();
        }""",
        words,
    )


def test_a_pdf_that_is_added_is_shown_as_pages_and_an_answer_marks_them(visit: Page) -> None:
    visit.get_by_role("button", name="Library", exact=True).click()
    visit.locator("#pc-library input[type=file]").set_input_files([FILE])
    expect(visit.locator(".pc-report")).to_contain_text("2 documents")
    visit.keyboard.press("Escape")
    expect(visit.get_by_role("img", name="Page 1", exact=True)).to_be_visible()
    expect(visit.locator("article")).to_be_hidden()

    reply = ask(visit, ASKED)
    expect(reply).to_contain_text(COST)
    expect(reply.locator(".pc-place").first).to_have_text("Harbour rules, page 2")
    expect_marked(visit, 2, 700)
    short = visit.locator(".pc-mark-short > div")
    expect(short).to_have_count(reply.locator(".pc-quote > strong").count())
    reply.locator("a.pc-cite").first.hover()
    origin = visit.get_by_role("tooltip").locator(".pc-origin")
    expect(origin).to_have_text("Harbour rules (harbour.pdf), page 2")


def test_another_marker_marks_another_page_and_none_is_left(shown: Page) -> None:
    ask(shown, ASKED)
    expect_marked(shown, 2, 700)
    follow(shown, "The office keeps what was lost")
    expect_marked(shown, 4, 570)
    expect(boxes(shown)).to_have_count(1)
    shown.get_by_role("link", name="[1]").first.click()
    expect_marked(shown, 2, 700)
    expect(shown.locator("#pc-documents option:checked")).to_contain_text("harbour.pdf")


def test_a_quote_is_marked_over_a_hyphen_and_a_page(shown: Page) -> None:
    follow(shown, BROKEN)
    expect_marked(shown, 3, 95, 80)
    expect(shown.locator('[data-number="4"] .pc-mark-cite > div')).to_have_count(1)


def test_a_text_is_shown_as_before_and_a_pdf_when_it_is_turned_to(shown: Page) -> None:
    chooser = shown.get_by_role("combobox", name="Document")
    chooser.select_option(label="Inn (inn.md)")
    expect(shown.locator("article")).to_contain_text("The inn has nine rooms.")
    expect(shown.locator("#pc-pages > *")).to_have_count(0)
    for name in ("Pages", "Text", "Larger"):
        expect(shown.get_by_role("button", name=name, exact=True)).to_be_hidden()
    ask(shown, ASKED)
    expect_marked(shown, 2, 700)
    ask(shown, "How many rooms has the inn?")
    expect_shown(shown, "The inn has nine rooms.")


def test_the_text_is_the_other_view_which_is_kept(shown: Page) -> None:
    reply = ask(shown, ASKED)
    expect_marked(shown, 2, 700)
    text = shown.get_by_role("button", name="Text", exact=True)
    text.click()
    expect(text).to_have_attribute("aria-pressed", "true")
    expect_shown(shown, COST)
    expect(shown.get_by_role("button", name="Larger")).to_be_hidden()
    reload(shown)
    expect_shown(shown, COST)
    shown.get_by_role("button", name="Pages", exact=True).click()
    expect_marked(shown, 2, 700)
    shown.evaluate("localStorage.clear()")
    expect(reply).to_be_attached()


def test_a_view_goes_on_where_the_other_one_was(browser: Browser, harbour: Server) -> None:
    with opened(browser, harbour, viewport={"width": 1000, "height": 400}) as page:
        ready(page)
        go_to(page, "4")
        page.get_by_role("button", name="Text", exact=True).click()
        lost = page.locator("article").get_by_text("Lost property")
        expect(lost).to_be_in_viewport()
        page.locator("#pc-source").evaluate("it => it.scrollTo(0, 9_999)")
        page.get_by_role("button", name="Pages", exact=True).click()
        # The paragraph at the top begins on it.
        expect(page.locator('[data-number="3"]')).to_be_in_viewport()
        page.evaluate("localStorage.clear()")


def go_to(page: Page, number: str) -> None:
    field = page.get_by_role("textbox", name="page")
    field.fill(number)
    field.press("Enter")


def test_a_page_is_gone_to_by_its_number(shown: Page) -> None:
    field = shown.get_by_role("textbox", name="page")
    expect(field).to_have_value("1")
    expect(shown.locator(".pc-page-number")).to_contain_text("of 4")
    go_to(shown, "3")
    expect(shown.get_by_role("img", name="Page 3", exact=True)).to_be_in_viewport(ratio=0.3)
    expect(field).to_have_value("3")
    told = shown.locator("#pc-notice")
    go_to(shown, "")
    expect(field).to_have_value("3")
    expect(told).to_be_empty()
    for wrong in ("0", "99", "x"):
        go_to(shown, wrong)
        expect(field).to_have_value("3")
        expect(told).to_have_text(f"There is no page “{wrong}” here: the pages are 1 to 4.")
    for right in ("", "2"):
        go_to(shown, "x")
        expect(told).not_to_be_empty()
        go_to(shown, right)
        expect(told).to_be_empty(timeout=2000)  # sooner than a notice goes by itself


def test_pages_are_made_larger_and_stay_where_they_are(shown: Page) -> None:
    follow(shown, COST)
    expect_marked(shown, 2, 700)
    sheet = shown.locator('[data-number="2"]')
    before = sheet.bounding_box()
    pane = shown.locator("#pc-source")
    pane.focus()
    for _ in range(2):
        shown.keyboard.press("+")
    expect(shown.locator(".pc-zoom")).to_contain_text("150 %")
    after = sheet.bounding_box()
    assert before
    assert after
    assert abs(after["width"] / before["width"] - 1.5) < 0.01
    middle = pane.evaluate("it => it.getBoundingClientRect().top + it.clientHeight / 2")
    shares = [(middle - box["y"]) / box["height"] for box in (before, after)]
    assert abs(shares[0] - shares[1]) < 0.01
    expect(sheet.locator("img")).to_have_js_property("complete", True)
    for _ in range(9):
        shown.keyboard.press("-")
    expect(shown.locator(".pc-zoom")).to_contain_text("50 %")
    pane.evaluate("it => it.scrollTo(0, 0)")
    shown.keyboard.press("PageDown")
    shown.wait_for_function("document.querySelector('#pc-source').scrollTop > 100")


def test_pictures_are_sharp_and_those_that_are_far_are_let_go_of(
    browser: Browser, harbour: Server
) -> None:
    with opened(browser, harbour, device_scale_factor=2) as page:
        image = page.get_by_role("img", name="Page 1", exact=True)
        expect(image).to_be_visible()
        image.evaluate("image => image.decode()")
        widths = image.evaluate("it => [it.naturalWidth, it.clientWidth]")
        assert widths[0] >= 2 * widths[1]
        assert widths[0] % 200 == 0
        page.get_by_role("button", name="Larger").click()
        page.get_by_role("button", name="Larger").click()
        go_to(page, "4")
        expect(page.get_by_role("img", name="Page 4", exact=True)).to_be_visible()
        expect(image).to_have_count(0)


def test_contents_lead_to_their_places_in_both_views(shown: Page) -> None:
    contents = shown.get_by_role("button", name="Contents")
    contents.click()
    listed = shown.get_by_role("navigation", name="Contents").get_by_role("link")
    assert listed.all_text_contents() == ["Harbour rules", "Fees", "Large vessels", "Lost property"]
    listed.get_by_text("Lost property").click()
    expect(listed.first).to_be_hidden()
    expect(shown.get_by_role("img", name="Page 4", exact=True)).to_be_in_viewport()
    expect(boxes(shown, "show")).to_be_in_viewport()

    shown.get_by_role("button", name="Text", exact=True).click()
    contents.press("Enter")
    shown.keyboard.press("Escape")
    expect(listed.first).to_be_hidden()
    expect(contents).to_be_focused()
    contents.press("Enter")
    listed.get_by_text("Fees").press("Enter")
    expect(shown.locator("article").get_by_text("Fees", exact=True)).to_be_in_viewport(ratio=1)
    expect(shown.get_by_role("region", name="Source")).to_be_focused()


def test_words_are_found_in_both_views(shown: Page) -> None:
    ask(shown, ASKED)
    expect_marked(shown, 2, 700)
    field = shown.get_by_role("textbox", name="Find in the source")
    told = shown.locator(".pc-find [role=status]")
    field.fill("large VESSELS")
    expect(told).to_have_text("1 of 2")
    expect_marked_words(shown)
    expect(boxes(shown)).to_have_count(1)  # the quote stays marked
    field.press("Enter")
    expect(told).to_have_text("2 of 2")
    expect_marked_words(shown)
    shown.get_by_role("button", name="Find the next").click()
    expect(told).to_have_text("1 of 2")
    shown.get_by_role("button", name="Find the one before").click()
    expect(told).to_have_text("2 of 2")

    shown.get_by_role("button", name="Text", exact=True).click()
    expect_shown(shown, COST)
    field.press("Enter")
    expect(told).to_have_text("1 of 2")
    count = "name => CSS.highlights.get(name).size"
    assert [shown.evaluate(count, it) for it in ("pc-found", "pc-found-now")] == [2, 1]
    inside = "[...CSS.highlights.get('pc-found-now')].map(String)"
    assert shown.evaluate(inside) == ["Large vessels"]
    field.fill("nowhere")
    expect(told).to_have_text("None")
    field.press("Escape")
    expect(told).to_have_text("")
    assert shown.evaluate(count, "pc-found") == 0
    expect(marks(shown)).to_have_count(1)


def expect_marked_words(page: Page) -> None:
    found = page.locator('[data-number="3"] .pc-mark-found > div')
    expect(found).to_have_count(1)
    expect(found).to_be_in_viewport()


def test_what_cannot_be_drawn_is_read_as_text(browser: Browser, harbour: Server) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()

    def refuse(route: Route) -> None:
        route.fulfill(status=404, content_type="text/plain", body="It is <b>damaged</b>.")

    page.route("**/pincite/pages/*/2?**", refuse)
    page.goto(harbour.url)
    ready(page)
    ask(page, ASKED)
    expect(page.locator(".pc-no-pages")).to_have_text("It is <b>damaged</b>.")
    expect_shown(page, COST)
    page.unroute_all()
    page.get_by_role("button", name="Pages", exact=True).click()
    expect_marked(page, 2, 700)
    expect(page.locator(".pc-no-pages")).to_be_hidden()
    context.close()


def test_bad_turns_to_the_text_for_the_right_sentence_to_be_selected(visit: Page) -> None:
    visit.get_by_role("button", name="Library", exact=True).click()
    visit.locator("#pc-library input[type=file]").set_input_files([FILE])
    expect(visit.locator(".pc-report")).to_contain_text("2 documents")
    visit.keyboard.press("Escape")
    reply = ask(visit, ASKED)
    expect_marked(visit, 2, 700)
    reply.get_by_text("Bad", exact=True).click()
    reply.get_by_role("button", name="Pick the sentence").click()
    expect_shown(visit, COST)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [PHONE, {}, {"viewport": {"width": 568, "height": 320}}])
def test_pages_fit_every_screen_and_no_rule_of_axe_is_violated(
    browser: Browser, harbour: Server, options: dict[str, Any], scheme: str
) -> None:
    with opened(browser, harbour, color_scheme=scheme, **options) as page:
        ready(page)
        reply = ask(page, ASKED)
        expect(reply.locator(".pc-ask").first).to_be_attached()
        reply.locator("a.pc-cite").first.click()
        expect_marked(page, 2, 700)
        width = page.evaluate("innerWidth")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        sheet = page.locator('[data-number="2"]').bounding_box()
        assert sheet
        if options == PHONE:  # print is as large as it is
            assert abs(sheet["width"] - WIDTH) < 1
            row = boxes(page).first.bounding_box()
            assert row
            assert 0 <= row["x"] < row["x"] + row["width"] <= width
        else:
            assert sheet["x"] >= 0
            assert sheet["x"] + sheet["width"] <= width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.get_by_role("button", name="Contents").click()
        page.get_by_role("textbox", name="Find in the source").fill("harbour")
        expect(page.locator(".pc-find [role=status]")).to_contain_text("of")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


# The last one: from then on the page that the server begins with has an address that is no more.
def test_an_address_that_is_no_more_is_asked_for_anew(browser: Browser, harbour: Server) -> None:
    file = Path(harbour.hold.parent / "documents/harbour.pdf")
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(harbour.url)
    ready(page)
    expect(page.get_by_role("img", name="Page 1", exact=True)).to_be_visible()
    file.touch()  # the same text, in what may be another file
    follow(page, "The office keeps")
    expect_marked(page, 4, 570)
    expect(page.locator(".pc-no-pages")).to_be_hidden()
    context.close()
