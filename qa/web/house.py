"""What all visitors' rooms have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index import PinciteError
from qa.collections.library import Library
from qa.feedback import Feedback, save

if TYPE_CHECKING:
    from qa.assistant import Assistant


@dataclass(frozen=True)
class House:
    """What all visitors' rooms have in common.

    ``library`` gives a visitor's library: the one that is ``shared``, or one of their own. ``warm``
    is done when the models are loaded. ``kept`` is the folder for what people say of answers, None
    for nowhere. ``openers`` are questions to begin with.
    """

    library: Callable[[], Library]
    shared: bool
    warm: Future[None]
    kept: Path | None
    openers: Callable[[Assistant], Sequence[str]]

    def keep(self, made: Feedback, folder: str) -> None:
        """Keep feedback on the collection in ``folder``.

        Raises:
            PinciteError: when it cannot be kept.
        """
        if self.kept is None:
            raise PinciteError(
                "Nothing is kept of this visit.", "Start Pincite without --shared off."
            )
        save(made, self.kept / f"{folder}.jsonl")
