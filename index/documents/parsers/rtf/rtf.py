"""Rich Text Format: .rtf, as Word, WordPad, TextEdit and LibreOffice write it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from index.documents.blocks import BlockKind
from index.documents.parsers.comment import comment_text
from index.documents.parsers.office.numerals import numeral
from index.documents.parsers.office.symbols import mended, raised
from index.documents.parsers.own_title import own_title
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pieces import Piece, flat, write_pieces
from index.documents.parsers.rtf.flow import Flow, Paragraph
from index.documents.parsers.rtf.groups import FLOWS, GOALS, NOTE_FORMS, SIGNS, Goal, Group
from index.documents.parsers.rtf.looks import Looks, code_page
from index.documents.parsers.rtf.tokens import Token, tokens
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind
from index.errors import DocumentError

_BEGIN = b"{\\rtf"
_CUT = "The file ends too early: what came last may be missing."
_BEHIND = "What stands behind the end of the file was left out."
_AFTER = 100  # parts behind the end that are looked at
_HIDDEN = "Hidden text was left out."
_BOXES = ("\u2610 ", "\u2612 ")
_MOST_FLOWS = 20  # notes in notes
_MOST_SKIPPED = 1_000


def parse_rtf(data: bytes, name: str) -> ParsedFile:
    """The text of the file ``name``, its notes and comments behind what they stand at.

    Raises:
        DocumentError: when it is no such file, or holds no text.
    """
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not data.startswith(_BEGIN):
        raise DocumentError(f"{name!r} is no RTF: it does not begin as one.", "Save it anew.")
    reader, writer = _Reader(), Writer()
    parts = tokens(data)
    for token in parts:
        reader.take(token)
        if reader.ended:
            break
    reader.end()
    if any(token.raw.strip() for token in islice(parts, _AFTER)):
        reader.notes[_BEHIND] = None
    writer.unit(UnitKind.BODY)
    write_pieces(writer, reader.flows[0].pieces)
    for note in reader.notes:
        writer.note(note)
    return writer.parsed(name, own_title(reader.title))


class _Reader:
    """Takes the parts of a file in order; its text comes to be the first of ``flows``."""

    def __init__(self) -> None:
        self.flows = [Flow()]
        self.notes: dict[str, None] = {}
        self.ended = False
        self._groups = [Group()]
        self._looks = Looks()
        self._bytes = bytearray()
        self._texts: dict[Goal, list[str]] = {goal: [] for goal in Goal}
        self._skip = 0
        self._results: dict[str, int] = {}
        self._starred = self._index = False
        self._counts = {"ftn": 0, "aftn": 0}
        self._forms = {"ftn": "decimal", "aftn": "lowerRoman"}

    @property
    def title(self) -> str:
        """The title that the file gives."""
        return self._text(Goal.TITLE)

    def take(self, token: Token) -> None:
        """Take the next part."""
        group = self._groups[-1]
        if token.raw:
            raw = token.raw[self._skip :]
            self._skip = max(0, self._skip - len(token.raw))
            if group.goal not in (Goal.SILENT, Goal.DEAD):
                self._bytes += raw
            return
        if self._bytes:
            self._emit(self._decoded())
        self._skip = 0
        if token.word == "{":
            self._groups.append(group.inner())
        elif token.word == "}":
            self._close()
        elif token.word == "*":
            self._starred = True
        elif group.goal is not Goal.DEAD:
            self._control(token.word, token.number, group)

    def end(self) -> None:
        """End what is still open."""
        if not self.ended:
            self.notes[_CUT] = None
        if self._bytes:
            self._emit(self._decoded())
        while self._groups:
            self._close()

    def _close(self) -> None:
        """End a group, and what began with it."""
        group = self._groups.pop()
        self.ended = len(self._groups) <= 1
        self._starred = False
        if group.closes in FLOWS or self.ended:
            self.flows[-1].end(group.paragraph, self._looks.style(group.paragraph.style))
        match group.closes:
            case "footnote":
                self._close_note()
            case "annotation":
                text, behind = flat(self.flows.pop().pieces)
                author = self._text(Goal.AUTHOR)
                comment = Piece(comment_text(text, author=author), BlockKind.COMMENT)
                self.flows[-1].hang(comment, *behind)
                self._texts[Goal.AUTHOR] = []
            case "shptxt" | "dptxbxtext":
                pieces = self.flows.pop().pieces
                self.flows[-1].hang(*pieces)
            case "sv":
                if self._text(Goal.PROPERTY) == "wzDescription":
                    self.flows[-1].hang(Piece(self._text(Goal.VALUE), BlockKind.CAPTION))
                self._texts[Goal.PROPERTY] = []
            case "fldinst":
                kind = self._text(Goal.FIELD).partition(" ")[0]
                self._index = kind in ("TOC", "INDEX", "TOA")
                if kind == "FORMCHECKBOX" and not (group.hidden or group.deleted):
                    self.flows[-1].add(self._box())

    def _box(self) -> str:
        """The box to check that a field of a form is."""
        given = [self._results.get(word) for word in ("ffres", "ffdefres")]
        self._results = {}
        return _BOXES[next((one for one in given if one in (0, 1)), 0)]

    def _close_note(self) -> None:
        flow = self.flows.pop()
        kind = "aftn" if flow.alternative else "ftn"
        self._counts[kind] += 1
        text, behind = flat(flow.pieces)
        if text:
            label = f"[{numeral(self._counts[kind], self._forms[kind])}]"
            self.flows[-1].add(label)
            self.flows[-1].hang(Piece(f"{label} {text}", BlockKind.FOOTNOTE), *behind)

    def _control(self, word: str, number: int | None, group: Group) -> None:
        starred, self._starred = self._starred, False
        if word in FLOWS:
            self._begin_flow(word, group)
        elif word in GOALS:
            group.goal, group.closes = GOALS[word], word
            if group.goal is not Goal.TITLE:
                self._texts[group.goal] = []
        elif starred:
            group.goal = Goal.DEAD
        elif word == "fldrslt" and self._index:
            group.goal, self._index = Goal.DEAD, False
        elif word == "u" and number is not None:
            self._skip = group.skips
            code = number % 0x1_0000 if number < 0x1_0000 else number
            text = chr(code) if code < 0x11_0000 else ""
            if 0xF000 <= code <= 0xF0FF:
                text = mended(text, self._looks.font_name(group.font))
            self._emit(text)
        elif word in SIGNS:
            self._emit(SIGNS[word])
        elif group.goal is Goal.FONTS:
            self._looks.describe_font(word, number or 0)
        elif not self._look(word, number, group) and not self._set(word, number or 0):
            if group.goal is Goal.STYLES:
                self._looks.describe_style(word, number or 0)
            elif group.goal is Goal.TEXT:
                self._lay_out(word, number, group)

    def _begin_flow(self, word: str, group: Group) -> None:
        unread = group.hidden or group.deleted or group.goal not in (Goal.TEXT, Goal.SILENT)
        if unread or len(self.flows) > _MOST_FLOWS:
            group.goal = Goal.DEAD
            return
        group.goal, group.closes = Goal.TEXT, word
        group.paragraph, group.raised = Paragraph(), False
        self.flows.append(Flow())

    def _lay_out(self, word: str, number: int | None, group: Group) -> None:
        """Take what is said of paragraphs and tables."""
        flow, paragraph = self.flows[-1], group.paragraph
        match word:
            case "par" | "sect" | "\n" | "\r":
                flow.end_paragraph(paragraph, self._looks.style(paragraph.style))
            case "cell":
                flow.end_cell()
            case "nestcell":
                flow.end_inner_cell()
            case "row":
                flow.end_row()
            case "trowd" | "trhdr":
                flow.head = word == "trhdr"
                flow.covered = [] if word == "trowd" else flow.covered
            case "clvmrg" | "cellx":
                flow.define_cell(word)
            case "ftnalt":
                flow.alternative = True
            case "pard":
                group.paragraph = Paragraph()
            case "s":
                group.paragraph = replace(paragraph, style=number or 0)
            case "outlinelevel":
                group.paragraph = replace(paragraph, outline=number)
            case "ilvl":
                group.paragraph = replace(paragraph, depth=number or 0)
            case "intbl":
                group.paragraph = replace(paragraph, in_table=True)
            case "itap":
                group.paragraph = replace(paragraph, in_table=bool(number))

    def _look(self, word: str, number: int | None, group: Group) -> bool:
        """Take what is said of characters, if ``word`` does."""
        match word:
            case "f":
                group.font = number or 0
            case "uc":
                group.skips = max(0, min(number or 0, _MOST_SKIPPED))
            case "v":
                group.hidden = number != 0
            case "deleted" | "mvf":
                group.deleted = number != 0
            case "super":
                group.raised = number != 0
            case "sub" | "nosupersub":
                group.raised = False
            case "plain":
                group.hidden = group.deleted = group.raised = False
                group.font = self._looks.default_font
            case _:
                return False
        return True

    def _set(self, word: str, number: int) -> bool:
        """Take what is said of the whole file, or of a field, if ``word`` does."""
        match word:
            case "ansicpg":
                self._looks.page = code_page(number)
            case "mac" | "pc" | "pca":
                self._looks.page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
            case "deff":
                self._looks.default_font = self._groups[-1].font = number
            case "field":
                self._index = False
            case "ffres" | "ffdefres":
                self._results[word] = number
            case _:
                kind = "aftn" if word.startswith("aftn") else "ftn"
                form = word.removeprefix(kind)
                if form == word or form not in NOTE_FORMS:
                    return False
                self._forms[kind] = NOTE_FORMS[form]
        return True

    def _emit(self, text: str) -> None:
        """Let ``text`` go where that of the group goes."""
        group = self._groups[-1]
        if group.hidden or group.deleted:
            if group.hidden and group.goal is Goal.TEXT and text.strip():
                self.notes[_HIDDEN] = None
        elif group.goal is Goal.TEXT:
            self.flows[-1].add(raised(text) if group.raised else text)
        elif group.goal is Goal.SIGN:
            self.flows[-1].sign.append(text)
        elif group.goal is Goal.FONTS:
            self._looks.name_font(text)
        elif group.goal is Goal.STYLES:
            self._looks.name_style(text)
        elif group.goal is not Goal.SILENT:
            self._texts[group.goal].append(text)

    def _decoded(self) -> str:
        """The text of the bytes that were taken last."""
        group = self._groups[-1]
        plain = group.goal not in (Goal.TEXT, Goal.SIGN)
        data, self._bytes = bytes(self._bytes), bytearray()
        return self._looks.decoded(data, None if plain else group.font)

    def _text(self, goal: Goal) -> str:
        return " ".join("".join(self._texts[goal]).split())
