from index.documents.parsers.row_spans import RowSpans, said_again, with_above


def test_what_runs_over_rows_is_above_those_below_its_first():
    spans = RowSpans()
    spans.begin(2, 0, 3, "Pool")
    spans.begin(2, 1, 1, "Monday")
    assert [spans.above(row) for row in range(1, 6)] == [{}, {}, {0: "Pool"}, {0: "Pool"}, {}]
    spans.begin(4, 0, 1, "Spa")
    assert spans.above(4) == {}


def test_long_texts_are_not_said_again():
    assert said_again("a" * 120) == "a" * 120
    assert said_again("a" * 121) == ""
    spans = RowSpans()
    spans.begin(0, 0, 2, "a" * 121)
    assert spans.above(1) == {}


def test_the_name_of_a_column_is_not_said_again_and_own_cells_stand_before_others():
    assert with_above({1: "own"}, {0: "Place", 1: "above", 2: "Pool"}, {0: "Place"}) == {
        1: "own",
        2: "Pool",
    }
