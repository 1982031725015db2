"""The style and the scripts of the page, which are sent inside it."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def _read(*files: str) -> str:
    return "\n".join((_FOLDER / file).read_text(encoding="utf-8") for file in files)


STYLE = _read(
    *(
        f"css/{name}.css"
        for name in ("base", "chat", "source", "blocks", "pages", "library", "narrow")
    )
)
MASTHEAD = _read(
    *(f"js/{name}.js" for name in ("page", "menu", "copy", "footnotes", "correction", "shortcuts"))
)
"""One script in several files: they share their names."""
SOURCE = _read(*(f"js/{name}.js" for name in ("source", "marks", "pages", "find", "tools")))
"""The same."""
ASKING, LIBRARY, NOTIFICATIONS, PREVIEW = (
    _read(f"js/{name}.js") for name in ("asking", "library", "notifications", "preview")
)
