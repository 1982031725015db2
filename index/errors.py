"""The errors a user can cause or meet, each with the offending value and the next step."""

from __future__ import annotations

REBUILD = "Delete the folder, or open its documents again to rebuild it."
"""What helps where a saved index cannot be used."""


class PinciteError(Exception):
    """Base of every error meant for the user.

    Its text is one line: what is wrong, with which value, and what to do next.
    """

    def __init__(self, problem: str, next_step: str) -> None:
        # What other libraries say of a broken file may run over several lines.
        self.problem = " ".join(problem.split())
        self.next_step = " ".join(next_step.split())
        super().__init__(f"{self.problem} {self.next_step}")


class SpanError(PinciteError, ValueError):
    """A span, passage or citation that does not say what the document says there."""


class DocumentError(PinciteError):
    """A path that cannot be read as a document."""


class EncryptedError(DocumentError):
    """A file that a password opens, which was not given, or another one was."""


class QuestionError(PinciteError, ValueError):
    """A question, or a number beside it, that cannot be searched with."""


class ModelError(PinciteError):
    """An embedding model that is missing, altered, or not of the kind needed."""


class IndexDamagedError(PinciteError):
    """A saved index whose files are missing, cut short or altered."""


class IndexMismatchError(PinciteError):
    """A saved index made from other documents, by another model or with other settings."""


class StorageError(PinciteError):
    """A file that cannot be written: its disk is full, or its folder is not there or not ours."""


class StoreError(PinciteError):
    """A store on another machine that does not answer, refuses, or cannot be what is asked for."""


class StoreChangedError(StoreError):
    """What was looked for in a store was changed meanwhile, and has to be looked for again."""
