import json
from concurrent.futures import Future
from pathlib import Path

import pytest

from index import ModelError
from qa import Assistant
from qa.library.library import Library
from qa.reading.trained_reader import SHIPPED
from qa.serialization import record, retrieval_record
from qa.web.server.api import Api

ISSUED = "Who issued the strategy?"
BRAZIL = "What is the population of Brazil?"


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
    return Api(library, warm, FaultError)


def untimed(result):
    return result | {"seconds": 0.0}


def test_programs_ask_the_first_collection(programs, library):
    found = programs.ask(ISSUED)
    first = library.open(library.collections()[0].folder)
    assert found["citations"][0]["document"] == "china-cyberspace-strategy.txt"
    assert untimed(found) == untimed(record(first.ask(ISSUED), 0))
    assert found["seconds"] > 0


def plain(value):
    """Whether JSON knows ``value`` as it is; a NumPy number is a float of another type."""
    if type(value) is dict:
        return all(type(name) is str and plain(it) for name, it in value.items())
    if type(value) is list:
        return all(map(plain, value))
    return type(value) in {str, int, float, bool, type(None)}


@pytest.mark.parametrize("reader", [None, SHIPPED])
def test_all_that_programs_get_is_plain_json(library, reader):
    folder = library.collections()[0].folder
    assistant = Assistant(library.open(folder).index, reader=reader)
    answers = [assistant.ask(question) for question in (ISSUED, BRAZIL, f"{ISSUED} {BRAZIL}")]
    found = [
        *(record(it, 0.5) for it in answers),
        retrieval_record(ISSUED, assistant.retrieve(ISSUED), 1),
    ]
    assert [it.get("closest") is None for it in found] == [True, False, True, True]
    assert all(map(plain, found))
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_programs_are_told_what_was_searched_and_what_comes_closest(programs):
    followed, refused = programs.ask("And when was it released?", [ISSUED]), programs.ask(BRAZIL)
    assert followed["searched"] != followed["question"] == "And when was it released?"
    assert "strategy" in followed["searched"]
    assert (refused["searched"], refused["closest"]) == (BRAZIL, refused["passages"][0])
    assert followed["closest"] is None


def test_programs_ask_the_collection_that_they_name(programs):
    found = programs.ask("When does the desk open?", collection="Notes")
    assert found["answer"] == "The desk opens at nine."
    assert [cited["document"] for cited in found["citations"]] == ["desk.txt"]


def test_a_follow_up_is_understood_from_the_history(programs, library):
    found = programs.ask("And on which day?", [ISSUED])
    first = library.open(library.collections()[0].folder)
    assert untimed(found) == untimed(record(first.ask("And on which day?", [ISSUED]), 0))
    assert found["passages"][0] != programs.ask("And on which day?")["passages"][0]


def test_programs_retrieve_as_many_passages_as_they_want(programs, library):
    found = programs.retrieve("cyber terrorism", 2)
    first = library.open(library.collections()[0].folder)
    hits = first.retrieve("cyber terrorism", 2)
    assert untimed(found) == untimed(retrieval_record("cyber terrorism", hits, 0))
    assert len(found["passages"]) == 2
    (desk,) = programs.retrieve("desk", 2, "Notes")["passages"]
    assert desk["document"] == "desk.txt"


@pytest.mark.parametrize("does", ["ask", "retrieve"])
def test_an_unknown_collection_is_told(programs, does):
    with pytest.raises(FaultError) as fault:
        getattr(programs, does)(ISSUED, collection="drafts")
    said = "There is no collection 'drafts'. There are: 'Documents', 'Notes'."
    assert str(fault.value) == said


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
        Api(library, warm, FaultError).ask(ISSUED)
