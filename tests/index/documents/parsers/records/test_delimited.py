import os
import re
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from index import DocumentError
from index.documents.files import document_of
from index.documents.parsers.records.delimited import parse_delimited
from index.documents.parsers.records.delimiters import choose_delimiter
from index.documents.parsers.table_heads import is_head, is_plainly_head
from tests.damaged_files import damaged_files

DATA = Path(os.environ.get("PINCITE_DATA") or Path(__file__).parents[6] / "shared" / "data")
CSV = DATA / "docs-formats" / "docling" / "csv"


def read(text, name="a.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return document_of(name, parse_delimited(data, name), Path(name), "a")


def shown(document):
    """Each block as its kind, its place and its text."""
    return [
        (block.kind.value, document.place_of(block.span).words, block.span.of(document.text))
        for block in document.blocks
    ]


def test_rows_stand_between_bars_with_their_number_in_the_spreadsheet():
    document = read("name,age\nAnn,30\n\nBo,41\n")
    assert document.text == "| name | age |\n| Ann | 30 |\n\n| Bo | 41 |\n"
    assert shown(document) == [
        ("table head", "row 1", "| name | age |"),
        ("table row", "row 2", "| Ann | 30 |"),
        ("table row", "row 4", "| Bo | 41 |"),
    ]


def test_a_quoted_cell_with_line_ends_is_one_row():
    document = read('name,address\nAnn,"1 High St\nLondon"\nBo,"say ""hi"", | twice"\n')
    assert shown(document)[1:] == [
        ("table row", "row 2", "| Ann | 1 High St London |"),
        ("table row", "row 3", '| Bo | say "hi", ¦ twice |'),
    ]


@pytest.mark.parametrize(
    ("text", "sign", "width"),
    [
        ("a,b,c\n1,2,3\n", ",", 3),
        ("name;price\nTea;1,50\nCake;2,30\n", ";", 2),
        ("1,50;2,30\n4,10;5,20\n", ";", 2),
        ("a\tb\n1,5\t2,5\n", "\t", 2),
        ("a|b|c\n1|2|3\n", "|", 3),
        ("id,tags,at\n1,a|b,5.1|6.2\n2,a,3.2|1.1\n", ",", 3),
        ("name, age\nBo, 41\nAnn, 30\n", ",", 2),
        ('q,a\n"x; y","z, w"\n"u; v",t\n', ",", 2),
        ("milk,bread\nbeer\nmilk,beer,bread\neggs,milk\n", ",", 2),
    ],
)
def test_the_delimiter_is_told_from_all_rows(text, sign, width):
    delimiter = choose_delimiter(text.splitlines(keepends=True))
    assert delimiter
    assert (delimiter.sign, delimiter.width) == (sign, width)


@pytest.mark.parametrize(
    "text",
    [
        "Industry\nSales\nOther\n",
        "Name\nDoe, John\nRoe, Ann\n",
        "Hello, world, and all.\nThis is text.\nAnd, so, on, and so forth.\n",
        "",
    ],
)
def test_prose_and_single_columns_have_none(text):
    assert choose_delimiter(text.splitlines(keepends=True)) is None


def test_a_single_column_is_lines():
    assert shown(read('Name\n"Doe, John"\n\nRoe  Ann\n')) == [
        ("line", "row 1", "Name"),
        ("line", "row 2", "Doe, John"),
        ("line", "row 4", "Roe Ann"),
    ]


def test_tabs_are_taken_in_tsv_and_what_excel_declares_is_no_row():
    assert shown(read("a, b\tc, d\n", "a.tsv")) == [("table row", "row 1", "| a, b | c, d |")]
    assert shown(read("sep=;\na;b\n1,2;3\n")) == [
        ("table head", "row 1", "| a | b |"),
        ("table row", "row 2", "| 1,2 | 3 |"),
    ]


def test_titles_and_remarks_around_a_table_are_paragraphs():
    text = (
        "Fees of 2024,,\n# by the office, in pounds\n\nroom,fee,note\nA,5,\nB,7,x\n\nSource: us,,\n"
    )
    assert shown(read(text)) == [
        ("paragraph", "row 1", "Fees of 2024"),
        ("paragraph", "row 2", "by the office, in pounds"),
        ("table head", "row 4", "| room | fee | note |"),
        ("table row", "row 5", "| A | 5 | |"),
        ("table row", "row 6", "| B | 7 | x |"),
        ("paragraph", "row 8", "Source: us"),
    ]


def test_a_number_sign_may_name_a_column_or_mark_the_head():
    assert shown(read("#,Name\n1,Ann\n2,Bo\n"))[0] == ("table head", "row 1", "| # | Name |")
    assert shown(read("# id,name\n1,Ann\n2,Bo\n"))[0] == ("table head", "row 1", "| id | name |")


def test_a_second_table_has_its_own_head():
    kinds = [kind for kind, _, _ in shown(read("a,b\n1,2\n\nx,y,z\nfoo,bar,3\n\nfoo,bar,4\n"))]
    assert kinds == ["table head", "table row", "table head", "table row", "table row"]


def test_short_rows_are_filled_and_long_ones_told():
    document = read("a,b,c\nx\nx,y,3,z\nx,y,4\n")
    assert document.text.splitlines() == ["| a | b | c |", "| x | | |", "| x | y | 3 | z |",
                                          "| x | y | 4 |"]  # fmt: skip
    assert document.notes == (
        "There are more cells than in the head of the table in row 3: some may stand in a wrong"
        " column.",
    )


def test_several_long_rows_are_told_together():
    assert read("a,b,c\nx,y,3,z\nx,y,4\nx,y,5,z\n").notes == (
        "There are more cells than in the head of the table in 2 rows, the first of them row 2:"
        " some may stand in a wrong column.",
    )


def test_a_quotation_mark_that_is_never_closed_takes_in_no_other_row():
    document = read('pipe,size\nred,"5 inch\nblue,6 inch\ngreen,"7 inch\nlast,"8"\n')
    assert [text for _, _, text in shown(document)] == [
        "| pipe | size |", '| red | "5 inch |', "| blue | 6 inch |", '| green | "7 inch |',
        "| last | 8 |",
    ]  # fmt: skip
    assert document.notes == (
        "A quotation mark in 2 rows, the first of them row 2, is never closed: it was read as a"
        " sign of its cell.",
    )
    assert document.place_of(document.blocks[3].span).words == "row 4"


def test_marks_that_a_database_wrote_with_a_backslash_are_marks():
    assert 'a "b", c' in read('n,v\n1,"a \\"b\\", c"\n2,"x"\n').text


def test_a_cell_may_be_longer_than_csv_allows():
    assert "x" * 200_000 in read("a,b\n1," + "x" * 200_000 + "\n").text


def test_encodings_are_told_and_line_ends_do_not_matter():
    document = read("Straße;Ort\r\nMühle;Köln\r\n".encode("cp1252"))
    assert document.text == "| Straße | Ort |\n| Mühle | Köln |\n"
    assert document.notes == ("It was not UTF-8 and was read as Windows-1252.",)
    assert read("a;b\r1;2\r".encode("utf-16")).text == "| a | b |\n| 1 | 2 |\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "is empty"), (b"a,b\0,c", "binary"), (b",,\n,,\n", "holds no text")],
)
def test_files_without_text_are_refused(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_delimited(data, "a.csv")


def test_files_longer_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_CHARACTERS", "10")
    with pytest.raises(DocumentError, match="more than 10 characters"):
        parse_delimited(b"a,b\n1,2\n3,4\n", "a.csv")


@pytest.mark.parametrize(
    ("row", "following", "head"),
    [
        (["Name", "Age"], [["Ann", "30"]], True),
        (["Name", "City"], [["Ann", "Bonn"], ["Bo", "Rome"]], True),
        (["", "Age"], [["0", "30"]], True),
        (["Art. No.", "Tel."], [["A-1", "B-2"]], True),
        (["Country", "2019", "2020"], [["Chile", "1.5", "2.5"]], True),
        (["1", "2", "3"], [["a", "b", "c"]], True),
        (["Ann", "30"], [["Bo", "41"]], False),
        (["Ann", "ann@example.org"], [["Bo", "bo@example.org"]], False),
        (["2024-03-05", "open"], [["2024-03-06", "closed"]], False),
        (["yes", "no"], [["no", "no"], ["yes", "yes"]], False),
        (["a", "a"], [["b", "c"]], False),
        (["The shop is open all day.", "x"], [["a", "b"]], False),
        (["Name", "Age"], [], False),
        (["9:30", "Tea"], [["10:00", "Talk"]], False),
        (["1", "2"], [["3", "4"]], False),
    ],
)
def test_a_head_names_its_columns(row, following, head):
    assert is_head(row, following) is head


def test_a_head_is_plain_where_values_stand_below_words():
    assert is_plainly_head(["Name", "Age"], [["Ann", "30"], ["Bo", "41"]])
    assert not is_plainly_head(["Name", "City"], [["Ann", "Bonn"]])
    assert not is_plainly_head(["Name", "City"], [])


def test_real_tables_are_read_as_the_reference_reads_them():
    if not CSV.is_dir():
        pytest.skip(f"There is no {CSV}: set PINCITE_DATA.")

    def words(text):
        return re.findall(r"\w+", text)

    ratios = []
    for file in sorted((CSV / "sources").glob("*.csv")):
        reference = (CSV / "groundtruth" / f"{file.name}.md").read_text(encoding="utf-8")
        parsed = parse_delimited(file.read_bytes(), file.name)
        ratios.append(SequenceMatcher(None, words(parsed.text), words(reference)).ratio())
    assert len(ratios) == 9
    assert sum(ratios) / 9 >= 0.99


def test_damaged_files_end_in_a_document_error_or_are_read():
    data = b'name;"age";at\nAnn;30;"1, High St\nBonn"\n\nBo;41;x\n' * 3
    for damaged in damaged_files(data, 300, wrong=4):
        with suppress(DocumentError):
            parse_delimited(damaged, "a.csv")
