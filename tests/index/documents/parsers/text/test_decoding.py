import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import DocumentError
from index.documents.parsers.text.decoding import decode

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@given(TEXTS)
def test_utf8_is_read_without_a_note(text):
    if text.strip() and not text.startswith("\ufeff"):
        decoded = decode(text.encode(), "a.txt")
        assert (decoded.text, decoded.notes) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_known_by_its_mark_or_by_its_nuls(encoding):
    decoded = decode("The code is 9. It is new.".encode(encoding), "a.txt")
    assert decoded.text == "The code is 9. It is new."
    assert decoded.notes[0].startswith("It was not UTF-8 and was read as UTF-")


def test_what_is_in_no_other_encoding_is_windows_1252():
    decoded = decode(b"\x93caf\xe9\x94 \x80 5", "a.txt")
    assert (decoded.text, decoded.notes) == (
        "“café” € 5", ("It was not UTF-8 and was read as Windows-1252.",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"\0\1", b"PK\x03\x04\xff", b"\x89PNG\r\n\x1a\n", b"a\0b", b"\x81\x8d"]
)
def test_binary_files_are_refused(data):
    with pytest.raises(DocumentError, match="is a binary file"):
        decode(data, "a.txt")
