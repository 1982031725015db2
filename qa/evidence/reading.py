"""Evidence packs read from files, which may come from anyone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from qa.evidence.html import CLOSES, OPENS, is_page
from qa.evidence.pack import FORMAT, UNGRADED, AnswerEntry, Pack, PackError, quotes
from qa.serialization import GradeRecord
from qa.types import Grade, ReplyKind, answer_text, short_answer_text

_GIVE = "Give a .html or .json file that Pincite exported, as it was."
_SHA256 = re.compile("[0-9a-f]{64}")


def read_pack(path: Path) -> tuple[str, Pack]:
    """The text of the file ``path``, and the pack in it.

    Raises:
        PackError: when it cannot be read, or holds none; see `parse_pack`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PackError(f"{str(path)!r} cannot be read: {error.strerror}.", _GIVE) from error
    except UnicodeDecodeError as error:
        raise _no_pack(path.name, "it is not UTF-8 text") from error
    return text, parse_pack(text, path.name)


def parse_pack(text: str, name: str) -> Pack:
    """The pack in ``text``, the JSON or HTML of the file ``name``.

    Raises:
        PackError: when it holds none, one of another format, or one that contradicts itself.
    """
    # A question in a JSON file may speak of the page's tag; a page's own text is escaped.
    held = text.partition(OPENS)[2].partition(CLOSES)[0] if is_page(text) else text
    try:
        content: Any = json.loads(held)
    except (ValueError, RecursionError) as error:
        raise _no_pack(name, "there is no JSON in it that can be read") from error
    if flaw := _flaw(content, Pack, "pack"):
        raise _no_pack(name, f"{flaw} is not as in one")
    pack: Pack = content
    if flaw := _contradiction(pack):
        raise _no_pack(name, flaw)
    return pack


def _no_pack(name: str, why: str) -> PackError:
    return PackError(f"{name!r} holds no evidence pack: {why}.", _GIVE)


def _flaw(value: object, kind: Any, at: str) -> str:  # noqa: ANN401 - any type in a pack
    """Where in ``value`` something is not of the type ``kind``; nothing when all is."""
    if is_typeddict(kind):
        fields = get_type_hints(kind)
        if not isinstance(value, dict) or not kind.__required_keys__ <= value.keys() <= {*fields}:
            return at
        return _first(_flaw(value[name], fields[name], f"{at}.{name}") for name in value)
    if get_origin(kind) is list:
        if not isinstance(value, list):
            return at
        (one,) = get_args(kind)
        return _first(_flaw(it, one, f"{at}[{n}]") for n, it in enumerate(value))
    if get_origin(kind) is UnionType:
        flaws = [_flaw(value, one, at) for one in get_args(kind)]
        return "" if "" in flaws else max(flaws, key=len)
    # Exact types: to Python True is an int. Elsewhere than in Python 1.0 is written as 1.
    return "" if type(value) is kind or (kind is float and type(value) is int) else at


def _first(flaws: Iterable[str]) -> str:
    return next(filter(None, flaws), "")


def _contradiction(pack: Pack) -> str:
    """What in ``pack`` cannot be, though its types are right; nothing when all can."""
    if pack["pincite"] not in (UNGRADED, FORMAT):
        return f"its format is not {UNGRADED} or {FORMAT}, which are read here"
    answers = [turn for turn in pack["conversation"] if "error" not in turn]
    grading = GradeRecord.__optional_keys__
    graded = set() if pack["pincite"] == UNGRADED else grading
    if any(turn.keys() & grading != graded for turn in answers):
        return "an answer is not of its format"
    known = [source["document"] for source in pack["documents"]]
    if len(set(known)) < len(known):
        return "a document is in it twice"
    if not all(_SHA256.fullmatch(source["sha256"]) for source in pack["documents"]):
        return "a hash is no SHA-256"
    if not all(0 <= turn["confidence"] <= 1 for turn in answers):
        return "a confidence is not from 0 to 1"
    for cited in quotes(pack):
        start, end = cited["start"], cited["end"]
        if not 0 <= start < end == start + len(cited["quote"]):
            return "the offsets of a quote are not as far apart as it is long"
        if not all(start <= a["start"] < a["end"] <= end for a in cited["answers"]):
            return "a short answer is outside its quote"
        if cited["document"] not in known:
            return "a quote is of a document that is not listed"
    return _first(_misgraded(turn) or _find_unsupported(turn) for turn in answers)


def _misgraded(turn: AnswerEntry) -> str:
    """What in the grade of ``turn`` cannot be; nothing when all can, or it has none."""
    if "grade" not in turn:
        return ""
    if turn["grade"] not in [*Grade] or turn["kind"] not in [*ReplyKind]:
        return "a grade or kind of answer is none"
    if turn["abstained"] is (turn["grade"] == Grade.ANSWER):
        return "an answer is of the grade of a refusal, or the other way round"
    if bool(turn["likely"]) is not (turn["grade"] == Grade.LIKELY):
        return "there are likely places where there should be none, or none where there should be"
    return ""


def _find_unsupported(turn: AnswerEntry) -> str:
    """What in ``turn`` is not what its citations say; nothing when all is."""
    cited, note = turn["citations"], turn.get("note", "")
    if turn["abstained"] and cited:
        return "a refusal has citations"
    if not turn["abstained"] and not cited:
        return "an answer has no citations"
    said = [c["quote"] for c in cited]
    # At first all quotes were joined by blanks: packs that were exported then are still right.
    in_one_line = " ".join(filter(None, (note, *said, turn["unsaid"])))
    if cited and turn["answer"] not in (answer_text(said, turn["unsaid"], note), in_one_line):
        return "an answer is not what its citations say"
    marked = [
        c["quote"][a["start"] - c["start"] : a["end"] - c["start"]]
        for c in cited
        for a in c["answers"]
    ]
    if turn["short_answer"] != short_answer_text(marked):
        return "a short answer is not what is marked in the citations"
    return ""
