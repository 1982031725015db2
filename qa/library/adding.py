"""Adding files to a collection."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from index.documents.document_ids import safe_id
from index.documents.loading import SkippedFile, skipped_file
from index.errors import DocumentError, EncryptedError
from qa.library.contents import default_contents
from qa.library.store import Store
from qa.library.upload_check import (
    AddedFiles,
    AlreadyThereError,
    check_upload,
    offered_files,
    shown_name,
)


def add_files(
    store: Store,
    default: Sequence[Path],
    folder: str,
    files: Iterable[tuple[str, Path]],
    password: str,
) -> AddedFiles:
    """Copy ``files`` into the collection in ``folder`` of a ``store`` that this thread changes.

    ``default`` are the paths of the default documents. For the rest see `Library.add`.

    Raises:
        DocumentError: when no default document can be read.
        LibraryError: when there is no such collection.
        StorageError: when it cannot be written.
    """
    added: dict[str, bool] = {}  # whether in place of another
    refused: list[SkippedFile] = []
    decrypted: list[str] = []
    encrypted: list[str] = []
    inside: Counter[str] = Counter()  # how many documents are in each archive
    there: defaultdict[str, list[AlreadyThereError]] = defaultdict(list)  # those of them
    with store.readers(folder, new=True) as readers:
        collection, documents = store.collection(folder), store.documents(folder)
        shipped = default_contents(collection, default, readers.default).documents
        texts = {document.id: document.text for document in shipped}
        for file in offered_files(files, readers.added, refused):
            shown, id_ = shown_name(file.name), safe_id(file.name)
            inside[file.given] += file.is_inside
            if id_ in added:
                again = f"{id_!r} was given twice."
                refused.append(SkippedFile(shown, again, "Rename one of the files."))
                continue
            try:
                new = check_upload(file, collection, documents, texts, readers.added, password)
            except DocumentError as error:
                if isinstance(error, AlreadyThereError) and file.is_inside:
                    there[file.given].append(error)
                elif isinstance(error, EncryptedError):
                    refused.append(SkippedFile(shown, error.problem, "Give its password."))
                    encrypted.append(file.given)
                else:
                    refused.append(skipped_file(shown, error, refused))
                continue
            store.keep(folder, new.file, new.data)
            added[new.id] = new.id in collection.documents or new.id in texts
            decrypted += [new.id] if new.decrypted else []
            texts.pop(new.id, None)
            listed = {**collection.documents, new.id: new.file}
            collection = replace(collection, documents=listed)
        store.write(collection)
    for given, errors in there.items():
        # Who gives an archive again, for what is new in it, need not be told of all the rest.
        if len(errors) == inside[given] or any(error.moved for error in errors):
            refused.append(_there_already(given, errors, inside[given]))
    return AddedFiles(
        tuple(added),
        tuple(filter(added.get, added)),
        tuple(refused),
        tuple(decrypted),
        tuple(dict.fromkeys(encrypted)),
    )


def _there_already(given: str, errors: Sequence[AlreadyThereError], of: int) -> SkippedFile:
    """That files in the one ``given``, which holds ``of`` documents, are there already."""
    name, first = shown_name(given), errors[0]
    count = f"All {of:,}" if len(errors) == of else f"{len(errors):,} of the {of:,}"
    problem = f"{count} documents in {name!r} are there already"
    if moved := next((error for error in errors if error.moved), None):
        problem += f", such as {moved.document!r} as {moved.held!r}"
    return SkippedFile(name, first.problem if of == 1 else f"{problem}.", first.next_step)
