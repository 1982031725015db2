"""A store built of files, on this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.cluster.store import Store
from index.cluster.writing import difference, finish, write
from index.documents.file_reader import FileReader
from index.documents.files import Paths
from index.documents.listing import list_files, read_listed
from index.documents.loading import SkippedFile
from index.progress import progress_bar
from index.storage.parsed_files import ParsedFolder
from index.storage.paths import own_folder

# Files that are read before what they hold is embedded.
_AT_ONCE = 64


@dataclass(frozen=True)
class Built:
    """What building came to: so many ``documents`` were written, of so many ``passages``.

    So many more were ``there`` as they are, and some files were ``skipped``.
    """

    documents: int
    passages: int
    there: int
    skipped: tuple[SkippedFile, ...]


def build_store(
    store: Store, paths: Paths, say: Callable[[str], None] = lambda line: None
) -> Built:
    """Write into ``store`` what is at ``paths``; ``say`` is told of each file that is not read.

    What is there as it is now is left; so what was stopped goes on where it was.

    Raises:
        DocumentError: when there is no file.
        StoreError: when the store cannot be written.
        ModelError: when the model cannot be read.
    """
    listed = list_files(paths)
    skipped = [*listed.skipped]
    documents = passages = there = 0
    with (
        FileReader(ParsedFolder(own_folder("parsed"))) as reader,
        progress_bar(len(listed.files), "Writing", "files") as bar,
    ):
        for at in range(0, len(listed.files), _AT_ONCE):
            files = listed.files[at : at + _AT_ONCE]
            loaded = read_listed(files, reader)
            for line in loaded.not_read:
                say(line)
            skipped += loaded.skipped
            new = difference(store, loaded.documents)
            documents, there = documents + len(new.new), there + new.there
            passages += sum(write(store, batch) for batch in new.batches)
            bar.update(len(files))
    finish(store)
    return Built(documents, passages, there, tuple(skipped))
