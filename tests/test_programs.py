from concurrent.futures import Future
from pathlib import Path

import pytest

from index import ModelError
from qa.collections.library import Library
from qa.record import record, retrieved
from qa.web.programs import Programs

ISSUED = "Who issued the strategy?"


class FaultError(Exception):
    """What the server tells its callers."""


@pytest.fixture(scope="module")
def library(embedder, tmp_path_factory):
    """The article, and a collection of one's own."""
    folder = tmp_path_factory.mktemp("programs")
    library = Library(folder / "library", embedder=embedder, reader="none")
    Path(folder / "desk.txt").write_text("The desk opens at nine. It closes at five.")
    library.add(library.create("Notes").folder, [("desk.txt", folder / "desk.txt")])
    return library


@pytest.fixture
def programs(library):
    warm: Future[None] = Future()
    warm.set_result(None)
    return Programs(library, warm, FaultError)


def untimed(result):
    return result | {"seconds": 0.0}


def test_programs_ask_the_first_collection(programs, library):
    found = programs.ask(ISSUED)
    first = library.open(library.collections()[0].folder)
    assert found["citations"][0]["document"] == "china-cyberspace-strategy.txt"
    assert untimed(found) == untimed(record(first.ask(ISSUED), 0))
    assert found["seconds"] > 0


def test_programs_ask_the_collection_that_they_name(programs):
    found = programs.ask("When does the desk open?", collection="Notes")
    assert found["answer"] == "The desk opens at nine."
    assert [cited["document"] for cited in found["citations"]] == ["desk.txt"]


def test_a_follow_up_is_understood_from_the_history(programs, library):
    found = programs.ask("And on which day?", [ISSUED])
    first = library.open(library.collections()[0].folder)
    assert untimed(found) == untimed(record(first.ask("And on which day?", [ISSUED]), 0))
    assert found["answer"] != programs.ask("And on which day?")["answer"]


def test_programs_retrieve_as_many_passages_as_they_want(programs, library):
    found = programs.retrieve("cyber terrorism", 2)
    first = library.open(library.collections()[0].folder)
    hits = first.retrieve("cyber terrorism", 2)
    assert untimed(found) == untimed(retrieved("cyber terrorism", hits, 0))
    assert len(found["passages"]) == 2
    (desk,) = programs.retrieve("desk", 2, "Notes")["passages"]
    assert desk["document"] == "desk.txt"


@pytest.mark.parametrize("does", ["ask", "retrieve"])
def test_an_unknown_collection_is_told(programs, does):
    with pytest.raises(FaultError) as fault:
        getattr(programs, does)(ISSUED, collection="notes")
    assert str(fault.value) == "There is no collection 'notes'. Choose one that is listed."


@pytest.mark.parametrize(
    ("does", "given", "said"),
    [
        ("ask", ("?",), "The question '?' is too short to search with."),
        ("ask", (ISSUED, ["?"]), "In the history: The question '?' is too short"),
        ("ask", (ISSUED, "Who?"), "The history is 'Who?', not a list."),
        ("retrieve", ("",), "The question '' is too short to search with."),
        ("retrieve", (ISSUED, 0), "k, the number of passages, is 0."),
        ("retrieve", (ISSUED, 1.5), "k, the number of passages, is 1.5."),
    ],
)
def test_what_cannot_be_asked_is_told(programs, does, given, said):
    with pytest.raises(FaultError) as fault:
        getattr(programs, does)(*given)
    assert str(fault.value).startswith(said)


def test_models_that_cannot_be_read_are_told(library):
    warm: Future[None] = Future()
    warm.set_exception(ModelError("There is no model.", "Get one."))
    with pytest.raises(FaultError, match=r"There is no model\. Get one\."):
        Programs(library, warm, FaultError).ask(ISSUED)
