"""Documents read from where they are, with what is kept of those that were read before."""

from __future__ import annotations

from index.documents.file_reader import FileReader
from index.documents.files import LoadedDocuments, Paths, read_documents
from index.documents.parsed_files import ParsedFiles
from index.progress import reading_bar
from index.storage.parsed_files import ParsedFolder
from index.storage.paths import own_folder


def read_with_progress(paths: Paths, parsed_files: ParsedFiles | None = None) -> LoadedDocuments:
    """The documents at ``paths``, while a bar on standard error tells how far that is.

    What was parsed or read by OCR before is in ``parsed_files``, where Pincite keeps it when None.

    Raises:
        DocumentError: see `read_documents`.
    """
    kept = parsed_files or ParsedFolder(own_folder("parsed"))
    with reading_bar() as progress, FileReader(kept, progress=progress) as reader:
        return read_documents(paths, reader)
