"""Documents on the real page as what they are: tables, lists, slides; with nothing lost."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from index import Document
from index.documents.files import read_documents
from tests.browser.server import (
    Server,
    ask,
    cited,
    contrast,
    marks,
    opened,
    ready,
    serving,
)
from tests.index.documents.parsers.excel.test_xlsx import book, sheet
from tests.index.documents.parsers.powerpoint.test_pptx import at, deck, shape, slide, title
from tests.index.documents.parsers.word.docx_files import docx, p, table

GUIDE = """\
---
title: Castle guide
tags: [castle, walks]
---

# Castle *guide*

The castle was built by **Agnes of Bohemia** in `1280`, says [the town archive](https://archive.example/castle).
Its towers are tall,\\
its cellars deep.[^1]

1. Buy a ticket.
2. Walk in:
   - through the *north* gate
   - or the ~~west~~ south gate
- [x] open in winter

> Bring a lamp.
>
> > And a coat.

```sh

    light --all
  off
```

| Tour | Guide | Minutes |
|:-----|-------|--------:|
| Dungeon | Otto \\| Ida | 45 |
| Treasury | Wilhelmina | 90 |

***

[^1]: The deepest is flooded.
"""
SWIMMING = (
    'Pool,Keeper,"Price\nfor children"\n'
    + "".join(f'Lake {n},"Lee, Ann {n}",{n}.50\n' for n in range(1, 200))
    + "Glacier Pool,Barnaby,7.25\n"
)
LOG = "2024-05-01 10:00:01 INFO started\n2024-05-01 10:00:02 WARN slow disk\n\n\tno  table | here\n"
STAFF = book(sheet(["Person", "Office"], ["Ruth", "Room 12"], ["Ezra", "Room 31"]), names=["Staff"])
LEASE = docx(
    p("The lease of the mill.")
    + table(["Month", "Rent"], ["January", "810 florins"], ["July", "955 florins"])
    + p("It ends with the year.")
)
TALK = deck(
    slide(title("Bees"), shape("Bees dance to tell the way.", at(0, 50))),
    slide(title("Honey"), shape("Honey never spoils.", at(0, 50))),
)
FILES: dict[str, bytes | str] = {
    "guide.md": GUIDE,
    "swimming.csv": SWIMMING,
    "log.txt": LOG,
    "staff.xlsx": STAFF,
    "lease.docx": LEASE,
    "talk.pptx": TALK,
}
ARCHIVE = "https://archive.example/castle"
SELECTED = re.compile(r'"start":(\d+),"end":(\d+)')
FOUND_NOW = "[...CSS.highlights.get('pc-found-now')].map(String)"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a document of each form."""
    folder = tmp_path_factory.mktemp("blocks")
    (folder / "documents").mkdir()
    for name, content in FILES.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / "documents" / name).write_bytes(data)
    with serving(folder, "--documents", str(folder / "documents")) as server:
        server.release()
        yield server


@pytest.fixture(scope="module")
def documents(shelf: Server) -> dict[str, Document]:
    """The documents that are served, by their names."""
    loaded = read_documents([str(shelf.hold.parent / "documents")])
    assert {document.id for document in loaded.documents} == set(FILES)
    return {document.id: document for document in loaded.documents}


@pytest.fixture
def page(browser: Browser, shelf: Server) -> Iterator[Page]:
    with opened(browser, shelf) as page:
        ready(page)
        yield page


def turn_to(page: Page, name: str) -> None:
    option = page.locator(f"#pc-documents option[data-id='{name}']")
    page.get_by_role("combobox", name="Document").select_option(option.get_attribute("value"))
    expect(page.locator(f"article[id*='{option.get_attribute('value')}']")).to_be_visible()


def find(page: Page, words: str) -> None:
    page.get_by_label("Find in the source").fill(words)
    expect(page.locator(".pc-find [role=status]")).to_contain_text("1 of")


@pytest.mark.parametrize("name", FILES)
def test_a_browser_shows_every_character_in_its_place(
    page: Page, documents: dict[str, Document], name: str
) -> None:
    turn_to(page, name)
    assert page.locator("article").text_content() == documents[name].text


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("guide.md", "Who guides the Treasury tour?", "| Treasury | Wilhelmina | 90 |"),
        (
            "swimming.csv",
            "Who is the keeper of the Glacier Pool?",
            "| Glacier Pool | Barnaby | 7.25 |",
        ),
        ("staff.xlsx", "Which office does Ezra have?", "| Ezra | Room 31 |"),
        ("lease.docx", "What is the rent in July?", "| July | 955 florins |"),
    ],
)
def test_a_cited_row_is_marked_as_a_row(
    page: Page, documents: dict[str, Document], name: str, question: str, answer: str
) -> None:
    reply = ask(page, question)
    marker = reply.locator("a.pc-cite").first
    assert cited(marker, documents[name].text) == answer
    row = page.locator("article tr.pc-mark-cite")
    expect(row).to_be_in_viewport(ratio=1)
    assert "".join(marks(page).all_text_contents()) == answer
    cells = row.locator("td")
    words = [cell.strip() for cell in answer.strip("|").split("|")]
    assert [cell.inner_text().strip() for cell in cells.all()] == words
    yellow = page.evaluate(
        "getComputedStyle(document.querySelector('#pc-source mark')).backgroundColor"
    )
    for cell in cells.all():
        assert cell.evaluate("it => getComputedStyle(it).backgroundColor") == yellow
    text = documents[name].text
    assert page.locator("article").text_content() == text
    page.get_by_role("button", name="New chat").click()
    expect(page.locator("article tr[class]")).to_have_count(0)
    assert page.locator("article").text_content() == text


