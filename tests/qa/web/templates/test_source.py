import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document, PinciteError, Span
from index.documents.blocks import BlockKind
from index.documents.parsers import TEXT, format_of
from index.documents.parsers.text.text import parse_text
from index.documents.parsers.writer import Writer
from index.documents.parsing import parser_of
from index.documents.places import UnitKind
from qa.web.anchors import LONGEST_FIND, Addresses, document_key
from qa.web.templates import source
from tests.qa.web.html import HOSTILE, Shown, document

DATA = Path(os.environ.get("PINCITE_DATA") or Path(__file__).parents[5] / "shared" / "data")
LARGEST = 200_000  # bytes of a real file
NO_TEXT_INSIDE = {"table", "thead", "tbody", "tr", "ul", "ol"}
"""Where a browser would move text out, or where it may be no more than blanks."""
TEXT_OF_ANY_KIND = st.text(st.sampled_from("aB1 .\n|\\-*_`[]()<>&\"':#~>\t😀é"), max_size=40)
LINES = st.sampled_from(
    ["", "", "# One", "- a *b*", "  - c", "1. d", "> q", "> > r", "| a | b |", "|---|---|",
     "| `c|d` | \\| |", "a\tb", "c,d", "---", "```sh", "    x", "~~~", "Name: value", "Two\n==="]
)  # fmt: skip


def article(html):
    return Shown(html[html.index("<article") : html.index("</article>")])


class Nested(Shown):
    """HTML whose text stands only where browsers leave it."""

    def __init__(self, html):
        self.open = []
        super().__init__(html)

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        assert self.open[-1:] != ["pre"] or tag == "code", "a line's end behind <pre> is dropped"
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        super().handle_data(data)
        around = self.open[-1]
        assert around not in NO_TEXT_INSIDE or (around in ("ul", "ol") and not data.strip())
        assert around != "pre"


def check(read, at=None):
    """The article's text is the document's, and stays so in a browser."""
    html = source.article(read, at)
    part = source.part_around(read.text, at)
    nested = Nested(html[html.index("<article") : html.index("</article>")] + "</article>")
    assert nested.text == part.of(read.text)
    assert nested.open == []


@st.composite
def written(draw):
    """Documents as the parsers write them, of any blocks in any order."""
    writer = Writer()
    writer.write("Begin")
    for number in range(1, draw(st.integers(1, 4))):
        unit = draw(st.sampled_from([None, UnitKind.SLIDE, UnitKind.SHEET, UnitKind.PAGE]))
        if unit:
            writer.unit(unit, number, draw(st.sampled_from(["", "<Fees>"])))
        for _ in range(draw(st.integers(0, 6))):
            kind = draw(st.sampled_from(BlockKind))
            if kind in (BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW):
                cells = draw(st.lists(TEXT_OF_ANY_KIND, min_size=1, max_size=4))
                writer.row(cells, head=kind is BlockKind.TABLE_HEAD)
                if draw(st.booleans()):
                    writer.end_table()
            else:
                level = 2 if kind is BlockKind.HEADING else 0
                depth = draw(st.integers(0, 3))
                writer.write(draw(TEXT_OF_ANY_KIND), kind, level=level, depth=depth)
    parsed = writer.parsed("a")
    name = draw(st.sampled_from(["a.docx", "a.md"]))
    return Document(name, "A", parsed.text, name, blocks=parsed.blocks, places=parsed.places)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n# One\n\n\nA b.  C\n  d\n\nTwo\n===\n\n- e\n- f\n",
        "# One #\n```\n# no heading\n```\n",
        "\u2028a\x0bb\x0cc\x85d 🧑‍🚀\n\n\n",
        HOSTILE,
    ],
)
def test_the_source_is_the_document_character_by_character(text):
    assert article(source.article(document(text))).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_any_source_is_the_document_character_by_character(text):
    if text.strip():
        assert article(source.article(document(text))).text == text


@given(written())
def test_what_any_parser_writes_is_shown_character_by_character(read):
    check(read)


@given(st.lists(LINES | TEXT_OF_ANY_KIND, min_size=1, max_size=14), st.sampled_from(["md", "txt"]))
def test_markdown_of_any_blocks_is_shown_character_by_character(lines, suffix):
    text = "\n".join(lines)
    if text.strip():
        check(document(text, name=f"a.{suffix}"))


