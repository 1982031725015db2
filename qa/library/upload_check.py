"""Which files may be added to a collection, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from index.documents.document_ids import printable, safe_id
from index.documents.file_reader import FileReader
from index.documents.file_system import read_bytes
from index.documents.loading import SkippedFile, skipped_file
from index.documents.parsers import check_name, is_document, suffix_of
from index.errors import DocumentError
from qa.library.collection import MAX_NAME, Collection

MAX_FILE, MAX_COLLECTION = 50_000_000, 500_000_000
"""The most bytes of a document, and of all that are added to a collection."""


@dataclass(frozen=True)
class AddedFiles:
    """What became of files that were given.

    ``documents`` are the ids of those added, ``replaced`` the ones among them that took a former
    document's place, ``decrypted`` those that are kept without their password, and ``refused`` the
    files that were left out, with why. ``encrypted`` are the names of those that were given and are
    opened by a password, or hold a file that is.
    """

    documents: tuple[str, ...]
    replaced: tuple[str, ...]
    refused: tuple[SkippedFile, ...]
    decrypted: tuple[str, ...] = ()
    encrypted: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfferedFile:
    """A file that is to be added, by the name it goes by.

    ``given`` is that of the file that was given: this one, or the archive that it is in.
    """

    name: str
    data: bytes
    given: str

    @property
    def is_inside(self) -> bool:
        """Whether it is in the file that was given."""
        return safe_id(self.name) != safe_id(self.given)


class AlreadyThereError(DocumentError):
    """A ``document`` that is in the collection already, as the one ``held`` there."""

    def __init__(self, document: str, held: str) -> None:
        super().__init__(f"{document!r} is there already, as {held!r}.", "Nothing to do.")
        self.document, self.held = document, held

    @property
    def moved(self) -> bool:
        """Whether it goes by another name there."""
        return self.document != self.held


@dataclass(frozen=True)
class AcceptedFile:
    """A file that may be added: its document's ``id``, the ``file`` to keep it in, its ``data``.

    They are ``decrypted`` where its password was given.
    """

    id: str
    file: str
    data: bytes
    decrypted: bool = False


def offered_files(
    files: Iterable[tuple[str, Path]], reader: FileReader, refused: list[SkippedFile]
) -> Iterator[OfferedFile]:
    """``files``, each given with the name it goes by, and the files in them.

    Those that cannot be read are added to ``refused``.
    """
    for name, path in files:
        try:
            offered, skipped = _with_contained(name, path, reader)
        except DocumentError as error:
            refused.append(skipped_file(shown_name(name), error, refused))
            continue
        refused += skipped
        yield from offered


def _with_contained(
    name: str, path: Path, reader: FileReader
) -> tuple[list[OfferedFile], list[SkippedFile]]:
    """The file at ``path``, which goes by ``name``, and those in it; and what is left out of it.

    Raises:
        DocumentError: when it cannot be read, for its kind, its size or what it holds.
    """
    id_ = safe_id(name)
    check_name(id_)
    if path.is_file() and (size := path.stat().st_size) > MAX_FILE:
        raise DocumentError(
            f"{id_!r} has {size:,} bytes; a document has at most {MAX_FILE:,}.", "Divide it."
        )
    data = read_bytes(path)
    inside = reader.contained(data, id_)
    offered = [OfferedFile(f"{id_}/{file}", content, name) for file, content in inside.files]
    if is_document(id_):
        offered.insert(0, OfferedFile(id_, data, name))
    if not offered:
        raise DocumentError(f"{id_!r} holds no document that is read.", "Give another file.")
    return offered, [SkippedFile(f"{id_}/{file}"[:MAX_NAME], why) for file, why in inside.skipped]


def check_upload(
    offered: OfferedFile,
    collection: Collection,
    documents: Path,
    default: Mapping[str, str],
    reader: FileReader,
    password: str = "",
) -> AcceptedFile:
    """A file that is ``offered`` as it may be added to ``collection``.

    ``documents`` is the folder of those that were added before, and ``default`` are the texts of
    the default documents that the collection holds, by id. Where a ``password`` is given, it is
    added without it.

    Raises:
        DocumentError: when it may not: for its name, its kind, its size or what it holds; an
            `EncryptedError` when a password opens it, an `AlreadyThereError` when it is there.
    """
    id_, data = safe_id(offered.name), offered.data
    if len(id_) > MAX_NAME:
        raise DocumentError(
            f"The name {id_[:40]!r}… has {len(id_)} characters, not at most {MAX_NAME}.",
            "Give the file a shorter one.",
        )
    if password:
        data = reader.decrypted(data, id_, password)
    text, digest = reader.parse(data, id_).text, sha256(data).hexdigest()
    same = [held for held, file in collection.documents.items() if file.startswith(digest)]
    same += [held for held, other in default.items() if other == text != ""]
    if same:
        raise AlreadyThereError(id_, id_ if id_ in same else same[0])
    others = [documents / file for held, file in collection.documents.items() if held != id_]
    if (total := sum(map(_size, others)) + len(data)) > MAX_COLLECTION:
        raise DocumentError(
            f"With {id_!r} the collection would have {total:,} bytes; it has at most"
            f" {MAX_COLLECTION:,}.",
            "Remove documents, or add it to another collection.",
        )
    return AcceptedFile(id_, digest + suffix_of(id_), data, data != offered.data)


def shown_name(name: str) -> str:
    """``name``, which nobody vouches for, as it is shown."""
    return printable(name)[:MAX_NAME]


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
