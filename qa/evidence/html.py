"""An evidence pack as one HTML page. Every string from a user, a document or a file is escaped."""

from __future__ import annotations

import json
from pathlib import Path

from qa.evidence.pack import UNGRADED, Pack
from qa.file_links import page_link
from qa.serialization import CitationRecord
from qa.templating import Html, Templates

OPENS, CLOSES = '<script type="application/json" id="pincite-pack">', "</script>"
"""What stands around the pack itself in its page."""
_STYLE, _GRADES_STYLE = (
    (Path(__file__).parent / file).read_text(encoding="utf-8")
    for file in ("page.css", "grades.css")
)


def pack_page(pack: Pack) -> str:
    """``pack`` as one HTML page that needs nothing else, runs nothing and holds the pack.

    One of the format `UNGRADED` is shown as it was when that was the present one, to the byte.
    """
    page = _TEMPLATES.make(
        "page.html",
        "page",
        pack=pack,
        titles={source["document"]: source["title"] for source in pack["documents"]},
        style=Html(_STYLE if pack["pincite"] == UNGRADED else _STYLE + _GRADES_STYLE),
        opens=Html(OPENS),
        pack_json=Html(json.dumps(pack, ensure_ascii=False).replace("<", "\\u003c")),
        closes=Html(CLOSES),
    )
    # As a browser hands it on: to HTML all line ends are LF, and NUL is no character.
    text = f"{page}\n".replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    # A question that was refused for it may hold half a character, which UTF-8 cannot.
    return text.encode(errors="backslashreplace").decode()


def is_page(text: str) -> bool:
    """Whether ``text``, in which a pack is looked for, is HTML and not JSON."""
    return text.lstrip().startswith("<")


def is_unaltered(text: str, pack: Pack) -> bool:
    """Whether the page ``text``, its line ends LF, shows ``pack`` as this Pincite shows it."""
    return text == pack_page(pack)


def _answer_spans(cited: CitationRecord) -> list[tuple[int, int]]:
    """Where in a quote its short answers are."""
    return [(a["start"] - cited["start"], a["end"] - cited["start"]) for a in cited["answers"]]


_TEMPLATES = Templates(Path(__file__).parent, answer_spans=_answer_spans, page_link=page_link)
