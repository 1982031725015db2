import ast
import inspect
import re
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

from index.documents.parsers.progress import READING, RECOGNIZING
from index.documents.places import UnitKind
from qa.library.contents import FileStage
from qa.types import Answer, Grade, ReplyKind, confidence_label
from qa.web.messages import english, german

MODULES = [it.name for it in iter_modules(english.__path__)]
CODES = {"annotations", "csv", "html", "json", "markdown", "pdf", "rich", "xlsx"}
CODES |= {".pc-cite", ".pc-pdf"}
KEYS = {"Enter", "Esc", "c", "d", "e", "h", "j  k", "l", "n", "r", "s", "u"}
NAMES = {"Pincite", "CSV", "EPUB", "Excel", "HTML", "JSON", "Markdown", "PDF", "PowerPoint", "RTF"}
NAMES |= {"Word", "XLSX"}
# Words that are both German and English.
WORDS = {"Chats", "Details", "Hindi", "Khmer", "Link", "Notebook", "Tamil", "Text", "Zoom"}
ENGLISH = re.compile(r"(?i)\b(and|are|by|from|is|it|its|not|of|or|that|the|this|to|with)\b")
FILLED_IN, LETTER = re.compile(r"\{.*?\}"), re.compile("[A-Za-z]")


def pair(name):
    return tuple(import_module(f"{it.__name__}.{name}") for it in (english, german))


def tree(module):
    return ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", [english, german], ids=["english", "german"])
def test_a_name_is_in_one_module_only(language):
    names: list[str] = []
    for module in MODULES:
        for node in tree(import_module(f"{language.__name__}.{module}")).body:
            if isinstance(node, ast.FunctionDef):
                names.append(node.name)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names += [
                    it.id for part in targets for it in ast.walk(part) if isinstance(it, ast.Name)
                ]
    twice = {name for name in names if names.count(name) > 1 and not name.startswith("_")}
    assert twice == set()


def catalog(module):
    """What a module defines for the page, by name."""
    names = set()
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        for target in getattr(node, "targets", []):
            names |= {it.id for it in ast.walk(target) if isinstance(it, ast.Name)}
    return {name: getattr(module, name) for name in names if not name.startswith("_")}


def constants(name):
    """Each constant of both languages."""
    own, other = map(catalog, pair(name))
    return [(own[each], other[each]) for each in own if not callable(own[each])]


def texts(own, other):
    """The texts of constants that have the same shape, in pairs."""
    assert type(own) is type(other)
    if isinstance(own, str):
        yield own, other
    elif isinstance(own, dict):
        assert [*own] == [*other]
        yield from texts((*own.values(),), (*other.values(),))
    else:
        assert isinstance(own, tuple)
        assert len(own) == len(other)
        for pair in zip(own, other, strict=True):
            yield from texts(*pair)


def all_texts(name):
    return [pair for constant in constants(name) for pair in texts(*constant)]


def fields(text):
    return [field for _, field, _, _ in Formatter().parse(text) if field is not None]


def written_texts(module):
    """The texts in a module's code, but for its docstrings and the keys of its tables."""
    nodes = [*ast.walk(tree(module))]
    keys = [key for node in nodes if isinstance(node, ast.Dict) for key in node.keys]
    passed = {*keys, *(node.value for node in nodes if isinstance(node, ast.Expr))}
    texts = [it for it in nodes if isinstance(it, ast.Constant) and isinstance(it.value, str)]
    return [text.value for text in texts if text not in passed]


def test_the_whole_catalog_is_there():
    own, other = (
        [it.module.split(".")[-1] for it in tree(each).body[1:]] for each in (english, german)
    )
    assert own == other


@pytest.mark.parametrize("name", MODULES)
def test_it_says_what_the_english_page_says(name):
    own, other = map(catalog, pair(name))
    assert own
    assert own.keys() == other.keys()


@pytest.mark.parametrize("name", MODULES)
def test_it_brings_no_other_names_to_the_page(name):
    own, other = (
        set(getattr(it, "__all__", [each for each in vars(it) if not each.startswith("_")]))
        for it in pair(name)
    )
    assert other <= own


@pytest.mark.parametrize("name", MODULES)
def test_its_functions_take_the_same_arguments(name):
    own, other = map(catalog, pair(name))
    functions = [each for each in own if callable(own[each])]
    assert {each: inspect.signature(own[each]) for each in functions} == {
        each: inspect.signature(other[each]) for each in functions
    }


