import random
from pathlib import Path

import pytest

from index.documents.blocks import BlockKind
from index.documents.files import document_of
from index.documents.parsers.opendocument.ods import parse_ods
from index.documents.parsers.opendocument.rows import MOST_TIMES
from index.documents.parsers.parser import ParsedFile
from index.errors import DocumentError
from tests.index.documents.parsers.opendocument.odf_files import (
    ENCRYPTED,
    flat_file,
    package,
    style,
)

AUTOMATIC = style(
    "ta1", '<style:table-properties table:display="true"/>', "table"
) + style("ta2", '<style:table-properties table:display="false"/>', "table")  # fmt: skip
EMPTY_REST = (
    '<table:table-row table:style-name="ro1" table:number-rows-repeated="1048576">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def ods(body: str, **more) -> ParsedFile:
    return parse_ods(package("spreadsheet", body, AUTOMATIC, **more), "a.ods")


def kinds(parsed: ParsedFile) -> list[tuple[BlockKind, str, int]]:
    return [
        (block.kind, block.span.of(parsed.text), run.at)
        for block, run in zip(parsed.blocks, parsed.places.runs, strict=True)
    ]


def sheet(*rows: str, name: str = "Fees", look: str = "ta1", more: str = "") -> str:
    return (
        f'<table:table table:name="{name}" table:style-name="{look}">'
        f"{more}{''.join(rows)}{EMPTY_REST}</table:table>"
    )


def row(*cells: str | float, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(map(cell, cells))}</table:table-row>"


def cell(value: str | float, more: str = "") -> str:
    """A cell as LibreOffice writes it; XML as it is."""
    if isinstance(value, float):
        return (
            f'<table:table-cell {more} office:value-type="float" office:value="{value}"'
            f' calcext:value-type="float"><text:p>{value:.2f} €</text:p></table:table-cell>'
        )
    if value.startswith("<"):
        return value
    text = f"<text:p>{value}</text:p>" if value else ""
    return f'<table:table-cell {more} office:value-type="string">{text}</table:table-cell>'


def test_rows_are_read_as_displayed_with_their_places():
    parsed = ods(
        sheet(
            row("Fees of 2026"),
            row("", "Item", "Price"),
            row("", "Bed", 5.0),
            row("", "Board", 7.5),
            row(""),
            row("", "Breakfast", 2.0),
            row(""),
            row("", "Seen on 1 May."),
        )
        + sheet(row("Name"), name="Second"),
        title="Prices",
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "Fees of 2026", 1),
        (BlockKind.TABLE_HEAD, "| | Item | Price |", 2),
        (BlockKind.TABLE_ROW, "| | Bed | 5.00 € |", 3),
        (BlockKind.TABLE_ROW, "| | Board | 7.50 € |", 4),
        (BlockKind.TABLE_ROW, "| | Breakfast | 2.00 € |", 6),
        (BlockKind.PARAGRAPH, "Seen on 1 May.", 8),
        (BlockKind.PARAGRAPH, "Name", 1),
    ]
    document = document_of("a.ods", parsed, Path("a.ods"), "a")
    assert document.place_of(parsed.blocks[2].span).words == "sheet Fees, row 3"
    assert document.place_of(parsed.blocks[-1].span).words == "sheet Second, row 1"
    assert document.title == "Prices"


def test_lines_titles_and_remarks_are_no_rows():
    parsed = ods(
        sheet(
            row("Prices"),
            row("All in euros"),
            row("Item", "Price"),
            row("Bed", 5.0),
            row("Total"),
            row("What is written here is much longer than a cell of the table is."),
            row(""),
            row("", "", "one"),
            row("", "", "two"),
            row("", "", "three"),
            row(""),
            row("Amount"),
            row(5.0),
            row(6.0),
        )
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "Prices", 1),
        (BlockKind.PARAGRAPH, "All in euros", 2),
        (BlockKind.TABLE_HEAD, "| Item | Price |", 3),
        (BlockKind.TABLE_ROW, "| Bed | 5.00 € |", 4),
        (BlockKind.TABLE_ROW, "| Total | |", 5),
        (
            BlockKind.PARAGRAPH,
            "What is written here is much longer than a cell of the table is.",
            6,
        ),
        (BlockKind.LINE, "one", 8),
        (BlockKind.LINE, "two", 9),
        (BlockKind.LINE, "three", 10),
        (BlockKind.TABLE_HEAD, "| Amount |", 12),
        (BlockKind.TABLE_ROW, "| 5.00 € |", 13),
        (BlockKind.TABLE_ROW, "| 6.00 € |", 14),
    ]


