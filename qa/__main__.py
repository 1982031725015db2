"""The command line: ``pincite ask "…"`` and ``pincite retrieve "…"``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.errors import PinciteError
from qa.arguments import Parser, add_reader
from qa.types import Answer, Hit

if TYPE_CHECKING:
    from qa.assistant import Assistant


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 2 for a user's error, told in one line."""
    # A path or a question that is no valid text must be printable in an error.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    try:
        return _ask(options) if options.command == "ask" else _retrieve(options)
    except PinciteError as error:
        print(f"pincite: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="pincite",
        description="Ask documents questions; get the sentences that answer, with their place.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="ask|retrieve")
    for name, does in (
        ("ask", "the sentences that answer, or that the documents do not say"),
        ("retrieve", "the passages a question is about, best first"),
    ):
        command = commands.add_parser(name, help=does, description=f"Print {does}.")
        command.add_argument("question")
        command.add_argument(
            "--documents",
            nargs="+",
            action="extend",
            metavar="PATH",
            help="files and folders to ask (default: the article Pincite ships with)",
        )
        command.add_argument("--k", type=int, default=5, help="how many passages (default 5)")
        command.add_argument("--model", help="a sentence-transformers model's name or folder")
        add_reader(command)
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _ask(options: argparse.Namespace) -> int:
    from qa.record import record

    start = time.perf_counter()
    answer = _assistant(options).ask(options.question, k=options.k)
    seconds = time.perf_counter() - start
    if options.json:
        print(json.dumps(record(answer, seconds), ensure_ascii=False))
    else:
        print(_answer(answer))
    return 0


def _retrieve(options: argparse.Namespace) -> int:
    from qa.record import explained, quoted, ranked

    start = time.perf_counter()
    hits = _assistant(options).retrieve(options.question, options.k)
    seconds = time.perf_counter() - start
    if options.json:
        found = {
            "question": options.question,
            "passages": [
                {**ranked(hit), "citation": quoted(hit.citation), "why": explained(hit.why)}
                for hit in hits
            ],
            "seconds": round(seconds, 4),
        }
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n\n".join(_hit(hit) for hit in hits))
    return 0


def _assistant(options: argparse.Namespace) -> Assistant:
    from qa.question import checked, checked_count

    checked(options.question), checked_count(options.k)  # before seconds go into the model
    from index.model import SentenceTransformerEmbedder
    from qa.assistant import Assistant
    from qa.span_reader import reader_named

    embedder = SentenceTransformerEmbedder(options.model) if options.model else None
    return Assistant(options.documents, embedder, reader=reader_named(options.reader))


def _answer(answer: Answer) -> str:
    lines = [answer.text]
    if answer.searched != answer.question:
        lines.append(f"(searched as: {answer.searched})")
    if answer.closest:
        lines += ["", "Closest passage, not an answer:", _hit(answer.closest)]
    for number, citation in enumerate(answer.citations, 1):
        place = f"{citation.document_id}:{citation.start}-{citation.end}"
        lines.append(f"[{number}] {place}  {citation.quote}")
    short = f"short answer: {answer.short_answer}; " if answer.short_answer else ""
    lines.append(f"({short}confidence {answer.confidence:.2f})")
    return "\n".join(lines)


def _hit(hit: Hit) -> str:
    place = f"{hit.passage.document.id}:{hit.passage.start}-{hit.passage.end}"
    return f"{place}  (score {hit.score:.2f})\n{hit.passage.text}"


if __name__ == "__main__":
    sys.exit(main())
