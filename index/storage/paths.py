"""Where Pincite keeps things. The home of platformdirs."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import platformdirs


def home() -> Path:
    """The folder for indexes, libraries and feedback: ``PINCITE_HOME``, else the user's cache."""
    named = os.environ.get("PINCITE_HOME")
    return Path(named).expanduser() if named else platformdirs.user_cache_path("pincite", False)


def own_folder(name: str) -> Path:
    """The folder ``name`` in `home`, be it there or not: only its owner may enter it.

    Where an earlier version let others in, they are shut out.
    """
    folder = home() / name
    with suppress(OSError):  # it is not there yet, or another's
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    return folder
