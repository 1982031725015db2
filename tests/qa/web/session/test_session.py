import re
from concurrent.futures import Future, ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from index import ModelError, PinciteError
from qa.library.library import Library
from qa.library.lifetime import Lifetime
from qa.suggestions.suggest import openers
from qa.web.messages.language import speaking_each
from qa.web.panels import Panels
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState
from qa.web.templates import source
from tests.qa.web.html import Shown, reply_html
from tests.qa.web.session.documents import DESK, POOL, ids, names


def last(views):
    *_, view = views
    return view


def test_opening_shows_the_way_and_at_last_how_the_documents_fare(session):
    views = list(session.open_collection(["Replaced: a.md"]))
    states = [Shown(view.library or "").text for view in views]
    assert "Reading…" in states[0]
    assert "Reading 2 of 2" in states[1]
    assert any("Embedding passages: 2 of 2" in state for state in states)
    assert "2 documents, 2 passages, 21 words." in states[-1]
    assert all("Replaced: a.md" in state for state in states)
    assert (
        Shown(views[-1].examples).text
        == f"Examples 2 documents{''.join(openers(session.assistant()))}"
    )
    assert (views[0].source or "").endswith(
        source.article(session.workspace.current().documents[0])
    )
    assert all((view.source, view.contents) == (None, None) for view in views[1:])
    assert Shown(views[-1].status).text == "Ready"


def test_a_collection_without_documents_is_open_at_once(session):
    session.workspace.change("create", "Notes")
    (view,) = session.open_collection()
    assert Shown(view.status).text == "Empty"
    assert "There is no document here." in (view.source or "")
    assert "Add the default document" in view.library
    assert Shown(view.examples).text == ""


def test_documents_that_cannot_be_asked_are_told(shared_state):
    shared_state.warm.set_exception(ModelError("There is no model.", "Get one."))
    view = last(Session(shared_state).open_collection())
    assert "There is no model. Get one." in Shown(view.library).text
    assert Shown(view.status).text == "Questions can't be answered: There is no model. Get one."
    with pytest.raises(ModelError):
        Session(shared_state).assistant()


def test_a_session_may_be_read_before_the_models_are_there(shared_state):
    session = Session(shared_state)
    first = session.panels(None)
    assert "warming up" in Shown(first.status).text
    assert (first.source or "").endswith(source.article(session.workspace.current().documents[0]))


def test_how_far_it_is_is_told_in_the_language_of_each_page(session, monkeypatch):
    def open_by_another(folder, tell):  # whoever began it, in a thread of theirs
        other = Thread(target=tell, args=("reading", 1, 2))
        other.start()
        other.join()
        return opened(folder, tell)

    opened = session.workspace.library.open
    monkeypatch.setattr(session.workspace.library, "open", open_by_another)
    states = [Shown(view.status).text for view in speaking_each("de", session.open_collection())]
    assert any(state.startswith("Dokumente werden gelesen: 1 von 2") for state in states), states
    assert not any("Reading" in state or "Embedding" in state for state in states)


def test_what_was_chosen_while_another_was_opened_is_shown_at_last(session):
    views = session.open_collection()
    next(views)
    session.workspace.change("create", "Notes")
    view = last(views)
    assert Shown(view.library).all("data-name")[0] == "Notes"
    assert Shown(view.status).text == "Empty"
    assert ids(session) == []


def test_what_was_removed_while_it_was_opened_is_not_shown_at_last(session):
    views = session.open_collection()
    next(views)
    session.workspace.change("remove", "", ids=["desk.md"])
    view = last(views)
    assert ids(session) == ["pool.md"]
    assert "Remove desk.md" not in Shown(view.library).all("aria-label")
    assert "1 document, 1 passage, 11 words." in Shown(view.library).text


def test_a_collection_that_another_visitor_deletes_gives_way_to_the_first(warm):
    mine, other = Session(warm), Session(warm)
    mine.workspace.change("create", "Notes")
    other.workspace.change("delete", "Notes")
    assert ids(mine) == ["desk.md", "pool.md"]
    assert Shown(mine.panels(None).library or "").all("data-name")[0] == "Documents"


def test_a_copy_is_another_visitors(session):
    session.chat.follow(1, [("a", "When does the desk open?")])
    session.workspace.change("create", "Notes")
    other = deepcopy(session)
    assert (list(other.chat), other.chat.revision, other.sent) == ([], -1, 0)
    assert other.chat is not session.chat
    assert other.workspace.library is session.workspace.library
    assert (ids(other), ids(session)) == (["desk.md", "pool.md"], [])


