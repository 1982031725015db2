"""What can be read here: all formats, and scans in the languages whose data is there."""

import shutil

import pytest

from index.documents.parsers import FORMATS
from index.documents.parsers.pdf.tessdata import data_folder
from index.errors import DocumentError
from qa.doctor.formats import ocr, pdf, plain_formats, results
from qa.doctor.sample_pdf import SENTENCE, sample_pdf
from tests.scans import needs_ocr


def test_all_formats_are_told_of():
    told = plain_formats().split(", ")
    assert {*told} | {"PDF", "picture"} == {*FORMATS.values(), "archives of these"}


def test_a_pdf_file_is_read_and_drawn():
    assert pdf().startswith("read and drawn in ")


def test_the_sample_is_a_sound_file(tmp_path):
    data = sample_pdf()
    table = int(data.split()[-2])
    assert data[table:].startswith(b"xref\n0 6\n")
    for number, line in enumerate(data[table:].splitlines()[3:8], 1):
        assert data[int(line[:10]) :].startswith(b"%d 0 obj" % number)


@needs_ocr
def test_a_picture_is_read_in_the_languages_that_are_asked_for(monkeypatch):
    monkeypatch.delenv("PINCITE_OCR", raising=False)
    detail = ocr()
    assert detail.startswith("reads eng; ")
    assert "only with --ocr or PINCITE_OCR=on" in detail
    assert str(data_folder()) in detail
    monkeypatch.setenv("PINCITE_OCR", "on")
    assert "only with" not in ocr()


@needs_ocr
def test_other_languages_and_what_is_missing_are_told(tmp_path, monkeypatch):
    english = data_folder() / "eng.traineddata"
    for name in ("eng", "deu"):
        (tmp_path / f"{name}.traineddata").symlink_to(english)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert ocr().startswith("reads eng; could read deu; knows no turned pages without osd; ")


@needs_ocr
def test_damaged_data_is_told(tmp_path, monkeypatch):
    shutil.copy(data_folder() / "eng.traineddata", tmp_path / "eng.traineddata")
    with (tmp_path / "eng.traineddata").open("r+b") as file:
        file.truncate(100)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(DocumentError, match=SENTENCE.split()[0] + "|sample"):
        ocr()


def test_a_language_without_data_is_told_with_its_package(monkeypatch):
    monkeypatch.setenv("PINCITE_OCR_LANGUAGES", "eng+chi_sim_none")
    with pytest.raises(
        DocumentError, match=r"apt-get install tesseract-ocr-eng tesseract-ocr-chi-"
    ):
        ocr()


@needs_ocr
def test_each_has_a_row():
    assert [(result.name, result.state) for result in results()] == [
        ("without extras", "ok"),
        ("PDF", "ok"),
        ("OCR", "ok"),
    ]
