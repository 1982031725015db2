"""The command line: ``pincite ask "…"``, ``pincite retrieve "…"`` and ``pincite verify FILE``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from index.errors import PinciteError
from qa.cli_options import Parser, add_reader
from qa.serialization import record, retrieval_record, sureness
from qa.types import Answer, Hit, ReplyKind, answer_text

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.evidence.matching import Match
    from qa.evidence.verifying import Verdict

_MOST_CONTEXT = 160  # characters of what a quote is read with


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    It is 2 for a user's error, told in one line, and 1 when quotes are no longer where they were,
    the page that holds them was altered, or nobody reads what is printed. It is 3 when an answer
    was required and there is none.
    """
    # A path or a question that is no valid text must be printable in an error.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    try:
        status = {"ask": _ask, "retrieve": _retrieve, "verify": _verify}[options.command](options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except PinciteError as error:
        print(f"pincite: {error}", file=sys.stderr)
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="pincite",
        description="Ask documents questions; get the sentences that answer, with their place.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="ask|retrieve|verify")
    for name, does in (
        ("ask", "the sentences that answer, or that the documents do not say"),
        ("retrieve", "the passages a question is about, best first"),
    ):
        command = commands.add_parser(name, help=does, description=f"Print {does}.")
        command.add_argument("question")
        _add_documents(command, "files and folders to ask")
        command.add_argument("--k", type=int, default=5, help="how many passages (default 5)")
        command.add_argument("--model", help="a sentence-transformers model's name or folder")
        add_reader(command)
        command.add_argument("--json", action="store_true", help="print JSON")
        if name == "ask":
            command.add_argument(
                "--require-answer",
                action="store_true",
                help="end with 3 when there is no answer, or only a likely place",
            )
    does = "whether documents still say what an evidence pack quotes, and where"
    command = commands.add_parser("verify", help=does, description=f"Print {does}.")
    command.add_argument("pack", metavar="PACK", help="an exported .html or .json file")
    _add_documents(command, "files and folders that were quoted")
    command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _add_documents(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument(
        "--documents",
        nargs="+",
        action="extend",
        metavar="PATH",
        help=f"{what} (default: the article Pincite ships with)",
    )


def _ask(options: argparse.Namespace) -> int:
    assistant = _warm(options)
    start = time.perf_counter()
    answer = assistant.ask(options.question, k=options.k)
    seconds = time.perf_counter() - start
    if options.json:
        print(json.dumps(record(answer, seconds), ensure_ascii=False))
    else:
        print(_answer(answer))
    return 3 if options.require_answer and answer.abstained else 0


def _retrieve(options: argparse.Namespace) -> int:
    assistant = _warm(options)
    start = time.perf_counter()
    hits = assistant.retrieve(options.question, options.k)
    seconds = time.perf_counter() - start
    if options.json:
        print(json.dumps(retrieval_record(options.question, hits, seconds), ensure_ascii=False))
    else:
        print("\n\n".join(_hit(hit) for hit in hits))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from index.documents.files import default_documents, read_documents
    from qa.evidence.html import is_page, is_unaltered
    from qa.evidence.matching import match_documents
    from qa.evidence.reading import read_pack
    from qa.evidence.verifying import State, verify_quotes

    text, pack = read_pack(Path(options.pack))
    loaded = read_documents(options.documents or default_documents())
    notes = [f"Not read: {skipped.path}: {skipped.reason}" for skipped in loaded.skipped]
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


def _warm(options: argparse.Namespace) -> Assistant:
    """Who is asked, its models loaded: the seconds that are told are those of the question."""
    from qa.question.validation import check_count, check_question

    check_question(options.question), check_count(options.k)  # before seconds go into the model
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder
    from qa.assistant import Assistant
    from qa.reading.span_reader import reader_named

    embedder = SentenceTransformerEmbedder(options.model) if options.model else None
    assistant = Assistant(options.documents, embedder, reader=reader_named(options.reader))
    assistant.warm()
    return assistant


def _answer(answer: Answer) -> str:
    lines = [answer.text, answer.note] if answer.likely else [answer.text]
    if answer.citations and answer.kind in (ReplyKind.OVERVIEW, ReplyKind.MENTION):
        # These are many quotes: the numbered ones will do.
        lines = [answer_text((), answer.unsaid, answer.note)]
    lines = [*filter(None, lines)]
    if answer.searched != answer.question:
        lines.append(f"(searched as: {answer.searched})")
    if answer.closest and not answer.likely:
        lines += ["", "Closest passage, not an answer:", _hit(answer.closest)]
    for number, citation in enumerate(answer.citations or answer.likely, 1):
        place = f"{citation.document_id}:{citation.start}-{citation.end}"
        lines.append(f"[{number}] {place}  {citation.quote}")
        lines += [f"    read with: {_one_line(text)}" for text in citation.context]
    short = [f"short answer: {answer.short_answer}"] if answer.short_answer else []
    sure = [f"confidence {answer.confidence:.2f}"] if sureness(answer) else []
    if short or sure:
        lines.append(f"({'; '.join(short + sure)})")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return shorten(text, _MOST_CONTEXT, placeholder="…")


def _hit(hit: Hit) -> str:
    place = f"{hit.passage.document.id}:{hit.passage.start}-{hit.passage.end}"
    return f"{place}  (score {hit.score:.2f})\n{hit.passage.text}"


if __name__ == "__main__":
    sys.exit(main())
