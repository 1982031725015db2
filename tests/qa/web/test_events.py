"""What a page is sent whose session was given back."""

from concurrent.futures import Future
from copy import deepcopy
from types import SimpleNamespace

import pytest

from qa.library.library import Library
from qa.suggestions.suggest import openers
from qa.web import messages
from qa.web.events import Adapter
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState

_FIRST = Session(SharedState(None, PrivateLibraries(Library.temporary), Future(), None, openers))
SKIP = object()
AGAIN = "The server had let go of this chat. Its questions are asked again."


@pytest.fixture
def adapter():
    return Adapter(object, object, lambda: SKIP)


@pytest.fixture
def session():
    return a_session()


def a_session():
    return deepcopy(_FIRST)


@pytest.fixture
def request_of_page():
    return SimpleNamespace(session_hash="page", cookies={}, query_params={}, headers={})


def test_what_is_sent_comes_with_its_session(adapter, request_of_page, session):
    once = adapter.once(lambda event: "chat")
    assert once(None, request_of_page, session) == (session, SKIP, "chat")
    stream = adapter.stream_unasked(lambda event: iter([("one", None), ("two", "three")]))
    sent = [*stream(request_of_page, session)]
    assert sent[:2] == [(session, SKIP, "one", SKIP), (session, SKIP, "two", "three")]


def test_a_page_is_told_once_that_its_session_was_given_back(adapter, request_of_page, session):
    once, other = adapter.once(lambda event: "chat"), a_session()
    once(None, request_of_page, session)
    _, words, part = once(None, request_of_page, other)
    assert (AGAIN in str(words), part) == (True, "chat")
    assert once(None, request_of_page, other) == (other, SKIP, "chat")


def test_what_needs_the_chat_is_not_done_without_it(adapter, request_of_page, session):
    done: list[object] = []
    judge = adapter.once(done.append, of_chat=True)
    judge(None, request_of_page, session)
    _, words, part = judge(None, request_of_page, a_session())
    assert f"{AGAIN} Then do once more what you did." in str(words)
    assert (part, len(done)) == (SKIP, 1)
    assert "you had added are gone" in str(words)  # with the library, which nobody had


def test_in_a_stream_it_comes_first(adapter, request_of_page, session):
    stream = adapter.stream(lambda event: iter([("one",), ("two",)]))
    list(stream(None, request_of_page, session))
    first, second, *_ = stream(None, request_of_page, a_session())
    assert AGAIN in str(first[1])
    assert second[1] is SKIP


def test_each_event_is_answered_in_the_language_of_its_browser(adapter, request_of_page, session):
    once = adapter.once(lambda event: messages.UNDO)
    stream = adapter.stream_unasked(lambda event: ((messages.UNDO,) for _ in range(2)))
    german = SimpleNamespace(**vars(request_of_page) | {"headers": {"accept-language": "de-AT"}})
    for request, undo in ((request_of_page, "Undo"), (german, "Rückgängig")):
        assert once(None, request, session)[-1] == undo
        assert [parts[-1] for parts in stream(request, session)][:2] == [undo, undo]
        assert messages.UNDO == "Undo"
