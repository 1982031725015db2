from threading import Event, Thread

import pytest

from index.cluster.store import Store
from index.cluster.writing import difference, finish, remove, write
from index.documents.document import Document
from index.errors import DocumentError
from qa import Assistant


def document(name, text):
    return Document(name, name, text, name)


BEES = document("bees.txt", "Bees dance at noon.\n\nThe queen lays eggs.")
CATS = document("cats.txt", "Cats purr at night.")


def rows(store):
    return {
        table.removeprefix(store.address.name): store.milvus.count(table)
        for table in store.tables.columns
    }


def ask(store, question, within=None):
    return Assistant(store).ask(question, within=within)


def test_what_is_written_is_answered_from(store):
    assert write(store, [BEES, CATS]) == 3
    finish(store)
    answer = ask(store, "When do cats purr?")
    (citation,) = answer.citations
    assert (citation.document_id, citation.quote) == ("cats.txt", "Cats purr at night.")
    assert ask(store, "When do bees dance?").text == "Bees dance at noon."


def test_only_what_is_new_is_to_be_written(store):
    write(store, [BEES])
    changed = document("bees.txt", "Bees rest.")
    assert difference(store, [BEES, CATS]).new == (CATS,)
    assert difference(store, [BEES, CATS]).there == 1
    assert difference(store, [changed]).new == (changed,)


def test_what_is_written_twice_is_there_once(store, new_store):
    for _ in range(2):
        write(store, [BEES, CATS])
    other = new_store()
    write(other, [BEES, CATS])
    assert rows(store) == rows(other)


def test_a_document_that_is_written_anew_takes_the_place_of_the_old(store, new_store):
    changed = document("bees.txt", "Bees dance at dusk.")
    write(store, [BEES, CATS])
    write(store, [changed])
    other = new_store()
    write(other, [changed, CATS])
    finish(store)
    finish(other)
    (hit,) = Assistant(store).retrieve("When do bees dance?", k=1)
    assert hit.passage.text == "Bees dance at dusk."
    assert "queen" not in store.index.passage_terms
    counted, expected = store.statistics, other.statistics
    assert (counted.passages, counted.sentences) == (expected.passages, expected.sentences)
    assert store.milvus.count(store.tables.passages) == other.milvus.count(other.tables.passages)


def test_a_removed_document_is_in_no_answer(store):
    write(store, [BEES, CATS])
    reader = Store(store.address, store.embedder)
    assert ask(reader, "When do cats purr?").citations
    remove(store, ["cats.txt"])
    assert not ask(reader, "When do cats purr?").citations
    assert [it.id for it in reader.index.documents] == ["bees.txt"]
    assert store.milvus.count(store.tables.passages) == 2
    with pytest.raises(DocumentError, match=r"has no document 'cats.txt'. It has bees.txt"):
        remove(store, ["cats.txt"])
    write(store, [CATS])
    assert ask(reader, "When do cats purr?").text == "Cats purr at night."


def test_a_new_word_is_known_before_it_is_counted(store):
    write(store, [BEES])
    finish(store)
    write(store, [CATS])
    assert "purr" in store.index.passage_terms
    assert store.statistics.passages == 2
    assert ask(store, "When do cats purr?").text == "Cats purr at night."


def test_documents_without_text_are_there_too(store):
    nothing = document("nothing.md", " \n")
    assert write(store, [nothing]) == 0
    write(store, [BEES])
    finish(store)
    assert [it.id for it in store.index.documents] == ["bees.txt", "nothing.md"]
    assert difference(store, [nothing]).new == ()


def test_a_long_document_comes_back_whole(store):
    every = [f"The number of house {n} is {n * 7919 % 100_003}." for n in range(3000)]
    text = "\n\n".join(every)
    entry = document("houses.txt", text)
    write(store, [entry])
    assert store.index.documents[0].text == text
    assert len(store.index.passages) == store.milvus.count(store.tables.passages)


def test_what_is_asked_while_it_is_written_and_removed_is_quoted_right(store):
    texts = [f"Bees dance at {hour} o'clock." for hour in ("one", "two", "three")]
    write(store, [CATS, document("bees.txt", texts[0])])
    reader, over = Store(store.address, store.embedder), Event()
    problems = []

    def change():
        try:
            for turn in range(6):
                write(store, [document("bees.txt", texts[turn % 3])])
                if turn % 2:
                    remove(store, ["bees.txt"])
        except Exception as error:  # noqa: BLE001 - a thread's error is told by the test
            problems.append(error)
        finally:
            over.set()

    thread = Thread(target=change)
    thread.start()
    asked = 0
    while not over.is_set() or not asked:
        for citation in ask(reader, "When do bees dance?").citations:
            # That it is what the document says there, a citation checks itself.
            assert citation.quote in (*texts, CATS.text)
        asked += 1
    thread.join()
    assert problems == []
    assert not [c for c in ask(reader, "When do bees dance?").citations if "Bees" in c.quote]
