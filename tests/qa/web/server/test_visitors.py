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
    session_in,
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
        ("/gradio_api/heartbeat/abc", {}, b"", "abc"),
        ("/gradio_api/queue/data", {"session_hash": "abc"}, b"", "abc"),
        ("/gradio_api/queue/join", {}, json.dumps({"session_hash": "abc"}).encode(), "abc"),
        ("/gradio_api/queue/join", {}, b'{"session_hash": 1}', ""),
        ("/gradio_api/queue/join", {}, b"[1]", ""),
        ("/", {}, b"session_hash=abc", ""),
    ],
)
def test_the_session_of_a_request_is_found_wherever_it_stands(path, query, body, session):
    assert session_in(path, query, parsed(body)) == session


def test_a_header_loses_the_cookies_of_visitors_alone():
    header = f"a=1; {VISITOR}=me; b={VISITOR}; {SECURE_VISITOR}=you; c=3".encode()
    assert without_visitor(header) == f"a=1; b={VISITOR}; c=3".encode()
