"""``pincite watch``: an index kept up to date."""

from __future__ import annotations

import argparse
import sys
from threading import Event

from index.documents.files import default_documents
from index.embedding.embedders import embedder_named
from index.errors import DocumentError
from index.opening import open_index
from index.text.language import count_of
from index.watch import changes
from qa.cli_options import given_documents

_LOOK = 1.0  # seconds between two looks at files that are watched


def run(options: argparse.Namespace) -> int:
    """Keep an index up to date while files change.

    Raises:
        PinciteError: when a path or the model is not as it must be.
        KeyboardInterrupt: which ends it.
    """
    paths = given_documents(options) or default_documents()
    embedder = embedder_named(options.model)
    pause = Event()
    for _ in changes(paths, lambda: not pause.wait(_LOOK)):
        try:
            index = open_index(paths, embedder)
        except DocumentError as error:  # the last file is gone, or one is damaged for now
            print(f"pincite: {error}", file=sys.stderr, flush=True)
        else:
            print(f"Up to date: {count_of(len(index.documents), 'document')}.", flush=True)
    return 0
