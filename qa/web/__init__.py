"""The web page: what is shown in the browser, as HTML, style and scripts."""

from pathlib import Path

_HERE = Path(__file__).parent


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


STYLE = _read("style.css")
ASKING, LIBRARY, OUTBOX, PAGE, PREVIEW, SOURCE = (
    _read(f"{name}.js") for name in ("asking", "library", "outbox", "page", "preview", "source")
)