def test_a_head_may_be_told_by_the_file():
    rows = [row("Q1 2026", "Q2 2026"), row("low", "high")]
    repeated = sheet(f"<table:table-header-rows>{rows[0]}</table:table-header-rows>", rows[1])
    filtered = sheet(*rows, name="It's") + (
        "<table:database-ranges><table:database-range"
        " table:target-range-address=\"'It''s'.A1:'It''s'.B2\""
        ' table:display-filter-buttons="true"/></table:database-ranges>'
    )
    assert {block.kind for block in ods(sheet(*rows)).blocks} == {BlockKind.TABLE_ROW}
    for body in (repeated, filtered):
        first, second = ods(body).blocks
        assert (first.kind, second.kind) == (BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW)


def test_what_is_hidden_is_left_out_and_told():
    hidden = 'table:visibility="{}"'
    parsed = ods(
        sheet(
            row("Item", "Cost", "Price"),
            row("Bed", 3.0, 5.0),
            row("Cot", 1.0, 2.0, more=hidden.format("collapse")),
            row("Sofa", 2.0, 4.0, more=hidden.format("filter")),
            f'<table:table-row-group table:display="false">{row("Mat", 1.0, 1.0)}'
            "</table:table-row-group>",
            row("", more=hidden.format("collapse")),
            row("Room", 9.0, 20.0),
            more="<table:table-column/>"
            f"<table:table-column {hidden.format('collapse')}/>"
            "<table:table-column/>",
        )
        + sheet(row("secret"), name="Notes", look="ta2")
    )
    assert parsed.text == (
        "| Item | Price |\n| Bed | 5.00 € |\n| Room | 20.00 € |\n\n"
    ).rstrip() + "\n"  # fmt: skip
    assert [run.at for run in parsed.places.runs] == [1, 2, 7]
    assert parsed.notes == (
        "3 hidden rows were left out of sheet 'Fees'.",
        "A hidden column was left out of sheet 'Fees'.",
        "Sheet 'Notes' is hidden and was left out.",
    )


def test_comments_and_drawings_stand_behind_their_row():
    comment = (
        '<table:table-cell office:value-type="string"><office:annotation office:display="false">'
        "<dc:date>2026-01-01T00:00:00</dc:date><text:p>Ask</text:p><text:p>Ann</text:p>"
        "</office:annotation><text:p>Bed</text:p></table:table-cell>"
    )
    drawn = (
        "<table:table-cell><draw:frame><draw:text-box><text:p>See below</text:p></draw:text-box>"
        "</draw:frame></table:table-cell>"
    )
    shapes = (
        '<table:shapes><draw:frame table:end-cell-address="Fees.C9"><draw:image/>'
        "<svg:desc>A bar chart</svg:desc></draw:frame></table:shapes>"
    )
    parsed = ods(
        sheet(row("Item", "Price"), row(comment, 5.0), row(drawn, 7.0), row("x", 8.0), more=shapes)
    )
    assert kinds(parsed) == [
        (BlockKind.TABLE_HEAD, "| Item | Price |", 1),
        (BlockKind.TABLE_ROW, "| Bed | 5.00 € |", 2),
        (BlockKind.COMMENT, "Comment at A2 on 2026-01-01: Ask\nAnn", 2),
        (BlockKind.TABLE_ROW, "| | 7.00 € |", 3),
        (BlockKind.TABLE_ROW, "| x | 8.00 € |", 4),
        (BlockKind.PARAGRAPH, "See below", 3),
        (BlockKind.CAPTION, "A bar chart", 9),
    ]


def test_merged_cells_are_said_once_and_values_without_a_text_too():
    merged = (
        '<table:table-cell table:number-columns-spanned="2"><text:p>Both</text:p>'
        "</table:table-cell><table:covered-table-cell><text:p>covered</text:p>"
        "</table:covered-table-cell>"
    )
    bare = '<table:table-cell office:value-type="float" office:value="12.5"/>'
    date = '<table:table-cell office:value-type="date" office:date-value="2026-05-01"/>'
    parsed = ods(sheet(row("a", "b", "c"), row(merged, "x"), row(bare, date, "y|z")))
    assert [text for _, text, _ in kinds(parsed)] == [
        "| a | b | c |", "| Both | | x |", "| 12.5 | 2026-05-01 | y¦z |"
    ]  # fmt: skip


