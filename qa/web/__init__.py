"""The web page: what is shown in the browser, as HTML, style and script."""

from pathlib import Path

_HERE = Path(__file__).parent

STYLE = _HERE / "style.css"
SCRIPT = _HERE / "page.js"
