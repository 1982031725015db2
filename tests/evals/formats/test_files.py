import json

import pytest

from evals.formats.__main__ import PARTS, main
from evals.formats.files import read_file, right_text, source_files
from index.documents.file_reader import FileReader


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "docs-formats"
    for name, content in {
        "made/html/sources/pump.html": "<p>The pump weighs 4 kg.</p>",
        "made/html/groundtruth/pump.html.md": "The pump weighs 4 kg, and is green.",
        "made/docx/sources/broken.docx": "no archive",
        "made/pdf/groundtruth/other.md": "nobody reads this",
        "private-gpt/note.md": "# Note\n\nIt is green.",
        "manifest.csv": "a,b",
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return tmp_path


def test_only_sources_are_read(data):
    names = [file.name for file in source_files(data / "docs-formats")]
    assert names == ["broken.docx", "pump.html", "note.md"]


def test_the_right_text_is_beside_the_folder_of_the_file(data):
    folder = data / "docs-formats" / "made"
    assert "The pump" in (right_text(folder / "html" / "sources" / "pump.html") or "")
    assert right_text(folder / "pdf" / "sources" / "other.pdf") == "nobody reads this"
    assert right_text(folder / "docx" / "sources" / "broken.docx") is None


def test_a_file_is_read_or_refused_in_words(data):
    folder = data / "docs-formats"
    with FileReader() as reader:
        broken, pump, note = (read_file(file, folder, reader) for file in source_files(folder))
    assert (broken.text, broken.like) == (None, None)
    assert broken.said.startswith("refused: 'broken.docx' is damaged")
    assert (pump.format, pump.found) == ("HTML", 0.625)
    assert pump.like == pytest.approx(10 / 13)
    assert (note.like, note.said) == (None, "")


def test_the_tables_are_printed_and_written(data, tmp_path, capsys):
    file = tmp_path / "formats.json"
    assert main(["--only", "files", "--data", str(data), "--json", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("files: 2 of 3 read\nfile ")
    assert "\nHTML        1     1         1     0.769  0.970" in said
    assert "there is no" in said
    made = json.loads(file.read_text())
    assert made["files: 2 of 3 read"][1]["words"] == 5


def test_data_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["--data", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    for part in PARTS:
        assert f"{part}: not measured, there is no {tmp_path}/docs-" in said
