import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.messages import templates
from qa.web.messages.german import engine
from qa.web.messages.templates import (
    LONGEST,
    MOST_TRIES,
    Translator,
    Treatment,
    number,
    quoted,
)

SIMPLE = {"number": number("."), "quoted": quoted("„", "“")}
COUNTS = Translator({"1 page": "1 Seite", "{n:number} pages": "{n} Seiten"}, SIMPLE)
TRANSLATOR = Translator(
    {
        "Hello. Ask something.": "Hallo. Fragen Sie etwas.",
        "Check it.": "Bitte prüfen.",
        "{file:quoted} is damaged: {why:sentence}.": "{file} ist beschädigt: {why}.",
        "it has no cells": "Zellen fehlen",
        "a {{ is missing": "ein {{ fehlt",
        "In the history: {problem:sentence}": "Im Verlauf: {problem}",
        "The question {words:quoted} is too short.": "Die Frage {words} ist zu kurz.",
        "{pages:counts} were read.": "{pages} wurden gelesen.",
        "{rest} were read.": "Gelesen wurde: {rest}.",
        "{name:name} does not say.": "In „{name}“ steht es nicht.",
        "{place} cannot be written: {why}.": "{place} kann nicht geschrieben werden: {why}.",
        "sheet {name}": "Blatt {name}",
        "sheet {name}, row {row:number}": "Blatt {name}, Zeile {row}",
        "Take {one}, not {other}.": "Nicht {other}, sondern {one}.",
        "The first: {quotes:quotes}": "Zuerst: {quotes}",
    },
    {
        **SIMPLE,
        "counts": COUNTS.treatment,
        "quotes": Treatment("“[^”]*+”(?: “[^”]*+”)*+", str.upper),
    },
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Check it.", "Bitte prüfen."),
        ("sheet Fees, row 1,234", "Blatt Fees, Zeile 1.234"),
        ("sheet Fees, row 12,34", "Blatt Fees, row 12,34"),
        ("sheet A, row 3, row 7", "Blatt A, row 3, Zeile 7"),
        ("'a.pdf' is damaged: cut.", "„a.pdf“ ist beschädigt: cut."),
        ('"it\'s" is damaged: cut.', "„it's“ ist beschädigt: cut."),
        (f"{chr(34) + chr(39)!r} is damaged: cut.", "„\"'“ ist beschädigt: cut."),
        ("'a' is damaged: it has no cells.", "„a“ ist beschädigt: Zellen fehlen."),
        ("'a' is damaged: a { is missing.", "„a“ ist beschädigt: ein { fehlt."),
        ("12 pages were read.", "12 Seiten wurden gelesen."),
        ("12 books were read.", "Gelesen wurde: 12 books."),
        ("Take {a}, not {b}.", "Nicht {b}, sondern {a}."),
        ("Take a, not b, not c.", "Nicht b, not c, sondern a."),
        ("", ""),
        ("Something else.", "Something else."),
    ],
)
def test_values_are_put_into_the_other_sentence(text, words):
    assert TRANSLATOR.say(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("'a' is damaged: cut. Check it.", "„a“ ist beschädigt: cut. Bitte prüfen."),
        ("'a. b' is damaged: cut. Check it.", "„a. b“ ist beschädigt: cut. Bitte prüfen."),
        ("Hello. Ask something.  Check it.", "Hallo. Fragen Sie etwas.  Bitte prüfen."),
        ("Who knows. Check it.", "Who knows. Bitte prüfen."),
        ("Who knows. The lease does not say.", "Who knows. In „The lease“ steht es nicht."),
        ("/a b: c cannot be written: full.", "/a b: c kann nicht geschrieben werden: full."),
        ("The first: “a?” “b” Check it.", "Zuerst: “A?” “B” Bitte prüfen."),
        ("a.pdf: Check it.", "a.pdf: Bitte prüfen."),
    ],
)
def test_several_sentences_are_told_one_by_one(text, words):
    assert TRANSLATOR.say(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "In the history: The question 'a. b' is too short. Check it.",
            "Im Verlauf: Die Frage „a. b“ ist zu kurz. Bitte prüfen.",
        ),
        ("In the history: Whatever. Check it.", "Im Verlauf: Whatever. Bitte prüfen."),
        ("In the history: " * 2 + "Check it.", "Im Verlauf: " * 2 + "Bitte prüfen."),
    ],
)
def test_sentences_in_sentences(text, words):
    assert TRANSLATOR.say(text) == words


