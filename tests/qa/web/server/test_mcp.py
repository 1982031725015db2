"""The two MCP tools of the real app, called as a program would by the client library."""

import json

import anyio
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

import app
from tests.browser.server import ISSUED, serving


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("mcp"), "--mcp") as server:
        server.release()
        yield f"{server.url}/gradio_api/mcp/"


def reply_of(content):
    (text,) = content
    assert isinstance(text, TextContent)
    return text.text


def called(url, *calls):
    """The tools' names, and what each call came to: whether it is an error, and its text."""

    async def talk():
        async with (
            streamable_http_client(url) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = {tool.name: tool for tool in (await session.list_tools()).tools}
            results = [await session.call_tool(name, given) for name, given in calls]
            return tools, [(r.isError, reply_of(r.content)) for r in results]

    return anyio.run(talk)


def test_the_tools_are_ask_and_retrieve_and_nothing_else(url):
    tools, ((wrong, answer), (_, found), (bad, problem)) = called(
        url,
        ("ask", {"question": "Who issued the strategy?"}),
        ("retrieve", {"question": "cyber terrorism", "k": 2}),
        ("ask", {"question": "?"}),
    )
    assert sorted(tools) == ["ask", "retrieve"]
    assert tools["ask"].inputSchema["properties"]["question"]["type"] == "string"
    assert "exact citations" in tools["ask"].description
    assert not wrong
    assert json.loads(answer)["answer"] == ISSUED
    assert len(json.loads(found)["passages"]) == 2
    assert bad
    assert "too short to search with" in problem


def test_tools_and_a_login_do_not_go_together(capsys):
    assert app.main(["--mcp", "--auth", "me:secret"]) == 2
    assert "MCP tools know no login." in capsys.readouterr().err
