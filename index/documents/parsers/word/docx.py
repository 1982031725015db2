"""Word documents: .docx, and .docm and templates, which are the same; macros are never run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.comment import comment_text
from index.documents.parsers.office.ooxml import (
    Relation,
    attribute,
    child,
    children,
    given_title,
    local,
    main_part,
    relations,
)
from index.documents.parsers.package import Package, damaged
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.text.answers import with_answers
from index.documents.parsers.word.blocks import Blocks
from index.documents.parsers.word.flow import Flow, Paragraph, paragraphs_in, read_flow
from index.documents.parsers.word.graphics import read_chart, read_diagram
from index.documents.parsers.word.notes import Notes
from index.documents.parsers.word.numbering import Numbering
from index.documents.parsers.word.runs import NoteReference
from index.documents.parsers.word.styles import Styles
from index.documents.parsers.word.tables import flat_text
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind
from index.errors import DocumentError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def parse_docx(data: bytes, name: str) -> ParsedFile:
    """The content of the Word document ``name``, as it is displayed when all changes are accepted.

    Raises:
        DocumentError: when it is encrypted, of another kind, damaged or without text.
    """
    if data.startswith(_OLE):
        raise DocumentError(
            f"{name!r} is encrypted, or an old Word document (.doc).",
            "Open it in Word and save it as .docx, without a password.",
        )
    package = Package(data, name)
    document = _Document.of(package)
    flow = document.flow(document.body)
    writer = Writer()
    writer.unit(UnitKind.BODY)
    Blocks(writer, document.write_asides).write(flow.items)
    for sentence in _notes_on(flow):
        writer.note(sentence)
    parsed = writer.parsed(name, given_title(package))
    return replace(parsed, blocks=tuple(with_answers(parsed.blocks, parsed.text)))


@dataclass
class _Document:
    """The parts of a Word document that what is read needs."""

    package: Package
    related: dict[str, Relation]
    body: Element
    styles: Styles
    numbering: Numbering
    notes: Notes

    @classmethod
    def of(cls, package: Package) -> _Document:
        main = main_part(package)
        root = package.xml(main)
        body = child(root, "body")
        if local(root) != "document" or body is None:
            raise damaged(package.name, "it is no Word document")
        related = relations(package, main)
        parts = {
            each.kind: package.xml(each.path)
            for each in related.values()
            if each.kind in _PARTS and not each.external and each.path in package
        }
        styles = Styles(parts.get("styles"))
        settings = [parts["settings"]] if "settings" in parts else []
        notes = [parts[kind] for kind in ("footnotes", "endnotes", "comments") if kind in parts]
        return cls(
            package,
            related,
            body,
            styles,
            Numbering(parts.get("numbering"), styles),
            Notes(notes, [*settings, *children(body, "sectPr")]),
        )

    def flow(self, root: Element) -> Flow:
        return read_flow(root, self.styles, self.numbering, self.notes)

    def write_asides(self, writer: Writer, paragraph: Paragraph) -> None:
        """Write what stands behind a paragraph: its charts and diagrams, notes and comments."""
        for identity in paragraph.inline.graphics:
            self._write_graphic(writer, identity)
        for part in paragraph.inline.parts:
            if isinstance(part, NoteReference):
                note = self.notes.take(part.kind, part.id)
                text = flat_text(self.flow(note).items).strip() if note is not None else ""
                if text:
                    writer.write(f"{self.notes.mark(part)} {text}", BlockKind.FOOTNOTE)
        for identity in paragraph.inline.comments:
            comment = self.notes.take("comment", identity)
            if comment is not None:
                text = flat_text(self.flow(comment).items)
                author, time = attribute(comment, "author"), attribute(comment, "date")
                text = comment_text(text, author=author, time=time)
                writer.write(text, BlockKind.COMMENT)

    def _write_graphic(self, writer: Writer, identity: str) -> None:
        relation = self.related.get(identity)
        if relation is None or relation.external or relation.path not in self.package:
            return
        if relation.kind == "chart":
            chart = read_chart(self.package.xml(relation.path))
            writer.write(f"Chart: {chart.title}" if chart.title else "", BlockKind.CAPTION)
            writer.end_table()
            for n, row in enumerate(chart.rows):
                writer.row(row, head=n == 0)
        elif relation.kind == "diagramData":
            for depth, text in read_diagram(self.package.xml(relation.path)):
                writer.write(f"- {text}", BlockKind.LIST_ITEM, depth=depth)


_PARTS = frozenset({"styles", "numbering", "footnotes", "endnotes", "comments", "settings"})


def _notes_on(flow: Flow) -> list[str]:
    """Sentences on what was left out that a reader may miss."""
    inlines = [paragraph.inline for paragraph in paragraphs_in(flow.items)]
    pictures = sum(max(0, each.images - len(each.described) - each.objects) for each in inlines)
    objects = sum(each.objects for each in inlines)
    sentences = []
    if pictures:
        sentences.append(
            f"{_count(pictures, 'picture')} without a description"
            f" {'were' if pictures > 1 else 'was'} not read."
        )
    if objects:
        sentences.append(
            f"{_count(objects, 'embedded object')} {'were' if objects > 1 else 'was'} not read."
        )
    if flow.embedded:
        sentences.append("Parts that are files of their own were not read.")
    if any(each.changes for each in inlines):
        sentences.append("Its tracked changes were read as accepted.")
    if any(each.hidden for each in inlines):
        sentences.append("Hidden text was left out.")
    return sentences


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number > 1 else ''}"