def test_words_are_found_in_a_cell_and_shown_there(page: Page) -> None:
    turn_to(page, "swimming.csv")
    find(page, "Barnaby")
    cell = page.get_by_role("cell", name="Barnaby")
    expect(cell).to_be_in_viewport(ratio=1)
    assert page.evaluate(FOUND_NOW) == ["Barnaby"]
    inside = """cell => {
      const [range] = CSS.highlights.get("pc-found-now");
      const [words, around] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
      return cell.contains(range.startContainer) && words.height > 0
        && words.left >= around.left && words.right <= around.right;
    }"""
    assert cell.evaluate(inside)
    head = page.locator("article thead")
    expect(head).to_be_in_viewport(ratio=1)  # it stays where the rows are scrolled


def test_what_is_hidden_is_shown_while_it_is_found(page: Page) -> None:
    turn_to(page, "guide.md")
    expect(page.get_by_text(ARCHIVE)).to_be_hidden()
    find(page, ARCHIVE)
    expect(page.get_by_text(ARCHIVE)).to_be_in_viewport(ratio=1)
    page.get_by_label("Find in the source").fill("")
    expect(page.get_by_text(ARCHIVE)).to_be_hidden()


def test_markdown_is_shown_as_it_is_meant_and_leads_nowhere(page: Page) -> None:
    turn_to(page, "guide.md")
    article = page.locator("article")
    assert article.locator("h2").inner_text() == "Castle guide"
    assert article.locator("strong").inner_text() == "Agnes of Bohemia"
    assert article.locator("del").inner_text() == "west"
    assert article.locator("pre").inner_text() == "    light --all\n  off"
    assert article.locator("li").all_inner_texts()[0] == "1. Buy a ticket."
    assert article.locator("blockquote p:visible").all_inner_texts() == [
        "Bring a lamp.",
        "And a coat.",
    ]
    assert article.locator("th").all_inner_texts() == ["Tour", "Guide", "Minutes"]
    link = article.locator("a")
    assert (link.inner_text(), link.get_attribute("title")) == ("the town archive", ARCHIVE)
    address = page.url
    link.click()
    assert page.url == address
    # One line goes on in the next, but where it says that it ends.
    tops = """paragraph => {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 12))).size;
    }"""
    cellars = article.locator("p").filter(has_text="cellars").evaluate(tops)
    assert cellars > 1


def test_rows_have_their_numbers_and_slides_theirs_which_are_no_text(page: Page) -> None:
    turn_to(page, "staff.xlsx")
    number = "row => getComputedStyle(row, '::before').content"
    rows = page.locator("article tr").all()
    assert [row.evaluate(number) for row in rows] == ['"1"', '"2"', '"3"']
    turn_to(page, "talk.pptx")
    slides = page.get_by_role("group", name="Slide")
    expect(slides).to_have_count(2)
    assert [it.evaluate(number) for it in slides.all()] == ['"Slide 1"', '"Slide 2"']
    assert slides.nth(1).inner_text().split() == "Honey Honey never spoils.".split()


@pytest.mark.parametrize(
    ("name", "locate", "right"),
    [
        ("swimming.csv", "td:has-text('Barnaby')", "Barnaby"),
        ("swimming.csv", "td:has-text('7.25')", "7.25"),
        ("guide.md", "li >> nth=2", "through the *north* gate"),
        ("guide.md", "h2", "Castle *guide*"),
    ],
)
def test_what_is_selected_is_counted_right(
    page: Page, documents: dict[str, Document], name: str, locate: str, right: str
) -> None:
    ask(page, "Who is the keeper of the Glacier Pool?")
    expect(marks(page)).not_to_have_count(0)  # it turns no more by itself
    turn_to(page, name)
    spot = page.locator("article").locator(locate)
    spot.scroll_into_view_if_needed()
    spot.click(click_count=3)
    pick = page.get_by_role("button", name="The right sentence is this one")
    expect(pick).to_be_visible()
    with page.expect_request(lambda it: SELECTED.search(it.post_data or "") is not None) as sent:
        pick.click()
    expect(page.locator("#pc-notice")).to_contain_text("a test that this answers")
    place = SELECTED.search(sent.value.post_data or "")
    assert place
    assert documents[name].text[int(place[1]) : int(place[2])] == right


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_form_fits_the_screen_and_breaks_no_rule_of_axe(
    browser: Browser, shelf: Server, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": 844}
    with opened(browser, shelf, viewport=viewport, color_scheme=scheme) as page:
        ready(page)
        if width == 390:
            page.get_by_role("button", name="Source", exact=True).click()
        for name in FILES:
            turn_to(page, name)
            pane = page.locator("#pc-source")
            assert pane.evaluate("it => it.scrollWidth <= it.clientWidth"), name
            assert page.evaluate("document.documentElement.scrollWidth") == width
            found = Axe().run(page)
            assert found.violations_count == 0, (name, found.generate_report())
        turn_to(page, "swimming.csv")
        assert contrast(page.locator("article th").first) >= 4.5
