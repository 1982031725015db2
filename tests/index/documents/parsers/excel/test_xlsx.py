import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from evals.speed.machine import data_folder
from index import DocumentError
from index.documents.blocks import BlockKind
from index.documents.files import document_of
from index.documents.parsers.excel.xlsx import parse_xlsx
from index.documents.parsers.parser import ParsedFile
from index.documents.span import Span

PLAIN = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
OLD_KIND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rels(kinds, base=PLAIN):
    """Relations r0, r1, … from pairs of kind and target."""
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{base}/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds)
    )
    return f'<Relationships xmlns="{PLAIN}/package/2006/relationships">{inner}</Relationships>'


def part(tag, inner, base=PLAIN):
    return (
        f'<{tag} xmlns="{base}/spreadsheetml/2006/main" xmlns:a="{base}/drawingml/2006/main"'
        f' xmlns:r="{base}/officeDocument/2006/relationships"'
        f' xmlns:xdr="{base}/drawingml/2006/spreadsheetDrawing"'
        f' xmlns:c="{base}/drawingml/2006/chart">{inner}</{tag}>'
    )


def letters(column):
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def cell(value, row, column, style=0):
    place = f'r="{letters(column)}{row}"' + (f' s="{style}"' if style else "")
    match value:
        case bool():
            return f'<c {place} t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f"<c {place}><v>{value}</v></c>"
        case str() if value.startswith("<"):
            return f"<c {place}>{value}</c>"
        case str():
            return f'<c {place} t="inlineStr"><is><t>{value}</t></is></c>'
    return ""


def row(number, *values, attributes="", left=1, style=0):
    cells = (cell(each, number, left + n, style) for n, each in enumerate(values))
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def sheet(*rows, before="", after=""):
    """A worksheet of rows by `row`, or of lists of values, which follow each other from row 1."""
    lines = [each if isinstance(each, str) else row(n, *each) for n, each in enumerate(rows, 1)]
    return before, "".join(lines), after


def book(*sheets, base=PLAIN, extra=(), parts=None, workbook="", shared=(), states=None, **named):
    """A workbook of sheets S1, S2, … ; ``extra`` has for a sheet's place its relations."""
    names = named.get("names") or [f"S{n}" for n in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n + 1}" state="{(states or {}).get(n, "visible")}"'
        f' r:id="r{n}"/>'
        for n, name in enumerate(names)
    )
    kinds = named.get("kinds", ["worksheet"] * len(sheets))
    entries = {
        "_rels/.rels": rels([("officeDocument", "xl/workbook.xml")], base),
        "xl/workbook.xml": part("workbook", f"{workbook}<sheets>{listed}</sheets>", base),
        "xl/_rels/workbook.xml.rels": rels(
            [*((kind, f"sheets/s{n}.xml") for n, kind in enumerate(kinds)), *shared], base
        ),
        **{f"xl/sheets/_rels/s{n}.xml.rels": rels(each, base) for n, each in dict(extra).items()},
        **(parts or {}),
    }
    for n, (each, kind) in enumerate(zip(sheets, kinds, strict=True)):
        before, data, after = each
        inner = f"{before}<sheetData>{data}</sheetData>{after}"
        entries[f"xl/sheets/s{n}.xml"] = part(kind, inner, base)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return packed.getvalue()


def read(*sheets, **more):
    return parse_xlsx(book(*sheets, **more), "book.xlsx")


def lines(*rows, **more):
    """The text of a sheet with these rows, without its name, line by line."""
    return read(sheet(*rows), **more).text.split("\n")[2:-1]


def pairs(parsed):
    return [(str(block.kind), block.span.of(parsed.text)) for block in parsed.blocks]


def place_of(parsed, words):
    start = parsed.text.index(words)
    document = document_of("book.xlsx", parsed, Path("book.xlsx"), "book")
    return document.place_of(Span(start, start + len(words))).words


