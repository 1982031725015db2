"""What came of files that were to be added, as the page says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index import PinciteError
from qa.library.library import Library
from qa.library.upload_check import AddedFiles
from qa.web import messages


@dataclass(frozen=True)
class Outcome:
    """What came of files that did not go well, in ``sentences``.

    ``encrypted`` are the names of those that are still to be opened with a password. ``added`` says
    what went well, nothing where none did, and ``notes`` more of it; ``target`` is the name of the
    collection that it went to, where that is not the open one.
    """

    sentences: tuple[str, ...] = ()
    encrypted: tuple[str, ...] = ()
    added: str = ""
    notes: tuple[str, ...] = ()
    target: str = ""

    @classmethod
    def of(cls, added: AddedFiles, same_as: Mapping[str, str], collection: str = "") -> Outcome:
        """What came of files that a library took, or refused.

        ``same_as`` are those with a text that was there before: the id of the other by each one's.
        ``collection`` is the name of the one that they went to, where that is to be told.
        """
        refused = (messages.not_added(messages.of_engine(file.advice)) for file in added.refused)
        notes = (
            *map(messages.replaced, added.replaced),
            *(messages.added_twice(id_, other) for id_, other in same_as.items()),
            *map(messages.without_password, added.decrypted),
        )
        ids, told = added.documents, ""
        if ids:
            told = messages.added_to(ids, collection) if collection else messages.added(ids)
        return cls(tuple(refused), added.encrypted, told, notes)

    @classmethod
    def elsewhere(cls, added: AddedFiles, collection: str) -> Outcome:
        """What came of files for a ``collection`` that is not open; none waits for a password."""
        outcome = cls.of(added, {}, collection)
        locked = (messages.open_to_unlock(collection),) if added.encrypted else ()
        sentences, target = (*outcome.sentences, *locked), collection if outcome.added else ""
        return replace(outcome, sentences=sentences, encrypted=(), target=target)


def add_elsewhere(
    library: Library, folder: str, files: Sequence[tuple[str, Path]], password: str
) -> Outcome:
    """Add files to a collection that is not open; what came of them.

    Raises:
        PinciteError: when it is gone, or cannot be written.
    """
    if folder not in library:
        raise PinciteError(messages.COLLECTION_GONE, messages.NOTHING_CHANGED)
    added = library.add(folder, files, password)
    return Outcome.elsewhere(added, library.collection(folder).name)
