"""``pincite annotate``: the quotes of an evidence pack, marked in the files they are from."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from index.documents.drawing import PageDrawer
from index.documents.file_on_disk import file_on_disk
from index.documents.files import default_documents
from index.reading import read_with_progress
from index.storage.atomic_write import write_atomically
from index.text.language import count_of
from qa.cli_options import given_documents
from qa.commands.plain_text import printable
from qa.evidence.annotations import highlighted_files, quoted_still, web_annotations
from qa.evidence.matching import match_documents
from qa.evidence.pack import PackError
from qa.evidence.reading import read_pack
from qa.evidence.verifying import verify_quotes

ANNOTATIONS = "annotations.jsonld"
"""The file that is written beside the PDF files."""


def run(options: argparse.Namespace) -> int:
    """Write the quotes of a pack as annotations, and the PDF files with highlights; 0.

    Raises:
        PinciteError: when the pack or the documents cannot be read, or nothing can be written.
    """
    _, pack = read_pack(Path(options.pack))
    loaded = read_with_progress(given_documents(options) or default_documents())
    notes = loaded.not_read
    verdicts = verify_quotes(pack, match_documents(pack, loaded.documents))
    quoted = quoted_still(pack, verdicts)
    drawer = PageDrawer()
    try:
        copies = highlighted_files(quoted, drawer.highlighted)
    finally:
        drawer.close()
    notes += [f"Left out: {sentence}" for sentence in copies.left_out]
    out = Path(options.out)
    data = json.dumps(web_annotations(quoted), ensure_ascii=False, indent=1)
    contents = {ANNOTATIONS: data.encode(errors="backslashreplace"), **copies.files}
    files = filter(None, (file_on_disk(document.file) for document in loaded.documents))
    originals = {file.path for file in files}
    for name in contents:
        path = (out / name).resolve()
        if not originals.isdisjoint((path, *path.parents)):
            raise PackError(
                f"{str(out / name)!r} would take the place of the original.",
                "Name another folder with --out.",
            )
    for name, content in contents.items():
        write_atomically(out / name, content)
        print(printable(str(out / name)))
    if missing := sum(verdict.now is None for verdict in verdicts):
        notes.append(f"{count_of(missing, 'quote')} of the pack: not there any more.")
    for note in notes:
        print(printable(note), file=sys.stderr)
    return 0