@pytest.mark.parametrize("base", [PLAIN, STRICT])
def test_sheets_are_tables_with_their_rows(base):
    parsed = read(
        sheet(["Who", "Fee"], ["Adults", 4], ["Children", 2]),
        sheet(row(7, "Open at nine.")),
        names=["Fees", "Hours"],
        base=base,
    )
    assert parsed.text == (
        "Fees\n\n| Who | Fee |\n| Adults | 4 |\n| Children | 2 |\n\nHours\n\nOpen at nine.\n"
    )
    assert pairs(parsed)[:3] == [
        ("heading", "Fees"), ("table head", "| Who | Fee |"), ("table row", "| Adults | 4 |"),
    ]  # fmt: skip
    assert place_of(parsed, "Adults | 4") == "sheet Fees, row 2"
    assert place_of(parsed, "Adults | 4 |\n| Children") == "sheet Fees, rows 2–3"
    assert place_of(parsed, "Open at nine.") == "sheet Hours, row 7"
    assert parsed.notes == ()


STYLES = part(
    "styleSheet",
    '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00\\ [$€-407]"/>'
    '<numFmt numFmtId="166" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="167" formatCode=";;;"/></numFmts>'
    '<fonts><font/><font><b/></font><font><b val="0"/></font></fonts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>'
    '<xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="167"/><xf numFmtId="0" fontId="1"/>'
    '<xf numFmtId="49"/></cellXfs>',
)
STYLED = {"shared": [("styles", "styles.xml")], "parts": {"xl/styles.xml": STYLES}}


def test_cells_are_read_as_displayed():
    values = [(0.125, 1), (1234.5, 2), (46090, 3), (46090, 4), (1.5, 5), (7, 6), (7, 8), (0.1, 99)]
    cells = "".join(cell(value, 1, n, style) for n, (value, style) in enumerate(values, 1))
    assert lines(f'<row r="1">{cells}</row>', **STYLED) == [
        "| 12.5% | 1,234.50 € | 09/03/2026 | 2026-03-09 | 36:00:00 | 7 | 0.1 |"
    ]


def test_days_may_be_counted_from_1904():
    numbers = row(1, 44628, 1, style=3)
    assert lines(numbers, workbook='<workbookPr date1904="1"/>', **STYLED) == [
        "| 09/03/2026 | 02/01/1904 |"
    ]


def test_values_of_all_kinds():
    texts = part(
        "sst",
        "<si><t>plain</t></si>"
        "<si><r><t>in </t></r><r><rPr/><t>runs</t></r><rPh><t>say</t></rPh></si>"
        "<si><t>line_x000D_\nend _x0041_</t></si>",
    )
    cells = (
        '<c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>'
        '<c t="s"><v>9</v></c><c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c>'
        '<c t="str"><f>A1</f><v>told</v></c><c t="d"><v>2026-03-09</v></c>'
        '<c t="d" s="3"><v>2026-03-09T00:00:00Z</v></c><c><v>1.5E-7</v></c><c><v>x</v></c>'
    )
    shown = "| plain | in runs | line end A | FALSE | #DIV/0! | told | 2026-03-09 | 09/03/2026 |"
    assert lines(
        f"<row>{cells}</row>",
        shared=[("sharedStrings", "t.xml"), ("styles", "styles.xml")],
        parts={"xl/t.xml": texts, "xl/styles.xml": STYLES},
    ) == [f"{shown} 1.5E-07 | x |"]


def test_formulas_without_a_stored_value_are_told_of_once():
    parsed = read(
        sheet(["Sum", "<f>1+1</f><v>2</v>"], ["More", "<f>2+2</f>"], ["None", "<f>3</f><v></v>"]),
        sheet(["Words", '<f>"a"</f><v>a</v>']),
    )
    assert "| Sum | 2 |\n| More | |" in parsed.text
    assert parsed.notes == (
        "2 cells have a formula whose result is not in the file, and were left empty:"
        " open it in a spreadsheet and save it anew to have it calculated.",
    )


def test_hidden_rows_columns_and_sheets_are_left_out_and_told():
    gone = ' hidden="1"'
    parsed = read(
        sheet(
            row(1, "Item", "Secret", "Price"),
            row(2, "Tea", "x", 3),
            row(3, "Milk", "y", 4, attributes=gone),
            row(4, attributes=gone),
            row(5, "Rye", "z", 5),
            before='<cols><col min="2" max="2" hidden="1"/><col min="7" max="9" hidden="1"/>'
            "</cols>",
        ),
        sheet(["gone"]),
        names=["Shop", "Gone"],
        states={1: "veryHidden"},
    )
    assert parsed.text == "Shop\n\n| Item | Price |\n| Tea | 3 |\n| Rye | 5 |\n"
    assert place_of(parsed, "Rye") == "sheet Shop, row 5"
    assert parsed.notes == (
        "1 hidden row and 1 hidden column of the sheet “Shop” were left out.",
        "1 hidden sheet was left out: “Gone”.",
    )


