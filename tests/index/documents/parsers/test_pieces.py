import pytest

from index.documents.blocks import BlockKind
from index.documents.parsers.pieces import Piece, Row, Table, flat, names_columns, write_pieces
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (["Item|Price", "Bed|5"], True),
        (["Item|Price"], False),
        (["Name|Ann", "Town|Ulm", "Trade|Smith"], False),
        (["Term|Meaning", "Lease|A contract for a time", "Rent|What is paid for it"], True),
        (["Name|Town|Trade", "Ann|Ulm|Smith", "Bo|Bonn|Cook"], True),
        (["Bed|5", "Cot|3"], False),
        (["Item", "5", "6"], False),
    ],
)
def test_the_first_row_names_the_columns_where_it_plainly_does(rows, named):
    assert names_columns([row.split("|") for row in rows]) is named


def test_pieces_are_written_in_order():
    writer = Writer()
    writer.unit(UnitKind.SHEET, 1, "S")
    note = Piece("[1] Net.", BlockKind.FOOTNOTE)
    table = Table((Row(("Item", "Price")), Row(("Bed", "5[1]"), behind=(note,)), Row(("", " "))))
    code = [Piece("if x:", BlockKind.CODE), Piece("    y()", BlockKind.CODE)]
    write_pieces(writer, [Piece("Rent", BlockKind.HEADING, 2), table, *code], at=7)
    parsed = writer.parsed("a")
    assert [(block.kind, block.span.of(parsed.text)) for block in parsed.blocks] == [
        (BlockKind.HEADING, "Rent"),
        (BlockKind.TABLE_HEAD, "| Item | Price |"),
        (BlockKind.TABLE_ROW, "| Bed | 5[1] |"),
        (BlockKind.FOOTNOTE, "[1] Net."),
        (BlockKind.CODE, "if x:\n    y()"),
    ]
    assert {run.at for run in parsed.places.runs} == {7}


def test_pieces_become_one_text():
    note = Piece("[1] Net.", BlockKind.FOOTNOTE)
    comment = Piece("Comment: no", BlockKind.COMMENT)
    table = Table((Row(("a", "", "b\nc"), behind=(note,)),))
    assert flat([Piece("One"), comment, Piece(" "), table]) == ("One\na b c", [comment, note])
