import pytest

from index.documents.parsers.comment import comment_text


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "Comment: Why?"),
        ({"author": " Ann "}, "Comment by Ann: Why?"),
        ({"time": "2026-05-01T12:30:00Z"}, "Comment on 2026-05-01: Why?"),
        ({"time": "2026-05-01"}, "Comment on 2026-05-01: Why?"),
        ({"time": "1 May"}, "Comment: Why?"),
        (
            {"author": "Ann", "time": "2026-05-01", "place": "B2", "word": "Reply"},
            "Reply at B2 by Ann on 2026-05-01: Why?",
        ),
    ],
)
def test_a_comment_says_what_is_known_of_it(known, expected):
    assert comment_text(" Why?\n", **known) == expected


def test_a_blank_comment_is_none():
    assert comment_text(" ", author="Ann", time="2026-05-01") == ""
