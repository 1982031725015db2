import socket
import sys
from dataclasses import replace

import pytest

from index.cluster.layout import SCHEMA
from index.cluster.store import SETTINGS, Store
from index.cluster.writing import write
from index.documents.document import Document
from index.errors import DocumentError, IndexMismatchError, StoreError
from index.search.store_address import StoreAddress
from index.storage.settings import settings
from qa import Assistant
from tests.milvus_servers import free_port, lite_server

CATS = Document("cats.txt", "cats.txt", "Cats purr at night.", "cats.txt")


def test_a_store_that_is_not_there_is_named(lite, embedder):
    address = replace(lite, name="never_made")
    with pytest.raises(StoreError, match="There is no store 'never_made'") as error:
        Store(address, embedder)
    assert error.value.next_step == f"Make it: pincite build PATH --store {address}"


def test_an_empty_store_says_so(store):
    with pytest.raises(DocumentError, match="holds no text yet") as error:
        Assistant(store).ask("When do cats purr?")
    assert error.value.next_step == f"Write some: pincite build PATH --store {store.address}"


def test_stores_of_one_server_are_apart(new_store):
    one, other = new_store(), new_store()
    write(one, [CATS])
    other.refresh()
    assert (len(one.index.documents), len(other.index.documents)) == (1, 0)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"weights": "0123", "model": "my-model"}, "was made by the model 'my-model', not"),
        ({"schema": SCHEMA - 1}, r"was made by another version of Pincite \(schema\)"),
        ({"terms": "terms/0"}, r"was made by another version of Pincite \(terms\)"),
    ],
)
def test_a_store_of_another_model_or_version_is_refused(changed, says, store, embedder):
    store.put_record(SETTINGS, {"schema": SCHEMA, **settings(embedder), **changed})
    with pytest.raises(IndexMismatchError, match=says) as error:
        Store(store.address, embedder)
    assert f"--store {store.address}_2" in error.value.next_step


def test_another_name_of_the_same_model_is_no_other_model(store, embedder):
    store.put_record(SETTINGS, {"schema": SCHEMA, **settings(embedder), "model": "elsewhere"})
    assert Store(store.address, embedder).index.documents[:] == ()


def test_a_server_that_is_gone_is_named_and_asked_again_when_it_is_back(tmp_path, embedder):
    port = free_port()
    with lite_server(tmp_path / "lite", port) as address:
        store = Store(replace(address, timeout=2.0), embedder, create=True)
        write(store, [CATS])
        assistant = Assistant(store)
        assert assistant.ask("When do cats purr?").text == "Cats purr at night."
    with pytest.raises(StoreError, match=r"Milvus does not answer within 2 s\. Look whether it"):
        assistant.ask("When do cats purr?")
    with lite_server(tmp_path / "lite", port):
        assert assistant.ask("When do cats purr?").text == "Cats purr at night."


def test_a_server_that_is_slow_is_named(embedder):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it never says a word
        address = StoreAddress("127.0.0.1", silent.getsockname()[1], timeout=1.0)
        with pytest.raises(StoreError, match="Milvus does not answer within 1 s"):
            Store(address, embedder)


def test_a_server_that_is_full_is_named_and_holds_what_was_written(tmp_path, embedder):
    with lite_server(tmp_path / "lite", room="3m") as address:
        store = Store(replace(address, timeout=3.0), embedder, create=True)
        write(store, [CATS])
        lines = "\n".join(f"The number of house {n} is {n * 7919 % 10007}." for n in range(900))
        houses = [Document(f"{n}.txt", "Houses", lines, "houses.txt") for n in range(20)]
        with pytest.raises(StoreError, match=r"Milvus is full\. Make room there"):
            [write(store, [document]) for document in houses]
        assert Assistant(store).ask("When do cats purr?").text == "Cats purr at night."


def test_without_pymilvus_the_extra_is_named(monkeypatch, embedder):
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(StoreError, match=r"pymilvus is needed\. Install it: pip install 'pincite"):
        Store(StoreAddress("127.0.0.1"), embedder)


def test_a_document_may_be_searched_by_itself(store):
    bees = Document("bees.txt", "bees.txt", "Bees dance at night.", "bees.txt")
    write(store, [CATS, bees])
    (hit,) = Assistant(store).retrieve("What happens at night?", within="bees.txt")
    assert hit.passage.document.id == "bees.txt"
