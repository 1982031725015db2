"""An evidence pack as one HTML page. Every string from a user, a document or a file is escaped."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from qa.bold import in_bold
from qa.evidence.pack import AnswerEntry, FailureEntry, Pack
from qa.serialization import CitationRecord

OPENS, CLOSES = '<script type="application/json" id="pincite-pack">', "</script>"
"""What stands around the pack itself in its page."""
_STYLE = (Path(__file__).parent / "html.css").read_text(encoding="utf-8")
_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def pack_page(pack: Pack) -> str:
    """``pack`` as one HTML page that needs nothing else, runs nothing and holds the pack."""
    titles = {source["document"]: source["title"] for source in pack["documents"]}
    turns = "".join(_turn(turn, titles) for turn in pack["conversation"])
    sources = "".join(
        f"<li>{_named(source['document'], titles)}<br>"
        f"SHA-256 <code>{escape(source['sha256'])}</code></li>"
        for source in pack["documents"]
    )
    held = json.dumps(pack, ensure_ascii=False).replace("<", "\\u003c")
    whole = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">'
        '<meta name="viewport" content="width=device-width"><title>Pincite: evidence</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>Evidence</h1>"
        f"<p>Made by Pincite, {escape(pack['made'])}. <code>pincite verify FILE --documents PATH"
        f"</code> checks the quotes in this file against the documents.</p>{turns}"
        "<footer><h2>Documents</h2><p>The hash is of a document’s text in UTF-8, its line ends LF."
        f"</p><ul>{sources}</ul></footer></main>{OPENS}{held}{CLOSES}</body></html>\n"
    )
    # As a browser hands it on: to HTML all line ends are LF, and NUL is no character.
    whole = whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    # A question that was refused for it may hold half a character, which UTF-8 cannot.
    return whole.encode(errors="backslashreplace").decode()


def is_page(text: str) -> bool:
    """Whether ``text``, in which a pack is looked for, is HTML and not JSON."""
    return text.lstrip().startswith("<")


def is_unaltered(text: str, pack: Pack) -> bool:
    """Whether the page ``text``, its line ends LF, shows ``pack`` as this Pincite shows it."""
    return text == pack_page(pack)


def _turn(turn: AnswerEntry | FailureEntry, titles: dict[str, str]) -> str:
    shown = f'<h2 dir="auto">{escape(turn["question"])}</h2>'
    if "error" in turn:
        return f'<section class="problem">{shown}<p>{escape(turn["error"])}</p></section>'
    kind, said = ("refusal", turn["answer"]) if turn["abstained"] else ("answer", turn["unsaid"])
    if turn["searched"] != turn["question"]:
        shown += f'<p class="note">Understood as: {escape(turn["searched"])}</p>'
    for number, cited in enumerate(turn["citations"], start=1):
        shown += _quote(cited, titles, f" <sup>[{number}]</sup>")
    if said:
        shown += f'<p class="none">{escape(said)}</p>'
    if turn["closest"]:
        shown += '<p class="note">Closest passage, not an answer:</p>'
        shown += _quote(turn["closest"], titles)
    if not turn["abstained"]:
        shown += f'<p class="note">Confidence: {escape(turn["sureness"])}</p>'
    return f'<section class="{kind}">{shown}</section>'


def _quote(cited: CitationRecord, titles: dict[str, str], marker: str = "") -> str:
    return (
        f'<blockquote dir="auto">{_bold(cited)}{marker}</blockquote><p class="place">'
        f"{_named(cited['document'], titles)}, characters {cited['start']}–{cited['end']}</p>"
    )


def _bold(cited: CitationRecord) -> str:
    """A quote's words, the short answers in bold."""
    first = cited["start"]
    return in_bold(
        cited["quote"], ((a["start"] - first, a["end"] - first) for a in cited["answers"])
    )


def _named(document: str, titles: dict[str, str]) -> str:
    return f"<cite>{escape(titles[document])}</cite> ({escape(document)})"
