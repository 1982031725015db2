"""Where Pincite keeps things. The home of platformdirs."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """The folder for indexes, libraries and feedback: ``PINCITE_HOME``, else the user's cache."""
    named = os.environ.get("PINCITE_HOME")
    return Path(named).expanduser() if named else platformdirs.user_cache_path("pincite", False)
