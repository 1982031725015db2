import numpy as np
import pytest

from index.cluster.catalogue import (
    GONE,
    Catalogue,
    Entry,
    PassageNames,
    SentenceNames,
    passage_name,
    sentence_name,
)
from index.cluster.layout import number_of
from index.documents.label import Label


def entry(name, key, *sentences, changed=1):
    label = Label(name, name.upper(), "en", notes=("a note",))
    return Entry(key, f"state {key}", label, np.array(sentences, np.uint16), 2, changed)


def catalogue(*entries):
    return Catalogue({number_of(it.label.id): it for it in entries})


@pytest.fixture
def three():
    return catalogue(entry("b", 20, 1, 2), entry("a", 10, 3), entry("c", 30))


def test_an_entry_comes_back_from_its_row():
    one = entry("a", 10, 3, 0, 300)
    again = Entry.of(one.row)
    assert (again.key, again.state, again.label, again.parts) == (10, "state 10", one.label, 2)
    assert again.sentences.tolist() == [3, 0, 300]


def test_documents_are_numbered_by_their_ids(three):
    assert [it.label.id for it in three.documents] == ["a", "b", "c"]
    assert three.numbering.passages.tolist() == [0, 1, 3, 3]
    assert three.numbering.sentences.tolist() == [0, 3, 4, 6]
    assert three.numbers == {10: 0, 20: 1, 30: 2}
    assert (three.place(2)[0].key, three.place(2)[1]) == (20, 1)
    assert three.name(2) == passage_name(20, 1)
    assert three.last_change == 1


def test_an_empty_one_has_nothing():
    nothing = Catalogue({})
    assert nothing.numbering.passages.tolist() == [0]
    assert nothing.numbering.sentences.tolist() == [0]
    assert nothing.last_change == 0


def test_rows_found_have_numbers(three):
    passages, sentences = PassageNames(three), SentenceNames(three)
    assert passages.number({"document": 20, "passage": 1}) == 2
    assert sentences.number({"document": 20, "passage": 1, "sentence": 1}) == 5
    assert passages.number({"document": 99, "passage": 0}) == -1
    assert sentences.number({"document": 99, "passage": 0, "sentence": 0}) == -1


def test_whole_documents_are_asked_for_by_their_keys_and_others_by_their_rows(three):
    passages, sentences = PassageNames(three), SentenceNames(three)
    assert passages.where(np.array([1, 2])) == "document in [20]"
    assert passages.where(np.array([0, 1, 2])) == "document in [10, 20]"
    assert passages.where(np.array([2])) == f"name in [{passage_name(20, 1)}]"
    assert sentences.where(np.array([3, 4, 5])) == "document in [20]"
    names = [sentence_name(20, 1, 0), sentence_name(20, 1, 1)]
    assert sentences.where(np.array([4, 5])) == f"name in {names}"
    assert sentences.where(np.array([0])) == f"name in [{sentence_name(10, 0, 0)}]"


def test_what_changed_takes_the_place_of_what_was(three):
    new = three.changed([entry("a", 11, 1, 1, changed=2).row, entry("d", 40, 1).row])
    assert [(it.label.id, it.key) for it in new.documents] == [
        ("a", 11), ("b", 20), ("c", 30), ("d", 40),
    ]  # fmt: skip
    gone = new.changed([entry("b", 20, 1, 2).row | {"document": GONE}])
    assert [it.label.id for it in gone.documents] == ["a", "c", "d"]


def test_nothing_new_changes_nothing(three):
    rows = [it.row for it in three.documents]
    unknown = entry("z", 90).row | {"document": GONE}
    assert three.changed([*rows, unknown]) is three
