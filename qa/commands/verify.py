"""``pincite verify``: whether documents still say what an evidence pack quotes."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from textwrap import shorten

from index.documents.files import default_documents
from index.reading import read_with_progress
from qa.cli_options import given_documents
from qa.commands.plain_text import printable
from qa.evidence.html import is_page, is_unaltered
from qa.evidence.matching import Match, match_documents
from qa.evidence.reading import read_pack
from qa.evidence.verifying import State, Verdict, verify_quotes


def run(options: argparse.Namespace) -> int:
    """Print whether documents still say what a pack quotes; 1 when one does not, else 0.

    Raises:
        PinciteError: when the pack or the documents cannot be read.
    """
    text, pack = read_pack(Path(options.pack))
    loaded = read_with_progress(given_documents(options) or default_documents())
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
        print(*map(printable, lines), summary, sep="\n")
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
