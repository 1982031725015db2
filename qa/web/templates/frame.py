"""What stands around the chat and the source, as HTML. Pure functions.

Every string from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from qa.question.validation import MAX_CHARACTERS

_KEYS = (
    ("/", "Write a question"),
    ("Enter", "Ask; on a marker, show its sentence"),
    ("j  k", "Next and previous citation"),
    ("Esc", "Back to the marker; stop; close"),
    ("s", "Go to the source"),
    ("e", "Edit the last question"),
    ("r", "Ask it again"),
    ("u", "Take it back"),
    ("c", "Copy the last answer"),
    ("n", "New chat"),
    ("l", "Library"),
    ("d", "Light or dark"),
    ("?", "This sheet"),
)


class File(NamedTuple):
    """A file for the page to hand over."""

    name: str
    type: str
    text: str


def masthead() -> str:
    """The page's title, promise and buttons, and what it shows for a moment."""
    keys = "".join(f"<dt><kbd>{escape(key)}</kbd></dt><dd>{does}</dd>" for key, does in _KEYS)
    buttons = "".join(
        f'<button type="button" {which} title="{escape(told)}">{label}</button>'
        for which, label, told in (
            ('id="pc-shelf" aria-expanded="false"', "Library", "Documents and collections (l)"),
            ('class="pc-open-source"', "Source", "The document that is asked"),
            ('class="pc-export" value="html"', "Export", "Keep this chat as evidence: a page"),
            ('class="pc-export" value="json"', "JSON", "Keep this chat as evidence: as JSON"),
            ('class="pc-fresh"', "New chat", "Start anew (n)"),
            ('class="pc-dark" aria-label="Light or dark"', "◐", "Light or dark (d)"),
            ('class="pc-keys" aria-label="Keyboard shortcuts"', "?", "Keyboard shortcuts (?)"),
        )
    )
    return (
        '<header class="pc-masthead"><h1>Pincite</h1>'
        "<p>Quoted answers, pinned to their source.</p></header>"
        f'<div class="pc-buttons">{buttons}</div>'
        '<div id="pc-notice" role="status"></div>'
        '<button type="button" id="pc-pick" hidden>The right sentence is this one</button>'
        '<dialog id="pc-help" aria-labelledby="pc-help-title"><h2 id="pc-help-title">'
        f'Keyboard shortcuts</h2><dl>{keys}</dl><button type="button" class="pc-done">Close'
        "</button></dialog>"
    )


def status(state: str, words: str) -> str:
    """Whether questions are answered: "warming", "ready", "empty" or "failed"."""
    return f'<p class="pc-status pc-{escape(state)}" role="status">{escape(words)}</p>'


def welcome() -> str:
    """What an empty chat shows."""
    return (
        '<p class="pc-welcome"><b>Ask the source a question.</b><br>Pincite answers in its very '
        "sentences, or says that they hold no answer.</p>"
    )


def form() -> str:
    """Where questions are typed."""
    return (
        f'<form id="pc-question" data-longest="{MAX_CHARACTERS}">'
        '<p class="pc-hint" role="alert"></p>'
        '<div class="pc-line"><textarea name="question" aria-label="Question" rows="1"'
        ' placeholder="Ask a question…" enterkeyhint="send"></textarea>'
        '<button type="button" class="pc-stop" hidden>Stop</button>'
        "<button>Ask</button></div></form>"
    )


def examples(questions: Sequence[str]) -> str:
    """Questions to begin with."""
    if not questions:
        return ""
    buttons = "".join(f'<button type="button">{escape(asked)}</button>' for asked in questions)
    return (
        f'<details id="pc-examples" open><summary>Examples</summary><div>{buttons}</div></details>'
    )


def notification(number: int, words: str, files: Iterable[File] = ()) -> str:
    """What the page is to say, and to hand over; ``number`` tells it from the one before."""
    kept = "".join(
        f'<pre data-name="{escape(f.name)}" data-type="{escape(f.type)}">{escape(f.text)}</pre>'
        for f in files
    )
    return f'<div id="pc-sent-{number}" hidden><p class="pc-words">{escape(words)}</p>{kept}</div>'
