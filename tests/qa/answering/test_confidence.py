import pytest

from index.build import build
from index.documents.document import Document
from qa.answering.answer import lacks
from qa.answering.confidence import (
    ABSENT,
    SILENT,
    THRESHOLD,
    UNKNOWN,
    UNREPLIED,
    confidence,
    signs,
)
from qa.answering.refusal import missing_names
from qa.reading.trained_reader import SHIPPED
from qa.retrieval.pipeline import find
from qa.retrieval.rerank import reader_input

TEXT = (
    "# Ferries\n\n## Kestrel\n\nShe carries 40 bicycles.\n\n## Heron\n\nShe carries dogs, not cars."
)


@pytest.fixture(scope="module")
def ferries(embedder):
    return build([Document("a", "Ferries", TEXT, "a")], embedder)


def test_a_heading_counts_for_its_sentence(ferries):
    shown = signs(find(ferries, "How many bicycles does the Kestrel carry?"))
    assert shown.context == 1  # "Kestrel" stands in the heading alone
    assert (shown.names, shown.things) == (1, 1)
    assert (shown.read, shown.replies) == (0, 0)


def test_a_name_that_is_nowhere_is_a_sign(ferries):
    shown = signs(find(ferries, "How many bicycles does the Osprey carry?"))
    assert shown.names == 0
    assert 0 < shown.things < 1
    kestrel = signs(find(ferries, "How many bicycles does the Kestrel carry?"))
    assert shown.weakest < kestrel.weakest


def test_what_is_never_named_may_be_said_to_be_absent(ferries):
    osprey, kestrel = (
        find(ferries, f"How many bicycles does the {name} carry?") for name in ("Osprey", "Kestrel")
    )
    between = (ABSENT + UNKNOWN) / 2
    assert lacks(osprey, between)
    assert not lacks(kestrel, between)
    assert not lacks(osprey, UNKNOWN)
    assert lacks(kestrel, ABSENT / 2)
    assert confidence(osprey) <= UNKNOWN < THRESHOLD


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How many dogs does the Osprey carry?", ["Osprey"]),
        ("Ospreys: how many dogs do they carry?", []),  # a capital that only opens
        ("Does the Heron sail on Saturday, in April or on the 4th?", []),
        ("Can dogs board the Heron at 11pm?", []),
        ("What happened to the Heron in 1999?", ["1999"]),
    ],
)
def test_names_that_are_nowhere(ferries, question, names):
    assert missing_names(find(ferries, question)) == names


def test_a_reader_is_given_what_a_passage_stands_under(ferries):

    passage = next(p for p in ferries.passages if "40 bicycles" in p.text)
    head, text = reader_input(passage)
    assert head == "Ferries, Kestrel: "
    assert text == passage.text


def test_page_noise_is_not_read(embedder):
    text = "The deposit must be\n\n- 7 -\n\npaid within fourteen days."
    index = build([Document("a", "Lease", text, "a")], embedder)

    for passage in index.passages:
        _, read = reader_input(passage)
        assert len(read) == len(passage.text)
        assert "7" not in read


def test_of_a_question_without_a_word_of_its_own_no_absence_is_claimed(ferries):
    assert not lacks(find(ferries, "And when?"), 0.0)


def test_words_alone_are_no_answer_where_the_reader_finds_none(embedder):
    text = "The pool was built in 1930.\n\n## Rules\n\nDiving is only allowed at the deep end."
    index = build([Document("a", "Lido", f"# Lido\n\n{text}", "a")], embedder)
    deep = find(index, "How deep is the pool?", SHIPPED)
    built = find(index, "When was the pool built?", SHIPPED)
    assert signs(deep).replies < SILENT < signs(built).replies
    assert confidence(deep) <= UNREPLIED < THRESHOLD < confidence(built)
