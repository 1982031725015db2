from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest

import index.cluster.writing
from index.build import build
from index.cluster.rows import rows_of
from index.cluster.statistics import count_all
from index.cluster.store import Store
from index.cluster.writing import difference, finish, remove, write
from index.documents.document import Document
from index.errors import DocumentError, StoreError
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


def test_what_was_left_of_a_replaced_text_goes_later(store, new_store, monkeypatch):
    write(store, [BEES, CATS])
    changed = document("bees.txt", "Bees dance at dusk.")

    def break_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(index.cluster.writing, "_remove_texts", break_off)
        with pytest.raises(KeyboardInterrupt):
            write(store, [changed])
        with pytest.raises(KeyboardInterrupt):
            remove(store, ["cats.txt"])
    assert store.milvus.count(store.tables.passages) == 4
    assert [it.label.id for it in store.catalogue.documents] == ["bees.txt"]
    finish(store)
    other = new_store()
    write(other, [changed])
    finish(other)
    assert store.milvus.count(store.tables.passages) == 1
    assert store.milvus.count(store.tables.signals) == 1
    # The row that says that the cats are gone stays.
    assert store.milvus.count(store.tables.records) == other.milvus.count(other.tables.records)


def test_rows_of_a_text_that_is_being_written_push_no_others_out(store, embedder):
    write(store, [CATS])
    many = document("many.txt", "\n\n".join(f"Cats purr at night {n}." for n in range(60)))
    (made,) = rows_of(build([many], embedder, progress=False), {"many.txt": "a state"})
    store.milvus.put(store.tables.passages, made.passages)
    store.milvus.put(store.tables.sentences, made.sentences)
    assert ask(store, "When do cats purr?").text == "Cats purr at night."
    assert "purr" in store.index.passage_terms


def test_counting_twice_at_once_loses_nothing(store):
    write(store, [BEES, CATS])
    finish(store)
    keys = store.catalogue.numbers.keys()
    reader = Store(store.address, store.embedder)
    first = reader.index.passage_terms.idf("bee"), reader.index.word_counts.beginning("b")
    for _ in range(3):
        with ThreadPoolExecutor(2) as two:
            for done in [two.submit(count_all, store.milvus, store.tables, keys) for _ in range(2)]:
                done.result()
        reader.refresh()
        now = reader.index.passage_terms.idf("bee"), reader.index.word_counts.beginning("b")
        assert now == first


def test_a_store_that_is_made_anew_is_read_anew(store):
    write(store, [BEES])
    reader = Store(store.address, store.embedder)
    assert len(reader.index.documents) == 1
    store.drop()
    with pytest.raises(StoreError, match="it is not there any more"):
        reader.refresh()
    write(Store(store.address, store.embedder, create=True), [CATS])
    reader.refresh()
    assert [it.id for it in reader.index.documents] == ["cats.txt"]


def test_tables_of_which_one_is_lacking_are_completed(store):
    write(store, [BEES])
    store.milvus.drop(store.tables.signals)
    again = Store(store.address, store.embedder, create=True)
    assert again.milvus.has(store.tables.signals)
    assert len(again.index.documents) == 1
