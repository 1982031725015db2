"""The web page: what is shown in the browser, as HTML, style and scripts."""

from pathlib import Path

_HERE = Path(__file__).parent

STYLE = (_HERE / "style.css").read_text(encoding="utf-8")
ASKING = (_HERE / "asking.js").read_text(encoding="utf-8")
SOURCE = (_HERE / "source.js").read_text(encoding="utf-8")
