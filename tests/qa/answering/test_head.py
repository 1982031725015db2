import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from qa.answering.head import head_of

BOTH = {"author": ["Jo Lind"], "date": ["3 May 2020"]}


def document(text):
    return Document(id="text.md", title="text", text=text, source="text.md")


def head_facts(text):
    head = head_of(document(text))
    return {
        name: [span.of(text) for span in line.values]
        for name in ("author", "date", "changed")
        if (line := getattr(head, name))
    }


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("# Title\n\nAuthor: Jo Lind\nDate: 3 May 2020\n\nText.", BOTH),
        ("# Title\n\n**Author:** Jo Lind\n\nText.", {"author": ["Jo Lind"]}),
        ("# Title\n\nBy Jo Lind, 3 May 2020\n\nText.", BOTH),
        ("# Title\n\n*May 2020*\n\nText.", {"date": ["May 2020"]}),
        ("---\nauthors:\n  - Jo Lind\n  - Al Roe\n---\n\nText.", {"author": ["Jo Lind", "Al Roe"]}),
        ("From: Jo Lind\nTo: Al Roe\nSubject: Visit\n\nHi Al,", {"author": ["Jo Lind"]}),
        ("# Title\n\nText.\n\nLast updated: April 24th, 2020.", {"changed": ["April 24th, 2020."]}),
        ("# Title\n\nBy car it takes an hour.\n\nText.", {}),
        (
            "Ash Clinic\n3 Park Road\n\n3 May 2020\n\nDear Mr Roe,\n\nPlease call.\n\nYours"
            " sincerely,\nJo Lind",
            BOTH,
        ),
        ("# Title\n\nFrom: Leeds\n\nText.", {}),
        ("# Harbour festival\n\nProgramme Notes\n\nThe programme and the notes are free.", {}),
        ("Jo Lind came in May 2020 and stayed.", {}),
    ],
)  # fmt: skip
def test_lines_of_the_head_tell_of_the_document(text, facts):
    assert head_facts(text) == facts


@given(st.text(alphabet="Aab:#-*\n 12.,By", max_size=120))
def test_any_text_has_a_head_inside_it(text):
    if not text.strip():
        return
    head = head_of(document(text))
    for line in (head.title, head.author, head.date, head.changed):
        if line:
            assert line.line.end <= len(text)
            assert all(line.line.start <= v.start < v.end <= line.line.end for v in line.values)
