"""Word documents for tests: small XML in a zip."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from index.documents.files import document_of
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.word.docx import parse_docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{rest}"'
    for prefix, rest in {
        "r": "officeDocument/2006/relationships",
        "m": "officeDocument/2006/math",
        "mc": "markup-compatibility/2006",
        "wp": "drawingml/2006/wordprocessingDrawing",
        "a": "drawingml/2006/main",
        "c": "drawingml/2006/chart",
        "dgm": "drawingml/2006/diagram",
    }.items()
) + (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, *, title: str | None = None, space: str = WORD, **parts: str) -> bytes:
    """A document with this ``body``, and with further parts by their kinds, such as styles."""
    entries = {
        "_rels/.rels": _relations({"a": ("officeDocument", "word/document.xml")}),
        "word/document.xml": _xml("document", f"<w:body>{body}</w:body>", space),
        "word/_rels/document.xml.rels": _relations({kind: (kind, f"{kind}.xml") for kind in parts}),
    }
    for kind, content in parts.items():
        root = content if content.startswith(("<c:", "<dgm:")) else None
        entries[f"word/{kind}.xml"] = (
            root.replace(">", f" {_SPACES}>", 1) if root else _xml(kind, content, space)
        )
    if title is not None:
        dc = "http://purl.org/dc/elements/1.1/"
        entries["docProps/core.xml"] = f'<p xmlns:dc="{dc}"><dc:title>{title}</dc:title></p>'
    return packed(entries)


def packed(entries: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for path, content in entries.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def p(text: str = "", properties: str = "", style: str = "") -> str:
    """A paragraph of runs, or of one with this plain text."""
    runs = text if text.startswith("<") else r(text) if text else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of this plain text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int, level: int = 0, properties: str = "") -> str:
    """A paragraph of a list."""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, numbering + properties)


def table(*rows: list[str] | str, look: str = "") -> str:
    """A table of rows, each of its cells' texts or of its own XML."""
    made = [row if isinstance(row, str) else tr(*row) for row in rows]
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{''.join(made)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(map(tc, cells))}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    if content.startswith("<w:tc>"):
        return content
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def style(identity: str, name: str, more: str = "", kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{more}</w:style>'
    )


def parsed(body: str, **parts: str) -> ParsedFile:
    return parse_docx(docx(body, **parts), "a.docx")


def blocks(body: str, **parts: str) -> list[tuple[str, str]]:
    """The kind and the text of each block; a heading's level stands behind its kind."""
    result = parsed(body, **parts)
    return [
        (f"{b.kind}{f' {b.level}' if b.level else ''}", b.span.of(result.text))
        for b in result.blocks
    ]


def places(data: bytes) -> list[str]:
    """Where each block stands, in words."""
    document = document_of("a", parse_docx(data, "a.docx"), Path("a.docx"), "a")
    return [document.place_of(block.span).words for block in document.blocks]


def _xml(root: str, content: str, space: str) -> str:
    return f'<w:{root} xmlns:w="{space}" {_SPACES}>{content}</w:{root}>'


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="{identity}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'
