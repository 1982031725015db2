import pytest

from evals.formats.tables import MissingDataError, Table, folder_in, share


def test_columns_are_of_one_width_with_numbers_at_the_right():
    table = Table("Pumps", ("name", "kg", "share"), (("a", 1, 0.5), ("long", 1000, None)))
    assert table.text() == (
        "Pumps\nname    kg  share\n----  ----  -----\na        1  0.500\nlong  1000      –"
    )
    assert table.records()[1] == {"name": "long", "kg": 1000, "share": None}


def test_a_table_without_rows_has_its_heads():
    assert Table("None", ("a", "b"), ()).text() == "None\na  b\n-  -"


def test_a_row_has_a_value_for_each_head():
    with pytest.raises(ValueError, match="does not have 2 values"):
        Table("Wrong", ("a", "b"), (("only one",),))


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert folder_in(tmp_path.parent, tmp_path.name) == tmp_path
    with pytest.raises(MissingDataError, match=r"there is no .*docs"):
        folder_in(tmp_path, "docs")


def test_a_share_of_nothing_is_none():
    assert (share([True, False]), share([])) == (0.5, None)