def test_real_files_of_every_format_are_shown_character_by_character():
    if not (DATA / "docs-formats").is_dir():
        pytest.skip(f"There is no {DATA / 'docs-formats'}: set PINCITE_DATA.")
    formats = set()
    for file in sorted((DATA / "docs-formats").rglob("sources/*.*")):
        if file.stat().st_size > LARGEST:
            continue
        kind = format_of(file.name)
        parse = parse_text if kind == TEXT else parser_of(kind)
        try:
            parsed = parse(file.read_bytes(), file.name)
        except PinciteError:
            continue
        places = parsed.places
        check(Document(file.name, "A", parsed.text, "", blocks=parsed.blocks, places=places))
        formats.add(kind)
    assert {TEXT, "table", "Word", "PowerPoint", "Excel", "web page", "PDF"} <= formats


def test_a_part_of_a_table_begins_and_ends_with_a_row():
    text = "".join(f"| {n} | row {n} of many |\n" for n in range(20_000))
    part = source.part_around(text, Span(250_000, 250_010))
    assert text[part.start - 1] == "\n"
    assert part.of(text).startswith("| ")
    assert part.of(text).endswith(" |")
    check(document(text), Span(250_000, 250_010))


def test_a_table_is_a_table_and_a_slide_a_slide():
    html = source.article(document("| Pool | |\n|---|---|\n| Castle | 8:00 |\n"))
    assert '<th scope="col">' in html
    tags = [tag for tag in article(html).tags if tag != "span"]
    assert tags == ["article", "div", "table", "thead", "tr", "th", "td", "tbody", "tr", "td", "td"]
    writer = Writer()
    writer.unit(UnitKind.SLIDE, 4, "Fees")
    writer.write("Five euros.")
    parsed = writer.parsed("a")
    slides = Document("a", "A", parsed.text, "", blocks=parsed.blocks, places=parsed.places)
    shown = article(source.article(slides))
    assert shown.text == "Five euros.\n"
    assert shown.all("data-label") == ["Slide 4"]


def test_a_link_is_told_and_leads_nowhere():
    html = source.article(document("See [the rules](https://example.org/).", name="a.md"))
    shown = article(html)
    assert shown.all("title") == ["https://example.org/"]
    assert shown.all("href") == []


def test_an_article_says_which_part_of_which_document_it_is():
    read = document("# One\n\nText.", title="The <One>")
    shown = article(source.article(read))
    assert shown.all("id") == [f"source-{document_key(read)}-0-12"]
    assert shown.all("aria-label") == ["The <One>"]


def test_headings_and_paragraphs_are_shown_as_such():
    tags = article(source.article(document("# One\n\nText.\n\n## Two\n\nText."))).tags
    assert [tag for tag in tags if tag != "span"] == ["article", "h2", "p", "h3", "p"]


def test_a_long_document_is_shown_around_the_citation_and_says_what_is_not():
    text = "".join(f"Paragraph {n}.\n\n" for n in range(30_000))
    at = Span(250_000, 250_200)
    part = source.part_around(text, at)
    assert len(part) <= source.PART_CHARACTERS
    assert part.start < at.start < at.end < part.end
    assert text[part.start - 2 : part.start] == "\n\n"
    read = document(text)
    html = source.article(read, at)
    assert article(html).text == part.of(text)
    assert article(html).all("id") == [f"source-{document_key(read)}-{part.start}-{part.end}"]
    assert f"{part.start:,} characters before" in html
    assert f"{len(text) - part.end:,} characters after" in html
    before = part.start - 1
    assert Shown(html).all("href") == [
        f"#show-{document_key(read)}-{before}-{before + 1}",
        f"#show-{document_key(read)}-{part.end}-{part.end + 1}",
    ]


def test_the_parts_of_a_long_document_leave_nothing_out():
    text = "".join(f"Paragraph {n}.\n\n" for n in range(30_000))
    part = source.part_around(text)
    assert part.start == 0
    while part.end < len(text):
        following = source.part_around(text, Span(part.end, part.end + 1))
        assert following.start <= part.end < following.end
        part = following


