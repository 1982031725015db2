import os
import signal
from hashlib import sha256
from threading import current_thread

import pytest

from index import DocumentError
from index.documents.file_reader import FileReader
from index.documents.parsers.pdf.tessdata import data_version
from index.documents.scan_reader import pages_left
from index.storage.parsed_files import ParsedFolder
from tests.pdf_files import column, commented, pdf
from tests.scans import NOTES, needs_ocr, saved, scan, scanned_pdf

pytestmark = needs_ocr


class Stop(Exception):  # noqa: N818 - what stops it is no error
    pass


@pytest.fixture(autouse=True)
def _ocr(monkeypatch):
    monkeypatch.setenv("PINCITE_OCR", "on")


@pytest.fixture(scope="module")
def three():
    return scanned_pdf(NOTES[:3])


@pytest.fixture
def cache(tmp_path):
    return ParsedFolder(tmp_path / "parsed")


def read(cache, data, name="scan.pdf", *, at=None, do=lambda reader: None, **more):
    """What a file is parsed as, and what was told of OCR; ``do`` once so many pages are done."""
    told = []

    def progress(file, stage, done, of):
        if stage == "recognizing":
            told.append((file, stage, done, of))
            if done == at:
                do(reader)

    with FileReader(cache, progress=progress, **more) as reader:
        return reader.parse(data, name), told


def sent(number):
    """What sends a signal to the process that reads."""
    return lambda reader: os.kill(reader._process._process.pid, number)


def pages_of(parsed):
    return [(unit.ocr, unit.unread) for unit in parsed.places.units]


def falsify(cache, word, other):
    """Have the one page with ``word`` be held with ``other``, so that it shows when it is used."""
    (key,) = [k for k in cache.pages.all_keys() if word in cache.pages.get(k)["text"]]
    record = cache.pages.get(key)
    cache.pages.put(key, {**record, "text": record["text"].replace(word, other)})


def test_a_note_is_that_of_its_setting_also_where_the_file_was_read_with_another(
    cache, monkeypatch, three
):
    data = commented(three, "Is it so?")
    monkeypatch.delenv("PINCITE_OCR")
    assert "With --ocr it is read." in read(cache, data)[0].notes[0]
    monkeypatch.setenv("PINCITE_OCR", "off")
    assert "OCR is turned off here." in read(cache, data)[0].notes[0]
    monkeypatch.setenv("PINCITE_OCR", "auto")
    assert NOTES[0] in read(cache, data)[0].text


def test_pages_that_are_left_are_counted():
    notes = [
        "The OCR of 1,200 pages is to come.",
        "Pages 2–3 hold no text: scanned. The OCR of 1 page was skipped.",
        "The OCR of 2 pages was skipped.",
        "OCR gave up on page 3: It is damaged.",
    ]
    assert pages_left(notes) == (1200, 3)
    assert pages_left([]) == (0, 0)


def test_each_page_is_told_by_the_thread_that_asks(cache, three):
    threads = []
    parsed, told = read(cache, three, at=2, do=lambda _: threads.append(current_thread()))
    assert told == [("scan.pdf", "recognizing", done, 3) for done in range(4)]
    assert threads == [current_thread()]
    assert parsed.text == "\n\n".join(NOTES[:3]) + "\n"
    assert (pages_of(parsed), parsed.notes) == ([(True, False)] * 3, ())


def test_only_pages_that_are_pictures_are_told(cache):
    parsed, told = read(cache, pdf([column(["The harbour opens at nine."])]), "text.pdf")
    assert (told, parsed.text) == ([], "The harbour opens at nine.\n")
    assert cache.pages.all_keys() == []


def test_a_picture_that_was_read_is_not_read_again_in_another_file(cache, three):
    read(cache, three)
    falsify(cache, "Boats", "Ships")
    before = set(cache.pages.all_keys())
    parsed, _ = read(cache, scanned_pdf([NOTES[1], NOTES[3]]), "changed.pdf")
    assert parsed.text == f"{NOTES[1].replace('Boats', 'Ships')}\n\n{NOTES[3]}\n"
    assert len(set(cache.pages.all_keys()) - before) == 1


def test_pages_are_kept_for_their_owner_alone(cache, three):
    read(cache, three)
    files = [*cache.pages.folder.iterdir()]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert cache.pages.folder.stat().st_mode & 0o777 == 0o700
    assert len(files) == 3


def test_the_rest_can_be_skipped_and_be_read_later(cache, three):
    wanted = [True]

    def skips(content):
        assert content == sha256(three).hexdigest()
        return not wanted[0]

    parsed, told = read(cache, three, at=1, do=lambda _: wanted.clear(), skips=lambda _: not wanted)
    assert told[-1] == ("scan.pdf", "recognizing", 1, 3)
    assert pages_of(parsed) == [(True, False), (False, True), (False, True)]
    assert parsed.text == f"{NOTES[0]}\n"
    assert parsed.notes == (
        "Pages 2–3 hold no text: scanned.", "The OCR of 2 pages was skipped.",
    )  # fmt: skip
    wanted[:] = [False]
    again, told = read(cache, three, skips=skips)
    assert (again, told) == (parsed, [])
    wanted[:] = [True]
    falsify(cache, "harbour", "airport")
    parsed, told = read(cache, three, skips=skips)
    assert told == [("scan.pdf", "recognizing", done, 3) for done in (1, 2, 3)]
    assert parsed.text == "\n\n".join(NOTES[:3]).replace("harbour", "airport") + "\n"