@pytest.mark.parametrize("name", MODULES)
def test_what_is_filled_in_is_the_same(name):
    for own, other in all_texts(name):
        assert sorted(fields(own)) == sorted(fields(other)), other


@pytest.mark.parametrize("name", MODULES)
def test_each_sentence_is_german(name):
    for own, other in all_texts(name):
        if LETTER.search(FILLED_IN.sub("", own)):
            known = own in CODES | KEYS | NAMES | WORDS
            assert (own == other) is known, other
        assert other or not own


@pytest.mark.parametrize("name", [it for it in MODULES if it != "engine"])  # it reads English
def test_no_word_is_left_in_english(name):
    _, module = pair(name)
    for text in written_texts(module):
        assert not ENGLISH.search(FILLED_IN.sub("", text)), text


def test_signs_are_the_same():
    for name, sign in vars(english).items():
        if name.endswith("_SIGN"):
            assert getattr(german, name) == sign


ONE, MANY = ("Vertrag.pdf",), ("a.pdf", "b.pdf", "c.pdf")
EARLY = "Die Dokumente werden noch für die Suche vorbereitet:"
LATE = "nur nach Wörtern durchsucht. Bitte erneut vergleichen, sobald sie bereit sind."


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (german.comparison_limits(40, 1), "Bis zu 40 Dokumente und 1 Frage auf einmal."),
        (
            german.too_many_compared(13, 12, "question"),
            "Es sind 13 Fragen, möglich sind höchstens 12.",
        ),
        (
            german.too_many_compared(1041, 40, "document"),
            "Es sind 1.041 Dokumente, möglich sind höchstens 40.",
        ),
        (german.compared_so_far(3, 1200), "3 von 1.200 abgefragt"),
        (german.compared_early(1, 20), f"{EARLY} 1 von 20 Passagen wird {LATE}"),
        (german.compared_early(1500, 2000), f"{EARLY} 1.500 von 2.000 Passagen werden {LATE}"),
        (
            german.compared_before_ocr(1),
            "1 Seite wurde noch nicht per OCR gelesen. Bitte erneut vergleichen, sobald sie gelesen"
            " ist.",
        ),
        (
            german.answered_before_ocr(1200),
            "1.200 Seiten wurden noch nicht per OCR gelesen. Bitte erneut fragen, sobald sie"
            " gelesen sind.",
        ),
        (
            german.without_ocr(2),
            "2 Seiten wurden nicht gelesen, weil die OCR übersprungen wurde. „Den Rest per OCR"
            " lesen“ in der Bibliothek holt das nach.",
        ),
        (german.number_differing(1, 4), "1 von 4 weicht ab"),
        (german.number_differing(2, 4), "2 von 4 weichen ab"),
        (german.more_quotes(1), "1 weiteres Zitat"),
        (german.more_quotes(3), "3 weitere Zitate"),
        (german.parts_of(UnitKind.PAGE, 1), "1 Seite"),
        (german.parts_of(UnitKind.PAGE, 1234), "1.234 Seiten"),
        (german.parts_of(UnitKind.SLIDE, 2), "2 Folien"),
        (german.parts_of(UnitKind.SHEET, 2), "2 Tabellenblätter"),
        (german.parts_of(UnitKind.CHAPTER, 2), "2 Kapitel"),
        (german.words_of(1), "1 Wort"),
        (german.words_of(12_040), "12.040 Wörter"),
        (german.file_size(1), "1 Byte"),
        (german.file_size(999), "999 Byte"),
        (german.file_size(1500), "1,5\u00a0kB"),
        (german.file_size(1_234_567_890), "1.235\u00a0MB"),
        (german.language_of("el"), "Griechisch"),
        (german.language_of("xx"), "xx"),
        (german.added_on(date(2026, 11, 3)), "hinzugefügt am\u00a03.\u00a0Nov.\u00a02026"),
        (german.changed_on(date(2025, 3, 31)), "geändert am\u00a031.\u00a0März\u00a02025"),
        (german.listed(3, 3), "3 Dokumente"),
        (german.listed(3, 1200), "3 von 1.200"),
        (german.and_more(1), "und 1 weiteres"),
        (german.and_more(1200), "und 1.200 weitere"),
        (german.documents_in(1, 0), "1 Dokument"),
        (german.documents_in(2, 1), "2 Dokumente; 1 Datei nicht gelesen:"),
        (german.removed(ONE), "„Vertrag.pdf“ entfernt."),
        (german.removed(MANY), "3 Dokumente entfernt."),
        (german.added_to(MANY, "Alt"), "3 Dokumente zur Sammlung „Alt“ hinzugefügt."),
        (german.moved(ONE, "Alt"), "„Vertrag.pdf“ in die Sammlung „Alt“ verschoben."),
        (german.brought_back(ONE), "„Vertrag.pdf“ ist wieder da."),
        (german.brought_back(MANY), "3 Dokumente sind wieder da."),
        (german.loading_progress("reading", 2, 1200), "Dokumente werden gelesen: 2 von 1.200"),
        (german.loading_progress("ready", 2, 2), "Bereit"),
        (
            german.loading_progress("embedding", 2, 3),
            "Passagen werden für die Suche vorbereitet: 2 von 3",
        ),
        (
            german.loading_progress(FileStage(READING, "a.pdf"), 2, 3),
            "a.pdf wird gelesen: Seite 3 von 3",
        ),
        (
            german.loading_progress(FileStage(RECOGNIZING, "a.pdf"), 3, 3),
            "a.pdf wird per OCR gelesen: Seite 3 von 3",
        ),
        (german.with_time_left("Bereit", None), "Bereit"),
        (german.with_time_left("Bereit", 21), "Bereit, noch etwa 20 Sekunden"),
        (german.with_time_left("Bereit", 61), "Bereit, noch etwa 1 Minute"),
        (german.with_time_left("Bereit", 179), "Bereit, noch etwa 3 Minuten"),
        (german.exported("a.html"), "Exportiert als a.html."),
        (
            german.thanks_absent("Wann endet der Vertrag?"),
            "Danke. Als Test ist gespeichert, dass hier nichts „Wann endet der Vertrag?“"
            " beantwortet.",
        ),
        (german.why_passages(1), "Warum diese Passage"),
        (german.why_passages(3), "Warum diese Passagen (3)"),
        (german.characters_before(1234), "1.234 Zeichen vor diesem Teil."),
        (german.no_such_document("a\nb"), "Hier gibt es kein Dokument „a\\nb“."),
    ],
)
def test_numbers_and_names_stand_in_a_german_sentence(sentence, words):
    assert sentence == words


