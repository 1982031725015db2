import csv
import json
import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO, StringIO

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
from qa.comparison.xlsx import MAX_CHARACTERS
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
    sheet, styles = _part(data, "sheet1.xml"), _part(data, "styles.xml")
    assert "<f" not in sheet
    assert formula.replace('"', "") in sheet.replace("&quot;", "").replace('"', "")
    assert "\x01" not in sheet
    assert 'quotePrefix="1"' in styles


def test_the_same_table_is_the_same_workbook(table):
    assert xlsx_file(table) == xlsx_file(table)


def test_a_text_too_long_for_a_cell_is_cut_and_shows_it():
    sheet = _part(xlsx_file(one_cell("word " * 10_000)), "sheet1.xml")
    (longest,) = (text for text in re.findall(r">([^<]+)</t>", sheet) if "word" in text)
    assert longest == f"{('word ' * 10_000)[: MAX_CHARACTERS - 1]}…"


def _part(data, name):
    """A part of a workbook by the end of its name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        (part,) = (each for each in archive.namelist() if each.endswith(f"/{name}"))
        return archive.read(part).decode()


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
    assert "fees/a%20b.pdf#page=1" in _part(xlsx_file(table), "sheet2.xml.rels")


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
