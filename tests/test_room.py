from concurrent.futures import Future, ThreadPoolExecutor
from copy import deepcopy

import pytest

from index import ModelError, PinciteError
from qa.library.library import Library
from qa.suggestions.suggest import openers
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState
from qa.web.templates import source
from tests.desks import DESK, POOL, ids, names
from tests.shown import Shown

pytest_plugins = ["tests.rooms"]


def last(views):
    *_, view = views
    return view


def test_opening_shows_the_way_and_at_last_how_the_documents_fare(room):
    views = list(room.opened(["Replaced: a.md"]))
    states = [Shown(view.shelf or "").text for view in views]
    assert "Reading…" in states[0]
    assert "Reading 2 of 2" in states[1]
    assert any("Embedding passages: 2 of 2" in state for state in states)
    assert "2 documents, 2 passages, 21 words." in states[-1]
    assert all("Replaced: a.md" in state for state in states)
    assert Shown(views[-1].examples).text == f"Examples{''.join(openers(room.assistant()))}"
    assert (views[0].source or "").endswith(source.article(room.desk.documents[0]))
    assert all((view.source, view.contents) == (None, None) for view in views[1:])
    assert Shown(views[-1].status).text == "Ready"


def test_a_collection_without_documents_is_open_at_once(room):
    room.desk.arrange("create", "Notes")
    first, *_, view = room.opened()
    assert Shown(view.status).text == "Empty"
    assert "There is no document here." in (first.source or "")
    assert "Add the default document" in view.shelf
    assert view.examples == ""


def test_documents_that_cannot_be_asked_are_told(house):
    house.warm.set_exception(ModelError("There is no model.", "Get one."))
    view = last(Session(house).opened())
    assert "There is no model. Get one." in Shown(view.shelf).text
    assert Shown(view.status).text == "Questions can't be answered: There is no model. Get one."
    with pytest.raises(ModelError):
        Session(house).assistant()


def test_a_room_may_be_read_before_the_models_are_there(house):
    room = Session(house)
    first = room.view()
    assert "warming up" in Shown(first.status).text
    assert (first.source or "").endswith(source.article(room.desk.documents[0]))


def test_what_was_chosen_while_another_was_opened_is_shown_at_last(room):
    views = room.opened()
    next(views)
    room.desk.arrange("create", "Notes")
    view = last(views)
    assert Shown(view.shelf).all("data-name")[0] == "Notes"
    assert Shown(view.status).text == "Empty"
    assert ids(room) == []


def test_what_was_removed_while_it_was_opened_is_not_shown_at_last(room):
    views = room.opened()
    next(views)
    room.desk.arrange("remove", "desk.md")
    view = last(views)
    assert ids(room) == ["pool.md"]
    assert "desk.md" not in view.shelf
    assert "1 document, 1 passage, 11 words." in Shown(view.shelf).text


def test_a_collection_that_another_visitor_deletes_gives_way_to_the_first(warm):
    mine, other = Session(warm), Session(warm)
    mine.desk.arrange("create", "Notes")
    other.desk.arrange("delete", "Notes")
    assert ids(mine) == ["desk.md", "pool.md"]
    assert Shown(mine.view().shelf or "").all("data-name")[0] == "Documents"


def test_a_copy_is_another_visitors(room):
    room.chat.follow(1, [("a", "When does the desk open?")])
    room.desk.arrange("create", "Notes")
    other = deepcopy(room)
    assert (list(other.chat), other.chat.told, other.sent) == ([], -1, 0)
    assert other.chat is not room.chat
    assert other.desk.library is room.desk.library
    assert (ids(other), ids(room)) == (["desk.md", "pool.md"], [])


def test_a_library_that_is_not_shared_is_the_visitors_alone(given, embedder):
    warm: Future[None] = Future()
    visits = PrivateLibraries(lambda: Library.temporary(given, embedder))
    mine = Session(SharedState(None, visits, warm, None, openers))
    mine.desk.arrange("create", "Notes")
    other = deepcopy(mine)
    assert other.desk.library.home != mine.desk.library.home
    assert names(other) == ["Documents"]
    other.close()
    assert (other.desk.library.home.exists(), mine.desk.library.home.exists()) == (False, True)
    mine.close()
    assert not mine.desk.library.home.exists()
    Session(mine.house).close()  # one who looked at nothing


def test_a_page_loaded_anew_finds_what_its_visitor_brought(given, embedder):
    warm: Future[None] = Future()
    house = SharedState(
        None, PrivateLibraries(lambda: Library.temporary(given, embedder)), warm, None, openers
    )
    before, after, other = Session(house), Session(house), Session(house)
    before.enter("me", "", "")
    before.desk.arrange("create", "Notes")
    after.enter("me", "Notes", "")
    assert (after.desk.library, names(after)) == (before.desk.library, ["Documents", "Notes"])
    other.enter("you", "", "")
    assert names(other) == ["Documents"]
    home = before.desk.library.home
    before.close()
    assert home.exists()
    after.close()
    assert not home.exists()
    other.close()


def test_a_shared_library_stays_when_a_visitor_leaves(room):
    folder = room.desk.folder
    room.close()
    assert room.desk.library.read(folder).documents == tuple(room.desk.documents)


