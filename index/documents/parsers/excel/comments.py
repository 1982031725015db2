"""Comments on the cells of a sheet, of both kinds: single ones, and threads with replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.documents.blocks import BlockKind
from index.documents.parsers.comment import comment_text
from index.documents.parsers.excel.cells import Sheet
from index.documents.parsers.excel.rows import cell_of
from index.documents.parsers.excel.styles import rich_text
from index.documents.parsers.office.ooxml import Relation, attribute, child, children
from index.documents.parsers.office.pieces import Piece
from index.documents.parsers.package import Package

_OF_THREAD = "tc="  # what is called an author where the comment stands for a thread


def people_of(package: Package, related: Iterable[Relation]) -> dict[str, str]:
    """The names of those who wrote in threads, by id.

    Raises:
        DocumentError: when the part that tells them is damaged.
    """
    return {
        attribute(person, "id"): attribute(person, "displayName")
        for relation in related
        if relation.kind == "person" and relation.path in package
        for person in package.xml(relation.path)
    }


def comments_on(
    package: Package, related: Iterable[Relation], people: dict[str, str], sheet: Sheet
) -> list[Piece]:
    """The comments on a sheet with these relations by row, but those on hidden cells.

    Raises:
        DocumentError: when one of the parts is damaged.
    """
    placed = []
    for relation in related:
        if relation.external or relation.path not in package:
            continue
        if relation.kind == "comments":
            read = _single(package, relation.path)
        elif relation.kind == "threadedComment":
            read = _threads(package, relation.path, people)
        else:
            continue
        for place, text in read:
            row, column = cell_of(place)
            if row and text and not sheet.hides(row, column):
                placed.append(((row, column), Piece(text, BlockKind.COMMENT, at=row)))
    placed.sort(key=lambda pair: pair[0])
    return [piece for _, piece in placed]


def _single(package: Package, path: str) -> Iterator[tuple[str, str]]:
    root = package.xml(path)
    authors = [each.text or "" for lists in children(root, "authors") for each in lists]
    for lists in children(root, "commentList"):
        for comment in children(lists, "comment"):
            number = attribute(comment, "authorId")
            place = int(number) if number.isdecimal() and len(number) < 10 else len(authors)
            author = authors[place].strip() if place < len(authors) else ""
            body = child(comment, "text")
            text = "" if body is None else rich_text(body).strip()
            if not author.startswith(_OF_THREAD):
                # Excel begins comments with the author's name on a line of its own.
                if author and text.startswith(f"{author}:"):
                    text = text[len(author) + 1 :].strip()
                cell = attribute(comment, "ref")
                yield cell, comment_text(text, author=author, place=cell)


def _threads(package: Package, path: str, people: dict[str, str]) -> Iterator[tuple[str, str]]:
    for comment in children(package.xml(path), "threadedComment"):
        body = child(comment, "text")
        cell = attribute(comment, "ref")
        yield (
            cell,
            comment_text(
                "" if body is None else body.text or "",
                author=people.get(attribute(comment, "personId"), ""),
                time=attribute(comment, "dT"),
                place=cell,
                word="Reply" if attribute(comment, "parentId") else "Comment",
            ),
        )
