"""A mail's headers and parts, decoded whatever is wrong with them."""

from __future__ import annotations

import binascii
import codecs
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import TypeAlias

from index.documents.limits import Limits, over
from index.errors import DocumentError

Mail: TypeAlias = "Message[str, str]"

_HEADERS = frozenset("from to cc subject date message-id received return-path mime-version".split())
_BODIES = frozenset({"text/plain", "text/html", "text/calendar"})
_NO_FILES = frozenset(
    {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"}
)
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?\n]*)\?=")
_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META_WITHIN = 2_000  # bytes of a page
_SUFFIXES = {
    "message/rfc822": ".eml", "application/pdf": ".pdf", "application/json": ".json",
    "application/rtf": ".rtf", "application/zip": ".zip", "application/epub+zip": ".epub",
    "text/plain": ".txt", "text/html": ".html", "text/csv": ".csv", "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
_ENDS = re.compile(r"\.[A-Za-z0-9]{1,8}$")
# What is meant where these are named, and codecs that are none of texts, or slow.
_MEANT = {"iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030"}
_NEVER = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"})
_STUB = re.compile(r"\bhtml\b|\bbrowser\b|mail (?:client|program|reader)", re.IGNORECASE)
_LONGEST_STUB = 400  # characters
_LONGEST_HEADER = 5_000  # of those that tell of the content: long ones take long to take apart


@dataclass
class MailParts:
    """The parts of a mail that are its text, in order, and those that are attached files."""

    body: list[Mail] = field(default_factory=list)
    attachments: list[Mail] = field(default_factory=list)


def read_mail(data: bytes, name: str) -> Mail:
    """The mail that the file ``name`` holds.

    Raises:
        DocumentError: when it is none, or its parts are nested too deep.
    """
    try:
        mail: Mail = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    except RecursionError as error:
        raise DocumentError(
            f"{name!r} is damaged: its parts are nested too deep.", "Open it and save it anew."
        ) from error
    if not _HEADERS & {header.lower() for header in mail.keys()}:  # noqa: SIM118 - it is no dict
        raise DocumentError(
            f"{name!r} is no mail: it has no sender, subject or date.", "Save it as .txt."
        )
    return mail


def header(mail: Mail, name: str) -> str:
    """What the headers of this ``name`` say, decoded, on one line; "" without one."""
    values = [value for key, value in mail.raw_items() if key.lower() == name.lower()]
    return ", ".join(filter(None, (" ".join(_decoded(value).split()) for value in values)))


def mail_parts(mail: Mail, name: str) -> MailParts:
    """The parts of ``mail``, which is in the file ``name``: its text, and what is attached to it.

    Where the same text is there as plain text and as a page, the plain one is taken.

    Raises:
        DocumentError: when it has more parts than the limits.
    """
    parts, most = MailParts(), Limits.from_environment().entries
    todo = [(mail, True)]  # with whether its text is part of the mail's
    count = 0
    while todo:
        part, chosen = todo.pop()
        count += 1
        if count > most:
            raise over(name, "entries", most, "parts")
        _mend(part)
        kind = part.get_content_type()
        if kind.startswith("multipart/") and part.is_multipart():
            inside = list(_messages(part))
            best = _best(inside) if kind == "multipart/alternative" else None
            todo += [
                (each, chosen and (best is None or each is best or _is_calendar(each)))
                for each in reversed(inside)
            ]
        elif _is_attached(part, kind):
            parts.attachments.append(part)
        elif chosen and (kind.startswith("multipart/") or kind in _BODIES):
            parts.body.append(part)
    return parts


def file_names(attachments: Sequence[Mail]) -> list[str]:
    """What the files attached to a mail are called; a mail by its subject, others by number."""
    names = []
    for number, part in enumerate(attachments, start=1):
        kind = part.get_content_type()
        inside = next(_messages(part), None) if kind == "message/rfc822" else None
        subject = header(inside, "Subject") if inside else ""
        name = _given_name(part) or subject or f"attachment {number}"
        suffix = _SUFFIXES.get(kind, "")
        whole = _ENDS.search(name) if suffix != ".eml" else name.lower().endswith(suffix)
        names.append(name if whole else name + suffix)
    return names


def _given_name(part: Mail) -> str:
    """The name that an attached file is given; "" without one."""
    try:
        return " ".join(_decoded(part.get_filename() or "").split())
    except (ValueError, LookupError):  # a name in an unknown charset
        return ""


def part_text(part: Mail) -> str:
    """The text of a ``part``, in the charset that it names, or else in a likely one."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charsets = [part.get_content_charset() or ""]
    if part.get_content_type() == "text/html" and (
        meta := _META_CHARSET.search(data, 0, _META_WITHIN)
    ):
        charsets.append(meta[1].decode("ascii", "replace"))
    return _text(data, charsets)


def _messages(part: Mail) -> Iterator[Mail]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, Message))


def _best(options: list[Mail]) -> Mail | None:
    """The one of several forms of the same text that is read."""
    pages = [each for each in options if _has_page(each)]
    for each in options:
        if each.get_content_type() == "text/plain" and (text := part_text(each).strip()):
            stub = len(text) <= _LONGEST_STUB and _STUB.search(text)
            if not (pages and stub):
                return each
    return pages[-1] if pages else next(iter(options), None)


def _has_page(part: Mail) -> bool:
    return part.get_content_type() == "text/html" or part.get_content_maintype() == "multipart"


def _is_calendar(part: Mail) -> bool:
    return part.get_content_type() == "text/calendar"


def _is_attached(part: Mail, kind: str) -> bool:
    disposition = part.get_content_disposition()
    named = bool(_given_name(part))
    if disposition == "attachment":
        return True
    if kind.startswith("image/"):  # those that the text shows are none of its files
        return named and not part.get("Content-ID")
    return named or not (kind.startswith("multipart/") or kind in _BODIES | _NO_FILES)


def _mend(part: Mail) -> None:
    """Make the headers that tell of the content such that their values can be read."""
    for name in ("Content-Type", "Content-Disposition"):
        raw = next((value for key, value in part.raw_items() if key.lower() == name.lower()), "")
        if not raw.isascii() or len(raw) > _LONGEST_HEADER:
            part.replace_header(name, _mended(raw)[:_LONGEST_HEADER])


def _mended(raw: str) -> str:
    """A header's value, whose bytes that are not ASCII stand in it as halves of characters."""
    return _text(raw.encode("utf-8", "surrogateescape"), []) if not raw.isascii() else raw


def _decoded(raw: str) -> str:
    """A header's value with its encoded words decoded: "=?utf-8?q?Gr=C3=BC=C3=9Fe?="."""
    value = _mended(raw)
    done: list[str] = []
    waiting, charset, edge = b"", "", 0  # a character may begin in one word and end in the next
    for word in _ENCODED_WORD.finditer(value):
        between, named = value[edge : word.start()], word[1].lower().partition("*")[0]
        if charset and (between.strip() or named != charset):
            done.append(_text(waiting, [charset]))
            waiting = b""
        if between.strip() or not edge:
            done.append(between)
        waiting += _word_bytes(word[2].lower(), word[3])
        charset, edge = named, word.end()
    if charset:
        done.append(_text(waiting, [charset]))
    return "".join([*done, value[edge:]])


def _word_bytes(encoding: str, word: str) -> bytes:
    plain = word.encode("utf-8", "replace")
    if encoding == "q":
        return binascii.a2b_qp(plain, header=True)
    letters = _BASE64.sub("", word)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return b64decode(letters + "=" * (-len(letters) % 4))


def _text(data: bytes, charsets: list[str]) -> str:
    """``data`` in the first of ``charsets`` that fits, else in UTF-8, else in Windows-1252."""
    for charset in [*charsets, "utf-8"]:
        try:
            name = codecs.lookup(charset).name
            if name not in _NEVER:
                return data.decode(_MEANT.get(name, name))
        except (LookupError, ValueError):  # unknown, or not of this text
            continue
    return data.decode("cp1252", "replace")
