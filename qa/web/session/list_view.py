"""How the documents of the open collection are listed for a visitor: in which order, what of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index import Document
from qa.library.collection import Collection
from qa.library.library import Library
from qa.library.listing import ListedDocument, Order, in_order, list_documents, matching
from qa.library.titles import Matches
from qa.web.session.chat import OutOfDateError

if TYPE_CHECKING:
    from qa.library.report import DocumentReport, LibraryReport

ROWS = 50
"""Documents listed at first, and more each time that more are asked for."""
LONGEST_QUERY = 200
"""The most characters that are looked for."""


@dataclass(frozen=True)
class Listing:
    """What a page lists of a collection.

    ``rows`` are the first, by ``order``, of so many that are ``matching`` the ``query``, ``of`` so
    many; ``removable`` is how many of those matching may be removed. ``elsewhere`` is what other
    collections have for the query, ``reports`` what is known of documents, by their hashes.
    """

    rows: tuple[ListedDocument, ...]
    matching: int
    of: int
    removable: int
    order: Order = Order.NAME
    query: str = ""
    elsewhere: tuple[Matches, ...] = ()
    reports: Mapping[str, DocumentReport] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """How many more there are to be shown."""
        return self.matching - len(self.rows)


class ListView:
    """What a visitor has chosen to see of the list, and what that comes to."""

    def __init__(self) -> None:
        self._order, self._query, self._rows = Order.NAME, "", ROWS
        self._of: tuple[Collection, Sequence[Document]] | None = None
        self._listed: Sequence[ListedDocument] = ()
        self._arranged: Sequence[ListedDocument] | None = None
        self._reports: Mapping[str, DocumentReport] = {}

    def change(self, action: str, name: str) -> bool:
        """Whether ``action`` changes the list alone, which is then done.

        It is to "sort" by the order ``name``, to "find" these words, or to show "more".

        Raises:
            OutOfDateError: when there is no such order.
        """
        if action == "more":
            self._rows += ROWS
            return True
        if action == "find":
            self._query, self._rows = " ".join(name[:LONGEST_QUERY].split()), ROWS
        elif action == "sort":
            try:
                self._order = Order(name)
            except ValueError as error:
                raise OutOfDateError from error
        else:
            return False
        self._arranged = None
        return True

    def remember(self, documents: Sequence[Document], report: LibraryReport) -> None:
        """Go on to tell what ``report`` says of these documents while they are opened anew."""
        by_id = {it.id: it for it in report.documents}
        self._reports = {it.sha256: by_id[it.id] for it in documents}

    def begin(self) -> None:
        """Show the beginning of the list: another collection was opened."""
        self._rows = ROWS

    def listing(
        self, library: Library, collection: Collection, documents: Sequence[Document]
    ) -> Listing:
        """What is listed of the ``documents`` of a ``collection``, and what is found elsewhere.

        Raises:
            LibraryError: when another collection is damaged.
        """
        arranged, query = self.arranged(collection, documents), self._query
        return Listing(
            tuple(arranged[: self._rows]),
            len(arranged),
            len(documents),
            sum(it.removable for it in arranged),
            self._order,
            query,
            tuple(library.search(query, collection.folder)) if query else (),
            self._reports,
        )

    def arranged(
        self, collection: Collection, documents: Sequence[Document]
    ) -> Sequence[ListedDocument]:
        """Those of the documents that have what is looked for, in their order."""
        listed = self.listed(collection, documents)
        if self._arranged is None:
            self._arranged = in_order(self._order, matching(self._query, listed))
        return self._arranged

    def listed(
        self, collection: Collection, documents: Sequence[Document]
    ) -> Sequence[ListedDocument]:
        """All documents, by their ids."""
        if not self._of or self._of[0] != collection or self._of[1] is not documents:
            self._of, self._listed = (collection, documents), list_documents(collection, documents)
            self._arranged = None
        return self._listed

    def removable(self, collection: Collection, documents: Sequence[Document]) -> list[str]:
        """The ids of those that are listed and may be removed."""
        return [it.document.id for it in self.arranged(collection, documents) if it.removable]

    def same_texts(
        self, collection: Collection, documents: Sequence[Document], ids: Sequence[str]
    ) -> dict[str, str]:
        """Those of ``ids`` whose text another document has, which was there before: that one's."""
        listed = self.listed(collection, documents)
        return {it.document.id: it.same_as for it in listed if it.same_as and it.document.id in ids}
