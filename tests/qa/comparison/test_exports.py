import csv
import json
import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Document
from index.documents.files import document_of
from index.documents.parsers.excel.xlsx import parse_xlsx
from index.documents.parsers.pdf.pdf import parse_pdf
from index.documents.span import Span
from qa.comparison.delimited import csv_file, harmless
from qa.comparison.html import html_page
from qa.comparison.record import table_record
from qa.comparison.spreadsheet import xlsx_file
from qa.comparison.table import Cell, Table
from qa.comparison.xlsx import MAX_CHARACTERS, Sheet, SheetCell, Style, workbook
from qa.types import Citation, Grade
from tests.pdf_files import pdf

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")', "＝1")
HOSTILE = "<script>alert(1)</script> & \"=1+1\" 'x'"


def one_cell(text, question="What is it?", name="a.txt", title="a"):
    """A table of one document that is quoted whole."""
    document = Document(name, title, text, name)
    table = Table.of([question], [document])
    quote = Citation.of(document, Span(0, len(text)))
    return table.with_cell(0, 0, Cell(Grade.ANSWER, (quote,)))


def cells_of(data):
    return [*csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))]


def test_csv_has_a_line_for_each_document_and_a_column_for_each_question(table):
    head, north, soup, south, west = cells_of(csv_file(table))
    assert head == ["Document", *table.questions]
    assert north == [
        "North lease\nnorth.md",
        "The lease begins on 1 May 2024. [line 3]",
        "The rent is $1,000 a month. [line 3]",
        "The landlord is Jane Miller. [line 4]",
    ]
    assert south[2] == "The rent is 1200 USD a month. [line 3]\n≠ differs: 1200 USD a month"
    assert west[1].endswith("[line 3]\n≠ differs: June 1, 2024")
    assert soup[1].startswith("likely place, not sure\n")


def test_what_is_missing_is_told(leases):
    table = Table.of(["Who is Zebulon Quark?", "How much is the rent?"], leases.index.documents[:1])
    table = table.with_cell(0, 0, Cell(Grade.ABSENT, note="The document does not say. Never."))
    _, (_, absent, unasked) = cells_of(csv_file(table))
    assert (absent, unasked) == ("does not say\nNever.", "not asked")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_csv_is_a_formula(formula):
    rows = cells_of(csv_file(one_cell(formula, f"{formula}?what is it", f"{formula}.txt", formula)))
    for row in rows:
        for cell in row:
            assert cell.lstrip(" ")[:1] not in {*"=+-@＝\t"}
    assert rows[1][1].replace("'", "") == f"{formula} [line 1]"


@pytest.mark.parametrize("sign", [";", "\t", "\n", "\r\n"])
def test_nor_where_a_spreadsheet_divides_lines_at_another_sign(sign):
    assert harmless(f"a{sign}=1+1") == f"a{sign}'=1+1"
    assert harmless(f"a{sign}  =1+1") == f"a{sign}  '=1+1"


@given(st.text(alphabet="a=+-@; \n\t'"))
def test_what_is_harmless_stays_and_loses_nothing(text):
    once = harmless(text)
    assert harmless(once) == once
    assert once.replace("'", "") == text.replace("'", "")


def test_plain_words_are_left_as_they_are():
    for text in ("A rent of $5 - 10 = 15; or more", "3-4 pm", "", "a@b.example"):
        assert harmless(text) == text


def test_a_workbook_is_read_again_with_all_that_it_says(table):
    text = parse_xlsx(xlsx_file(table), "table.xlsx").text
    for row in table.rows:
        assert row.document.id in text
        for cell in row.cells:
            for quote in cell.quotes:
                assert quote.quote in text
    assert "≠ differs: June 1, 2024" in text


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_workbook_has_texts_only_and_no_formula(formula):
    asked = f"{formula}?what is it"
    data = xlsx_file(one_cell(f"{formula} \x01 \ud800", asked, f"{formula}.txt", formula))
    texts, styles = _part(data, "sharedStrings.xml"), _part(data, "styles.xml")
    assert "<f" not in _part(data, "sheet1.xml")
    assert formula.replace('"', "") in texts.replace("&quot;", "").replace('"', "")
    assert "\x01" not in texts
    assert 'quotePrefix="1"' in styles


