"""Copies of what was fetched from the web, kept in a folder until a person wants a fresh one.

    <key>.webpage             the address, the content's type and SHA-256, the moment of fetching;
                              why it could not be fetched the last time that was tried
    <key>-<hash>.html         what was fetched

What was fetched is written first; renaming the other into place is what makes it the copy.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from index.documents.web_address import WebAddress
from index.documents.web_page import (
    COPY_SUFFIX,
    WebPage,
    copy_data_file,
    copy_head,
    failure_head,
    read_copy,
)
from index.errors import DocumentError
from index.storage.atomic_write import UNUSED_PART, remove_parts, write_atomically


class WebPageFolder:
    """Copies of web pages in ``folder``, one of each address; it is made when one is put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, address: WebAddress) -> Path:
        """The file that tells of the copy of ``address``, be it there or not."""
        return self.folder / f"{address.key}{COPY_SUFFIX}"

    def __contains__(self, address: WebAddress) -> bool:
        """Whether there is a whole copy of ``address``."""
        try:
            page, _ = read_copy(self.file(address))
        except DocumentError:
            return False
        return page.address == address

    def put(self, page: WebPage) -> None:
        """Keep ``page`` in place of the copy that was kept of its address.

        Raises:
            StorageError: when it cannot be written; the copy is as it was.
        """
        head = self.file(page.address)
        data = copy_data_file(head, page.sha256, page.suffix)
        write_atomically(data, page.data)
        write_atomically(head, copy_head(page))
        for old in self.folder.glob(f"{page.address.key}-*"):
            if old != data:
                old.unlink(missing_ok=True)
        with suppress(OSError):
            remove_parts(self.folder, UNUSED_PART)

    def put_failure(self, address: WebAddress, error: DocumentError) -> None:
        """Keep why ``address`` could not be fetched, beside its copy where there is one.

        Raises:
            StorageError: when it cannot be written.
        """
        failure = error.problem, error.next_step
        if address in self:
            page, _ = read_copy(self.file(address))
            head = copy_head(replace(page, failure=failure))
        else:
            head = failure_head(address, failure)
        write_atomically(self.file(address), head)

    def remove_failure(self, address: WebAddress) -> None:
        """Forget why the page whose copy is kept of ``address`` could not be fetched anew.

        Raises:
            DocumentError: when there is no copy.
            StorageError: when it cannot be written.
        """
        page, _ = read_copy(self.file(address))
        if page.failure:
            write_atomically(self.file(address), copy_head(replace(page, failure=None)))