def test_only_what_is_known_whole_has_a_translation():
    assert (
        TRANSLATOR.whole("'a' is damaged: it has no cells.") == "„a“ ist beschädigt: Zellen fehlen."
    )
    assert TRANSLATOR.whole("'a' is damaged: cut.") is None
    assert TRANSLATOR.whole("Check it. Check it.") is None
    assert COUNTS.whole("1 page") == "1 Seite"
    assert COUNTS.whole("2 pages") == "2 Seiten"
    assert COUNTS.whole("2 pages more") is None


PLAIN = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(PLAIN)
def test_any_value_in_quotation_marks_comes_through(value):
    words = repr(value)[1:-1].replace(r"\'", "'")
    assert TRANSLATOR.whole(f"The question {value!r} is too short.") == (
        f"Die Frage „{words}“ ist zu kurz."
    )


@given(PLAIN)
def test_any_value_at_the_end_comes_through(value):
    if not re.search(r", row [\d,]+\Z", value):
        assert TRANSLATOR.whole(f"sheet {value}") == f"Blatt {value}"


@given(st.integers(min_value=0, max_value=10**12))
def test_any_number_comes_through(value):
    said = TRANSLATOR.whole(f"sheet Fees, row {value:,}")
    assert said == f"Blatt Fees, Zeile {value:,}".replace(",", ".").replace("Fees.", "Fees,")


@given(st.text(string.ascii_letters + " .:'“”,{}", max_size=80))
def test_what_is_not_known_stays(text):
    assert Translator({"Nobody says this.": "Das sagt niemand."}).say(text) == text


@pytest.mark.parametrize(
    "text",
    ["in: ", "a. ", "x end ", "in: x end. ", "in: in: x. ", "'", "in: 'a. ' end. "],
)
def test_a_hostile_text_is_given_up_after_so_many_tries(text):
    tries = []

    def say(value):
        tries.append(value)

    table = {"in: {some:sentence}": "in: {some}", "{some:counted} end": "{some}", "{a}.": "{a}"}
    translator = Translator(table, {"counted": Treatment("", say)})
    translator.say((text * LONGEST)[:LONGEST])
    assert len(tries) <= MOST_TRIES


def test_a_text_that_is_too_long_stays():
    assert TRANSLATOR.say("Check it. " * (LONGEST // 10)).startswith("Bitte")
    text = "Check it. " * (LONGEST // 10 + 1)
    assert TRANSLATOR.say(text) == text


def test_only_one_value_of_a_template_is_looked_for_at_several_places():
    # A value may be any text: two of them at several places each would take as long as their
    # product. What is looked for only once is in an atomic group, or never gives back.
    for template in engine._TRANSLATOR.templates:
        pattern = template.pattern.pattern
        assert pattern.count(".+?") + pattern.count(").)+?") == template.loose, pattern
        assert pattern.count("(?>(?P<") == max(0, template.loose - 1), pattern
        others = re.sub(r"\.\+\?|\)\.\)\+\?", "", pattern)
        assert not re.search(r"(?<!\\)[*+](?![+])(?<![*+]\+)", others), pattern


def test_what_is_said_of_a_hostile_text_is_tried_seldom(monkeypatch):
    made = []
    whole = templates._Translation.whole

    def count(self, text, depth, *, strict):
        made.append(text)
        return whole(self, text, depth, strict=strict)

    monkeypatch.setattr(templates._Translation, "whole", count)
    engine.of_engine(("In the history: 'a' is damaged: “b. " * LONGEST)[:LONGEST])
    assert len(made) < 3 * MOST_TRIES
