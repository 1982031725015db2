"""The mails in a mailbox (.mbox), and the files attached to a mail."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesHeaderParser

from index.documents.contained import Contained, safe_path, unread_reason
from index.documents.limits import Allowance
from index.documents.parsers.mail.parts import Mail, file_names, header, mail_parts, read_mail
from index.errors import DocumentError

_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")
_DATED = re.compile(rb"From [^\r\n]{0,300}?\d\d?:\d\d[^\r\n]{0,60}?\d{4}")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_MOST_HEADERS = 100_000  # bytes
_NO_NAME = re.compile(r'[/\\:*?"<>|\s]+')


def mails_in_mailbox(data: bytes, name: str, allowance: Allowance) -> Contained:
    """The mails in the mailbox ``name``, in order, each named by its number and its subject.

    Raises:
        DocumentError: when it is no mailbox, or takes more than the ``allowance``.
    """
    lines = [match for match in _FROM_LINE.finditer(data) if _DATED.match(match[0])]
    if not lines or data[: lines[0].start()].strip():
        raise DocumentError(
            f"{name!r} is no mailbox: it does not begin with a line as"
            " “From ann@example.org Tue Mar  5 10:00:00 2024”.",
            "Export it anew in the format mbox.",
        )
    allowance.take(name, len(lines), len(data))
    ends = [line.start() for line in lines[1:]] + [len(data)]
    files = []
    for number, (line, end) in enumerate(zip(lines, ends, strict=True), start=1):
        mail = _QUOTED_FROM.sub(rb"\1", data[line.end() : end]).rstrip(b"\r\n") + b"\n"
        subject = _NO_NAME.sub(" ", _subject(mail)).strip()
        files.append((safe_path(f"{number:04d} {subject}".strip() + ".eml"), mail))
    return Contained(tuple(files))


def files_in_mail(data: bytes, name: str, allowance: Allowance) -> Contained:
    """The files attached to the mail ``name``; pictures that its text shows are none of them.

    Raises:
        DocumentError: when it is no mail, or takes more than the limits or the ``allowance``.
    """
    parts = mail_parts(read_mail(data, name), name).attachments
    files, skipped = [], []
    for number, (part, given) in enumerate(zip(parts, file_names(parts), strict=True), start=1):
        is_mail = part.get_content_type() == "message/rfc822"
        path = safe_path(_NO_NAME.sub(" ", given) if is_mail else given)
        file = path.rpartition("/")[2] or f"attachment {number}"
        if reason := unread_reason(file):
            skipped.append((file, reason))
            continue
        content = _content(part)
        if content is None:
            skipped.append((file, "It is damaged: it can't be written out."))
        else:
            allowance.take(name, 1, len(content))
            files.append((file, content))
    return Contained(tuple(files), tuple(skipped))


def _subject(mail: bytes) -> str:
    end = _HEADERS_END.search(mail, 0, _MOST_HEADERS)
    head: Mail = BytesHeaderParser().parsebytes(mail[: end.end() if end else _MOST_HEADERS])
    return header(head, "Subject")


def _content(part: Mail) -> bytes | None:
    """What an attached file holds; None where it is a mail that is too damaged to be written."""
    payload = part.get_payload()
    if isinstance(payload, list):
        try:
            return b"".join(each.as_bytes() for each in payload if isinstance(each, Message))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
