"""What stands in a paragraph of a Word document: its words as they are displayed, and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.office.symbols import mended, raised, symbol
from index.documents.parsers.word.equations import equation_text
from index.documents.parsers.word.styles import Look, Styles, flag, look_of, value, whole

# What holds runs and shows them; all that is neither this nor read otherwise is left out.
_HOLDERS = frozenset(
    "hyperlink smartTag customXml sdtContent fldSimple ins moveTo bdo dir ruby rubyBase".split()
)
_DRAWINGS = frozenset({"drawing", "pict", "object"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True)
class NoteReference:
    """Where a note is referred to: of which ``kind`` ("footnote", "endnote"), and its id.

    ``mark`` is the sign that stands there in place of a number, empty for a number.
    """

    kind: str
    id: str
    mark: str = ""


@dataclass
class Inline:
    """What stands in a paragraph.

    ``parts`` make its text, references to notes among them; ``boxes`` are the text boxes that hang
    at it, ``comments`` the ids of what is remarked on it, ``described`` what is said of its
    pictures, ``graphics`` the ids of its charts and diagrams. ``looks`` counts the letters of each
    look; the other numbers count the pictures, embedded files, hidden runs, tracked changes and
    equations.
    """

    parts: list[str | NoteReference] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    images: int = 0
    described: dict[str, None] = field(default_factory=dict)
    graphics: list[str] = field(default_factory=list)
    objects: int = 0
    hidden: int = 0
    changes: int = 0
    looks: Counter[Look] = field(default_factory=Counter)
    equations: int = 0

    def add(self, text: str, look: Look) -> None:
        """Add ``text`` that looks so."""
        if text:
            self.parts.append(text)
            self.looks[look] += len(text.strip())

    def extend(self, further: Inline) -> None:
        """Add all that stands in the paragraph that goes on with this one."""
        for name in ("parts", "boxes", "comments", "graphics"):
            getattr(self, name).extend(getattr(further, name))
        for name in ("images", "objects", "hidden", "changes", "equations"):
            setattr(self, name, getattr(self, name) + getattr(further, name))
        self.described |= further.described
        self.looks.update(further.looks)

    @property
    def size(self) -> int:
        """The size of most of its letters, in half points."""
        sizes: Counter[int] = Counter()
        for look, letters in self.looks.items():
            sizes[look.size] += letters
        return sizes.most_common(1)[0][0] if sizes else 0

    @property
    def bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(look.bold for look, letters in self.looks.items() if letters)

    @property
    def monospaced(self) -> bool:
        """Whether all of its letters are of one width."""
        return all(look.monospaced for look, letters in self.looks.items() if letters)


@dataclass
class _Frame:
    """An element whose ``children`` are being read; those of a run have its ``look``."""

    children: Iterator[Element]
    look: Look
    in_run: bool = False
    in_drawing: bool = False


class _Fields:
    """Which of the fields that are open show what stands now: only what they result in is shown."""

    def __init__(self) -> None:
        self._results: list[bool] = []
        self._instructions = 0

    @property
    def hide(self) -> bool:
        return self._instructions > 0

    def mark(self, kind: str) -> None:
        if kind == "begin":
            self._results.append(False)
            self._instructions += 1
        elif kind == "separate" and self._results and not self._results[-1]:
            self._results[-1] = True
            self._instructions -= 1
        elif kind == "end" and self._results:
            self._instructions -= not self._results.pop()


def read_inline(paragraph: Element, style: str, styles: Styles) -> Inline:
    """What stands in ``paragraph``, which has this ``style``."""
    return _Reader(style, styles).read(paragraph)


@dataclass
class _Reader:
    """Reads a paragraph of this ``style``; ``stack`` holds what is being read, innermost last."""

    style: str
    styles: Styles
    inline: Inline = field(default_factory=Inline)
    fields: _Fields = field(default_factory=_Fields)
    stack: list[_Frame] = field(default_factory=list)
    awaits_mark: bool = False  # of the note that was referred to last
    behind_equation: bool = False

    def read(self, paragraph: Element) -> Inline:
        stack = self.stack
        stack.append(_Frame(iter(paragraph), self.styles.look(self.style)))
        while stack:
            frame = stack[-1]
            element = next(frame.children, None)
            if element is None:
                stack.pop()
                continue
            name = local(element)
            if name == "AlternateContent":
                stack.append(replace(frame, children=iter(chosen(element))))
            elif frame.in_drawing:
                self._drawn(element, name, frame)
            elif frame.in_run:
                self._in_run(element, name, frame)
            else:
                self._between_runs(element, name, frame)
        return self.inline

    def _between_runs(self, element: Element, name: str, frame: _Frame) -> None:
        if name == "r":
            self._run(element, frame)
        elif name in {"oMath", "oMathPara"}:
            if not self.fields.hide:
                self._equation(element, frame.look, own_line=name == "oMathPara")
        elif name in {"del", "moveFrom"}:
            self.inline.changes += 1
        elif name == "sdt":
            properties = child(element, "sdtPr")
            checkbox = child(properties, "checkbox") if properties is not None else None
            if checkbox is not None:
                self.inline.add(_box(bool(flag(checkbox, "checked"))), frame.look)
            elif not is_prompt(element):
                self.stack.append(_Frame(children(element, "sdtContent"), frame.look))
        elif name in _HOLDERS:
            self.inline.changes += name in {"ins", "moveTo"}
            self.stack.append(_Frame(iter(element), frame.look))

    def _run(self, element: Element, frame: _Frame) -> None:
        self.awaits_mark = self.behind_equation = False
        look, own = frame.look, child(element, "rPr")
        if own is not None:
            by_style = value(own, "rStyle")
            look = look_of(own, self.styles.look(self.style, by_style) if by_style else look)
        if look.hidden:
            self.inline.hidden += any(local(each) == "t" and each.text for each in element)
        else:
            self.stack.append(_Frame(iter(element), look, in_run=True))

    def _equation(self, element: Element, look: Look, *, own_line: bool) -> None:
        text = equation_text(element)
        if own_line:
            text = f"\n{text}\n"
        elif self.behind_equation:
            text = f" {text}"
        self.behind_equation = True
        self.inline.equations += 1
        self.inline.add(text, look)

    def _in_run(self, element: Element, name: str, frame: _Frame) -> None:
        inline, look = self.inline, frame.look
        if name == "fldChar":
            self.fields.mark(attribute(element, "fldCharType"))
            inline.add(_form_field(element), look)
        elif self.fields.hide:
            return
        elif name == "t":
            self._text(mended(element.text or "", look.font), look)
        elif name in _SIGNS:
            inline.add(_SIGNS[name], look)
        elif name == "sym":
            inline.add(symbol(attribute(element, "font"), attribute(element, "char")), look)
        elif name in {"footnoteReference", "endnoteReference"}:
            kind = name.removesuffix("Reference")
            inline.parts.append(NoteReference(kind, attribute(element, "id")))
            self.awaits_mark = attribute(element, "customMarkFollows") not in _OFF | {""}
        elif name == "commentReference":
            inline.comments.append(attribute(element, "id"))
        elif name in _HOLDERS:
            self.stack.append(_Frame(iter(element), look))
        elif name in _DRAWINGS:
            self.stack.append(_Frame(iter(element), look, in_drawing=True))

    def _text(self, text: str, look: Look) -> None:
        note = self.inline.parts[-1] if self.awaits_mark else None
        if isinstance(note, NoteReference) and text.strip():
            self.inline.parts[-1] = replace(note, mark=text.strip())
            self.awaits_mark = False
        else:
            self.inline.add(raised(text) if look.raised else text, look)

    def _drawn(self, element: Element, name: str, frame: _Frame) -> None:
        """Read what ``element`` of a drawing shows; what is in its text boxes is read later."""
        inline = self.inline
        if name == "txbxContent":
            inline.boxes.append(element)
            return
        if name in {"docPr", "cNvPr", "imagedata"}:
            words = attribute(element, "descr") or attribute(element, "title")
            if words:
                inline.described[words] = None
        if name in {"blip", "imagedata"}:
            inline.images += 1
        elif name == "chart":
            inline.graphics.append(attribute(element, "id"))
        elif name == "relIds":
            inline.graphics.append(attribute(element, "dm"))
        elif name == "OLEObject":
            inline.objects += 1
        elif name == "textpath":  # words that are drawn as letters
            inline.add(f"{attribute(element, 'string')}\n", frame.look)
        self.stack.append(replace(frame, children=iter(element)))


def chosen(element: Element) -> Element:
    """The one of several versions of the same content that new programs show."""
    return next(iter(children(element, "Choice", "Fallback")), element)


def is_prompt(control: Element) -> bool:
    """Whether a content control is yet empty and shows what Word asks to be entered."""
    properties = child(control, "sdtPr")
    if properties is None or not flag(properties, "showingPlcHdr"):
        return False
    prompt = child(properties, "placeholder")
    return prompt is not None and value(prompt, "docPart").startswith("DefaultPlaceholder")


def _form_field(element: Element) -> str:
    """What a field of a form shows that has no text of its own: a checkbox, a choice."""
    data = child(element, "ffData")
    if data is None:
        return ""
    if (checkbox := child(data, "checkBox")) is not None:
        checked = flag(checkbox, "checked")
        return _box(bool(flag(checkbox, "default") if checked is None else checked))
    if (choices := child(data, "ddList")) is not None:
        entries = [attribute(entry, "val") for entry in children(choices, "listEntry")]
        at = whole(value(choices, "result") or value(choices, "default")) or 0
        return entries[at] if 0 <= at < len(entries) else ""
    return ""


def _box(checked: bool) -> str:
    return "☒" if checked else "☐"