def test_merged_cells_are_said_in_each_of_their_rows_and_hold_them_together():
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:C1", "A2:A3", "A4:A7", "B2"))
    parsed = read(
        sheet(
            row(1, "Quarters", "Quarters", "Quarters"),
            row(2, "North", "Q1", 7),
            row(3, "North", "Q2", 8),
            row(4, "South", "Q1", 9),
            row(7, None, "Q2", 5),
            after=f"<mergeCells>{merged}</mergeCells>",
        )
    )
    assert parsed.text == (
        "S1\n\nQuarters\n\n| North | Q1 | 7 |\n| North | Q2 | 8 |\n| South | Q1 | 9 |\n"
        "| South | Q2 | 5 |\n"
    )


def test_neither_names_of_columns_nor_long_texts_are_said_again():
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:A2", "B1:C1", "A3:A4", "D3:D4"))
    long = "A remark on both. " * 10
    parsed = read(
        sheet(
            row(1, "Place", "Sales", None, "Remark"),
            row(2, None, "Q1", "Q2"),
            row(3, "North", 7, 8, long),
            row(4, None, 9, 5),
            after=f"<mergeCells>{merged}</mergeCells>",
        )
    )
    assert parsed.text.splitlines()[2:] == [
        "| Place | Sales | | Remark |",
        "| | Q1 | Q2 | |",
        f"| North | 7 | 8 | {long.strip()} |",
        "| North | 9 | 5 | |",
    ]


def test_comments_stand_behind_their_row():
    comments = part(
        "comments",
        "<authors><author>Ann</author><author>tc={1}</author></authors><commentList>"
        '<comment ref="B2" authorId="0"><text><r><t>Ann:</t></r><r><t>\nToo dear?</t></r></text>'
        '</comment><comment ref="B2" authorId="1"><text><t>[Threaded comment]</t></text></comment>'
        '<comment ref="A9" authorId="7"><text><t>Below.</t></text></comment>'
        '<comment ref="C3" authorId="0"><text><t>hidden</t></text></comment></commentList>',
    )
    threads = (
        '<ThreadedComments><threadedComment ref="B3" personId="p"><text>Why?</text>'
        '</threadedComment><threadedComment ref="B3" personId="q" parentId="1"><text>So.</text>'
        "</threadedComment></ThreadedComments>"
    )
    people = '<personList><person id="p" displayName="Bob"/></personList>'
    parsed = read(
        sheet(
            ["Who", "Fee", "x"], ["Adults", 4, 1], ["Pupils", 3, 1],
            before='<cols><col min="3" max="3" hidden="1"/></cols>',
        ),
        extra={0: [("comments", "../c.xml"), ("threadedComment", "../t.xml")]},
        parts={"xl/c.xml": comments, "xl/t.xml": threads, "xl/p.xml": people},
        shared=[("person", "p.xml")],
    )  # fmt: skip
    assert pairs(parsed)[2:] == [
        ("table row", "| Adults | 4 |"), ("comment", "Comment at B2 by Ann: Too dear?"),
        ("table row", "| Pupils | 3 |"), ("comment", "Comment at B3 by Bob: Why?"),
        ("comment", "Reply at B3: So."), ("comment", "Comment at A9: Below."),
    ]  # fmt: skip
    assert place_of(parsed, "Too dear?") == "sheet S1, row 2"


def test_titles_and_remarks_stand_beside_tables():
    remark = "Source: the council of the town, meeting of 3 March 2026, item 7 of the agenda."
    parsed = read(
        sheet(["Fees"], ["From May on"], ["Who", "Fee"], ["Adults", 4], ["Other"], [remark])
    )
    assert pairs(parsed)[1:] == [
        ("line", "Fees"), ("line", "From May on"), ("table head", "| Who | Fee |"),
        ("table row", "| Adults | 4 |"), ("table row", "| Other | |"), ("paragraph", remark),
    ]  # fmt: skip


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_tables_below_each_other_are_told_apart(gap):
    second = [row(4 + gap, "Rooms"), row(5 + gap, "Name", "Size"), row(6 + gap, "Hall", 80)]
    parsed = read(sheet(row(1, "Who", "Fee"), row(2, "Ann", 4), row(3, "Bob", 5), *second))
    assert parsed.text == (
        "S1\n\n| Who | Fee |\n| Ann | 4 |\n| Bob | 5 |\n\nRooms\n\n| Name | Size |\n| Hall | 80 |\n"
    )


