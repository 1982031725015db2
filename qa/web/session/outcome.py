"""What came of files that were to be added, as the page says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qa.library.upload_check import AddedFiles
from qa.web import messages


@dataclass(frozen=True)
class Outcome:
    """What came of files, in ``sentences``.

    ``encrypted`` are the names of those that are still to be opened with a password.
    """

    sentences: tuple[str, ...] = ()
    encrypted: tuple[str, ...] = ()

    @classmethod
    def of(cls, added: AddedFiles, same_as: Mapping[str, str]) -> Outcome:
        """What came of files that a library took, or refused.

        ``same_as`` are those with a text that was there before: the id of the other by each one's.
        """
        sentences = (
            *map(messages.replaced, added.replaced),
            *(messages.added_twice(id_, other) for id_, other in same_as.items()),
            *map(messages.without_password, added.decrypted),
            *(messages.not_added(messages.of_engine(file.advice)) for file in added.refused),
        )
        return cls(sentences, added.encrypted)

    @classmethod
    def elsewhere(cls, added: AddedFiles, collection: str) -> Outcome:
        """What came of files for a ``collection`` that is not open; none waits for a password."""
        told = (messages.added_to(added.documents, collection),) if added.documents else ()
        locked = (messages.open_to_unlock(collection),) if added.encrypted else ()
        return cls((*told, *cls.of(added, {}).sentences, *locked))
