"""A collection that a visitor has open, as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Document, PinciteError
from index.documents.files import LoadedDocuments
from qa.web import messages
from qa.web.anchors import document_key


@dataclass(frozen=True)
class OpenCollection:
    """A collection as it was read: its folder, its documents, and which is shown in ``front``.

    ``missed`` is what was asked for and is not there, in words. A page that shows the collection is
    up to date while ``state`` is the same.
    """

    folder: str
    loaded: LoadedDocuments
    front: Document | None
    missed: str
    state: object

    @property
    def documents(self) -> Sequence[Document]:
        """The documents."""
        return self.loaded.documents

    def document(self, key: str) -> Document:
        """The document with this key.

        Raises:
            PinciteError: when it is not in the collection.
        """
        for document in self.documents:
            if document_key(document) == key:
                return document
        raise PinciteError(messages.DOCUMENT_GONE, messages.ASK_AGAIN)
