"""What stands around the chat and the source, as HTML. Pure functions.

Every string from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from qa.question import LONGEST


def masthead() -> str:
    """The page's title and promise."""
    return (
        '<header class="pc-masthead"><h1>Pincite</h1>'
        "<p>Quoted answers, pinned to their source.</p></header>"
    )


def status(state: str, words: str) -> str:
    """Whether questions are answered; ``state`` is "warming", "ready", "changed" or "failed"."""
    return f'<p class="pc-status pc-{escape(state)}" role="status">{escape(words)}</p>'


def welcome() -> str:
    """What an empty chat shows."""
    return (
        '<p class="pc-welcome"><b>Ask the source a question.</b><br>Pincite answers in its very '
        "sentences, or says that they hold no answer.</p>"
    )


def form(examples: Sequence[str], topic: str) -> str:
    """Where questions are typed; ``topic`` tells pages about other documents apart."""
    buttons = "".join(f'<button type="button">{escape(example)}</button>' for example in examples)
    shelf = (
        f'<details id="pc-examples" open><summary>Examples</summary><div>{buttons}</div></details>'
        if examples
        else ""
    )
    return (
        f'<form id="pc-question" data-topic="{escape(topic)}" data-longest="{LONGEST}">{shelf}'
        '<p class="pc-hint" role="alert"></p>'
        '<div class="pc-line"><textarea name="question" aria-label="Question" rows="1"'
        ' placeholder="Ask a question…" enterkeyhint="send"></textarea>'
        "<button>Ask</button></div></form>"
    )
