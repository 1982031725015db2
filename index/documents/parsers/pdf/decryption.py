"""Encrypted PDF files as they are without a password."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

from index.documents.parsers.pdf.pdfium import open_document, pdfium
from index.errors import EncryptedError


def decrypted(data: bytes, name: str, password: str) -> bytes:
    """The PDF file ``name`` without its password, or as it is where it opens without this one.

    Raises:
        DocumentError: when it is damaged, an `EncryptedError` when the ``password`` is another one.
    """
    with suppress(EncryptedError):
        open_document(data, name).close()
        return data
    document = open_document(data, name, password)
    try:
        copy = BytesIO()
        document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
        return copy.getvalue()
    finally:
        document.close()
