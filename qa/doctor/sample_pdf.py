"""A PDF file of one page and one sentence, to see whether such files are read and drawn."""

from __future__ import annotations

NUMBER = "3141"
"""What stands on the page; all of Tesseract's languages know figures."""
SENTENCE = f"Room {NUMBER} opens at nine."
"""What the page says."""

_CONTENT = f"BT /F 40 Tf 72 600 Td ({SENTENCE}) Tj ET"
_OBJECTS = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
    " /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    f"<< /Length {len(_CONTENT)} >>\nstream\n{_CONTENT}\nendstream",
)


def sample_pdf() -> bytes:
    """The file."""
    body, places = "%PDF-1.4\n", ["0000000000 65535 f "]
    for number, content in enumerate(_OBJECTS, 1):
        places.append(f"{len(body):010} 00000 n ")
        body += f"{number} 0 obj\n{content}\nendobj\n"
    count, table = len(places), "\n".join(places)
    end = f"trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {count}\n{table}\n{end}".encode("ascii")
