import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from qa.answering.series import series_in


def document(text):
    return Document(id="text.md", title="text", text=text, source="text.md")


def made(text):
    return [
        (series.name, [item.of(text) for item in series.items], series.ordered)
        for series in series_in(document(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Needed:\n\n- salt\n- oil\n\n1. Mix.\n2. Fry.",
            [("Needed:", ["- salt", "- oil"], False), ("", ["1. Mix.", "2. Fry."], True)],
        ),
        (
            "# Codes\n\n| code | text |\n|---|---|\n| A1 | low |\n| A2 | high |",
            [("Codes", ["| A1 | low |", "| A2 | high |"], False)],
        ),
        (
            "Steps:\n\n1. Hold it:\n   - firmly\n   - long\n2. Let go.",
            [
                ("Steps:", ["1. Hold it:\n   - firmly\n   - long", "2. Let go."], True),
                ("Hold it:", ["- firmly", "- long"], False),
            ],
        ),
        ("A text that lists nothing.", []),
    ],
)
def test_items_in_a_row_have_what_they_are_of(text, expected):
    assert made(text) == expected


@given(st.text(alphabet="Aab:#-*|1. \n", max_size=120))
def test_series_of_any_text_stand_in_order_inside_it(text):
    for series in series_in(document(text)):
        assert all(a.end <= b.start for a, b in zip(series.items, series.items[1:], strict=False))
        assert 0 <= series.span.start < series.span.end <= len(text)
