"""A chat as an evidence pack to hand over. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from index import PinciteError
from qa.evidence.html import pack_page
from qa.evidence.pack import Failure, make_pack
from qa.types import Answer
from qa.web import messages
from qa.web.templates.frame import File


def export_file(conversation: Sequence[Answer | Failure], kind: str, now: datetime) -> File:
    """What was asked and answered, as "json" or else as a page; ``now`` is when it is made.

    Raises:
        PinciteError: when nothing was asked.
    """
    if not conversation:
        raise PinciteError(messages.NOTHING_TO_EXPORT, messages.ASK_FIRST)
    pack = make_pack(conversation, now.isoformat(timespec="seconds"))
    name = f"pincite-{now:%Y%m%d-%H%M%S}"
    if kind == "json":
        return File(f"{name}.json", "application/json", json.dumps(pack, indent=1))
    return File(f"{name}.html", "text/html", pack_page(pack))
