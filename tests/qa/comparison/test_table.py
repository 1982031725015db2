from fractions import Fraction
from itertools import islice

import pytest

from index.documents.document import Document
from index.documents.span import Span
from index.errors import DocumentError, QuestionError
from qa.comparison.quantities import Quantity
from qa.comparison.table import Cell, Row, Table, fill
from qa.comparison.values import Value
from qa.types import Citation, Grade
from tests.qa.comparison.conftest import QUESTIONS

QUOTED = Citation.of(Document("d.txt", "d", "It costs $5.", "d.txt"), Span(0, 12))
FIVE = (Quantity(Fraction(5)),)


def says(table, name):
    """The quotes of a document, a list for each question."""
    (row,) = (row for row in table.rows if row.document.id.startswith(name))
    return [[quote.quote for quote in cell.quotes] for cell in row.cells]


def test_each_document_is_asked_by_itself(table):
    assert [row.document.id for row in table.rows] == [
        "north.md", "soup.md", "south.md", "west.md",
    ]  # fmt: skip
    assert says(table, "north") == [
        ["The lease begins on 1 May 2024."],
        ["The rent is $1,000 a month."],
        ["The landlord is Jane Miller."],
    ]
    assert says(table, "west")[:2] == [
        ["The lease begins on June 1, 2024."],
        ["The rent is 1,000 dollars a month."],
    ]
    for row in table.rows:
        for cell in row.cells:
            for quote in cell.quotes:
                assert row.document.text[quote.start : quote.end] == quote.quote


def test_a_document_that_does_not_say_has_no_quote(leases, table):
    (soup,) = (row for row in table.rows if row.document.id == "soup.md")
    assert Grade.ANSWER not in {cell.grade for cell in soup.cells}
    answer = leases.ask("Who is Zebulon Quark?", within="soup.md")
    cell = Cell.of(answer)
    assert (cell.grade, cell.quotes, cell.values) == (Grade.ABSENT, (), ())
    assert cell.note == answer.text


def test_what_differs_is_marked_and_the_same_in_other_words_is_not(table):
    names = [row.document.id.removesuffix(".md") for row in table.rows]
    marked = {
        (names[row], QUESTIONS[column]): [value.text for value in values]
        for (row, column), values in table.differences.items()
    }
    assert marked == {
        ("west", "When does the lease begin?"): ["June 1, 2024"],
        ("south", "How much is the rent?"): ["1200 USD a month"],
    }


def test_a_table_is_filled_cell_by_cell_and_goes_on_where_it_was_stopped(leases):
    empty = Table.of(QUESTIONS[:2], leases.index.documents[:2])
    assert (empty.asked, empty.size) == (0, 4)
    stopped = [*islice(fill(leases, empty), 3)]
    assert [table.asked for table in stopped] == [1, 2, 3]
    assert stopped[-1].rows[1].cells[1] is None
    (whole,) = fill(leases, stopped[-1])
    assert whole.asked == whole.size
    assert whole.rows[0].cells == stopped[-1].rows[0].cells
    assert [*fill(leases, whole)] == []


def test_likely_places_and_overviews_tell_no_values(leases):
    (north, *_) = leases.index.documents
    overview = Cell.of(leases.ask("What is it about?", within=north.id))
    assert overview.quotes
    assert overview.values == ()
    likely = Cell(Grade.LIKELY, (QUOTED,))
    assert likely.values == ()


def test_questions_are_asked_once_and_need_be_some(leases):
    documents = leases.index.documents
    assert Table.of(["Who  pays?", "Who pays?"], documents).questions == ("Who pays?",)
    with pytest.raises(QuestionError, match="There is no question"):
        Table.of([], documents)
    with pytest.raises(QuestionError, match="too short"):
        Table.of(["Who pays?", "?"], documents)
    with pytest.raises(DocumentError, match="There is no document"):
        Table.of(["Who pays?"], [])


def test_a_document_that_is_not_there_is_an_error(leases):
    other = Document("other.md", "Other", "Nothing here.", "other.md")
    with pytest.raises(DocumentError, match=r"other\.md"):
        next(fill(leases, Table.of(QUESTIONS, [other])))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Cell(Grade.ANSWER),
        lambda: Cell(Grade.ABSENT, (QUOTED,)),
        lambda: Cell(Grade.ANSWER, (QUOTED,), values=(Value("$5", FIVE, Span(9, 13)),)),
        lambda: Row(Document("e.txt", "e", "Else.", "e.txt"), (Cell(Grade.ANSWER, (QUOTED,)),)),
        lambda: Table(("Who?", "When?"), (Row(QUOTED.document, (None,)),)),
        lambda: Table(("Who?",), (Row(QUOTED.document, (None,)),) * 2),
    ],
)
def test_values_check_themselves(make):
    with pytest.raises(ValueError, match=r"\w"):
        make()
