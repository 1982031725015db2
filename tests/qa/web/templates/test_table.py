from index.documents.blocks import BlockKind
from qa.web.templates.inline import Run
from qa.web.templates.table import Line, table_of

HEAD, ROW, NOISE = BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW, BlockKind.NOISE


def table(*lines):
    return table_of([Line(*line) for line in lines], lambda text: [Run(text)] if text else [])


def cells(row):
    return [("".join(run.text for run in cell.words), cell.columns) for cell in row.cells]


def text(table):
    """All text of a table, in its order."""
    return table.before + "".join(
        part
        for row in (*table.heads, *table.rows)
        for cell in row.cells
        for part in (cell.before, *(run.text for run in cell.words), cell.behind)
    )


def test_a_table_is_its_heads_and_rows_with_signs_and_rules_around_the_cells():
    made = table(
        ("\n\n", "| Pool | Opens |", HEAD),
        ("\n", "|---|---|", NOISE),
        ("\n", "| Castle | |", ROW),
        ("\n", "|===|===|", NOISE),
    )
    assert [cells(row) for row in made.heads] == [[("Pool", 1), ("Opens", 1)]]
    assert [cells(row) for row in made.rows] == [[("Castle", 1), ("", 1)]]
    assert made.rows[0].cells[0].before == "\n|---|---|\n| "
    assert made.rows[0].cells[-1].behind == "|\n|===|===|"
    assert text(made) == "\n\n| Pool | Opens |\n|---|---|\n| Castle | |\n|===|===|"


def test_a_rule_above_a_table_is_in_its_first_cell():
    made = table(("", "+---+", NOISE), ("\n", "| a |", ROW), ("\n", "+---+", NOISE))
    assert text(made) == "+---+\n| a |\n+---+"
    assert made.rows[0].cells[0].before == "+---+\n| "


def test_what_is_said_of_a_row_and_what_is_one_cell_stand_over_all_columns():
    made = table(
        ("", "| a | b | c |", ROW, 3),
        ("\n\n", "Comment: twice?", BlockKind.COMMENT, 3),
        ("\n\n", "| alone |", ROW, 5),
    )
    assert [cells(row) for row in made.rows][1:] == [[("Comment: twice?", 3)], [("alone", 3)]]
    assert [row.aside for row in made.rows] == [False, True, False]
    assert [row.number for row in made.rows] == [3, 3, 5]
    assert text(made) == "| a | b | c |\n\nComment: twice?\n\n| alone |"


def test_the_colons_of_a_rule_say_where_the_words_of_a_column_stand():
    made = table(
        ("", "| a | b | c | d |", HEAD),
        ("\n", "| - | :-: | --: | :-- |", NOISE),
        ("\n", "| 1 | 2 | 3 | 4 |", ROW),
    )
    for row in (*made.heads, *made.rows):
        assert [cell.side for cell in row.cells] == ["", "center", "right", ""]
