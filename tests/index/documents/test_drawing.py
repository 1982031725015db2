import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from index import DocumentError, Span
from index.documents.drawing import MAX_WIDTH, PageDrawer, has_pages
from index.documents.files import read_documents
from index.documents.places import PlaceMap, Run
from tests.pdf_files import HEIGHT, WIDTH, column, highlights, pdf

FIRST = ["The harbour opens at nine and the committee of the harbour has post-"]
SECOND = ["poned the repair of the wall until the month of May. Boats pay twice."]
QUOTE = "the committee of the harbour has postponed the repair of the wall"


@pytest.fixture(scope="module")
def drawer():
    drawer = PageDrawer()
    yield drawer
    drawer.close()


@pytest.fixture
def harbour(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf([column(FIRST), column(SECOND, x=200)]))
    (document,) = read_documents([tmp_path / "a.pdf"]).documents
    return document


def span_of(document, quote):
    start = document.text.index(quote)
    return Span(start, start + len(quote))


def ink_in(picture, box):
    """How dark the darkest point in a box of a page is."""
    left, top, width, height = box
    with Image.open(BytesIO(picture.data)) as page:
        part = page.convert("L").crop(
            (
                round(left * page.width),
                round(top * page.height),
                round((left + width) * page.width),
                round((top + height) * page.height),
            )
        )
        return part.getextrema()[0]


def test_pages_are_drawn_as_wide_as_wanted(drawer, harbour):
    sizes = drawer.sizes(harbour)
    assert [(size.width, size.height) for size in sizes] == [(WIDTH, HEIGHT)] * 2
    picture = drawer.draw(harbour, 2, 300)
    with Image.open(BytesIO(picture.data)) as page:
        assert (page.width, picture.type) == (300, "image/png")
    with Image.open(BytesIO(drawer.draw(harbour, 1, 10**6).data)) as page:
        assert page.width == MAX_WIDTH


def test_a_quote_over_a_page_break_is_marked_on_both_pages(drawer, harbour):
    first, second = drawer.marks(harbour, span_of(harbour, QUOTE))
    assert (first.page, second.page) == (1, 2)
    for mark in (first, second):
        picture = drawer.draw(harbour, mark.page, 1200)
        assert all(ink_in(picture, box) < 80 for box in mark.boxes)
    ((left, top, width, _),) = second.boxes
    assert round(left * WIDTH) == pytest.approx(200, abs=2)
    assert top * HEIGHT == pytest.approx(HEIGHT - 700 - 12, abs=8)
    # What stands before and behind the quote is not marked.
    ((begin, *_),) = first.boxes
    assert begin * WIDTH > 72 + 100
    assert left + width < 0.9


def test_pages_in_an_archive_in_an_archive_are_drawn_and_marked(drawer, harbour, tmp_path):
    inner, outer = BytesIO(), tmp_path / "all.zip"
    scan = BytesIO()
    Image.new("RGB", (200, 100), "white").save(scan, "PNG")
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(harbour.source, "rules/a.pdf")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("old.zip", inner.getvalue())
        archive.writestr("scan.png", scan.getvalue())
    (packed,) = read_documents([outer]).documents
    assert has_pages(packed)
    assert drawer.draw(packed, 2, 300) == drawer.draw(harbour, 2, 300)
    span = span_of(packed, QUOTE)
    assert drawer.marks(packed, span) == drawer.marks(harbour, span)
    picture = replace(packed, id="all.zip/scan.png", source=f"{outer}/scan.png")
    assert [(size.width, size.height) for size in drawer.sizes(picture)] == [(48, 24)]
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("b.pdf", b"%PDF")
    with pytest.raises(DocumentError, match=r"'old\.zip/rules/a\.pdf' is not in 'all\.zip'"):
        drawer.draw(packed, 2, 300)


def test_a_file_that_says_something_else_by_now_is_not_marked(drawer, harbour, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf([column(SECOND), column(FIRST)]))
    with pytest.raises(DocumentError, match="do not say 'the committee"):
        drawer.marks(harbour, span_of(harbour, QUOTE))


def test_what_has_no_pages_is_told(drawer, harbour, tmp_path):
    (tmp_path / "a.txt").write_text("The harbour opens at nine.")
    (text,) = read_documents([tmp_path / "a.txt"]).documents
    assert has_pages(harbour)
    assert not has_pages(text)
    with pytest.raises(DocumentError, match=r"'a\.txt' has no pages that can be drawn"):
        drawer.sizes(text)
    with pytest.raises(DocumentError, match="There is no page 3"):
        drawer.draw(harbour, 3, 400)
    (tmp_path / "a.pdf").unlink()
    with pytest.raises(DocumentError, match=r"'a\.pdf' has no pages that can be drawn"):
        drawer.draw(harbour, 1, 400)


def test_a_quote_is_highlighted_on_each_page_it_runs_over(drawer, harbour):
    copy = drawer.highlighted(harbour, [(span_of(harbour, QUOTE), "What is put off? “Ω” 🧑")])
    assert highlights(copy) == [
        (1, "What is put off? “Ω” 🧑", ("the committee of the harbour has post-",)),
        (2, "What is put off? “Ω” 🧑", ("poned the repair of the wall",)),
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_what_ocr_has_read_is_highlighted_where_it_was_seen(drawer, harbour, turn):
    file = pdf([column(FIRST), column(SECOND, x=200)]).replace(
        b"/Type /Page ", f"/Type /Page /Rotate {turn} ".encode()
    )
    Path(harbour.source).write_bytes(file)
    span = span_of(harbour, "the wall")
    seen = [box for mark in drawer.marks(harbour, span) for box in mark.boxes]
    runs = (Run(0, span.start, 0, 0), *(Run(span.start, span.end, 1, 0, box) for box in seen))
    read = replace(harbour, places=PlaceMap(harbour.places.units, runs))
    ((page, comment, words),) = highlights(drawer.highlighted(read, [(span, "Which?")]))
    assert (page, comment, words) == (2, "Which?", ("the wall",))


def test_only_a_pdf_is_highlighted(drawer, harbour, tmp_path):
    copy = drawer.highlighted(harbour, [(span_of(harbour, "Boats pay twice."), "Who pays?")])
    assert copy.startswith(b"%PDF")
    (tmp_path / "b.txt").write_text("Boats pay.")
    (text,) = read_documents([tmp_path / "b.txt"]).documents
    with pytest.raises(DocumentError, match="is no PDF"):
        drawer.highlighted(text, [(Span(0, 5), "Who?")])