def test_a_library_that_is_not_shared_is_the_visitors_alone(given, embedder):
    warm: Future[None] = Future()
    libraries = PrivateLibraries(lambda: Library.temporary(given, embedder))
    mine = Session(SharedState(None, libraries, warm, None, openers))
    mine.workspace.change("create", "Notes")
    other = deepcopy(mine)
    assert other.workspace.library.home != mine.workspace.library.home
    assert names(other) == ["Documents"]
    other.close()
    assert (other.workspace.library.home.exists(), mine.workspace.library.home.exists()) == (
        False,
        True,
    )
    mine.close()
    assert not mine.workspace.library.home.exists()
    Session(mine.shared_state).close()  # one who looked at nothing


def test_libraries_that_are_closed_do_not_wait_for_each_other(given, embedder, monkeypatch):
    libraries = PrivateLibraries(lambda: Library.temporary(given, embedder))
    homes = [libraries.enter(visitor).home for visitor in ("me", "you", "they")]
    together = Barrier(3, timeout=60)  # broken where one is closed after the other
    monkeypatch.setattr(Lifetime, "end", lambda lifetime: together.wait())
    libraries.close()
    assert [home.exists() for home in homes] == [False] * 3


def test_a_page_loaded_anew_finds_what_its_visitor_added(given, embedder):
    warm: Future[None] = Future()
    shared_state = SharedState(
        None, PrivateLibraries(lambda: Library.temporary(given, embedder)), warm, None, openers
    )
    before, after, other = Session(shared_state), Session(shared_state), Session(shared_state)
    before.enter("me", "", "")
    before.workspace.change("create", "Notes")
    after.enter("me", "Notes", "")
    assert (after.workspace.library, names(after)) == (
        before.workspace.library,
        ["Documents", "Notes"],
    )
    other.enter("you", "", "")
    assert names(other) == ["Documents"]
    home = before.workspace.library.home
    before.close()
    assert home.exists()
    after.close()
    assert not home.exists()
    other.close()


def test_a_shared_library_stays_when_a_visitor_leaves(session):
    folder = session.workspace.folder
    session.close()
    assert session.workspace.library.read(folder).documents == tuple(
        session.workspace.current().documents
    )


def test_the_chat_is_about_the_open_collection(session):
    session.chat.follow(1, [("a", "When does the desk open?")])
    list(session.chat.answer_waiting(session.assistant, lambda *_: ()))
    assert session.chat.answer("a").text == "The desk opens at nine."
    session.workspace.change("create", "Notes")
    session.chat.follow(2, [("b", "When does the desk open?")])
    list(session.chat.answer_waiting(session.assistant, lambda *_: ()))
    assert "The collection 'Notes' has no documents." in Shown(reply_html(session.chat[0])).text


def front(session):
    """What is shown, and what is told above it; None where the page has that already."""
    html = session.panels(None).source
    return html and Shown(html).text


def test_what_the_page_has_is_not_sent_again(session):
    page = deepcopy(session)
    assert front(page) == DESK  # nothing was shown to be copied
    assert front(page) is None
    assert front(deepcopy(page)) is None
    page.workspace.change("create", "Notes")
    assert "There is no document here." in front(page)
    page.workspace.change("choose", "Documents")
    assert front(page) == DESK
    assert page.changed_panels() is None


def test_an_address_opens_a_document_of_a_collection(session, tmp_path):
    (tmp_path / "new.md").write_text("New text.")
    Session(session.shared_state).workspace.change("create", "Notes")
    session.enter("", "", "pool.md")
    assert front(session) == POOL
    other = Session(session.shared_state)
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
def test_what_an_address_names_and_is_not_there_is_told(session, collection, document, said):
    session.enter("", collection, document)
    assert front(session) == said + DESK
    list(session.open_collection())
    assert front(session) is None  # it stays
    session.workspace.change("choose", "Documents")
    assert front(session) == DESK


def test_the_document_that_is_shown_stays_and_one_that_is_added_is_shown(session, tmp_path):
    (tmp_path / "new.md").write_text("New text.")
    (tmp_path / "bad.md").write_bytes(b"\0")
    session.workspace.add([("new.md", tmp_path / "new.md")], "pool.md")
    assert front(session) == "New text."
    session.workspace.add([("bad.md", tmp_path / "bad.md")], "pool.md")
    assert front(session) == POOL
    session.workspace.change("remove", "", "pool.md", ["desk.md"])
    assert front(session) == POOL
    session.workspace.change("remove", "", "pool.md", ["pool.md"])
    assert front(session) == "New text."
    session.workspace.change("restore", "", "new.md")
    assert front(session) == "New text."


