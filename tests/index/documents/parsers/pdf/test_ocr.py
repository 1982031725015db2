from io import BytesIO

import pytest
from PIL import Image

from index import DocumentError, Span
from index.documents.drawing import PageDrawer
from index.documents.files import read_documents
from index.documents.limits import advice_on_scans, reads_scans
from index.documents.parsers.pdf import tessdata
from tests.scans import needs_ocr, saved, scan

SENTENCES = ["The harbour opens at nine in the morning.", "It is closed on Sundays in winter."]


def read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (document,) = read_documents([tmp_path / name]).documents
    return document


def test_a_picture_is_not_read_unless_that_is_wanted(tmp_path):
    with pytest.raises(DocumentError, match=r"'a.png' is a picture. With --ocr its text is read."):
        read(tmp_path, "a.png", saved([scan(SENTENCES)], "PNG"))


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("off", "OCR is turned off here."),
        ("auto", "Reading pictures of text needs OCR, which is not installed here."),
    ],
)
def test_the_page_says_why_a_picture_is_not_read_and_names_no_option(
    tmp_path, monkeypatch, setting, says
):
    monkeypatch.setenv("PINCITE_OCR", setting)
    monkeypatch.setenv("PINCITE_OCR_LANGUAGES", "xyz")
    for name, kind in (("a.png", "PNG"), ("a.pdf", "PDF")):
        with pytest.raises(DocumentError, match=says) as told:
            read(tmp_path, name, saved([scan(SENTENCES)], kind))
        assert "--ocr" not in str(told.value)


def test_what_is_missing_for_ocr_is_told(monkeypatch):
    monkeypatch.setenv("PINCITE_OCR", "auto")
    monkeypatch.setattr(tessdata, "find_spec", lambda name: None)
    assert not reads_scans()
    assert advice_on_scans("it") == (
        "Reading pictures of text needs OCR, which is not installed here."
        " Run: pip install 'pincite[ocr]'."
    )
    monkeypatch.setattr(tessdata, "find_spec", lambda name: name)
    monkeypatch.setenv("PINCITE_OCR_LANGUAGES", "xyz")
    assert "On Debian: apt-get install tesseract-ocr-xyz." in advice_on_scans("it")


@needs_ocr
def test_a_picture_is_read_where_ocr_is_installed_when_that_is_the_setting(tmp_path, monkeypatch):
    monkeypatch.setenv("PINCITE_OCR", "auto")
    assert SENTENCES[0] in read(tmp_path, "a.png", saved([scan(SENTENCES)], "PNG")).text


def test_a_picture_that_is_none_is_told(tmp_path):
    for data in (b"", b"no picture", saved([scan(SENTENCES)], "PNG")[:400]):
        with pytest.raises(DocumentError, match=r"damaged|is a picture|is empty"):
            read(tmp_path, "a.png", data)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@needs_ocr
def test_the_words_of_a_picture_are_read_where_they_stand(tmp_path, monkeypatch, turn):
    monkeypatch.setenv("PINCITE_OCR", "on")
    many = [*SENTENCES, "Boats of more than nine metres pay twice the fee.", "Ask at the office."]
    page = scan(many, turn=turn)
    document = read(tmp_path, "a.png", saved([page], "PNG"))
    assert SENTENCES[1] in document.text
    start = document.text.index("Sundays")
    span = Span(start, start + len("Sundays"))
    assert document.place_of(span).words == "page 1, read by OCR"
    drawer = PageDrawer()
    try:
        ((mark),) = drawer.marks(document, span)
        picture = drawer.draw(document, 1, 400)
        size = drawer.sizes(document)[0]
    finally:
        drawer.close()
    assert mark.page == 1
    ((left, top, width, height),) = mark.boxes
    ink = page.crop((
        round(left * page.width), round(top * page.height),
        round((left + width) * page.width), round((top + height) * page.height),
    ))  # fmt: skip
    assert ink.convert("L").histogram()[:80] != [0] * 80, "there is ink in the box"
    across = width * page.width > height * page.height
    assert across == (turn in (0, 180))
    with Image.open(BytesIO(picture.data)) as drawn:
        assert drawn.width == 400
    assert round(size.width) == round(page.width * 72 / 150)


@needs_ocr
def test_scanned_pages_of_a_pdf_are_read_beside_the_others(tmp_path, monkeypatch):
    data = saved([scan(SENTENCES)], "PDF")
    unread = pytest.raises(DocumentError, match=r"Page 1 holds no text: scanned\. With --ocr")
    with unread:
        read(tmp_path, "a.pdf", data)
    monkeypatch.setenv("PINCITE_OCR", "on")
    document = read(tmp_path, "a.pdf", data)
    assert SENTENCES[0] in document.text
    assert [(unit.ocr, unit.unread) for unit in document.places.units] == [(True, False)]


@needs_ocr
def test_all_pages_of_a_fax_are_read(tmp_path, monkeypatch):
    monkeypatch.setenv("PINCITE_OCR", "on")
    data = saved([scan([sentence]) for sentence in SENTENCES], "TIFF")
    document = read(tmp_path, "fax.tiff", data)
    start = document.text.index("closed")
    assert document.place_of(Span(start, start + 6)).page_index == 2


@needs_ocr
def test_a_language_without_data_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PINCITE_OCR", "on")
    monkeypatch.setenv("PINCITE_OCR_LANGUAGES", "eng+xyz")
    with pytest.raises(DocumentError, match=r"data for eng\+xyz is not installed"):
        read(tmp_path, "a.png", saved([scan(SENTENCES)], "PNG"))
