"""Encrypted PDF files: those that open without a password, and others as they are without it."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

from index.documents.limits import given_password
from index.documents.parsers.pdf.pdfium import PdfFile, open_document, pdfium
from index.errors import EncryptedError


def decrypted(data: bytes, name: str, password: str) -> bytes:
    """The PDF file ``name`` without its password, or as it is where it opens without this one.

    Raises:
        DocumentError: when it is damaged, an `EncryptedError` when the ``password`` is another one.
    """
    with suppress(EncryptedError):
        open_document(data, name, "").close()
        return data
    document = open_document(data, name, password)
    try:
        copy = BytesIO()
        document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
        return copy.getvalue()
    finally:
        document.close()


def is_open(document: PdfFile, data: bytes, name: str) -> bool:
    """Whether ``document``, of the file ``name``, is encrypted and opens without a password."""
    if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) < 0:  # it is not encrypted
        return False
    with suppress(EncryptedError):
        if given_password():
            open_document(data, name, "").close()
        return True
    return False
