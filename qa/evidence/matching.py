"""Which documents are those of an evidence pack, whatever they are called now. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from index import Document
from qa.evidence.pack import Pack, Source, quotes, text_sha256


@dataclass(frozen=True)
class Match:
    """A document of a pack, and the one that is taken for it: None where it is absent."""

    source: Source
    document: Document | None

    @property
    def text(self) -> str:
        """What the document says, nothing where it is absent."""
        return self.document.text if self.document else ""

    @property
    def unchanged(self) -> bool:
        """Whether the text is the one that was quoted, by its hash."""
        return self.document is not None and text_sha256(self.document) == self.source["sha256"]


def match_documents(pack: Pack, documents: Sequence[Document]) -> list[Match]:
    """For each document of ``pack`` the one of ``documents`` that is taken for it.

    That is the first that is found `by_hash`, `by_id`, `by_name` or `by_quotes`. What is known by
    its hash is not taken for another document because of its name.
    """
    hashed: dict[str, list[Document]] = {}
    for document in documents:
        hashed.setdefault(text_sha256(document), []).append(document)
    known = {source["sha256"] for source in pack["documents"]}
    others = [it for hash_, copies in hashed.items() if hash_ not in known for it in copies]
    quoted: dict[str, set[str]] = {source["document"]: set() for source in pack["documents"]}
    for cited in quotes(pack):
        quoted[cited["document"]].add(cited["quote"])
    return [
        Match(
            source,
            by_hash(source, hashed)
            or by_id(source, others)
            or by_name(source, others, quoted[source["document"]])
            or by_quotes(documents, quoted[source["document"]]),
        )
        for source in pack["documents"]
    ]


def by_hash(source: Source, hashed: Mapping[str, Sequence[Document]]) -> Document | None:
    """The document with the text of ``source``; of copies the one with its id, else the first.

    ``hashed`` holds the documents by `text_sha256`.
    """
    copies = hashed.get(source["sha256"], ())
    return by_id(source, copies) or next(iter(copies), None)


def by_id(source: Source, documents: Sequence[Document]) -> Document | None:
    """The document with the id of ``source``."""
    return next((it for it in documents if it.id == source["document"]), None)


def by_name(
    source: Source, documents: Sequence[Document], quoted: Collection[str]
) -> Document | None:
    """The document in a file of the same name as ``source``, wherever the file is.

    Of several the one that holds most of the quotes ``quoted``, else the first.
    """
    named = [it for it in documents if _file(it.id) == _file(source["document"])]
    return max(named, key=lambda document: _count_quotes(document, quoted), default=None)


def by_quotes(documents: Sequence[Document], quoted: Collection[str]) -> Document | None:
    """The document that holds most of the quotes ``quoted`` verbatim, and at least one."""
    best = max(documents, key=lambda document: _count_quotes(document, quoted), default=None)
    return best if best and _count_quotes(best, quoted) else None


def _count_quotes(document: Document, quoted: Collection[str]) -> int:
    return sum(quote in document.text for quote in quoted)


def _file(name: str) -> str:
    return name.rpartition("/")[2]