@given(
    length=st.integers(1, 5).map(lambda times: times * source.PART_CHARACTERS // 2),
    breaks=st.lists(st.floats(0, 1), max_size=5),
    start=st.floats(0, 1),
    size=st.integers(1, 1000),
)
def test_a_part_holds_its_place_whole_and_is_no_longer_than_it_may_be(length, breaks, start, size):
    text = ["x"] * length
    for share in breaks:
        text[round(share * length) : round(share * length) + 2] = "\n\n"
    content = "".join(text)
    at = Span(round(start * (len(content) - size)), round(start * (len(content) - size)) + size)
    part = source.part_around(content, at)
    assert 0 <= part.start <= at.start < at.end <= part.end <= len(content)
    assert len(part) <= source.PART_CHARACTERS


def test_a_document_is_shown_under_what_is_told():
    one = document("One.")
    assert source.source_panel(one) == source.article(one)
    told = source.source_panel(one, "It <went>.")
    assert Shown(told.removesuffix(source.article(one))).text == "It <went>."


def test_a_collection_without_documents_says_so():
    shown = Shown(source.source_panel(None, "Gone."))
    assert shown.text.startswith("Gone.There is no document here.")
    assert shown.all("id") == ["source-none-0-0"]


def test_one_document_is_named_and_several_are_chosen_from():
    one, two = document("One.", name="<a>.txt"), document("Two.", name="b.txt", title="<Two>")
    single = Shown(source.source_head([one]))
    assert single.text.startswith("Source<a>.txt×Contents")
    assert "select" not in single.tags
    several = Shown(source.source_head([one, two], two))
    assert [it for it in several.attributes if it[0] in ("data-id", "selected")] == [
        *[("data-id", "<a>.txt"), ("data-id", "b.txt")],
        ("selected", ""),
    ]
    assert several.text.startswith("SourceA (<a>.txt)<Two> (b.txt)×Contents")
    assert several.all("value") == [document_key(one), document_key(two)]
    assert Shown(source.source_head([])).text == "SourceNo document×"


def test_what_is_done_with_a_document_is_said_of_each_tool():
    head = Shown(source.source_head([document("One.")]))
    assert head.all("data-view") == ["pages", "text"]
    assert head.all("data-zoom") == head.all("data-step") == ["-1", "1"]
    for name in ("Show as", "Zoom", "Smaller", "Larger", "Find in the source", "Contents"):
        assert name in head.all("aria-label")
    assert head.all("maxlength") == ["9", str(LONGEST_FIND)]


def test_an_article_says_where_more_of_it_is():
    read = document("One.")
    assert "data-" not in source.article(read)
    shown = article(source.article(read, addresses=Addresses("/p/<1>", "/f/1")))
    assert (shown.all("data-pages"), shown.all("data-find")) == (["/p/<1>"], ["/f/1"])
    found = article(source.source_panel(read, "", Addresses(find="/f/1")))
    assert (found.all("data-pages"), found.all("data-find")) == ([], ["/f/1"])


def headings(html):
    """The contents that go with an article: the class, the words and the address of each."""
    shown = Shown(html[html.index('<div class="pc-headings"') :])
    return [*zip(shown.all("class")[1:], shown.all("href"), strict=True)], shown.text


def test_the_contents_are_the_headings_by_their_level():
    text = "## One <a>\n\nText.\n\n#### Two *b*\n\nText.\n\n## Three\n\nText."
    read = document(text)
    listed, words = headings(source.article(read))
    places = [text.index(heading) for heading in ("One", "Two", "Three")]
    assert [name for name, _ in listed] == ["pc-level-1", "pc-level-2", "pc-level-1"]
    for (_, address), place in zip(listed, places, strict=True):
        assert address.startswith(f"#show-{document_key(read)}-{place}-")
    assert words == "One <a>Two *b*Three"


def test_one_heading_is_no_contents_and_many_are_cut():
    assert headings(source.article(document("# One\n\nText."))) == ([], "")
    below = "### Below\n\nText.\n\n" * 2
    lower = "".join(f"## Part {n}\n\n{below}" for n in range(200))
    listed, words = headings(source.article(document(f"# Title\n\n{lower}")))
    assert len(listed) == 201
    assert "Below" not in words
    many = document("".join(f"# Part {n}\n\nText.\n\n" for n in range(500)))
    assert len(headings(source.article(many))[0]) == source.MOST_HEADINGS
    long = headings(source.article(document(f"# {'word ' * 99}\n\n# Two\n\nText.")))[1]
    assert len(long) < 100
    assert "…" in long


def test_a_part_of_a_long_document_has_all_its_contents():
    text = "".join(f"## Part {n}\n\n{'Words. ' * 9_000}\n\n" for n in range(9))
    html = source.article(document(text), Span(300_000, 300_001))
    assert headings(html)[1] == "".join(f"Part {n}" for n in range(9))
