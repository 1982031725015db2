"""Encrypted PDF files as they are without a password."""

from __future__ import annotations

from io import BytesIO

from index.documents.parsers.pdf.pdfium import close_document, open_document, pdfium


def decrypted(data: bytes, name: str, password: str) -> bytes:
    """The PDF file ``name`` without its password, or as it is where it has none.

    Raises:
        DocumentError: when it is damaged, an `EncryptedError` when the ``password`` is another one.
    """
    document = open_document(data, name, password)
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) < 0:
            return data
        copy = BytesIO()
        document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
        return copy.getvalue()
    finally:
        close_document(document)
