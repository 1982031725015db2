"""The paths of documents that are given by paths and by addresses of the web."""

from __future__ import annotations

from pathlib import Path

from index.documents.files import given_paths
from index.documents.limits import ALLOW_WEB_VARIABLE, reads_web
from index.documents.web_address import WebAddress
from index.errors import DocumentError
from index.storage.paths import own_folder
from index.storage.web_pages import WebPageFolder


def local_paths(documents: object, *, allow_web: bool = False, refresh: bool = False) -> list[Path]:
    """The `given_paths` of ``documents``, of an address that of the copy of what is there.

    What is at an address is fetched once, and its copy kept in ``PINCITE_HOME``; it is fetched
    again only to ``refresh`` it. Neither is done unless ``allow_web``, or the environment allows.
    An address that cannot be fetched has a path too: who reads it is told why, and reads the copy
    that was kept before, where there is one.

    Raises:
        DocumentError: when there is an address that may not be fetched; see `given_paths` too.
        StorageError: when what was fetched cannot be kept.
    """
    folder = WebPageFolder(own_folder("web"))
    tried: set[WebAddress] = set()

    def copy_of(address: WebAddress) -> Path:
        if not (allow_web or reads_web()):
            raise DocumentError(
                f"Pincite is offline by default and did not fetch {address}.",
                f"Allow it with --allow-web, {ALLOW_WEB_VARIABLE}=on, or allow_web=True in Python.",
            )
        if address in tried:
            pass
        elif refresh or address not in folder:
            tried.add(address)
            _fetch(address, folder)
        else:
            folder.remove_failure(address)
        return folder.file(address)

    return given_paths(documents, copy_of)


def _fetch(address: WebAddress, folder: WebPageFolder) -> None:
    from index.documents.web_fetch import fetch  # what it imports takes a while

    try:
        page = fetch(address)
    except DocumentError as error:
        folder.put_failure(address, error)
    else:
        folder.put(page)
