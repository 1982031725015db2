"""The groups of Rich Text Format: where their text goes, and what holds in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from index.documents.parsers.rtf.flow import PLAIN, Paragraph


class Goal(Enum):
    """Where the text of a group goes: SILENT is left out, and all in DEAD is."""

    TEXT = auto()
    SIGN = auto()
    FONTS = auto()
    STYLES = auto()
    TITLE = auto()
    AUTHOR = auto()
    FIELD = auto()
    PROPERTY = auto()
    VALUE = auto()
    SILENT = auto()
    DEAD = auto()


GOALS: Mapping[str, Goal] = {
    "pntext": Goal.SIGN, "listtext": Goal.SIGN, "fonttbl": Goal.FONTS,
    "stylesheet": Goal.STYLES, "title": Goal.TITLE, "atnauthor": Goal.AUTHOR,
    "fldinst": Goal.FIELD, "sn": Goal.PROPERTY, "sv": Goal.VALUE, "mr": Goal.TEXT,
} | dict.fromkeys(
    "info shp shpinst shpgrp do sp picprop pict shppict mmath moMath moMathPara formfield".split(),
    Goal.SILENT,
) | dict.fromkeys(
    "colortbl listtable listoverridetable revtbl filetbl header headerl headerr headerf"
    " footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn xe tc tcn"
    " rxe shprslt nonshppict nonesttables objdata objalias objclass objname objsect template"
    " private author operator keywords comment doccomm subject category manager company"
    " hlinkbase creatim revtim printim buptim mmathPict mrPr mctrlPr pn atnid atnref atndate"
    " atntime atnicn".split(),
    Goal.DEAD,
)  # fmt: skip
"""Where the text of a group goes that begins with the word."""

FLOWS = frozenset({"footnote", "annotation", "shptxt", "dptxbxtext"})
"""What begins a text of its own."""

SIGNS = {
    "tab": "\t", "line": "\n", "softline": "\n", "page": "\n", "column": "\n", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "endash": "–",
    "emdash": "—", "emspace": " ", "enspace": " ", "qmspace": " ", "~": " ", "_": "-",
    "zwj": "\u200d", "zwnj": "\u200c", "\t": "\t",
}  # fmt: skip
"""The words for characters."""

NOTE_FORMS = {"nalc": "lowerLetter", "nauc": "upperLetter", "nrlc": "lowerRoman",
               "nruc": "upperRoman", "nar": "decimal"}  # fmt: skip
"""How notes are numbered, by the end of the word that says it; see `numeral`."""


@dataclass(slots=True)
class Group:
    """What holds until the end of a group; ``closes`` is what ends with it.

    ``skips`` is how many characters stand for one in Unicode, in programs that know none.
    """

    goal: Goal = Goal.TEXT
    closes: str = ""
    font: int = 0
    skips: int = 1
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    paragraph: Paragraph = PLAIN

    def inner(self) -> Group:
        """A group that begins in this one."""
        return Group(
            self.goal,
            "",
            self.font,
            self.skips,
            self.hidden,
            self.deleted,
            self.raised,
            self.paragraph,
        )
