"""What programs ask of a running app."""

from gradio_client import Client
from playwright.sync_api import Page

from tests.browser.server import ARTICLE, ISSUED, Server


def test_the_api_is_two_typed_endpoints(page: Page, server: Server) -> None:
    info = page.request.get(f"{server.url}/gradio_api/info").json()
    assert list(info["named_endpoints"]) == ["/ask", "/retrieve"]
    assert info["unnamed_endpoints"] == {}
    parameters = info["named_endpoints"]["/ask"]["parameters"]
    assert [p["parameter_name"] for p in parameters] == ["question", "history", "collection"]

    def call(question: str, history: object) -> str:
        url = f"{server.url}/gradio_api/call/ask"
        event = page.request.post(url, data={"data": [question, history, ""]}).json()["event_id"]
        return page.request.get(f"{url}/{event}").text()

    found = call("Who issued the strategy?", [])
    assert found.startswith("event: complete")
    assert ISSUED in found
    assert '"abstained": false' in found
    assert ISSUED in call("And who issued it?", ["What is the aim of the strategy?"])
    assert "Ask in words." in call("  ", None)
    assert "not a list" in call("Who issued the strategy?", "all of it")
    assert "In the history: A question must be a string" in call("Who issued the strategy?", [1])


def test_programs_ask_and_retrieve(server: Server) -> None:
    client = Client(server.url, verbose=False, analytics_enabled=False)
    found = client.predict("Who issued the strategy?", [], "", api_name="/ask")
    (citation,) = found["citations"]
    assert citation["quote"] == ISSUED == ARTICLE[citation["start"] : citation["end"]]
    hits = client.predict("cyber terrorism", 3, "", api_name="/retrieve")["passages"]
    assert len(hits) == 3
    assert "cyber terrorism" in hits[0]["text"]
