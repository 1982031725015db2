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
NEWEST = _read("js/newest.js")
"""What stands before every panel's script."""
MASTHEAD = _read(
    *(
        f"js/{name}.js"
        for name in (
            "sentences",
            "page",
            "menu",
            "copy",
            "footnotes",
            "correction",
            "shortcuts",
        )
    )
)
"""One script in several files: they share their names."""
SOURCE = _read(
    *(
        f"js/{name}.js"
        for name in ("sentences", "newest", "source", "marks", "pages", "find", "tools")
    )
)
"""The same."""
LIBRARY = _read(
    *(f"js/{name}.js" for name in ("newest", "library", "document_list", "collections"))
)
"""The same."""
PREVIEW, CELLS = (_read("js/newest.js", f"js/{name}.js") for name in ("preview", "cells"))
COMPARISON = _read("js/reachable.js", "js/comparison.js")
"""The same."""
ASKING = _read(
    *(
        f"js/{name}.js"
        for name in (
            "sentences",
            "reachable",
            "chats",
            "asking",
            "server_gone",
            "editing",
            "chat_list",
        )
    )
)
"""The same."""
NOTIFICATIONS, RESUMPTION = (_read(f"js/{name}.js") for name in ("notifications", "resumption"))