def test_sums_below_an_empty_row_belong_to_their_table():
    assert lines(row(1, "Who", "Fee", "Day"), row(2, "Ann", 4, "May"), row(4, "All", 4)) == [
        "| Who | Fee | Day |", "| Ann | 4 | May |", "| All | 4 | |",
    ]  # fmt: skip
    assert lines(row(1, "Who", "Fee"), row(2, "Ann", 4), row(4, "See", "page two")) == [
        "| Who | Fee |", "| Ann | 4 |", "", "| See | page two |",
    ]  # fmt: skip


def test_tables_beside_each_other_are_told_apart():
    rows = [["Who", "Age", None, "City", "Size"], ["Ann", 5, None, "Rome", 3]]
    assert lines(*rows, [None, None, None, "Bonn", 2]) == [
        "| Who | Age |", "| Ann | 5 |", "", "| City | Size |", "| Rome | 3 |", "| Bonn | 2 |",
    ]  # fmt: skip
    assert lines(*rows) == ["| Who | Age | City | Size |", "| Ann | 5 | Rome | 3 |"]
    right = [row(3, "City", "Size", left=3), row(4, "Rome", 3, left=3)]
    assert lines(["Who", "Age"], ["Ann", 5], *right) == [
        "| Who | Age |", "| Ann | 5 |", "", "| City | Size |", "| Rome | 3 |",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "headed"),
    [
        ([["Item", "Price"], ["Tea", 3]], True),
        ([["Item", 2025, 2026], ["Tea", 3, 4]], True),
        ([[None, "Price"], ["Tea", 3], ["Rye", 4]], True),
        ([["Name", "Town", "Job"], ["Ann", "Rome", "cook"], ["Bob", "Bonn", "cook"]], True),
        ([["Total"], [5], [6]], True),
        ([["Tea", 3], ["Rye", 4]], False),
        ([["Name", "Ann Smith"], ["Town", "Rome"], ["Born", 1990]], False),
        ([["cook", "Rome", "Ann"], ["cook", "Bonn", "Bob"]], False),
        ([[2019, 120], [2020, 130]], False),
        ([["Item", "Price"]], False),
    ],
)
def test_the_heads_of_columns_are_known(rows, headed):
    kinds = [block.kind for block in read(sheet(*rows)).blocks]
    assert (BlockKind.TABLE_HEAD in kinds) is headed


@pytest.mark.parametrize(
    ("before", "after", "extra"),
    [
        ('<sheetView><pane ySplit="1" state="frozen"/></sheetView>', "", ()),
        ("", '<autoFilter ref="A1:B3"/>', ()),
        ("", '<tableParts><tablePart r:id="r0"/></tableParts>', {0: [("table", "../t.xml")]}),
    ],
)  # fmt: skip
def test_the_heads_that_a_file_names_are_heads(before, after, extra):
    table = part("table", "").replace("<table", '<table ref="A1:B3"')
    parsed = read(
        sheet(["Name", "Town"], ["Ann", "Rome"], ["Bob", "Rome"], before=before, after=after),
        extra=extra,
        parts={"xl/t.xml": table},
    )
    assert pairs(parsed)[1][0] == "table head"


def test_bold_words_above_others_are_a_head():
    rows = [row(1, "Name", "Town", style=7), row(2, "Ann", "Rome"), row(3, "Bob", "Rome")]
    assert pairs(read(sheet(*rows), **STYLED))[1][0] == "table head"
    assert pairs(read(sheet(*rows)))[1][0] == "table row"


def test_forms_and_columns_of_words():
    parsed = read(
        sheet(["Name:", "Ann", "Tel.:", 123], ["Town:", "Rome"]),
        sheet(["Members"], ["Ann"], ["Bob"]),
    )
    assert pairs(parsed) == [
        ("heading", "S1"), ("field", "Name: Ann"), ("field", "Tel.: 123"), ("field", "Town: Rome"),
        ("heading", "S2"), ("line", "Members"), ("line", "Ann"), ("line", "Bob"),
    ]  # fmt: skip


def drawing(*shapes):
    anchors = "".join(
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>{line}</xdr:row></xdr:from>"
        f"{shape}</xdr:oneCellAnchor>"
        for line, shape in shapes
    )
    return part("xdr:wsDr", anchors)


