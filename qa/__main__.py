"""The command line: ``pincite ask "…"``, ``pincite retrieve "…"`` and ``pincite verify FILE``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from index.documents.limits import set_reading
from index.errors import DocumentError, PinciteError
from index.local_paths import local_paths
from qa.cli_options import Parser, add_reader, add_reading
from qa.serialization import record, retrieval_record, sureness
from qa.types import Answer, Hit, ReplyKind, answer_text

if TYPE_CHECKING:
    from index import Document, Span
    from qa.assistant import Assistant

_MOST_CONTEXT = 160  # characters of what a quote is read with
_LOOK = 1.0  # seconds between two looks at files that are watched


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
    set_reading(ocr=options.ocr, password=options.password, allow_web=options.allow_web)
    try:
        if options.documents:
            options.documents = local_paths(options.documents, refresh=options.refresh_web)
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except PinciteError as error:
        print(f"pincite: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # which ends watching
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="pincite",
        description="Ask documents questions; get the sentences that answer, with their place.",
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="ask|retrieve|verify|annotate|watch"
    )
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
    does = "the quotes of an evidence pack as W3C Web Annotations, and PDF files with highlights"
    command = commands.add_parser("annotate", help=does, description=f"Write {does}.")
    command.add_argument("pack", metavar="PACK", help="an exported .html or .json file")
    _add_documents(command, "files and folders that were quoted")
    command.add_argument("--out", metavar="FOLDER", required=True, help="where to write them")
    does = "an index up to date while files change, until it is interrupted"
    command = commands.add_parser("watch", help=f"keep {does}", description=f"Keep {does}.")
    _add_documents(command, "files and folders to watch")
    command.add_argument("--model", help="a sentence-transformers model's name or folder")
    return parser


def _add_documents(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument(
        "--documents",
        nargs="+",
        action="extend",
        metavar="PATH",
        help=f"{what} (default: the article Pincite ships with)",
    )
    add_reading(command)


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


def _warm(options: argparse.Namespace) -> Assistant:
    """Who is asked, its models loaded: the seconds that are told are those of the question."""
    from qa.question.validation import check_count, check_question

    check_question(options.question), check_count(options.k)  # before seconds go into the model
    from index.embedding.embedders import embedder_named
    from qa.assistant import Assistant
    from qa.reading.span_reader import reader_named

    embedder = embedder_named(options.model)
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
        place = _place(citation.document, citation.span)
        lines.append(f"[{number}] {place}  {citation.quote}")
        lines += [f"    read with: {_one_line(text)}" for text in citation.context]
    short = [f"short answer: {answer.short_answer}"] if answer.short_answer else []
    sure = [f"confidence {answer.confidence:.2f}"] if sureness(answer) else []
    if short or sure:
        lines.append(f"({'; '.join(short + sure)})")
    return "\n".join(lines)


def _place(document: Document, span: Span) -> str:
    """Where to look: characters of the text, and what a person goes by."""
    return f"{document.id}:{span.start}-{span.end} ({document.place_of(span).words})"


def _one_line(text: str) -> str:
    return shorten(text, _MOST_CONTEXT, placeholder="…")


def _hit(hit: Hit) -> str:
    place = _place(hit.passage.document, hit.passage.span)
    return f"{place}  (score {hit.score:.2f})\n{hit.passage.text}"


def _verify(options: argparse.Namespace) -> int:
    from qa.evidence.command_line import verify

    return verify(options)


def _annotate(options: argparse.Namespace) -> int:
    from qa.evidence.command_line import annotate

    return annotate(options)


def _watch(options: argparse.Namespace) -> int:
    from threading import Event

    from index.documents.files import default_documents
    from index.embedding.embedders import embedder_named
    from index.opening import open_index
    from index.text.language import count_of
    from index.watch import changes

    paths = options.documents or default_documents()
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


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "ask": _ask,
    "retrieve": _retrieve,
    "verify": _verify,
    "annotate": _annotate,
    "watch": _watch,
}


if __name__ == "__main__":
    sys.exit(main())
