import json
import re
from pathlib import Path
from string import Formatter

import pytest

from qa.web import messages, static
from qa.web.messages.language import languages, speaking
from qa.web.templates import frame
from tests.qa.web.html import Shown

FOLDER = Path(static.__file__).parent / "js"
SCRIPTS = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.js"))}
HOME = "sentences.js"
KEYS = {"Backspace", "Delete", "End", "Enter", "Escape", "Files", "Home", "Tab"}
# Comments and patterns are taken as well, so that no quotation mark in them begins a text.
PART = re.compile(
    r"""//[^\n]*|/\*.*?\*/
    |(?<=[\s(\[!])/(?![/*\s])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/
    |"(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'|`(?P<back>(?:[^`\\]|\\.)*)`""",
    re.DOTALL | re.VERBOSE,
)
CALL = re.compile(r'\bsentence\("(\w+)"(?:, (\{.*?\}))?\)')


def texts(script):
    """The texts of a script, with an ellipsis for each value that is put into one."""
    for part in PART.finditer(script):
        text = next((found for found in part.groups() if found is not None), "")
        yield re.sub(r"\$\{[^{}]*\}", "…", text)


def is_english(text):
    """Whether the page would say it: a sentence, or one word that is the name of no key."""
    word = re.fullmatch(r"[A-Z][a-z]+[.…]?", text)
    return bool(re.search(r"\b[A-Z][a-z]* [\w…“(]", text) or (word and text not in KEYS))


def calls():
    return [
        (name, values)
        for script in SCRIPTS.values()
        for name, values in CALL.findall(" ".join(script.split()))
    ]


def placeholders(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def in_language(language):
    with speaking(language):
        return messages.SCRIPTS


@pytest.mark.parametrize("language", languages())
def test_what_scripts_say_is_there_and_nothing_else(language):
    assert set(in_language(language)) == {name for name, _ in calls()}


def test_a_sentence_is_named_where_it_is_said():
    """Not in a variable, which could not be looked up here."""
    others = "".join(script for name, script in SCRIPTS.items() if name != HOME)
    assert len(re.findall(r"\bsentence\(", others)) == len(calls())


@pytest.mark.parametrize("language", languages())
def test_all_that_a_sentence_leaves_open_is_given(language):
    sentences, english = in_language(language), in_language("en")
    for name, values in calls():
        assert sentences[name].strip(), name
        assert placeholders(sentences[name]) == placeholders(english[name]), name
        assert set(re.findall(r"[{,] (\w+)", values)) == placeholders(sentences[name]), name


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_script_has_no_sentence_of_its_own(name):
    assert [text for text in texts(SCRIPTS[name]) if is_english(text)] == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('say("Copied as text.");', True),
        ("alt = `Page ${number}`;", True),
        ("button.textContent = 'Undo';", True),
        ('[/"/, "The end"]', True),
        ('// It says "Not here."', False),
        ('if (event.key === "Escape") leave("#pc-find input");', False),
        ('text.replace(/[`"]/g, "") // And `more`', False),
    ],
)
def test_a_sentence_in_a_script_is_found(script, said):
    assert any(map(is_english, texts(script))) is said


def test_what_says_something_has_the_sentences_first():
    bundles = [it for it in vars(static).values() if isinstance(it, str)]
    said = [it for it in bundles if re.search(r"\b(sentence|spoken)\(|\binNumbers\b", it)]
    assert said == [static.MASTHEAD, static.SOURCE, static.ASKING]
    assert all(it.startswith(SCRIPTS[HOME]) for it in said)


@pytest.mark.parametrize("language", languages())
def test_the_masthead_brings_the_sentences(language):
    with speaking(language):
        page = Shown(frame.masthead(kept=True))
    assert page.all("data-language") == [language]
    assert [json.loads(it) for it in page.all("data-sentences")] == [in_language(language)]