@pytest.mark.parametrize(
    "text",
    ["<r><t>1</t></r>", "<r></r>", "<r>&", "_x0041_", "1e5", "007", "TRUE", "{=1}", "#REF!",
     "http://a.example", "mailto:a@b.example", "internal:Quotes!A1", " a\n b\t"],
)  # fmt: skip
def test_a_text_is_what_it_says_and_nothing_else(text):
    data = workbook([Sheet("A", (9,), ((SheetCell(text),),))])
    (cell,) = (
        node for node in fromstring(_part(data, "sheet1.xml")).iter() if node.tag.endswith("}c")
    )
    assert cell.get("t") == "s"
    assert _texts(data) == [text.replace("_x0041_", "_x005F_x0041_")]
    assert "hyperlink" not in _part(data, "sheet1.xml")


def test_what_no_file_can_hold_is_replaced():
    cell = SheetCell("a\x01\ud800\ufffe b\r\nc\rd")
    assert _texts(workbook([Sheet("A", (9,), ((cell,),))])) == ["a\ufffd\ufffd\ufffd b\nc\nd"]


def test_the_same_table_is_the_same_workbook_at_any_time(table):
    data = xlsx_file(table)
    assert data == xlsx_file(table)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", _part(data, "core.xml"))) == {"1980-01-01T"}


@pytest.mark.parametrize("word", ["word ", "\U0001f600", "a\U0001f600"])
def test_a_text_too_long_for_a_cell_is_cut_and_shows_it(word):
    (longest,) = (it for it in _texts(xlsx_file(one_cell(word * 20_000))) if it[-1] == "…")
    assert (word * 20_000).startswith(longest[:-1])
    assert len(longest.encode("utf-16-le")) // 2 in {MAX_CHARACTERS - 1, MAX_CHARACTERS}


