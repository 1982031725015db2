"""What slides and sheets are read into: pieces, before they are written; and how files open."""

from __future__ import annotations

from dataclasses import dataclass

from index.documents.blocks import BlockKind
from index.documents.limits import Limits
from index.documents.parsers.package import Package
from index.documents.parsers.writer import Writer
from index.errors import DocumentError

_OLD_KIND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BETWEEN_CELLS = 3  # characters, " | "


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to be written: ``text``, or the ``cells`` of a row, which a table's head may be.

    The others are as in `Writer.write`.
    """

    text: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0
    at: int | None = None
    cells: tuple[str, ...] = ()
    head: bool = False

    @property
    def characters(self) -> int:
        """About how long its text will be."""
        cells = sum(map(len, self.cells)) + _BETWEEN_CELLS * (len(self.cells) + bool(self.cells))
        return len(self.text) + cells


END = Piece()
"""Ends a table: a row behind it is one of another."""


class Pen:
    """Writes pieces with ``writer`` until they have more ``characters`` than it may."""

    def __init__(self, writer: Writer, characters: int) -> None:
        self._writer = writer
        self._table_ended = False
        self.left = characters

    def put(self, piece: Piece) -> bool:
        """Write ``piece``; whether it could."""
        self.left -= piece.characters
        if self.left < 0:
            return False
        if piece.cells:
            if self._table_ended:
                self._writer.end_table()
            self._writer.row(list(piece.cells), head=piece.head, at=piece.at)
        elif piece.text:
            self._writer.write(
                piece.text, piece.kind, level=piece.level, depth=piece.depth, at=piece.at
            )
        if piece is END:
            self._table_ended = True
        elif piece.cells or piece.text:
            self._table_ended = False
        return True


def office_package(data: bytes, name: str, suffix: str, limits: Limits) -> Package:
    """The package that ``data`` is; files of this kind end with ``suffix``.

    Raises:
        DocumentError: when it is none, is encrypted, or of the kind of before 2007.
    """
    if data.startswith(_OLD_KIND):
        if _ENCRYPTED in data:
            raise DocumentError(f"{name!r} is encrypted.", "Save it without a password.")
        raise DocumentError(
            f"{name!r} is of the old kind (before 2007), or encrypted.",
            f"Save it as {suffix}, without a password.",
        )
    return Package(data, name, limits)