def asked(session):
    """What the next question is answered with."""
    before = [(it.key, it.question) for it in session.chat]
    session.chat.follow(session.chat.revision + 1, [*before, ("n", "Why?")])
    list(session.chat.answer_waiting(session.assistant, lambda *_: ()))
    text = Shown(reply_html(session.chat[-1])).text
    session.chat.pop()
    return text


def test_what_was_to_be_asked_and_is_gone_is_told_once_before_another_is_asked(session):
    session.enter("", "Nots", "")
    assert asked(session).startswith("There is no collection 'Nots'.Ask again to ask the one")
    assert "Nots" not in asked(session)
    session.workspace.change("create", "Notes")
    Session(session.shared_state).workspace.change("delete", "Notes")
    assert front(session) == "The collection that was open here is gone." + DESK
    assert asked(session).startswith("The collection that was open here is gone.")
    assert "gone" not in asked(session)


def test_an_opening_ends_when_another_begins(session):
    first = session.open_collection()
    next(first)
    session.workspace.change("create", "Notes")
    second = list(session.open_collection())
    assert list(first) == []
    assert Shown(second[-1].status).text == "Empty"


def test_the_status_says_what_is_being_done_with_the_documents(session):
    states = [Shown(view.status).text for view in session.open_collection()]
    assert states[0] == "Reading…"
    assert "Embedding passages: 2 of 2" in states
    assert (states[-1], Shown(session.status()).text) == ("Ready", "Ready")


def test_what_cannot_be_read_any_more_is_told(session, given):
    list(session.open_collection())
    for file in given.iterdir():
        file.unlink()
    session.workspace.choose("Documents")
    with pytest.raises(PinciteError, match="holds no document"):
        list(session.open_collection())
    view = session.changed_panels()
    assert view
    assert (view.library, view.contents, view.examples) == (None, None, None)
    assert "holds no document" in Shown(view.source or "").text
    assert Shown(session.status()).text.startswith("Questions can't be answered: ")
    assert "holds no document" in asked(session)


def test_events_at_once_leave_a_workspace_of_one_piece(session):
    """Whatever is chosen while views are made, each shows the documents of its own collection."""
    session.workspace.change("create", "Notes")
    seen = []

    def look():
        for _ in range(30):
            seen.append(session.panels(None))

    def choose():
        for n in range(60):
            session.workspace.choose("Notes" if n % 2 else "Documents")

    with ThreadPoolExecutor(4) as pool:
        for work in [pool.submit(it) for it in (look, choose, look, choose)]:
            work.result()
    for view in seen:
        name = Shown(view.library or "").all("data-name")[0]
        assert ("No documents yet." in (view.library or "")) == (name == "Notes")
        if view.source:
            assert ("There is no document here." in view.source) == (name == "Notes")


def test_what_could_not_be_changed_is_told_though_the_documents_are_still_opened(session):
    views = session.open_collection(["Replaced: a.md"])
    assert "Replaced: a.md" in Shown(next(views).library or "").text
    assert (
        "There is no such folder."
        in Shown(session.not_changed(["There is no such folder."]).library or "").text
    )
    opened = Shown(last(views).library or "").text
    assert "There is no such folder." in opened
    assert "Replaced: a.md" not in opened


def number(html):
    """The session that sent it, and how many it had sent before."""
    found = re.match(r"<!-- (\w+) (\d+) -->", html)
    assert found
    return found[1], int(found[2])


def test_all_that_is_sent_tells_which_is_the_newest(session):
    views = list(session.open_collection())
    sent = [number(view.library) for view in views]
    assert sent == sorted(set(sent))
    assert {of for of, _ in sent} != {number(deepcopy(session).panels(None).library)[0]}
    newest = views[-1]
    assert number(newest.status) == number(newest.examples) == number(newest.library)
    assert number(session.status()) == number(newest.library)
    assert number(session.broken("It is gone.").source) > number(newest.library)


def test_an_opening_shows_nothing_of_a_newer_one(session, monkeypatch):
    """The newer one begins while the last views of the older are made."""
    newer: list[Panels | None] = []

    def begin(assistant):
        if not newer:
            newer.append(None)
            session.workspace.choose("Documents")
            newer[:] = session.open_collection()
        return openers(assistant)

    shared_state = replace(session.shared_state, openers=begin)
    monkeypatch.setattr(session, "shared_state", shared_state)
    older = list(session.open_collection())
    libraries = [view.library for view in newer if view]
    assert "2 documents, 2 passages" in Shown(libraries[-1] or "").text
    assert max(number(view.library) for view in older) < number(libraries[0])
    assert "2 documents, 2 passages" in Shown(session.panels(None).library).text
