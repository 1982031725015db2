import asyncio
import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.server.page_language import PageLanguage, texts_between, translated

CONFIG = {"components": [{"id": 3, "props": {"value": "Copy </script> & 'all'", "rows": 2}}]}
PAGE = (
    '<!doctype html><html\n\tlang="en"><head><script>window.gradio_config = {};</script>'
    "<script>window.gradio_api_info = {{}};</script></head></html>"
)


def page(config):
    text = json.dumps(config)
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return PAGE.replace("{}", text, 1)


def config_in(html):
    return json.loads(html.split("gradio_config = ")[1].split(";</script>")[0])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_of_components_are_replaced_and_nothing_else(text):
    html = translated(page(CONFIG), "de", {3: {"value": text}, 9: {"value": "of none"}})
    assert config_in(html) == {"components": [{"id": 3, "props": {"value": text, "rows": 2}}]}
    assert '<html\n\tlang="de">' in html
    assert html.endswith("<script>window.gradio_api_info = {{}};</script></head></html>")
    assert html.count("<script>") == html.count("</script>") == 2


def test_texts_that_differ_are_known_by_their_component():
    ours = [
        {"id": 3, "props": {"value": "Copy", "label": "A", "rows": 2}},
        {"id": 4, "props": {"value": "Link"}},
    ]
    theirs = [
        {"id": 13, "props": {"value": "Kopieren", "label": "A", "rows": 3}},
        {"id": 14, "props": {"value": "Link"}},
    ]
    assert texts_between(ours, theirs) == {3: {"value": "Kopieren"}, 4: {}}


def answered(path="/", method="GET", status=200, **headers):
    """What is sent for a request, and the request that the app got."""
    requests, sent = [], []

    async def app(scope, receive, send):
        requests.append(scope)
        html = page(CONFIG).encode()
        length = (b"content-length", str(len(html)).encode())
        await send({"type": "http.response.start", "status": status, "headers": [length]})
        await send({"type": "http.response.body", "body": html[:40], "more_body": True})
        await send({"type": "http.response.body", "body": html[40:]})

    async def send(message):
        sent.append(message)

    names = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "path": path, "method": method, "headers": names}
    language = PageLanguage(app, {"de": {3: {"value": "Kopieren (de)"}}})
    asyncio.run(language(scope, None, send))
    return sent, requests[0]


def test_the_page_is_sent_in_the_language_of_its_browser():
    (start, body), request = answered(accept_language="de-DE", accept_encoding="br, gzip")
    headers = dict(start["headers"])
    assert start["status"] == 200
    assert headers[b"content-language"] == b"de"
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"content-length"] == str(len(body["body"])).encode()
    shown = config_in(gzip.decompress(body["body"]).decode())
    assert shown["components"][0]["props"]["value"] == "Kopieren (de)"
    assert request["headers"] == [(b"accept-language", b"de-DE")]


def test_what_takes_no_packed_page_gets_it_as_it_is():
    (start, body), _ = answered(accept_language="de")
    assert b"content-encoding" not in dict(start["headers"])
    assert config_in(body["body"].decode())["components"][0]["props"]["rows"] == 2


def test_everything_else_is_let_through_as_it_is():
    for headers in ({}, {"accept_language": "en"}, {"accept_language": "fr"}):
        sent, request = answered(accept_encoding="gzip", **headers)
        assert b"".join(it.get("body", b"") for it in sent).decode() == page(CONFIG)
        assert (b"accept-encoding", b"gzip") in request["headers"]
    sent, _ = answered(accept_language="de", path="/config")
    assert len(sent) == 3
    assert b"vary" not in dict(sent[0]["headers"])


def test_what_is_sent_varies_with_the_language():
    for headers in ({}, {"accept_language": "de"}):
        start = answered(**headers)[0][0]
        assert dict(start["headers"])[b"vary"] == b"accept-language, accept-encoding"


def test_the_head_of_a_page_is_that_of_the_page():
    headers = {"accept_language": "de", "accept_encoding": "gzip"}
    (start, body), request = answered(method="HEAD", **headers)
    (other, _), _ = answered(**headers)
    assert start == other
    assert body["body"] == b""
    assert request["method"] == "GET"


@pytest.mark.parametrize("encodings", ["", "br", "gzip;q=0", "br, gzip; q=0.0, *"])
def test_what_is_not_taken_packed_is_not_packed(encodings):
    (start, _), _ = answered(accept_language="de", accept_encoding=encodings)
    assert b"content-encoding" not in dict(start["headers"])


def test_what_is_no_page_is_sent_as_it_is():
    (start, body), _ = answered(accept_language="de", accept_encoding="gzip", status=304)
    assert start["status"] == 304
    assert body["body"].decode() == page(CONFIG)
    assert b"content-language" not in dict(start["headers"])
