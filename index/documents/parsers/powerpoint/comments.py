"""What was written beside slides: notes for the speaker, and comments of both kinds."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.comment import comment_text
from index.documents.parsers.office.drawing import below, text_of
from index.documents.parsers.office.ooxml import Relation, attribute, child, children, relations
from index.documents.parsers.office.pieces import Piece
from index.documents.parsers.package import Package
from index.documents.parsers.powerpoint.layouts import placeholder_of
from index.documents.parsers.powerpoint.text import text_pieces

_AUTHORS = frozenset({"commentAuthors", "authors"})


def authors_of(package: Package, presentation: str) -> dict[str, str]:
    """The names of those who commented, by id.

    Raises:
        DocumentError: when the part that tells them is damaged.
    """
    names = {}
    for relation in relations(package, presentation).values():
        if relation.kind in _AUTHORS and relation.path in package:
            for author in package.xml(relation.path):
                names[attribute(author, "id")] = attribute(author, "name")
    return names


def asides(
    package: Package, related: dict[str, Relation], authors: dict[str, str]
) -> Iterator[Piece]:
    """The notes and the comments of the slide with these relations.

    Raises:
        DocumentError: when one of the parts is damaged.
    """
    parts = [r for r in related.values() if not r.external and r.path in package]
    for relation in parts:
        if relation.kind == "notesSlide":
            text = "\n".join(_notes(package.xml(relation.path)))
            if text:
                yield Piece(f"Notes: {text}", BlockKind.COMMENT)
    for relation in parts:
        if relation.kind == "comments":
            for comment in children(package.xml(relation.path), "cm"):
                yield from _thread(comment, authors)


def _notes(root: Element) -> Iterator[str]:
    for shape in below(root, "sp"):
        placeholder = placeholder_of(shape)
        body = child(shape, "txBody")
        if body is not None and (placeholder is None or placeholder.kind in {"body", "obj"}):
            for piece in text_pieces(body, list(children(body, "lstStyle"))):
                yield piece.text


def _thread(comment: Element, authors: dict[str, str]) -> Iterator[Piece]:
    yield _comment(comment, "Comment", authors)
    for replies in children(comment, "replyLst"):
        for reply in children(replies, "reply"):
            yield _comment(reply, "Reply", authors)


def _comment(comment: Element, word: str, authors: dict[str, str]) -> Piece:
    plain = child(comment, "text")
    text = text_of(child(comment, "txBody")) if plain is None else (plain.text or "")
    author = authors.get(attribute(comment, "authorId"), "")
    if next(below(comment, "parentCm"), None) is not None:
        word = "Reply"
    time = attribute(comment, "created") or attribute(comment, "dt")
    return Piece(comment_text(text, author=author, time=time, word=word), BlockKind.COMMENT)
