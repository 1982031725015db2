"""A build that several workers share: what is left of it, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from index.cluster.building import Built
from index.cluster.catalogue import Catalogue
from index.cluster.store import Store
from index.cluster.worker import Files, Outcome, patiently, write_files
from index.cluster.writing import finish
from index.documents.document_ids import printable
from index.documents.file_reader import FileReader
from index.documents.files import LoadedDocuments
from index.documents.listing import FileList, ListedFile
from index.documents.loading import SkippedFile
from index.errors import StoreError
from index.storage.parsed_files import ParsedFolder
from index.storage.paths import own_folder

AGAIN = "Build again: what is written by now is not written anew."
"""What helps when a build was stopped."""

# Bytes of files that a worker takes at a time, some 3,500 passages of text, and of those that the
# usual lengths are measured on. Small builds are divided further, so that no worker is idle.
_TOGETHER, _MEASURED, _LEAST = 1_000_000, 150_000, 50_000
_FILES, _SHARES = 64, 4


class SharedBuild:
    """What ``listed`` names on its way into ``store``: which files are ``left``, and the outcomes.

    ``advance`` is told how many files are done with, and ``say`` of each that is skipped. Where the
    store does not answer, it is tried again for ``patience`` seconds.

    Raises:
        StoreError: when the store cannot be read.
    """

    def __init__(
        self,
        store: Store,
        listed: FileList,
        patience: float,
        advance: Callable[[int], object],
        say: Callable[[str], None],
    ) -> None:
        self._store, self._patience = store, patience
        self._advance, self._say = advance, say
        self._passed_over = listed.skipped
        # A worker has another working folder.
        files = (replace(file, path=file.path.absolute()) for file in listed.files)
        self.left: dict[int, ListedFile] = dict(enumerate(files))
        self._sizes = {number: _size(file.path) for number, file in self.left.items()}
        self._outcomes: list[Outcome] = []
        self._before = store.catalogue

    @property
    def measured(self) -> bool:
        """Whether the store has the usual lengths."""
        return patiently(self._store.means, self._patience) != (None, None)

    def measure(self) -> None:
        """Write some files from here until the store has the usual lengths.

        Each worker would else take those of its own first files.

        Raises:
            StoreError: when the store cannot be written.
            ModelError: when the model cannot be read.
        """
        groups = self._groups(_MEASURED)
        with FileReader(ParsedFolder(own_folder("parsed"))) as reader:
            while groups and not self.measured:
                self.take(write_files(self._store, groups.pop(0), reader, self._patience))

    def groups(self, workers: int) -> list[Files]:
        """The files that are left, some together, for so many workers."""
        share = sum(self._sizes[number] for number in self.left) // (_SHARES * workers)
        return self._groups(max(_LEAST, min(_TOGETHER, share)))

    def single(self) -> list[Files]:
        """The files that are left, each alone."""
        return self._groups(0)

    def take(self, outcome: Outcome) -> None:
        """Count in what became of some files.

        Raises:
            PinciteError: the error that ended the work.
        """
        if outcome.failure:
            kind, problem, step = outcome.failure
            raise kind(problem, step)
        for line in LoadedDocuments((), outcome.skipped).not_read:
            self._say(line)
        for number in outcome.files:
            del self.left[number]
        self._outcomes.append(outcome)
        self._advance(len(outcome.files))

    def skip_left(self, reason: str) -> None:
        """Give up the files that are left."""
        for number, file in [*self.left.items()]:
            self.take(Outcome((number,), {}, (SkippedFile(printable(str(file.path)), reason),)))

    def built(self) -> Built:
        """What building came to, by what the store held before and holds now.

        Workers cannot tell: one that ended had written something.

        Raises:
            StoreError: when documents that were read are not all there, or cannot be counted.
        """
        states = self._states()
        there = {it.label.id: it for it in patiently(self._finished, self._patience).documents}
        lost = [it for it in states if it not in there or there[it].state not in states[it]]
        if lost:
            raise StoreError(
                f"Of {len(states)} documents that were written, {len(lost)} are not in the store"
                f" {self._store.address} as they were read: {lost[0]!r}, for example.",
                AGAIN,
            )
        old = {entry.label.id: entry.state for entry in self._before.documents}
        new = [there[name] for name in states if old.get(name) != there[name].state]
        passages = sum(len(entry.sentences) for entry in new)
        ordered = sorted(self._outcomes, key=lambda outcome: outcome.files)
        skipped = (*self._passed_over, *(it for outcome in ordered for it in outcome.skipped))
        return Built(len(new), passages, len(states) - len(new), skipped)

    def _states(self) -> dict[str, set[str]]:
        """The states in which documents were read, by their ids."""
        states: dict[str, set[str]] = {}
        for outcome in self._outcomes:
            for name, state in outcome.states.items():
                states.setdefault(name, set()).add(state)
        return states

    def _finished(self) -> Catalogue:
        # This reader has written little of what is there, and is to see all of it.
        strong = replace(self._store.address, consistency="strong")
        whole = Store(strong, self._store.embedder)
        finish(whole)
        return whole.catalogue

    def _groups(self, most: int) -> list[Files]:
        """What is left, of so many bytes together at the most, or one file of more."""
        groups: list[Files] = []
        group: dict[int, ListedFile] = {}
        size = 0
        for number, file in self.left.items():
            if group and (size + self._sizes[number] > most or len(group) == _FILES):
                groups.append(group)
                group, size = {}, 0
            group[number] = file
            size += self._sizes[number]
        return [*groups, group] if group else groups


def _size(path: Path) -> int:
    with suppress(OSError):  # it is skipped when it is read
        return path.stat().st_size
    return 0
