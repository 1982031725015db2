"""What the command line does with evidence packs: ``pincite verify`` and ``pincite annotate``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from textwrap import shorten

from index.documents.drawing import PageDrawer
from index.documents.file_on_disk import file_on_disk
from index.documents.files import default_documents
from index.reading import read_with_progress
from index.storage.atomic_write import write_atomically
from index.text.language import count_of
from qa.evidence.annotations import highlighted_files, quoted_still, web_annotations
from qa.evidence.html import is_page, is_unaltered
from qa.evidence.matching import Match, match_documents
from qa.evidence.pack import PackError
from qa.evidence.reading import read_pack
from qa.evidence.verifying import State, Verdict, verify_quotes

ANNOTATIONS = "annotations.jsonld"
"""The file that `annotate` writes beside the PDF files."""


def verify(options: argparse.Namespace) -> int:
    """Print whether documents still say what a pack quotes; 1 when one does not, else 0.

    Raises:
        PinciteError: when the pack or the documents cannot be read.
    """
    text, pack = read_pack(Path(options.pack))
    loaded = read_with_progress(options.documents or default_documents())
    notes = loaded.not_read
    altered = is_page(text) and not is_unaltered(text, pack)
    if altered:
        notes.append(
            f"{options.pack!r} is not as this Pincite would write it: what it shows may be other"
            " than what it holds, which is checked."
        )
    for note in notes:
        print(note, file=sys.stderr)
    matches = match_documents(pack, loaded.documents)
    verdicts = verify_quotes(pack, matches)
    if options.json:
        record = {
            "quotes": [_quote_record(verdict) for verdict in verdicts],
            "documents": [
                {
                    **match.source,
                    "state": _match_state(match),
                    "now": match.document and match.document.id,
                }
                for match in matches
            ],
            "page": ("altered" if altered else "as written") if is_page(text) else None,
        }
        print(json.dumps(record, ensure_ascii=False))
    else:
        states = Counter(verdict.state for verdict in verdicts)
        summary = "quotes: " + ", ".join(f"{states[state]} {state.value}" for state in State)
        lines = [*map(_verdict, verdicts), *map(_match, matches)]
        print(*map(_printable, lines), summary, sep="\n")
    exact = all(verdict.state is State.EXACT for verdict in verdicts)
    return 0 if exact and not altered else 1


def _quote_record(verdict: Verdict) -> dict[str, object]:
    now, document = verdict.now, verdict.match.document
    there = now and document and {"document": document.id, "start": now.start, "end": now.end}
    return {**verdict.cited, "state": verdict.state.value, "now": there}


def _verdict(verdict: Verdict) -> str:
    cited, now, document = verdict.cited, verdict.now, verdict.match.document
    places = [f"{cited['document']}:{cited['start']}-{cited['end']}"]
    if now and document:
        places.append(f"{document.id}:{now.start}-{now.end}")
    quote = shorten(cited["quote"], 80, placeholder="…")
    return f"{verdict.state.value:9}  {' -> '.join(dict.fromkeys(places))}  {quote}"


def _match(match: Match) -> str:
    names = [match.source["document"], *([match.document.id] if match.document else [])]
    return f"{_match_state(match):9}  {' -> '.join(dict.fromkeys(names))}"


def _match_state(match: Match) -> str:
    if match.document is None:
        return "absent"
    return "unchanged" if match.unchanged else "changed"


def _printable(line: str) -> str:
    """``line`` without what a terminal would take for a command: a pack may come from anyone."""
    return "".join(c if c.isprintable() else "�" for c in line)


def annotate(options: argparse.Namespace) -> int:
    """Write the quotes of a pack as annotations, and the PDF files with highlights; 0.

    Raises:
        PinciteError: when the pack or the documents cannot be read, or nothing can be written.
    """
    _, pack = read_pack(Path(options.pack))
    loaded = read_with_progress(options.documents or default_documents())
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
        print(_printable(str(out / name)))
    if missing := sum(verdict.now is None for verdict in verdicts):
        notes.append(f"{count_of(missing, 'quote')} of the pack: not there any more.")
    for note in notes:
        print(_printable(note), file=sys.stderr)
    return 0