def test_the_chat_is_about_the_open_collection(room):
    room.chat.follow(1, [("a", "When does the desk open?")])
    list(room.chat.answered(room.assistant, lambda *_: ()))
    assert room.chat.answer("a").text == "The desk opens at nine."
    room.desk.arrange("create", "Notes")
    room.chat.follow(2, [("b", "When does the desk open?")])
    list(room.chat.answered(room.assistant, lambda *_: ()))
    assert "The collection 'Notes' has no documents." in Shown(room.chat[0].reply).text


def front(room):
    """What is shown, and what is told above it; None where the page has that already."""
    html = room.view().source
    return html and Shown(html).text


def test_what_the_page_has_is_not_sent_again(room):
    page = deepcopy(room)
    assert front(page) == DESK  # nothing was shown to be copied
    assert front(page) is None
    assert front(deepcopy(page)) is None
    page.desk.arrange("create", "Notes")
    assert "There is no document here." in front(page)
    page.desk.arrange("choose", "Documents")
    assert front(page) == DESK
    assert page.changed() is None


def test_an_address_opens_a_document_of_a_collection(room, tmp_path):
    (tmp_path / "new.md").write_text("New text.")
    Session(room.house).desk.arrange("create", "Notes")
    room.enter("", "", "pool.md")
    assert front(room) == POOL
    other = Session(room.house)
    other.enter("", "Notes", "")
    assert (ids(other), "There is no document here." in front(other)) == ([], True)
    other.enter("", "Documents", "pool.md")  # what the page says of itself later
    assert ids(other) == []


@pytest.mark.parametrize(
    ("collection", "document", "said"),
    [
        ("Nots", "", "There is no collection 'Nots'."),
        ("Nots", "pool.md", "There is no collection 'Nots'."),
        ("Documents", "pond.md", "There is no document 'pond.md' here."),
        ("", "x" * 100, f"There is no document '{'x' * 60}' here."),
    ],
)
def test_what_an_address_names_and_is_not_there_is_told(room, collection, document, said):
    room.enter("", collection, document)
    assert front(room) == said + DESK
    list(room.opened())
    assert front(room) is None  # it stays
    room.desk.arrange("choose", "Documents")
    assert front(room) == DESK


def test_the_document_that_is_shown_stays_and_one_that_is_brought_is_shown(room, tmp_path):
    (tmp_path / "new.md").write_text("New text.")
    (tmp_path / "bad.md").write_bytes(b"\0")
    room.desk.bring([("new.md", tmp_path / "new.md")], "pool.md")
    assert front(room) == "New text."
    room.desk.bring([("bad.md", tmp_path / "bad.md")], "pool.md")
    assert front(room) == POOL
    room.desk.arrange("remove", "desk.md", "pool.md")
    assert front(room) == POOL
    room.desk.arrange("remove", "pool.md", "pool.md")
    assert front(room) == "New text."
    room.desk.arrange("restore", "", "new.md")
    assert front(room) == "New text."


def asked(room):
    """What the next question is answered with."""
    room.chat.follow(room.chat.told + 1, [*((it.key, it.asked) for it in room.chat), ("n", "Why?")])
    list(room.chat.answered(room.assistant, lambda *_: ()))
    text = Shown(room.chat[-1].reply).text
    room.chat.pop()
    return text


def test_what_was_to_be_asked_and_is_gone_is_told_once_before_another_is_asked(room):
    room.enter("", "Nots", "")
    assert asked(room).startswith("There is no collection 'Nots'.Ask again to ask the one")
    assert "Nots" not in asked(room)
    room.desk.arrange("create", "Notes")
    Session(room.house).desk.arrange("delete", "Notes")
    assert front(room) == "The collection that was open here is gone." + DESK
    assert asked(room).startswith("The collection that was open here is gone.")
    assert "gone" not in asked(room)


def test_an_opening_ends_when_another_begins(room):
    first = room.opened()
    next(first)
    room.desk.arrange("create", "Notes")
    second = list(room.opened())
    assert list(first) == []
    assert Shown(second[-1].status).text == "Empty"


def test_the_status_says_what_is_being_done_with_the_documents(room):
    states = [Shown(view.status).text for view in room.opened()]
    assert states[0] == "Reading…"
    assert "Embedding passages: 2 of 2" in states
    assert (states[-1], Shown(room.standing()).text) == ("Ready", "Ready")


def test_what_cannot_be_read_any_more_is_told(room, given):
    list(room.opened())
    for file in given.iterdir():
        file.unlink()
    room.desk.choose("Documents")
    with pytest.raises(PinciteError, match="holds no document"):
        list(room.opened())
    view = room.changed()
    assert view
    assert (view.shelf, view.contents, view.examples) == (None, None, None)
    assert "holds no document" in Shown(view.source or "").text
    assert Shown(room.standing()).text.startswith("Questions can't be answered: ")
    assert "holds no document" in asked(room)


def test_events_at_once_leave_a_desk_of_one_piece(room):
    """Whatever is chosen while views are made, each shows the documents of its own collection."""
    room.desk.arrange("create", "Notes")
    seen = []

    def look():
        for _ in range(30):
            seen.append(room.view())

    def choose():
        for n in range(60):
            room.desk.choose("Notes" if n % 2 else "Documents")

    with ThreadPoolExecutor(4) as pool:
        for work in [pool.submit(it) for it in (look, choose, look, choose)]:
            work.result()
    for view in seen:
        name = Shown(view.shelf or "").all("data-name")[0]
        assert ("No documents yet." in (view.shelf or "")) == (name == "Notes")
        if view.source:
            assert ("There is no document here." in view.source) == (name == "Notes")
