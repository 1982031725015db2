"""Mails (.eml): who wrote when to whom, what about, and what they say."""

from __future__ import annotations

from index.documents.blocks import BlockKind
from index.documents.limits import Limits, over
from index.documents.parsers.mail.calendar import write_calendar
from index.documents.parsers.mail.parts import (
    file_names,
    header,
    mail_parts,
    part_text,
    read_mail,
)
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.web.blocks import write_html
from index.documents.parsers.writer import Writer
from index.documents.parsers.written_text import write_text
from index.documents.places import UnitKind

_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_MOST_NAMED = 20


def parse_mail(data: bytes, name: str) -> ParsedFile:
    """The mail ``name``: its headers as fields, and its text; a note names what is attached to it.

    Raises:
        DocumentError: when it is no mail, or takes more than the limits.
    """
    mail = read_mail(data, name)
    parts, most = mail_parts(mail, name), Limits.from_environment().characters
    texts = [(part.get_content_type(), part_text(part)) for part in parts.body]
    if sum(len(text) for _, text in texts) > most:
        raise over(name, "characters", most, "characters")
    writer = Writer()
    writer.unit(UnitKind.BODY)
    for field in _FIELDS:
        if value := header(mail, field):
            writer.write(f"{field}: {value}", BlockKind.FIELD)
    writer.unit(UnitKind.BODY, 2)  # its paragraphs are counted without the headers
    for kind, text in texts:
        match kind:
            case "text/html":
                write_html(text, writer, site=False)
            case "text/calendar":
                write_calendar(writer, text)
            case _:
                write_text(writer, text.replace("\r\n", "\n").replace("\r", "\n"))
    if not any(text.strip() for _, text in texts):
        writer.note("It has no text that can be read.")
    if parts.attachments:
        writer.note(_attached(file_names(parts.attachments)))
    return writer.parsed(name, header(mail, "Subject"))


def _attached(names: list[str]) -> str:
    """The sentence that says what is attached."""
    more = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
    return f"It has {len(names):,} attachment{'s' if len(names) > 1 else ''}: {listed}."
