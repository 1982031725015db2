"""Answers and passages as lines of plain text."""

from __future__ import annotations

from textwrap import shorten

from index import Document, Span
from qa.serialization import sureness
from qa.types import Answer, Hit, ReplyKind, answer_text

_MOST_CONTEXT = 160  # characters of what a quote is read with


def answer_lines(answer: Answer) -> list[str]:
    """The answer, and below it its quotes, each with its place."""
    lines = [answer.text]
    if answer.citations and answer.kind in (ReplyKind.OVERVIEW, ReplyKind.MENTION):
        # These are many quotes: the numbered ones will do.
        lines = [answer_text((), answer.unsaid, answer.note)]
    lines = [*filter(None, lines)]
    if answer.searched != answer.question:
        lines.append(f"(searched as: {answer.searched})")
    if answer.closest and not answer.likely:
        lines += ["", "Closest passage, not an answer:", hit_text(answer.closest)]
    for number, citation in enumerate(answer.citations or answer.likely, 1):
        place = _place(citation.document, citation.span)
        lines.append(f"[{number}] {place}  {citation.quote}")
        lines += [f"    read with: {_one_line(text)}" for text in citation.context]
    short = [f"short answer: {answer.short_answer}"] if answer.short_answer else []
    sure = [f"confidence {answer.confidence:.2f}"] if sureness(answer) else []
    if short or sure:
        lines.append(f"({'; '.join(short + sure)})")
    return lines


def hit_text(hit: Hit) -> str:
    """A passage below its place."""
    place = _place(hit.passage.document, hit.passage.span)
    return f"{place}  (score {hit.score:.2f})\n{hit.passage.text}"


def printable(line: str) -> str:
    """``line`` without what a terminal would take for a command: it may come from anyone."""
    return "".join(c if c.isprintable() else "�" for c in line)


def _place(document: Document, span: Span) -> str:
    """Where to look: characters of the text, and what a person goes by."""
    return f"{document.id}:{span.start}-{span.end} ({document.place_of(span).words})"


def _one_line(text: str) -> str:
    return shorten(text, _MOST_CONTEXT, placeholder="…")
