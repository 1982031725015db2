import ast
import re
from functools import cache
from pathlib import Path

import pytest

from index.documents.file_system import A_LINK, A_LINK_OUT
from index.documents.parsers import KINDS_READ
from qa.web.messages.english import engine as english
from qa.web.messages.german import engine as german
from qa.web.server import refusals

ROOT = Path(__file__).parents[4]
TELLING = (
    "index/build.py", "index/documents", "index/embedding", "index/index.py",
    "index/local_paths.py", "index/storage", "qa/answering", "qa/comparison/table.py",
    "qa/evidence/annotations.py", "qa/feedback.py", "qa/library", "qa/question", "qa/reading",
    "qa/retrieval", "qa/web/server/api.py",
)  # fmt: skip
UNSEEN = {
    "index/documents/blocks.py": "blocks that are put together by programs",
    "index/documents/document.py": "passages that are put together by programs",
    "index/documents/places.py": "places that are put together by programs",
    "index/documents/span.py": "places that are put together by programs",
    "index/documents/web_address.py": "addresses, which only the command line takes",
    "index/documents/web_fetch.py": "pages, which only the command line fetches",
}
"""Files whose errors no page shows, and what they are about."""
FOR_PROGRAMMERS = {
    "Documents are given by their paths, not as 7 ('Fees').": "read_documents was given no path",
    "Give a file or folder, several in a list, or an opened index.": "the same",
}
# Calls that take sentences, beside those that make errors, and lists that sentences are added to.
CALLS = {"JSONDecodeError", "SkippedFile", "_damaged", "_no_notebook", "damaged", "note"}
LISTS = {"left_out", "notes", "remarks", "sentences"}

QUOTED = dict.fromkeys(("inner", "name", "outer", "shown", "there"), "'Fees'")
REASONS = dict.fromkeys(
    ("error", "error.strerror", "error.strerror or error", "full or error", "reason", "why",
     "why[:200]"),
    "Permission denied",
)  # fmt: skip
VALUES = {
    **QUOTED,
    **REASONS,
    "_count(objects, 'embedded object')": "2 embedded objects",
    "_count(pictures, 'picture')": "2 pictures",
    "_count(self.left)": "1,200 pages",
    "_listed(added).lower()": "pages 1–4 and 9",
    "_listed(bare)": "slides 1, 2",
    "_listed(hidden)": "slides 1, 2 and 7 more",
    "_listed(numbers)": "7 pages, from page 3 on",
    "_rows_in_words(first_wider, wider)": "2 rows, the first of them row 7",
    "_rows_in_words(strays[0], len(strays), ',')": "row 7",
    "cells": "1 cell has",
    "error.problem": "The library was closed.",
    "files": "2 embedded files were",
    "kind": "presentation",
    "lines": "3, 4",
    "long": "2 very long sentences",
    "many": "2 hidden rows were",
    "names": "“A”, “B”",
    "notes": "1 quote in notes or fields of a form",
    "part": "the first 1,200 rows",
    "some": "'x', 'y'",
    "self._why_not(files)": " (2 other files, such as a.zip: 'a.zip' is encrypted.)",
    "self._why_not(paths)": "",
    "were": "were",
    "word": "sheets were",
}
"""What may stand for an expression in a sentence; a number for all others."""
VALUES_IN = {
    ("more", "There are"): (", …",),
    ("more", "hidden"): (" and 1 more", " and 7 more"),
    ("why", "no documents"): ("", " 'x.zip' is encrypted."),
    ("what", "takes more"): (
        "characters", "megabytes", "megabytes of memory to read", "megabytes when it is unpacked",
        "packed files", "pixels", "seconds to read",
    ),
    ("what", "To read"): ("a PDF file", "a web page file", "the text on pictures"),
    ("what", "The OCR"): ("is to come", "was skipped"),
}  # fmt: skip
"""What may stand for an expression behind some words."""

ENGLISH = re.compile(r"(?i)\b(and|are|by|give|has|have|is|it|its|no|not|of|or|the|this|to|with)\b")


def files():
    for place in map(ROOT.joinpath, TELLING):
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


@cache
def parsed(file):
    return ast.parse(file.read_text(encoding="utf-8"))


def error_names():
    """The errors for users, by the names of their classes."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for part in ("index", "qa")
        for file in ROOT.joinpath(part).rglob("*.py")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ClassDef)
    }
    names = {"PinciteError"}
    while more := {name for name, above in bases.items() if above & names} - names:
        names |= more
    return names


def called(node):
    """What a call is of: an append to a list of sentences is as one to a writer's notes."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name == "append" and getattr(node.func.value, "id", "") in LISTS:
        return "note"
    return name


