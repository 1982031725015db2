"""The web page: what is shown in the browser, as HTML, style and scripts."""

from pathlib import Path

_STATIC = Path(__file__).parent / "static"


def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


STYLE = _read("css/style.css")
ASKING, LIBRARY, OUTBOX, PAGE, PREVIEW, SOURCE = (
    _read(f"js/{name}.js") for name in ("asking", "library", "outbox", "page", "preview", "source")
)
