"""The page in the language of whoever loads it: Gradio sends all the same one.

Gradio writes what its components show into the page as JSON. In there the texts are replaced before
the page is sent; what its handlers send later is in that language from the start.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.web import messages
from qa.web.messages.language import preferred, speaking
from qa.web.server.limits import Message, Send

Texts = Mapping[int, Mapping[str, str]]
"""The texts of a page: of components, by their ids, what each of their properties says."""

_CONFIG = re.compile(r"(<script>window\.gradio_config = )(.*?)(;</script>)", re.DOTALL)
_TAG = re.compile(r'(<html\s[^>]*?lang=")[\w-]+', re.DOTALL)
# That a browser takes a page packed so, and not by a weight of 0.
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
# What would end a script early, as Gradio writes it.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'"}


_REPLACED = (b"content-length", b"content-encoding", b"vary")
_VARIES = (b"vary", b"accept-language, accept-encoding")


@dataclass(frozen=True)
class PageLanguage:
    """Stands before an ``app`` and translates the page; ``texts`` are those in each language."""

    app: Callable[[MutableMapping[str, Any], Any, Send], Awaitable[None]]
    texts: Mapping[str, Texts]

    async def __call__(self, scope: MutableMapping[str, Any], receive: object, send: Send) -> None:
        """Answer a request of ASGI."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        language = preferred(header(scope, b"accept-language"))
        if language not in self.texts:
            await self.app(scope, receive, _varying(send))
            return
        packs = bool(_GZIP.search(header(scope, b"accept-encoding")))
        plain = [it for it in scope["headers"] if it[0] != b"accept-encoding"]
        start: Message = {}
        body = b""

        async def sending(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            headers = [it for it in start["headers"] if it[0].lower() not in _REPLACED]
            whole = body
            if start["status"] == 200:
                html = translated(body.decode(), language, self.texts[language]).encode()
                whole = gzip.compress(html, 5) if packs else html
                headers += [(b"content-encoding", b"gzip")] if packs else []
                headers.append((b"content-language", language.encode()))
            headers += [(b"content-length", str(len(whole)).encode()), _VARIES]
            await send({**start, "headers": headers})
            sent = b"" if scope["method"] == "HEAD" else whole
            await send({"type": "http.response.body", "body": sent})

        # What HEAD says of a page is what GET would send.
        await self.app({**scope, "headers": plain, "method": "GET"}, receive, sending)


def _varying(send: Send) -> Send:
    """``send``, that says of a response that another browser may get another."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [it for it in message["headers"] if it[0].lower() != b"vary"]
            message = {**message, "headers": [*headers, _VARIES]}
        await send(message)

    return sending


def spoken_to(scope: Mapping[str, Any], sentence: str) -> str:
    """What a request is answered of the server's own, in the page's language where it is of it.

    Programs, which send such requests too, hardly ask for another language than English.
    """
    with speaking(preferred(header(scope, b"accept-language"))):
        return messages.of_engine(sentence)


def header(scope: Mapping[str, Any], name: bytes) -> str:
    """The header of this ``name`` of a request of ASGI; empty without one."""
    return b", ".join(value for key, value in scope["headers"] if key == name).decode("latin-1")


def translated(html: str, language: str, texts: Texts) -> str:
    """A page of Gradio's with ``texts`` in place of its own, said to be in a ``language``."""

    def replaced(match: re.Match[str]) -> str:
        config = json.loads(match[2])
        for component in config["components"]:
            component["props"] |= texts.get(component["id"], {})
        return match[1] + json.dumps(config).translate(_ESCAPED) + match[3]

    return _CONFIG.sub(replaced, _TAG.sub(rf"\g<1>{language}", html, count=1), count=1)


def texts_between(
    components: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]
) -> Texts:
    """The texts of ``others`` that ``components``, the same of another language, have not."""
    return {
        ours["id"]: {
            name: text
            for name, text in theirs["props"].items()
            if isinstance(text, str) and text != ours["props"][name]
        }
        for ours, theirs in zip(components, others, strict=True)
    }