def test_what_was_skipped_from_the_first_page_on_is_without_text(cache, three):
    parsed, told = read(cache, three, skips=lambda content: True)
    assert (parsed.text, pages_of(parsed), told) == ("", [(False, True)] * 3, [])
    assert parsed.notes == ("The OCR of 3 pages was skipped.",)


def test_what_was_stopped_goes_on_where_it_was(cache, three):
    def stop(_):
        raise Stop

    with pytest.raises(Stop):
        read(cache, three, at=2, do=stop)
    falsify(cache, "harbour", "airport")
    parsed, told = read(cache, three)
    assert [done for _, _, done, _ in told] == [2, 3]
    assert parsed.text.startswith("The airport")
    assert NOTES[2] in parsed.text


def test_a_reader_that_does_not_recognize_tells_what_is_to_come(cache, three):
    with FileReader(cache, recognizes=False) as reader:
        parsed = reader.parse(three, "scan.pdf")
        assert (parsed.text, pages_of(parsed)) == ("", [(False, True)] * 3)
        assert parsed.notes == ("The OCR of 3 pages is to come.",)
        assert reader.waiting
    whole, _ = read(cache, three)
    with FileReader(cache, recognizes=False) as reader:
        assert reader.parse(three, "scan.pdf") == whole
        assert not reader.waiting
        assert reader._process._process is None, "no process was started"


def test_a_page_whose_reading_breaks_off_is_unread_and_the_next_are_read(cache, three):
    parsed, told = read(cache, three, at=1, do=sent(signal.SIGKILL))
    assert [done for _, _, done, _ in told] == [0, 1, 2, 3]
    assert pages_of(parsed) == [(True, False), (False, True), (True, False)]
    assert parsed.text == f"{NOTES[0]}\n\n{NOTES[2]}\n"
    assert parsed.notes[0] == "Page 2 holds no text: scanned."
    assert parsed.notes[1].startswith("OCR gave up on page 2: ")
    assert "broke off (code -9)" in parsed.notes[1]


def test_a_page_that_takes_too_long_is_unread_until_it_may_take_longer(cache, three, monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_SECONDS", "10")
    parsed, _ = read(cache, three, at=1, do=sent(signal.SIGSTOP))
    assert pages_of(parsed) == [(True, False), (False, True), (True, False)]
    assert parsed.text == f"{NOTES[0]}\n\n{NOTES[2]}\n"
    assert parsed.notes == (
        "Page 2 holds no text: scanned.",
        "OCR gave up on page 2: 'scan.pdf' takes more than 10 seconds to read."
        " Divide it, or set PINCITE_MAX_SECONDS to more.",
    )
    assert read(cache, three) == (parsed, [])
    monkeypatch.setenv("PINCITE_MAX_SECONDS", "60")
    parsed, told = read(cache, three)
    assert told == [("scan.pdf", "recognizing", done, 3) for done in (2, 3)]
    assert (pages_of(parsed), parsed.notes) == ([(True, False)] * 3, ())


def test_a_picture_that_takes_too_long_is_told_as_such(cache, monkeypatch):
    data = saved([scan(NOTES[:1], (1000, 250))], "PNG")
    monkeypatch.setenv("PINCITE_MAX_SECONDS", "3")
    with pytest.raises(DocumentError, match=r"'a\.png' takes more than 3 seconds to read"):
        read(cache, data, "a.png", at=0, do=sent(signal.SIGSTOP))


def test_what_is_kept_of_a_page_and_was_altered_is_read_again(cache, three):
    whole, _ = read(cache, three)
    for file in cache.folder.glob("*.json"):
        if "scan" not in file.name:  # what the file was parsed as
            file.unlink()
    for file in cache.pages.folder.iterdir():
        file.write_bytes(file.read_bytes().replace(b"harbour", b"airport"))
    assert read(cache, three)[0] == whole


def test_pages_of_files_that_are_gone_are_removed(cache, three):
    read(cache, three)
    read(cache, other := scanned_pdf(NOTES[2:]), "other.pdf")
    assert len(cache.pages.all_keys()) == 4
    cache.remove_all_but({sha256(other).hexdigest()})
    cache.remove_unused_pages()
    assert len(cache.pages.all_keys()) == 2
    cache.remove_all_but(set())
    assert cache.pages.all_keys() == []


def test_other_languages_or_data_are_another_version(tmp_path, monkeypatch):
    for name in ("eng", "deu"):
        (tmp_path / f"{name}.traineddata").write_bytes(name.encode())
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    versions = [data_version()]
    monkeypatch.setenv("PINCITE_OCR_LANGUAGES", "eng+deu")
    versions.append(data_version())
    (tmp_path / "deu.traineddata").write_bytes(b"deu, the second")
    versions.append(data_version())
    (tmp_path / "osd.traineddata").write_bytes(b"osd")
    versions.append(data_version())
    assert len(set(versions)) == 4
    assert data_version() == versions[-1]


def test_a_page_that_was_read_in_other_languages_is_read_again(cache, monkeypatch):
    data = scanned_pdf(NOTES[:1])
    first, told = read(cache, data)
    monkeypatch.setenv("PINCITE_OCR_LANGUAGES", "eng+eng")
    assert read(cache, data) == (first, told)
    assert len(cache.pages.all_keys()) == 2