READ = "unter den genau gelesenen Passagen"


@pytest.mark.parametrize(
    ("shared", "reader", "meaning", "reason"),
    [
        ((), None, 1, "kein Wort aus der Frage; in der Bedeutung liegt sie der Frage am nächsten."),
        (
            ("Frist",),
            None,
            3,
            "„Frist“ aus der Frage; in der Bedeutung liegt sie der Frage am drittnächsten.",
        ),
        (
            ("Frist",),
            None,
            1200,
            "„Frist“ aus der Frage; in der Nähe zur Bedeutung der Frage steht sie an 1.200."
            " Stelle.",
        ),
        (
            ("Miete", "Mai", "Frist", "Ort", "Tag"),
            1,
            7,
            f"„Miete“, „Mai“, „Frist“ und „Ort“ aus der Frage; {READ} antwortet sie am besten.",
        ),
        (("a", "b"), 2, 7, f"„a“ und „b“ aus der Frage; {READ} antwortet sie am zweitbesten."),
        ((), 9, 1, f"kein Wort aus der Frage; {READ} steht sie mit ihrer Antwort an 9. Stelle."),
    ],
)
def test_why_a_passage_stands_there_in_a_german_sentence(shared, reader, meaning, reason):
    assert german.why_sentence(shared, reader, meaning) == f"Die Passage enthält {reason}"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.9, "ziemlich sicher"),
        (0.7, "einigermaßen sicher"),
        (0.1, "nicht sicher, bitte in der Quelle prüfen"),
    ],
)
def test_how_sure_an_answer_is_in_german(confidence, words):
    answer = Answer("Wann?", "Wann?", "", (), (), confidence, Grade.ABSENT)
    assert german.confidence(answer) == f"Einschätzung: {words}"
    assert german.confidence(replace(answer, kind=ReplyKind.OVERVIEW)) == ""


def test_each_confidence_has_german_words():
    for percent in range(101):
        answer = Answer("Wann?", "Wann?", "", (), (), percent / 100, Grade.ABSENT)
        assert confidence_label(answer.confidence) not in german.confidence(answer)