def test_a_cell_holds_no_more_than_spreadsheets_read():
    assert SheetCell("a" * MAX_CHARACTERS).value
    for text in ("a" * (MAX_CHARACTERS + 1), "\U0001f600" * (MAX_CHARACTERS // 2 + 1)):
        with pytest.raises(ValueError, match="A cell of"):
            SheetCell(text)


def test_a_link_that_is_not_read_is_written_out():
    cell = SheetCell("page 1", link="a.pdf#page=1")
    data = workbook([Sheet("A", (9,), ((cell,),) * 65_531)])
    assert _texts(data) == ["page 1", "page 1\na.pdf#page=1"]
    assert _links(data, 1) == ["a.pdf#page=1"] * 65_530
    address = f"{'a' * 2_100}.pdf#page=1"
    data = workbook([Sheet("A", (9,), ((SheetCell("page 1", link=address),),))])
    assert _texts(data) == [f"page 1\n{address}"]


def test_a_workbook_shows_its_heads_at_any_place_and_is_as_wide_as_a_page(table):
    data = xlsx_file(table)
    for name in ("sheet1.xml", "sheet2.xml"):
        sheet = _part(data, name)
        assert re.search('<pane xSplit="1" ySplit="1" topLeftCell="B2" .*state="frozen"', sheet)
        assert 'fitToPage="1"' in sheet
        assert '<pageSetup fitToHeight="0" orientation="landscape"' in sheet
    assert "Quotes!$A:$A,Quotes!$1:$1" in _part(data, "workbook.xml")


def test_a_style_is_a_look_of_its_own():
    cells = tuple(SheetCell(style.name, style) for style in Style if style is not Style.NUMBER)
    data = workbook([Sheet("A", (9,) * 6, ((*cells, SheetCell(7)),))])
    styles = _part(data, "styles.xml")
    *looks, number = re.findall('<xf [^>]*><alignment vertical="top" wrapText="1"/>', styles)
    assert len({*looks}) == len(looks) == 5
    assert all('quotePrefix="1"' in look for look in looks)
    assert "quotePrefix" not in number
    assert {"FFF4F2EC", "FF646B75", "FFE8EEF9", "FFFFE7A8"} <= {*re.findall("[0-9A-F]{8}", styles)}


def _part(data, name):
    """A part of a workbook by the end of its name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        (part,) = (each for each in archive.namelist() if each.endswith(f"/{name}"))
        return archive.read(part).decode()


def _texts(data):
    """The texts of a workbook's cells, each once."""
    return ["".join(item.itertext()) for item in fromstring(_part(data, "sharedStrings.xml"))]


def _links(data, sheet):
    """Where the links of a sheet lead to, in the order of their cells."""
    targets = {
        it.get("Id"): it.get("Target") for it in fromstring(_part(data, f"sheet{sheet}.xml.rels"))
    }
    links = [
        it.attrib
        for it in fromstring(_part(data, f"sheet{sheet}.xml")).iter()
        if it.tag.endswith("}hyperlink")
    ]
    named = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    # A file is named as Excel names it.
    return [f"{targets[it[named]]}#{it['location']}".replace("\\", "/") for it in links]


class _Page(HTMLParser):
    """The texts of a page, its links and its tags."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.links, self.tags = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.texts.append(data)


def test_a_page_escapes_all_that_it_is_given():
    page = _Page(
        html_page(one_cell(HOSTILE, f"{HOSTILE}?", f"{HOSTILE}.txt", HOSTILE), HOSTILE).decode()
    )
    assert "script" not in page.tags
    assert sum(HOSTILE in text for text in page.texts) == 5


def test_a_page_shows_quotes_with_their_places_and_what_differs(table):
    html = html_page(table, "today").decode()
    text = " ".join("".join(_Page(html).texts).split())
    assert "The lease begins on 1 May 2024.line 3, characters 15–46" in text
    assert "≠ differs: June 1, 2024" in text
    assert "≠ 1 of 4 differ" in text


def test_pages_of_pdf_files_are_linked_to():
    parsed = parse_pdf(pdf([[(72, 700, 12, "It costs five euros.")]]), "a b.pdf")
    document = document_of("fees/a b.pdf", parsed, "a b.pdf", "a b")
    table = Table.of(["What does it cost?"], [document])
    start = document.text.index("It costs")
    quote = Citation.of(document, Span(start, start + len("It costs five euros.")))
    table = table.with_cell(0, 0, Cell(Grade.ANSWER, (quote,)))
    page = _Page(html_page(table, "today").decode())
    assert page.links == ["fees/a%20b.pdf#page=1"]
    assert _links(xlsx_file(table), 2) == ["fees/a%20b.pdf#page=1"]


def test_json_has_the_places_of_quotes_and_of_what_differs(table):
    record = json.loads(json.dumps(table_record(table, 1.5)))
    assert record["questions"] == [*table.questions]
    assert record["seconds"] == 1.5
    texts = {row.document.id: row.document.text for row in table.rows}
    for row in record["rows"]:
        for cell in row["cells"]:
            for quote in cell["quotes"]:
                assert texts[row["document"]][quote["start"] : quote["end"]] == quote["quote"]
            for value in cell["differs"]:
                assert texts[row["document"]][value["start"] : value["end"]] == value["text"]
    west = record["rows"][3]["cells"][0]
    assert west["grade"] == "answer"
    assert [value["text"] for value in west["differs"]] == ["June 1, 2024"]


def test_json_of_what_was_not_asked_is_null(leases):
    table = Table.of(["Who pays?"], leases.index.documents[:1])
    assert table_record(table, 0)["rows"][0]["cells"] == [None]
