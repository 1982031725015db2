from datetime import UTC, datetime
from itertools import islice

import pytest

from index import PinciteError, QuestionError
from qa.comparison.formats import FORMATS
from qa.web.anchors import document_key
from qa.web.session.chat import OutOfDateError
from qa.web.session.comparison import (
    MOST_DOCUMENTS,
    MOST_QUESTIONS,
    Comparison,
    empty_table,
    export_table,
)
from tests.qa.web.session.documents import DESK, POOL

QUESTIONS = ["When does the desk open?", "Who designed the pool?"]
NOW = datetime(2026, 11, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def assistant(session):
    return session.assistant()


@pytest.fixture
def table(assistant):
    documents = assistant.index.documents
    return empty_table(QUESTIONS, [*map(document_key, documents)], documents)


def test_a_table_is_held_while_it_is_filled(assistant, table):
    comparison = Comparison()
    with pytest.raises(PinciteError, match="There is no table here"):
        _ = comparison.table
    seen = []
    for filled in comparison.fill(assistant, table, comparison.begin()):
        assert comparison.table is filled
        seen.append(filled.asked)
    assert seen == [0, 1, 2, 3, 4]
    (desk, pool) = comparison.table.rows
    assert (desk.document.text, pool.document.text) == (DESK, POOL)
    for told, quote in (
        (desk.cells[0], "The desk opens at nine."),
        (pool.cells[1], "Anna Berg designed it."),
    ):
        assert told
        assert told.quotes[0].quote == quote


def test_it_is_stopped_between_cells_and_what_is_there_stays(assistant, table):
    comparison = Comparison()
    filling = comparison.fill(assistant, table, comparison.begin())
    assert [filled.asked for filled in islice(filling, 3)] == [0, 1, 2]
    comparison.stop()
    assert [*filling] == []
    assert comparison.table.asked == 2


def test_another_table_takes_the_place_of_one_that_is_being_filled(assistant, table):
    comparison = Comparison()
    first = comparison.fill(assistant, table, comparison.begin())
    next(first)
    second = comparison.fill(assistant, table, comparison.begin())
    next(second)
    assert [*first] == []
    assert [filled.asked for filled in second] == [1, 2, 3, 4]


def test_what_is_stopped_before_it_is_begun_is_not_filled(assistant, table):
    comparison = Comparison()
    turn = comparison.begin()
    comparison.stop()  # while the models are loaded, say
    assert [*comparison.fill(assistant, table, turn)] == []


def test_only_the_chosen_documents_are_asked(assistant):
    desk, _ = assistant.index.documents
    table = empty_table([" ", *QUESTIONS], [document_key(desk), "gone"], assistant.index.documents)
    assert [row.document for row in table.rows] == [desk]
    assert table.questions == tuple(QUESTIONS)


def test_what_cannot_be_compared_is_told(assistant):
    documents = assistant.index.documents
    keys = [*map(document_key, documents)]
    with pytest.raises(PinciteError, match="There is no question"):
        empty_table([" "], keys, documents)
    with pytest.raises(PinciteError, match="No document is chosen"):
        empty_table(QUESTIONS, [], documents)
    with pytest.raises(PinciteError, match=f"There are 13 questions, {MOST_QUESTIONS} at the most"):
        empty_table(["Who pays?"] * 13, keys, documents)
    with pytest.raises(PinciteError, match=f"There are 41 documents, {MOST_DOCUMENTS} at the most"):
        empty_table(QUESTIONS, keys[:1], documents[:1] * 41)
    with pytest.raises(QuestionError, match="too short"):
        empty_table(["?"], keys, documents)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_is_exported_as_a_file_of_its_visitor(table, kind):
    name, file = export_table(table, kind, NOW, "anna")
    assert name == f"pincite-table-20261101-123000.{kind}"
    assert (file.type, file.visitor) == (FORMATS[kind].type, "anna")
    assert file.data


def test_there_are_no_other_kinds(table):
    with pytest.raises(OutOfDateError):
        export_table(table, "exe", NOW, "anna")
