"""PDF files made by hand: what stands where on which page, in Helvetica; highlights in others."""

import ctypes
import re
from collections.abc import Sequence
from hashlib import md5
from io import BytesIO
from math import cos, radians, sin
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from index.documents.parsers.pdf.pdf import parse_pdf

WIDTH, HEIGHT = 612, 792


class Text(NamedTuple):
    """How far from the left and from below, in points, how large, what it says, and how bold.

    It is turned to the left by ``angle`` degrees.
    """

    x: float
    y: float
    size: float
    words: str
    bold: bool = False
    angle: float = 0


Line = Text | tuple[float, float, float, str]


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """A file of these ``pages``, each made of lines, in letter size."""
    numbers = [5 + 2 * n for n in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    font = "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /Helvetica"
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: f"{font} >>",
        4: f"{font}-Bold >>",
    }
    for number, lines in zip(numbers, pages, strict=True):
        content = "\n".join(_drawn(Text(*line)) for line in lines)
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Resources << /Font << /F 3 0 R /B 4 0 R >> >> /Contents {number + 1} 0 R >>"
        )
        objects[number + 1] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    return _file([objects[number] for number in sorted(objects)])


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[tuple[str, str]]:
    """The kinds and texts of the blocks that a file of these ``pages`` is read to."""
    file = parse_pdf(pdf(pages), "a.pdf")
    return [(str(block.kind), block.span.of(file.text)) for block in file.blocks]


def column(lines: Sequence[str], x: float = 72, top: float = 700, size: float = 12) -> list[Line]:
    """Lines of text below each other."""
    return [Text(x, top - 1.25 * size * n, size, line) for n, line in enumerate(lines)]


def _drawn(text: Text) -> str:
    escaped = text.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "B" if text.bold else "F"
    across, up = cos(radians(text.angle)), sin(radians(text.angle))
    matrix = f"{across:.4f} {up:.4f} {-up:.4f} {across:.4f} {text.x:.4f} {text.y:.4f}"
    return f"BT /{font} {text.size:.4f} Tf {matrix} Tm ({escaped}) Tj ET"


def _file(objects: Sequence[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def locked(data: bytes, password: str) -> bytes:
    """A file as `pdf` makes them, which opens with ``password`` only: in RC4, of 40 bits."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + b"\xfc\xff\xff\xff" + b"id").digest()[:5]

    def lock(match: re.Match[bytes]) -> bytes:
        own = md5(key + int(match[2]).to_bytes(3, "little") + b"\0\0").digest()[:10]
        return match[1] + _rc4(own, match[3]) + match[4]

    streams = rb"((\d+) 0 obj\n<< /Length \d+ >>\nstream\n)(.*?)(\nendstream)"
    entries = f"/O <{owner.hex()}> /U <{_rc4(key, _PADDING).hex()}> /P -4"
    trailer = f"/ID [<6964> <6964>] /Encrypt << /Filter /Standard /V 1 /R 2 {entries} >>"
    body = re.sub(streams, lock, data, flags=re.DOTALL)
    return body.replace(b"/Root 1 0 R >>", f"/Root 1 0 R {trailer} >>".encode())


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = [*range(256)], 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def commented(data: bytes, words: str) -> bytes:
    """A file with a comment on its first page."""
    given = words.encode("utf-16-le") + bytes(2)
    buffer = (ctypes.c_ushort * (len(given) // 2)).from_buffer_copy(given)
    copy = BytesIO()
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_TEXT)
        pdfium.FPDFAnnot_SetStringValue(annotation, b"Contents", buffer)
        pdfium.FPDFPage_CloseAnnot(annotation)
        page.close()
        document.save(copy)
    return copy.getvalue()


class Highlighted(NamedTuple):
    """A highlight on a page, from 1: its comment, and in each of its rectangles the words there."""

    page: int
    comment: str
    words: tuple[str, ...]


def highlights(data: bytes, password: str | None = None) -> list[Highlighted]:
    """The highlights in a file, as whatever reads PDF files finds them."""
    found = []
    with pypdfium2.PdfDocument(data, password=password) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
                annotation = pdfium.FPDFPage_GetAnnot(page, n)
                if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_HIGHLIGHT:
                    words = tuple(text.get_text_bounded(*box).strip() for box in _boxes(annotation))
                    found.append(Highlighted(number, _contents(annotation), words))
                pdfium.FPDFPage_CloseAnnot(annotation)
            text.close()
            page.close()
    return found


def _boxes(annotation: object) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each of its rectangles, and a little around."""
    boxes = []
    for n in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
        corners = pdfium.FS_QUADPOINTSF()
        pdfium.FPDFAnnot_GetAttachmentPoints(annotation, n, corners)
        boxes.append((corners.x3 - 1, corners.y3 - 1, corners.x2 + 1, corners.y2 + 1))
    return boxes


def _contents(annotation: object) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
