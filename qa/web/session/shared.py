"""What all visitors' rooms have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index import PinciteError
from qa.feedback import Feedback, feedback_file, save
from qa.library.library import Library
from qa.web.session.private_libraries import PrivateLibraries

if TYPE_CHECKING:
    from qa.assistant import Assistant


@dataclass(frozen=True)
class SharedState:
    """What all visitors' rooms have in common.

    ``shared`` is everyone's library, None where visitors have their own, those of ``visits``.
    ``warm`` is done when the models are loaded. ``kept`` is the folder for what people say of
    answers, None for nowhere. ``openers`` are questions to begin with.
    """

    shared: Library | None
    visits: PrivateLibraries
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
        save(made, feedback_file(self.kept, folder))
