from pathlib import Path

import pytest

from index import Document, Span, SpanError
from index.documents.blocks import BlockKind
from index.documents.files import document_of
from index.documents.parsers.writer import Part, Writer
from index.documents.places import PlaceMap, Run, Unit, UnitKind


def written(kind, *more, **unit):
    """A document with a heading, two paragraphs, and a table, in one unit."""
    writer = Writer()
    writer.unit(kind, **unit)
    writer.write("Fees", BlockKind.HEADING, level=1)
    writer.write("The fee is five.")
    writer.write("It is due at once.")
    writer.row(["Boat", "Fee"], head=True, at=7)
    writer.row(["Yawl", "12"], at=8)
    return document_of("a", writer.parsed("a"), Path("a"), "a")


def place(document, words, more=""):
    start = document.text.index(words)
    end = document.text.index(more) + len(more) if more else start + len(words)
    return document.place_of(Span(start, end))


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ({"kind": UnitKind.PAGE, "number": 12}, "page 12"),
        ({"kind": UnitKind.PAGE, "number": 12, "label": "iv"}, "page iv"),
        ({"kind": UnitKind.PAGE, "number": 2, "ocr": True}, "page 2, read by OCR"),
        ({"kind": UnitKind.SLIDE, "number": 4, "label": "Fees"}, "slide 4: Fees"),
        ({"kind": UnitKind.SLIDE, "number": 4}, "slide 4"),
        ({"kind": UnitKind.CHAPTER, "number": 3, "label": "Money"}, "chapter “Money”"),
        ({"kind": UnitKind.CELL, "number": 9}, "cell 9"),
        ({"kind": UnitKind.BODY}, "under “Fees”"),
        ({"kind": UnitKind.SHEET, "label": "Fees"}, "sheet Fees, row 3"),
        ({"kind": UnitKind.SHEET}, "row 3"),
        ({"kind": UnitKind.LINES}, "line 3"),
        ({"kind": UnitKind.REMARKS, "number": 5}, "page 5, beside the text"),
    ],
)
def test_a_place_is_said_as_people_say_it(unit, words):
    assert place(written(**unit), "It is due").words == words


def test_a_place_over_rows_and_lines_says_both():
    sheet = written(UnitKind.SHEET, label="Fees")
    assert place(sheet, "| Boat", "12 |").words == "sheet Fees, rows 7–8"
    assert place(written(UnitKind.LINES), "The fee", "at once").words == "lines 2–3"


def test_what_stands_in_no_row_of_a_sheet_is_told_by_the_sheet():
    for label, words in (("Fees", "sheet Fees"), ("", "sheet 2")):
        writer = Writer()
        writer.unit(UnitKind.SHEET, 2, label)
        writer.write("Chart: Fees", at=0)
        writer.write("In a row.", at=4)
        document = document_of("a", writer.parsed("a"), Path("a"), "a")
        assert place(document, "Chart: Fees").words == words
        both = place(document, "Chart: Fees", "In a row.").words
        assert both == (f"{words}, row 4" if label else "row 4")


def test_what_stands_under_no_heading_is_told_by_its_paragraph():
    writer = Writer()
    writer.unit(UnitKind.BODY)
    writer.write("One.")
    writer.write("Two.")
    document = document_of("a", writer.parsed("a"), Path("a"), "a")
    assert place(document, "Two").words == "paragraph 2"


def test_a_text_file_is_told_by_its_lines():
    document = Document("a.md", "a", "# One\n\nTwo\nthree.\nFour.\n", "a.md")
    assert place(document, "Two").words == "line 3"
    assert place(document, "Two", "Four.").words == "lines 3–5"
    assert place(document, "One").page_index is None


def test_headings_above_are_told_outermost_first():
    text = "# A\n\n## B\n\none\n\n## C\n\n### D\n\ntwo\n\n# E\n\nthree\n"
    document = Document("a.md", "a", text, "a.md")
    paths = [document.heading_path(text.index(word)) for word in ("one", "two", "three")]
    assert paths == [("A", "B"), ("A", "C", "D"), ("E",)]


def test_pages_that_a_quote_runs_over_are_told():
    writer = Writer()
    for number in (1, 2):
        writer.unit(UnitKind.PAGE, number, str(number + 10))
    writer.write_parts([Part("It ends ", 0, 40), Part("over there.", 1, 0)])
    document = document_of("a.pdf", writer.parsed("a.pdf"), Path("a.pdf"), "a")
    where = place(document, "It ends over")
    assert (where.words, where.page, where.page_index, where.pages) == (
        "pages 11–12", "11", 1, (1, 2),
    )  # fmt: skip
    assert place(document, "over").words == "page 12"


def test_parts_that_follow_each_other_are_one_run():
    writer = Writer()
    writer.unit(UnitKind.PAGE)
    writer.write_parts([Part("ab", 0, 5), Part("cd", 0, 7), Part(" "), Part("ef", 0, 20)])
    assert writer.parsed("a").places.runs == (Run(0, 4, 0, 5), Run(5, 7, 0, 20))


@pytest.mark.parametrize(
    "runs", [(Run(0, 4, 0, 1), Run(3, 5, 0, 1)), (Run(0, 1, 1, 1),)], ids=["overlap", "no unit"]
)
def test_runs_that_cannot_be_are_refused(runs):
    with pytest.raises(SpanError, match="out of order"):
        PlaceMap((Unit(UnitKind.PAGE),), runs)


def test_runs_are_inside_the_text_and_whole():
    with pytest.raises(SpanError, match="outside a text of 3"):
        Document("a", "a", "abc", "a", places=PlaceMap((Unit(UnitKind.BODY),), (Run(0, 4, 0, 1),)))
    for wrong in ((2, 2, 0, 0), (-1, 2, 0, 0), (0, 2, -1, 0), (0, 2, 0, -1)):
        with pytest.raises(SpanError, match="A run can't go"):
            Run(*wrong)


def contexts(document):
    """What each row is read with."""
    rows = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    spans = [document.context_at(row.span.start) for row in rows]
    return [[span.of(document.text) for span in some] for some in spans]


def test_a_head_holds_over_comments_and_not_for_the_next_table():
    writer = Writer()
    writer.unit(UnitKind.SHEET, 1, "Fees")
    writer.row(["Boat", "Fee"], head=True)
    writer.row(["Yawl", "12"])
    writer.write("Comment at B2: too low", BlockKind.COMMENT)
    writer.row(["Skiff", "9"])
    writer.end_table()
    writer.row(["Monday", "closed"])
    document = document_of("a", writer.parsed("a"), Path("a"), "a")
    assert contexts(document) == [["| Boat | Fee |"], ["| Boat | Fee |"], []]
