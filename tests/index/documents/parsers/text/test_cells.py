import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.parsers.text.cells import cells_of
from index.documents.parsers.writer import Writer

ROWS = st.lists(st.text('ab12 |\\\t;,"-=¦😀', min_size=1, max_size=30), min_size=1, max_size=6)


def texts(*rows):
    return [
        [row[slice(*cell)] for cell in cells]
        for row, cells in zip(rows, cells_of(rows), strict=True)
    ]


GRID = "+------+-------+"


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (["| Pool | Opens |", "| Castle | 8:00 |"], ["Pool/Opens", "Castle/8:00"]),
        (["| a |", "| b | | c |"], ["a", "b//c"]),
        (["| a \\| b | c |"], ["a \\| b/c"]),
        (["Pool | Opens", "--- | ---", "Sea | 8:00"], ["Pool/Opens", "---/---", "Sea/8:00"]),
        (["Pool\tOpens", "Sea\t8:00", "River\t9:00"], ["Pool/Opens", "Sea/8:00", "River/9:00"]),
        (
            ["id,name,at", '1,"Smith, Jon",8:00', "2,Bo,9:00"],
            ["id/name/at", "1/Smith, Jon/8:00", "2/Bo/9:00"],
        ),
        (["id;name;at", "1;Jon;8:00", "2;;9:00"], ["id/name/at", "1/Jon/8:00", "2//9:00"]),
        (
            ["Pool      Opens", "Castle    8:00", "River     9:00"],
            ["Pool/Opens", "Castle/8:00", "River/9:00"],
        ),
        (
            [GRID, "| Pool | Opens |", GRID.replace("-", "="), "| Sea  | 8:00  |", GRID],
            [GRID, "Pool/Opens", GRID.replace("-", "="), "Sea/8:00", GRID],
        ),
    ],
)
def test_rows_are_divided_by_what_stands_between_their_cells(rows, cells):
    assert ["/".join(row) for row in texts(*rows)] == cells


def test_a_row_that_cannot_be_divided_surely_is_one_cell():
    rows = ["Pool      Opens  Closes", "Castle    8:00   20:00", "River     closed in winter"]
    assert texts(*rows)[2] == [rows[2]]
    assert texts("No signs here.") == [["No signs here."]]
    assert texts("| a | b |", "| c | d |", "cut off | e |")[2] == ["cut off | e |"]


CELL = st.text(st.characters(exclude_categories=["C"]), max_size=8)  # others are not written


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=5))
def test_the_cells_that_a_parser_writes_are_found_again(table):
    writer = Writer()
    for row in table:
        writer.row(row)
    if writer.empty:
        return
    parsed = writer.parsed("a.csv")
    rows = [block.span.of(parsed.text) for block in parsed.blocks]
    found = texts(*rows)
    assert [len(row) for row in found] == [len(row) for row in table if any(map(str.strip, row))]
    assert all("|" not in cell and cell == cell.strip() for row in found for cell in row)


@given(ROWS)
def test_cells_are_in_order_and_nothing_but_signs_is_left_out(rows):
    for row, cells in zip(rows, cells_of(rows), strict=True):
        edge = 0
        for start, end in cells:
            assert edge <= start <= end <= len(row)
            assert not row[edge:start].strip(' |\t;,"')
            edge = end
        assert not row[edge:].strip(' |\t;,"')
