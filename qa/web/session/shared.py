"""What all sessions have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index import Document, PinciteError, Span
from qa.evidence.annotations import Highlight
from qa.feedback import Feedback, feedback_file, save
from qa.library.library import Library
from qa.web import messages
from qa.web.anchors import NO_ADDRESSES, Addresses
from qa.web.session.downloads import Downloads
from qa.web.session.private_libraries import PrivateLibraries

if TYPE_CHECKING:
    from qa.assistant import Assistant


def _no_highlights(document: Document, quotes: Sequence[tuple[Span, str]]) -> bytes:
    raise PinciteError(messages.NO_HIGHLIGHTS, messages.EXPORT_EVIDENCE)


@dataclass(frozen=True)
class SharedState:
    """What all sessions have in common.

    ``library`` is everyone's, None where each visitor has one of the ``private_libraries``.
    ``warm`` is done when the models are loaded. Feedback goes to ``feedback_folder``, None for
    nowhere. ``openers`` gives questions to begin with, ``addresses_of`` where the page asks for
    more of a document, and ``highlight`` copies of PDF files, to be fetched from ``downloads``.
    """

    library: Library | None
    private_libraries: PrivateLibraries
    warm: Future[None]
    feedback_folder: Path | None
    openers: Callable[[Assistant], Sequence[str]]
    addresses_of: Callable[[Document], Addresses] = lambda document: NO_ADDRESSES
    highlight: Highlight = _no_highlights
    downloads: Downloads = field(default_factory=Downloads)

    def save_feedback(self, feedback: Feedback, collection_folder: str) -> None:
        """Save feedback on the collection in ``collection_folder``.

        Raises:
            PinciteError: when it cannot be saved.
        """
        if self.feedback_folder is None:
            raise PinciteError(messages.NO_FEEDBACK, messages.START_SHARED)
        save(feedback, feedback_file(self.feedback_folder, collection_folder))