def texts(node, constants):
    """The texts that an expression may be, with values for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.Name(id=name):
            return constants.get(name, [])
        case ast.IfExp(body=one, orelse=other):
            return texts(one, constants) + texts(other, constants)
        case ast.BinOp(left=left, right=right):
            return [a + b for a in texts(left, constants) for b in texts(right, constants)]
        case ast.BoolOp(values=values):
            return [text for value in values for text in texts(value, constants)]
        case ast.JoinedStr(values=values):
            said = [""]
            for value in values:
                said = [text + more for text in said for more in filled(value, text)]
            return said
    return []


def filled(value, before):
    match value:
        case ast.Constant(value=text):
            return [text]
        case ast.FormattedValue(conversion=114):
            return ["'Fees'"]
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=",")])):
            return ["1,200"]
        case ast.FormattedValue(value=ast.IfExp() as either):
            return [texts(either, {})[-1 if before.startswith("1 ") else 0]]
    expression = ast.unparse(value.value)
    for (name, words), values in VALUES_IN.items():
        if name == expression and words in before:
            return values
    if expression == "' and '.join(hidden)":
        return ["1 hidden row and 2 hidden columns"]
    return [VALUES.get(expression, "7")]


def sentences():
    """Every sentence that is told of an error or a file, by where it is."""
    names = error_names() | CALLS
    for file in files():
        place = file.relative_to(ROOT).as_posix()
        tree = parsed(file)
        constants = {
            target.id: texts(node.value, {})
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in names:
                for argument in node.args:
                    for text in texts(argument, constants):
                        if " " in text.strip() and place not in UNSEEN:
                            yield text


SENTENCES = sorted({*sentences()} - {*FOR_PROGRAMMERS})


def in_german(sentence):
    """``sentence`` in German, once nothing of it is English any more."""
    words = german.of_engine(sentence)
    assert words != sentence
    assert not ENGLISH.search(words), words
    return words


def test_there_are_many():
    assert len(SENTENCES) > 250
    assert {*FOR_PROGRAMMERS} <= {*sentences()}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_error_and_note_is_told_in_german(sentence):
    in_german(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        KINDS_READ,
        A_LINK,
        A_LINK_OUT,
        "The folder cannot be read: Input/output error.",
        "It is a link.",
        "It is no regular file.",
        "It is encrypted.",
        "It was not UTF-8 and was read as UTF-16-LE.",
        "What the page hides, such as tabs that are not open, was left out.",
        "Fetched from https://example.org/a on 2026-03-05. It led on to https://example.org/b.",
        "Page 3 holds no text: scanned. With --ocr it is read.",
        "Page 3 holds no text: scanned. OCR is turned off here.",
        "Page 3 holds no text: scanned. Reading pictures of text needs OCR, which is not installed"
        " here. Run: pip install 'pincite[ocr]'.",
        "'a.pdf' holds no text. Pages 1–2 hold no text: scanned. Reading pictures of text needs"
        " OCR, which is not installed here. Tesseract's data for eng is not installed. On Debian:"
        " apt-get install tesseract-ocr-eng. Elsewhere, name its folder in TESSDATA_PREFIX. Give a"
        " file with text.",
        "Pages 1–4, 6 and 9 hold no text: scanned.",
        "'a.zip' is no folder.",
        "There is no folder 'a'.",
        "'a' is a link to another folder.",
        "With 'a.pdf' 'Contracts' would have more than 500,000,000 bytes.",
        "'a.pdf' was not added to 'Contracts', but is read where it lies.",
        "All 1,200 documents in 'a.zip' are there already, such as 'x' as 'y'.",
        "3 of the 1,200 documents in 'a.zip' are there already.",
        "1 picture that its code made was left out.",
        "1 hidden column of the sheet “Fees” was left out.",
    ],
)
def test_each_sentence_that_is_made_elsewhere_is_told_in_german(sentence):
    in_german(sentence)


REFUSALS = [it for it in vars(refusals).values() if isinstance(it, str) and it.endswith(".")]


@pytest.mark.parametrize(
    "sentence",
    [
        *(it for it in REFUSALS if it not in (refusals.__doc__, refusals.NO_CALL)),
        refusals.body_too_large(7),
        refusals.not_stored("No space left on device"),
    ],
)
def test_each_refusal_is_told_in_german(sentence):
    in_german(sentence)


ANSWERS = {
    "The document does not say": "The document does not say: “When?” “Who?” It has no title.",
    "The documents do not say": "The documents do not say.",
    "It never mentions {}.": "It never mentions “Mars” or “Venus”.",
    "They never mention {}.": "They never mention “Mars”.",
    "The document never mentions {}.": "The document never mentions “Mars”.",
    "The documents never mention {}.": "The documents never mention “Mars” or “Venus”.",
    "The closest passage does not mention {}.": "The closest passage does not mention “Mars”.",
    "{} mentions “{}”": "1 place mentions “Mars”:",
    "{} mention “{}”": "3 places mention “Mars”:",
    ", and {} after that may mean it in other words": (
        "1 place mentions “Mars”, and 3 after that may mean it in other words:"
    ),
    "The first {} of {} that mention “{}”:": "The first 20 of 34 places that mention “Mars”:",
    "“{}” is not mentioned in these words.": (
        "“Mars” is not mentioned in these words. 1 page and 3 files could not be read. The"
        " likeliest place:"
    ),
    "The first {} of its {} paragraphs:": "The first 8 of its 12 paragraphs:",
    "The document has no {}.": "The document has no clause 7.",
    "The documents have no {}.": "The documents have no § 7.",
    "It has {}, about {} to read:": "It has 1,200 words, about 5 minutes to read:",
    "They have {} in {}, about {} to read:": (
        "They have 1,200 words in 3 documents, about 1 minute to read:"
    ),
    "The first {} of {}:": "The first 20 of 34 headings:",
    "In the document's own words, with {} of its {} headings:": (
        "In the document's own words, with 6 of its 20 headings:"
    ),
    "The first {} of {} documents, in their own words:": (
        "The first 8 of 12 documents, in their own words:"
    ),
}
"""A whole sentence made with each constant that something is filled in or added to."""
NOT_TOLD = {
    "the document": "a word of questions",
    "section article chapter part appendix annex schedule §": "words of documents",
    "section sections chapter heading part paragraph entry": "words of questions",
}
WORDS = re.compile(r"[^\\|?*]*[a-z]+,? [^\\|?*]*[a-z“{][^\\|?*]*")


def answers():
    """Every constant in `qa.answering` that is of words."""
    for file in sorted((ROOT / "qa/answering").glob("*.py")):
        tree = parsed(file)
        parts = {
            id(node)
            for it in ast.walk(tree)
            if isinstance(it, ast.JoinedStr)
            for node in ast.walk(it)
        }
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            match node:
                case ast.Constant(value=str(text)) if id(node) not in parts | docstrings:
                    if WORDS.fullmatch(text) and text not in NOT_TOLD:
                        yield text.strip()


@pytest.mark.parametrize("constant", sorted({*answers()}))
def test_what_answers_say_themselves_is_said_in_german(constant):
    in_german(ANSWERS.get(constant, constant))


def test_no_answer_is_looked_for_in_vain():
    assert {*ANSWERS} <= {*answers()}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Yes:", "Ja:"),
        ("No:", "Nein:"),
        ("1 clause:", "1 Klausel:"),
        ("1,200 items:", "1.200 Punkte:"),
        ("The document has no § 7.", "§ 7 gibt es im Dokument nicht."),
        ("The document has no Clause 4.2.", "Klausel 4.2 gibt es im Dokument nicht."),
        ("The list has 5 items, no step 7.", "Die Liste hat 5 Punkte, Schritt 7 gibt es nicht."),
        (
            "The document does not say: “Who is it?” “When is it?” It never mentions “Mars” or"
            " “Venus”. 1 file could not be read.",
            "Das steht nicht im Dokument: „Who is it?“ „When is it?“ Es erwähnt „Mars“ oder „Venus“"
            " nirgends. 1 Datei konnte nicht gelesen werden.",
        ),
        (
            "The documents do not say. 3 pages and 1 file could not be read. 12 passages of 1,200"
            " are not embedded yet: ask again when they are.",
            "Das steht nicht in den Dokumenten. 3 Seiten und 1 Datei konnten nicht gelesen werden."
            " 12 von 1.200 Passagen sind noch nicht für die Suche vorbereitet: bitte erneut"
            " fragen, sobald sie es sind.",
        ),
        (
            "The document does not say. 1 passage of 1,200 is not embedded yet: ask again when it"
            " is.",
            "Das steht nicht im Dokument. 1 von 1.200 Passagen ist noch nicht für die Suche"
            " vorbereitet: bitte erneut fragen, sobald sie es ist.",
        ),
        (
            "I am not sure. The documents never mention “ambulance”. 1 page could not be read. The"
            " likeliest places:",
            "Das ist nicht sicher. Die Dokumente erwähnen „ambulance“ nirgends. 1 Seite konnte"
            " nicht gelesen werden. Die wahrscheinlichsten Fundstellen:",
        ),
        (
            "The lease does not say. I am not sure what the amendment says.",
            "In „The lease“ steht es nicht. Was in „the amendment“ steht, ist nicht sicher.",
        ),
        (
            "It has 1 word, about 1 minute to read: The first 20 of 34 headings:",
            "Es hat 1 Wort, Lesezeit etwa 1 Minute: Die ersten 20 von 34 Überschriften:",
        ),
        (
            "3 documents, 41 passages, 12,040 words; 1 file not read; 2 documents there twice.",
            "3 Dokumente, 41 Passagen, 12.040 Wörter; 1 Datei nicht gelesen; 2 Dokumente doppelt"
            " vorhanden.",
        ),
        (
            "1 document, 1 passage, 1 word.",
            "1 Dokument, 1 Passage, 1 Wort.",
        ),
    ],
)
def test_answers_in_german(sentence, words):
    assert german.of_engine(sentence) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("page 12", "Seite 12"),
        ("page iv", "Seite iv"),
        ("page 3 of the file", "Seite 3 der Datei"),
        ("page 3, beside the text", "Seite 3, neben dem Text"),
        ("pages 3–4", "Seiten 3–4"),
        ("pages iv–2 of the file, read by OCR", "Seiten iv–2 der Datei, per OCR gelesen"),
        ("slide 4", "Folie 4"),
        ("slide 4: Fees. And more: x", "Folie 4: Fees. And more: x"),
        ("sheet Fees", "Blatt Fees"),
        ("sheet Fees, row 7", "Blatt Fees, Zeile 7"),
        ("sheet Fees, rows 7–9", "Blatt Fees, Zeilen 7–9"),
        ("row 7", "Zeile 7"),
        ("rows 7–9", "Zeilen 7–9"),
        ("chapter 3", "Kapitel 3"),
        ("chapter “Dr. No: a tale”", "Kapitel „Dr. No: a tale“"),
        ("cell 3", "Zelle 3"),
        ("line 40", "Zeile 40"),
        ("lines 40–42", "Zeilen 40–42"),
        ("paragraph 3", "Absatz 3"),
        ("under “Fees > Late fees”", "unter „Fees > Late fees“"),
        ("Fees › Late fees", "Fees › Late fees"),
    ],
)
def test_places_in_german(place, words):
    assert german.of_engine(place) == words
    assert english.of_engine(place) == place


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "'Report. Final.pdf' is encrypted. Give its password.",
            "„Report. Final.pdf“ ist verschlüsselt. Bitte das Passwort angeben.",
        ),
        (
            "'a.xlsx' is damaged: it has no 'xl/a. b.xml'. Open it and save it anew.",
            "„a.xlsx“ ist beschädigt: „xl/a. b.xml“ fehlt darin. Bitte öffnen und neu speichern.",
        ),
        (
            "'a.pdf' is damaged: Data format error. Open it and save it anew.",
            "„a.pdf“ ist beschädigt: Data format error. Bitte öffnen und neu speichern.",
        ),
        (
            "In the history: The question 'a b. c' is too short to search with. Ask in words.",
            "Im Verlauf: Die Frage „a b. c“ ist zu kurz für eine Suche. Bitte in Worten fragen.",
        ),
        (
            "OCR gave up on page 3: 'x.pdf' takes more than 60 seconds to read. Divide it, or set"
            " PINCITE_MAX_SECONDS to more.",
            "Die OCR hat Seite 3 aufgegeben: „x.pdf“ braucht zum Lesen mehr als 60 Sekunden. Bitte"
            " aufteilen oder PINCITE_MAX_SECONDS höher setzen.",
        ),
        (
            "The collection 'Alt' has no documents. 'a.xyz' is of an unknown kind (.xyz). Add one,"
            " or restore the default documents.",
            "Die Sammlung „Alt“ hat keine Dokumente. „a.xyz“ hat einen unbekannten Dateityp"
            " (.xyz). Bitte eines hinzufügen oder die Standarddokumente wiederherstellen.",
        ),
        (
            "a.pdf: 3 quotes in notes or fields of a form, which are not highlighted.",
            "a.pdf: 3 Zitate in Anmerkungen oder Formularfeldern, die nicht markiert werden.",
        ),
        (
            "There is no collection 'x'. There are: 'a', 'b', ….",
            "Es gibt keine Sammlung „x“. Vorhanden sind: „a“, „b“, ….",
        ),
        (
            "It has 9 attachments: a.pdf, b and c.pdf and 1 more.",
            "9 Anhänge: a.pdf, b and c.pdf und 1 weiterer.",
        ),
        ("Bitte zuerst etwas fragen.", "Bitte zuerst etwas fragen."),
    ],
)
def test_errors_and_notes_in_german(sentence, words):
    assert german.of_engine(sentence) == words
