import gc
from concurrent.futures import Future
from copy import deepcopy

from qa.library.library import Library
from qa.suggestions.suggest import openers
from qa.web.session import last_sessions
from qa.web.session.last_sessions import LastSessions
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState


def test_a_page_that_gets_another_session_is_told_once(session):
    sessions, other = LastSessions(), deepcopy(session)
    told = [sessions.replaces_another("a", it) for it in (session, session, other, other, session)]
    assert told == [False, False, True, False, True]
    assert not sessions.replaces_another("b", other)


def test_a_session_that_nobody_holds_any_more_is_replaced(session):
    sessions = LastSessions()
    sessions.replaces_another("a", deepcopy(session))
    gc.collect()
    assert sessions.replaces_another("a", session)


def test_the_page_that_was_used_last_makes_room(session, monkeypatch):
    monkeypatch.setattr(last_sessions, "MOST", 2)
    sessions, other = LastSessions(), deepcopy(session)
    for page in ("a", "b", "a", "c"):
        sessions.replaces_another(page, session)
    assert [sessions.replaces_another(page, other) for page in "acb"] == [True, True, False]


def test_a_session_that_is_let_go_of_leaves_its_library_when_another_enters(given, embedder):
    libraries = PrivateLibraries(lambda: Library.temporary(given, embedder))
    state = SharedState(None, libraries, Future(), None, openers)
    mine, yours = Session(state), Session(state)
    mine.enter("me", "", "")
    home = mine.workspace.library.home
    assert not mine.take_over("me")
    del mine
    gc.collect()
    assert home.exists()
    yours.enter("you", "", "")
    assert yours.workspace.library.home.exists()
    assert not home.exists()
    assert yours.take_over("me")  # whose documents are gone
    assert not yours.take_over("you")
    libraries.close()


def test_a_session_is_closed_once(given, embedder):
    libraries = PrivateLibraries(lambda: Library.temporary(given, embedder))
    state = SharedState(None, libraries, Future(), None, openers)
    first, second = Session(state), Session(state)
    for session in (first, second):
        session.enter("me", "", "")
        assert session.workspace.library.home.exists()
    first.close()
    first.close()
    assert libraries.has("me")
    second.close()
    assert not libraries.has("me")
