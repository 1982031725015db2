import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.server.limits import parsed
from qa.web.server.visitors import (
    ANYBODY,
    SECURE_VISITOR,
    VISITOR,
    Visitors,
    sessions_in,
    without_visitor,
)


@pytest.mark.parametrize("name", [VISITOR, SECURE_VISITOR])
def test_a_cookie_is_known_that_this_server_made(name):
    visitors = Visitors()
    mine, yours = visitors.new(), visitors.new()
    assert mine != yours
    assert visitors.known({name: mine}) == mine
    assert Visitors().known({name: mine}) == ANYBODY
    assert visitors.known({}) == ANYBODY


@given(st.text(), st.text())
def test_a_cookie_that_was_set_from_outside_is_none(token, signature):
    visitors = Visitors()
    own, _, signed = visitors.new().partition(".")
    for forged in (token, f"{token}.{signature}", f"{own}x.{signed}", f"{own}.{signed[:-1]}", own):
        assert visitors.known({VISITOR: forged}) == ANYBODY


def test_a_session_is_of_who_is_first_seen_with_it():
    visitors = Visitors()
    mine, yours = visitors.new(), visitors.new()
    assert visitors.owns_session(mine, "a")
    assert visitors.owns_session(mine, "a")
    assert not visitors.owns_session(yours, "a")
    assert not visitors.owns_session(ANYBODY, "a")
    assert visitors.owns_session(yours, "b")


@pytest.mark.parametrize(
    ("path", "query", "body", "session"),
    [
        ("/gradio_api/heartbeat/abc", [], b"", {"abc"}),
        ("/gradio_api/call/ask/abc", [], b"", {"abc"}),
        ("/gradio_api/call/v2/ask/abc", [], b"", {"abc"}),
        ("/gradio_api/call/ask", [], b"", set()),
        ("/gradio_api/queue/data", [("session_hash", "abc")], b"", {"abc"}),
        ("/gradio_api/queue/join", [], json.dumps({"session_hash": "abc"}).encode(), {"abc"}),
        ("/gradio_api/queue/join", [("session_hash", "x")], b'{"session_hash": "y"}', {"x", "y"}),
        ("/gradio_api/queue/data", [("session_hash", "x"), ("session_hash", "y")], b"", {"x", "y"}),
        ("/gradio_api/queue/join", [], b'{"session_hash": 1}', set()),
        ("/gradio_api/queue/join", [], b"[1]", set()),
        ("/", [], b"session_hash=abc", set()),
    ],
)
def test_the_sessions_of_a_request_are_found_wherever_they_stand(path, query, body, session):
    assert sessions_in(path, query, parsed(body)) == session


def test_who_opens_many_sessions_loses_their_own_alone():
    visitors = Visitors()
    mine, yours = visitors.new(), visitors.new()
    assert visitors.owns_session(mine, "a")
    for number in range(3000):
        assert visitors.owns_session(yours, f"{number}")
    assert not visitors.owns_session(yours, "a")
    assert visitors.is_anothers(yours, "a")
    assert not visitors.is_anothers(yours, "0"), "the oldest of their own is forgotten"
    assert not visitors.is_anothers(mine, "unknown")


def test_cookies_lose_those_of_visitors_alone():
    cookies = f"a=1; {VISITOR}=me; {SECURE_VISITOR}=you; c=3".encode()
    host = (b"host", VISITOR.encode())
    assert without_visitor([host, (b"cookie", cookies)]) == [host, (b"cookie", b"a=1; c=3")]
    for blank in ("\xa0", "\x85", "\t"):  # which Starlette leaves out around a name
        cookies = f"{blank}{VISITOR}{blank}=me; a=1".encode("latin-1")
        assert without_visitor([(b"cookie", cookies)]) == [(b"cookie", b" a=1")]
