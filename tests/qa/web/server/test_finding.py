import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.server import finding
from qa.web.server.finding import MOST_FOUND, find


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Ann met ann.", "ANN", ["Ann", "ann"]),
        ("It was\nthe  end.", "was the end", ["was\nthe  end"]),
        ("It’s “so”.", 'it\'s "so"', ["It’s “so”"]),
        ("a–b a-b a—b", "a-b", ["a–b", "a-b", "a—b"]),
        ("Ärger über 😀 Äpfel", "ä", ["Ä", "Ä"]),
        ("a.c abc [x] ^x \\d", "a.c", ["a.c"]),
        ("a.c abc [x] ^x \\d", "^x", ["^x"]),
        ("a.c abc [x] ^x \\d", "[x] ^x \\d", ["[x] ^x \\d"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("any", "  ", []),
        ("any", "none", []),
    ],
)
def test_words_are_found_however_they_are_written(text: str, words: str, found: list[str]) -> None:
    assert [span.of(text) for span in find(text, words)] == found


def test_only_so_many_are_told() -> None:
    assert len(find("a " * 3 * MOST_FOUND, "a")) == MOST_FOUND


@given(st.text("ab \n", max_size=60), st.text("ab", min_size=1, max_size=3))
def test_a_long_text_is_searched_in_stretches(text: str, words: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "_STRETCH", 7)
        found = [span.start for span in find(text, words)]
    assert found == [match.start() for match in re.finditer(words, text)]
