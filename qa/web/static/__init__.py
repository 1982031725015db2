"""The style and the scripts of the page, which are sent inside it."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def _read(*files: str) -> str:
    return "\n".join((_FOLDER / file).read_text(encoding="utf-8") for file in files)


STYLE = _read(
    *(
        f"css/{name}.css"
        for name in (
            "base",
            "chat",
            "acts",
            "passages",
            "asking",
            "chats",
            "source",
            "blocks",
            "pages",
            "library",
            "documents",
            "collections",
            "comparison",
            "comparison_table",
            "narrow",
            "print",
        )
    )
)
FAVICON = str(_FOLDER / "favicon.svg")


def _script(*names: str) -> str:
    """One script in several files: they share their names."""
    return _read(*(f"js/{name}.js" for name in names))


NEWEST = _script("newest")
"""What stands before every panel's script."""
MASTHEAD = _script(
    "sentences", "events", "page", "menu", "copy", "footnotes", "correction", "shortcuts"
)
SOURCE = _script(
    "sentences", "events", "newest", "source", "folds", "marks", "pages", "find", "tools"
)
LIBRARY = _script("events", "newest", "library", "document_list", "collections")
PREVIEW, CELLS = _script("newest", "preview"), _script("events", "newest", "cells")
COMPARISON = _script("reachable", "comparison")
ASKING = _script(
    "sentences",
    "events",
    "reachable",
    "chats",
    "asking",
    "server_gone",
    "editing",
    "chat_list",
)
NOTIFICATIONS, RESUMPTION = (_script("events", name) for name in ("notifications", "resumption"))