def test_what_spans_rows_is_said_in_each_but_for_the_names_of_columns():
    def over(text, rows):
        return (
            f'<table:table-cell table:number-rows-spanned="{rows}"><text:p>{text}</text:p>'
            "</table:table-cell>"
        )

    covered = "<table:covered-table-cell/>"
    parsed = ods(
        sheet(
            row(over("Place", 2), "Days", "Fee"),
            row(covered, "in a week", 1.0),
            row(over("Pool", 2), "Monday", 2.0),
            row(covered, "Saturday", 3.0),
            row("Spa", "Sunday", 4.0),
        )
    )
    assert [text for _, text, _ in kinds(parsed)] == [
        "| Place | Days | Fee |", "| | in a week | 1.00 € |", "| Pool | Monday | 2.00 € |",
        "| Pool | Saturday | 3.00 € |", "| Spa | Sunday | 4.00 € |",
    ]  # fmt: skip


def test_repeated_rows_and_cells_are_counted_and_not_all_written():
    cells = '<table:table-cell table:number-columns-repeated="{}"><text:p>0</text:p>{}'
    end = "</table:table-cell>"
    parsed = ods(
        sheet(
            row("Item", "Price"),
            row("Bed", 5.0, more='table:number-rows-repeated="3"'),
            row("", more='table:number-rows-repeated="1000"'),
            row(cells.format(3, end), "x"),
            row("a", "b", more='table:number-rows-repeated="1000000"'),
            row("end", cells.format(16_383, end)),
        )
    )
    rows = kinds(parsed)
    assert [at for _, _, at in rows[:5]] == [1, 2, 3, 4, 1005]
    assert rows[4][1].startswith("| 0 | 0 | 0 | x |")
    assert len(rows) == 5 + MOST_TIMES + 1
    assert rows[-1][2] == 1_001_006
    assert rows[-1][1].count("0") == 64
    assert parsed.notes == (
        f"Rows and cells of sheet 'Fees' that are repeated were written up to {MOST_TIMES} times.",
    )


def test_repetitions_of_a_whole_sheet_are_bounded():
    cells = '<table:table-cell table:number-columns-repeated="60"><text:p>0</text:p>'
    again = row(*[f"{cells}</table:table-cell>"] * 4, more='table:number-rows-repeated="200"')
    assert len(ods(sheet(*[again] * 100)).blocks) < 1_000


def test_scattered_cells_are_written_without_the_blanks_between():
    blank = '<table:table-cell table:number-columns-repeated="{}"/>'
    rows = [row(blank.format(1 + 2 * n), f"a{n}", f"b{n}") for n in range(2_000)]
    assert ods(sheet(*rows)).text.startswith("| a0 | b0 |\n| a1 | b1 |\n")


def test_many_cells_are_read_quickly():
    rows = [row("Town", *["head"] * 19)] + [row("Ulm", *[1.0] * 19)] * 200
    assert len(ods(sheet(*rows)).blocks) == 201


def test_plain_xml_is_read_too():
    data = flat_file("spreadsheet", sheet(row("Hello")), AUTOMATIC)
    assert parse_ods(data, "a.fods").text == "Hello\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"none", "damaged"),
        (package("text", ""), "there is no spreadsheet in it"),
        (package("spreadsheet", sheet(row("x")), manifest=ENCRYPTED), "is encrypted"),
        (package("spreadsheet", sheet()), "holds no text"),
        (package("spreadsheet", sheet(row("x"), look="ta2"), AUTOMATIC), "is hidden"),
    ],
)
def test_files_that_cannot_be_read_say_why(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_ods(data, "a.ods")


def test_deep_groups_do_no_harm():
    deep = "<table:table-row-group>" * 20_000 + row("Deep", 1.0)
    assert ods(sheet(deep + "</table:table-row-group>" * 20_000)).text.startswith("| Deep")


def test_damaged_files_end_in_an_error_or_a_text():
    draw = random.Random(7)
    source = flat_file("spreadsheet", sheet(row("Item", "Price"), row("Bed", 5.0)), AUTOMATIC)
    for _ in range(300):
        data = bytearray(source[: draw.randrange(len(source) // 2, len(source) + 1)])
        for _ in range(draw.randrange(3)):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        try:
            assert parse_ods(bytes(data), "a.ods").text
        except (DocumentError, KeyError, ValueError):
            continue
