"""Adding files to a collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from index.documents.document_ids import printable, safe_id
from index.documents.loading import SkippedFile
from index.errors import DocumentError, EncryptedError
from qa.library.collection import MAX_NAME
from qa.library.contents import default_contents
from qa.library.store import Store
from qa.library.upload_check import AddedFiles, check_upload, offered_files


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
    with store.readers(folder, new=True) as readers:
        collection, documents = store.collection(folder), store.documents(folder)
        shipped = default_contents(collection, default, readers.default).documents
        texts = {document.id: document.text for document in shipped}
        for file in offered_files(files, readers.added, refused):
            shown = printable(file.name)[:MAX_NAME]
            if (id_ := safe_id(file.name)) in added:
                again = f"{id_!r} was given twice. Rename one of the files."
                refused.append(SkippedFile(shown, again))
                continue
            try:
                new = check_upload(file, collection, documents, texts, readers.added, password)
            except EncryptedError as error:
                refused.append(SkippedFile(shown, f"{error.problem} Give its password."))
                encrypted.append(file.given)
                continue
            except DocumentError as error:
                refused.append(SkippedFile(shown, str(error)))
                continue
            store.keep(folder, new.file, new.data)
            added[new.id] = new.id in collection.documents or new.id in texts
            decrypted += [new.id] if new.decrypted else []
            texts.pop(new.id, None)
            listed = {**collection.documents, new.id: new.file}
            collection = replace(collection, documents=listed)
        store.write(collection)
    return AddedFiles(
        tuple(added),
        tuple(filter(added.get, added)),
        tuple(refused),
        tuple(decrypted),
        tuple(dict.fromkeys(encrypted)),
    )
