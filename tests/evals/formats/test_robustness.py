import io
from random import Random
from zipfile import ZipFile, ZipInfo

import pytest

from evals.formats import robustness
from evals.formats.damage import damaged_file, flipped
from evals.formats.made_files import MADE
from evals.formats.robustness import Outcome, sources_of, take
from index.documents.parser_process import ParserProcess
from index.documents.parsers import FORMATS, TEXT
from index.errors import DocumentError


def package():
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(ZipInfo("a.xml"), "<a>" + "word " * 200 + "</a>")
        archive.writestr(ZipInfo("b.png"), "picture")
    return buffer.getvalue()


def test_the_same_numbers_damage_in_the_same_way():
    data = package()
    one, other = ([damaged_file(data, n, Random(7)) for n in range(6)] for _ in range(2))
    assert one == other
    assert all(damaged != data for damaged in one)
    assert data.startswith(one[0])
    assert len(one[2]) == len(data)


def test_files_in_an_archive_are_damaged_too():
    with ZipFile(io.BytesIO(damaged_file(package(), 1, Random(1)))) as archive:
        assert archive.testzip() is None
        assert archive.read("b.png") == b"picture"
        assert archive.read("a.xml") != b"<a>" + b"word " * 200 + b"</a>"


def test_nothing_can_be_damaged_of_nothing():
    assert flipped(b"", Random(1)) == b""
    assert [damaged_file(b"", n, Random(1)) for n in range(3)] == [b""] * 3


@pytest.mark.parametrize("name", MADE)
def test_the_made_files_are_read(name):
    process = ParserProcess()
    try:
        assert "Pump" in process.ask("parse", MADE[name], name).record["text"]
    finally:
        process.close()


def test_the_smallest_files_of_a_kind_are_taken_and_made_ones_where_there_are_none(tmp_path):
    for folder in ("docs-formats", "docs-debian"):
        (tmp_path / folder).mkdir()
    for size in (5, 1, 4, 2, 3):
        (tmp_path / "docs-formats" / f"{size}.html").write_text("x" * size)
    (tmp_path / "docs-debian" / "note.txt").write_text("text")
    sources = sources_of(tmp_path)
    assert [name for name, _ in sources["web page"]] == ["1.html", "2.html", "3.html"]
    assert sources["RTF"] == [("made.rtf", MADE["made.rtf"])]
    assert TEXT not in sources


def test_damaged_files_are_counted():
    kind = take("JSON", [("made.json", MADE["made.json"])], 12)
    assert kind.outcomes.total() == 12
    assert kind.outcomes[Outcome.READ] + kind.outcomes[Outcome.REFUSED] == 12
    assert 0 < kind.slowest < robustness.SECONDS


@pytest.mark.parametrize(
    ("error", "outcome", "exceptions"),
    [
        (DocumentError("'a' is damaged: it is cut off.", "Mend it."), Outcome.REFUSED, {}),
        (
            DocumentError("'a' is damaged (KeyError: 'x').", "Mend it."),
            Outcome.UNFORESEEN,
            {"KeyError": 3},
        ),
        (DocumentError("'a' is damaged: what reads it broke off (code -9).", ""), Outcome.DIED, {}),
        (KeyError("x"), Outcome.ESCAPED, {"KeyError": 3}),
    ],
)
def test_what_becomes_of_a_file_is_told_apart(monkeypatch, error, outcome, exceptions):
    def refuse(*_):
        raise error

    monkeypatch.setattr(ParserProcess, "ask", refuse)
    kind = take("JSON", [("a.json", b"[]")], 3)
    assert kind.outcomes == {outcome: 3}
    assert kind.exceptions == exceptions


def test_a_file_that_takes_too_long_is_late(monkeypatch):
    monkeypatch.setattr(robustness, "perf_counter", iter([0, robustness.SECONDS + 1]).__next__)
    kind = take("JSON", [("a.json", b"[]")], 1)
    assert kind.outcomes == {Outcome.LATE: 1}


def test_every_kind_but_text_is_known(tmp_path):
    assert {FORMATS["." + name.rpartition(".")[2]] for name in MADE} <= set(FORMATS.values())