CHART = part(
    "c:chartSpace",
    "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Prices</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    "<c:plotArea><c:barChart><c:ser><c:tx><c:v>Fee</c:v></c:tx>"
    "<c:cat><c:strRef><c:f>'S1'!$A$2:$A$3</c:f><c:strCache><c:pt idx=\"0\"><c:v>Ann</c:v></c:pt>"
    "</c:strCache></c:strRef></c:cat>"
    '<c:val><c:numRef><c:f>S1!$B$2</c:f><c:numCache><c:pt idx="0"><c:v>4</c:v></c:pt>'
    "</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart>",
)
SHAPES = (
    (8, '<xdr:graphicFrame><c:chart r:id="r0"/></xdr:graphicFrame>'),
    (5, '<xdr:pic><xdr:nvPicPr><xdr:cNvPr descr="A duck in rain"/></xdr:nvPicPr></xdr:pic>'),
    (
        3,
        "<xdr:grpSp><xdr:sp><xdr:nvSpPr><xdr:cNvPr/></xdr:nvSpPr><xdr:txBody><a:p><a:r>"
        "<a:t>In a box</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:grpSp>",
    ),
)
DRAWN = {
    "xl/d.xml": drawing(*SHAPES),
    "xl/_rels/d.xml.rels": rels([("chart", "c.xml")]),
    "xl/c.xml": CHART,
}
WITH_DRAWING = '<drawing r:id="r0"/>'


def test_what_lies_over_cells_follows_them():
    parsed = read(
        sheet(["Who", "Fee"], ["Ann", 4], after=WITH_DRAWING),
        extra={0: [("drawing", "../d.xml")]},
        parts=DRAWN,
    )
    assert pairs(parsed)[3:] == [
        ("paragraph", "In a box"), ("caption", "Picture: A duck in rain"),
        ("caption", "Chart: Prices"),
    ]  # fmt: skip
    assert place_of(parsed, "In a box") == "sheet S1, row 4"


@pytest.mark.parametrize("kind", ["chartsheet", "worksheet"])
def test_charts_without_cells_tell_their_values_and_stand_in_no_row(kind):
    parsed = read(
        sheet(["Who", "Fee"], ["Ann", 4]),
        sheet(after=WITH_DRAWING),
        names=["S1", "Chart"],
        kinds=["worksheet", kind],
        extra={1: [("drawing", "../d.xml")]},
        parts=DRAWN,
    )
    assert parsed.text.endswith("Chart: Prices\n\n| | Fee |\n| Ann | 4 |\n")
    assert place_of(parsed, "| | Fee |\n| Ann | 4 |") == "sheet Chart"


def test_values_of_charts_are_told_where_their_cells_are_hidden():
    parsed = read(
        sheet(["Who", "Fee"], ["Ann", 4]),
        sheet(["Text"], after=WITH_DRAWING),
        states={0: "hidden"},
        extra={1: [("drawing", "../d.xml")]},
        parts=DRAWN,
    )
    assert "| | Fee |\n| Ann | 4 |" in parsed.text


def test_cells_far_from_each_other_are_not_filled_up():
    rows = "".join(
        f'<row r="{n}"><c r="{letters(n)}{n}"><v>1</v></c>'
        f'<c r="{letters(16_385 - n)}{n}"><v>2</v></c></row>'
        for n in range(1, 4_000, 2)
    )
    assert len(read(("", rows, "")).text) < 30_000
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>2</v></c></row>'
        for n in range(1, 1_000)
    )
    parsed = read(("", rows, ""))
    assert len(parsed.text) < 13_000
    assert len(parsed.blocks) == 1_000


def test_deep_nesting_does_no_harm():
    deep = "<x>" * 20_000 + "</x>" * 20_000
    groups = "<xdr:grpSp>" * 20_000 + SHAPES[2][1] + "</xdr:grpSp>" * 20_000
    parsed = read(
        ("", f'{row(1, "a", 1)}<row r="2"><c r="A2">{deep}<v>5</v></c></row>', deep + WITH_DRAWING),
        extra={0: [("drawing", "../d.xml")]},
        parts={"xl/d.xml": drawing((0, groups))},
    )
    assert parsed.text == "S1\n\n| a | 1 |\n| 5 | |\n\nIn a box\n"


