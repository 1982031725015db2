"""What the page shows, as HTML: each module fills in the template of its name."""

from pathlib import Path

from qa.templating import Templates
from qa.web import messages

TEMPLATES = Templates(Path(__file__).parent, messages=messages)
