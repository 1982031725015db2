"""PDF files made by hand: what stands where on which page, in Helvetica."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 612, 792


class Text(NamedTuple):
    """How far from the left and from below, in points, how large, what it says, and how bold."""

    x: float
    y: float
    size: float
    words: str
    bold: bool = False


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


def column(lines: Sequence[str], x: float = 72, top: float = 700, size: float = 12) -> list[Line]:
    """Lines of text below each other."""
    return [Text(x, top - 1.25 * size * n, size, line) for n, line in enumerate(lines)]


def _drawn(text: Text) -> str:
    escaped = text.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "B" if text.bold else "F"
    return f"BT /{font} {text.size:.4f} Tf 1 0 0 1 {text.x:.4f} {text.y:.4f} Tm ({escaped}) Tj ET"


def _file(objects: Sequence[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()