def test_rows_and_cells_may_have_no_names_and_be_in_any_order():
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c><c r="A2"><v>9</v></c></row>'
        '<row r="x"><c r="?"><v>5</v></c></row>'
    )
    assert read(("", rows, "")).text == "S1\n\n| 1 | 2 |\n| 3 | 4 |\n| 5 | |\n"


def test_no_more_sheets_and_characters_are_read_than_are_allowed(monkeypatch):
    sheets = [sheet(*([f"cell {n}", n] for n in range(50))) for _ in range(3)]
    monkeypatch.setenv("PINCITE_MAX_PAGES", "2")
    parsed = read(*sheets)
    assert "S2" in parsed.text
    assert "S3" not in parsed.text
    assert parsed.notes == ("Only the first 2 of 3 sheets were read.",)
    monkeypatch.setenv("PINCITE_MAX_CHARACTERS", "300")
    parsed = read(*sheets[:2])
    assert len(parsed.text) <= 300
    assert place_of(parsed, "| cell 16 | 16 |") == "sheet S1, row 17"
    assert "cell 17" not in parsed.text
    assert parsed.notes == (
        "Only the first 17 rows of the sheet “S1” were read:"
        " the file has more than 300 characters.",
    )


def test_the_title_is_the_one_that_the_file_gives():
    core = '<c:p xmlns:c="c" xmlns:dc="d"><dc:title>Pool fees</dc:title></c:p>'
    assert read(sheet(["a", 1]), parts={"docProps/core.xml": core}).title == "Pool fees"
    assert read(sheet(["a", 1])).title == "book"


ENTITY = '<!DOCTYPE s [<!ENTITY a "b">]><worksheet/>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "damaged"), (b"PK\x03\x04", "damaged"), (b"a,b\n1,2\n", "damaged"),
        (OLD_KIND + b"\0" * 99, "old kind"),
        (OLD_KIND + "EncryptedPackage".encode("utf-16-le"), "'a.xlsx' is encrypted"),
        (book(sheet()), "holds no text"), (book(("<p>", "", "")), "damaged"),
        (book(sheet(), parts={"xl/workbook.xml": "<document/>"}), "no workbook"),
        (book(sheet(), names=["a", "b"]), "holds no text"),
        (
            book(sheet(), shared=[("sharedStrings", "t.xml")], parts={"xl/t.xml": ENTITY}),
            "defines entities",
        ),
        (book(sheet(), shared=[("styles", "t.xml")], parts={"xl/t.xml": "<a"}), "damaged"),
        (book(sheet(["x"]), kinds=["dialogsheet"]), "holds no text"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_refused(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_xlsx(data, "a.xlsx")


def test_damaged_files_are_read_or_refused():
    whole = book(
        sheet(
            ["Who", "Fee"], ["Ann", 4], after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
        ),
        sheet(after=WITH_DRAWING),
        extra={1: [("drawing", "../d.xml")]},
        parts={**DRAWN, "xl/styles.xml": STYLES},
        shared=[("styles", "styles.xml")],
    )
    generator = random.Random(4)
    for _ in range(60):
        end = generator.randrange(len(whole)) if generator.random() < 0.3 else len(whole)
        data = bytearray(whole[:end])
        for _ in range(generator.randrange(6)):
            if data:
                data[generator.randrange(len(data))] ^= 1 << generator.randrange(8)
        try:
            assert isinstance(parse_xlsx(bytes(data), "a.xlsx"), ParsedFile)
        except DocumentError:
            continue


def test_real_workbooks():
    folder = data_folder() / "docs-formats" / "docling" / "xlsx" / "sources"
    if not folder.is_dir():
        pytest.skip("no docs-formats among the data")
    parsed = {path.stem: parse_xlsx(path.read_bytes(), path.name) for path in folder.glob("*.xlsx")}
    fees = parsed["xlsx_05_table_with_title"]
    assert pairs(fees)[1] == ("paragraph", "Number of freshwater ducks per year")
    assert pairs(fees)[2] == ("table head", "| Year | Freshwater Ducks |")
    assert "Comment at A1 by John Reviewer: Why" in parsed["xlsx_comments"].text
    title = "Chart: Wild Duck Observations by Year"
    assert place_of(parsed["xlsx_03_chartsheet"], title) == "sheet Duck Chart"
    ducks = parsed["xlsx_comments"]
    assert place_of(ducks, "| 2020 | 135") == "sheet Sheet1, row 8"
