import pytest

import index.progress
from index.progress import reading_bar


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(index.progress, "_DELAY", 0)


def lines(capsys):
    return [line.strip() for line in capsys.readouterr().err.split("\r")]


@pytest.mark.usefixtures("at_once")
def test_each_file_and_its_ocr_have_a_bar(capsys):
    with reading_bar() as progress:
        progress("a\x1b.pdf", "reading", 10, 20)
        for done in range(4):
            progress("scan.pdf", "recognizing", done, 3)
    shown = lines(capsys)
    assert any(line.startswith("Reading a\ufffd.pdf:  50%") and "10/20" in line for line in shown)
    assert any(line.startswith("Reading scan.pdf by OCR: 100%") and "3/3" in line for line in shown)


def test_what_is_read_in_a_moment_shows_none(capsys):
    with reading_bar() as progress:
        progress("scan.pdf", "recognizing", 0, 1)
        progress("scan.pdf", "recognizing", 1, 1)
    assert lines(capsys) == [""]
