import signal
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from index import DocumentError
from index.documents.file_reader import FileReader
from index.documents.files import read_documents
from index.documents.limits import Limits
from index.documents.parser_process import ParserProcess
from index.documents.parsers import CONTAINER_SUFFIXES, FORMATS, TEXT
from index.documents.parsing import PARSERS, parser_of
from index.errors import EncryptedError
from index.storage.parsed_files import ParsedFolder
from tests.pdf_files import column, locked, pdf
from tests.scans import NOTES, scanned_pdf

PAGE = pdf([column(["The harbour opens at nine in the morning."])])


@pytest.fixture(scope="module")
def reader():
    with FileReader() as reader:
        yield reader


def test_every_format_has_a_parser():
    assert {*FORMATS.values()} - {TEXT} == {*PARSERS}
    for kind in PARSERS:
        assert callable(parser_of(kind))
    assert all(suffix in (*FORMATS, ".zip", ".mbox") for suffix in CONTAINER_SUFFIXES)


def test_a_file_is_parsed_in_another_process(reader):
    parsed = reader.parse(PAGE, "a.PDF")
    assert parsed.text == "The harbour opens at nine in the morning.\n"
    assert [unit.number for unit in parsed.places.units] == [1]


def test_a_damaged_file_is_named_and_the_next_is_read(reader):
    with pytest.raises(DocumentError, match=r"'b.pdf' is damaged"):
        reader.parse(b"%PDF-1.7 nothing", "b.pdf")
    with pytest.raises(DocumentError, match=r"'c.docx' is damaged"):
        reader.parse(b"PK\3\4" + bytes(300), "c.docx")
    assert reader.parse(PAGE, "a.pdf").text


def test_what_was_parsed_is_not_parsed_again(tmp_path):
    parsed_files = ParsedFolder(tmp_path / "parsed")
    with FileReader(parsed_files) as reader:
        first = reader.parse(PAGE, "a.pdf")
    with FileReader(parsed_files) as reader:
        assert reader.parse(PAGE, "other.pdf") == first
        assert reader._process._process is None, "no process was started"


def test_only_a_file_with_unread_pages_is_parsed_again_for_another_advice(tmp_path, monkeypatch):
    parsed_files = ParsedFolder(tmp_path / "parsed")
    mixed = tmp_path / "mixed.pdf"
    with pdfium.PdfDocument.new() as both:
        for data in (PAGE, scanned_pdf(NOTES[:1])):
            with pdfium.PdfDocument(data) as part:
                both.import_pages(part)
        both.save(mixed)

    def advice(language):
        monkeypatch.setenv("PINCITE_OCR", "auto" if language else "off")
        monkeypatch.setenv("PINCITE_OCR_LANGUAGES", language)
        with FileReader(parsed_files) as reader:
            assert reader.parse(PAGE, "a.pdf").text
            started = reader._process._process is not None
            return started, " ".join(reader.parse(mixed.read_bytes(), "b.pdf").notes)

    assert advice("")[1].endswith("OCR is turned off here.")
    for language in ("xyz", "zyx"):
        started, note = advice(language)
        assert not started, "a file without such pages is not parsed again"
        assert "which is not installed here." in note
    assert advice("")[1].endswith("OCR is turned off here.")


def test_what_a_password_opened_is_not_read_without_it(tmp_path, monkeypatch):
    data, parsed_files = locked(PAGE, "gull"), ParsedFolder(tmp_path)

    def text(password):
        monkeypatch.setenv("PINCITE_PASSWORD", password)
        with FileReader(parsed_files) as reader:
            return reader.parse(data, "a.pdf").text

    assert text("gull") == "The harbour opens at nine in the morning.\n"
    for other, why in (("", "is encrypted"), ("tern", "the password does not open it")):
        with pytest.raises(EncryptedError, match=why):
            text(other)
    (held,) = tmp_path.glob("*.json")
    held.write_bytes(held.read_bytes().replace(b"nine", b"five"))
    assert "nine" in text("gull"), "what was altered is parsed again"
    (held,) = tmp_path.glob("*.json")
    assert b"gull" not in held.read_bytes() + held.name.encode()


def test_what_was_held_and_altered_is_parsed_again(tmp_path):
    parsed_files = ParsedFolder(tmp_path)
    with FileReader(parsed_files) as reader:
        first = reader.parse(PAGE, "a.pdf")
        (held,) = tmp_path.glob("*.json")
        for data in (b"", b"{}", held.read_bytes().replace(b"nine", b"five"), b"\xff" * 100):
            held.write_bytes(data)
            assert reader.parse(PAGE, "a.pdf") == first


def test_what_is_not_of_the_given_contents_is_removed(tmp_path):
    parsed_files = ParsedFolder(tmp_path)
    with FileReader(parsed_files) as reader:
        reader.parse(PAGE, "a.pdf")
    (held,) = tmp_path.glob("*.json")
    parsed_files.remove_all_but({held.name.partition(".")[0]})
    assert held.exists()
    parsed_files.remove_all_but(set())
    assert not held.exists()


def test_a_file_that_takes_too_long_is_given_up(tmp_path):
    with_table = b"a,b\n" + b"1,2\n" * 3_000_000
    process = ParserProcess(Limits(seconds=1))
    with pytest.raises(DocumentError, match=r"more than 1 seconds to read.*PINCITE_MAX_SECONDS"):
        process.ask("parse", with_table, "a.csv")
    assert process.ask("parse", PAGE, "a.pdf").record["text"]
    process.close()


def test_a_file_that_takes_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_MEMORY", "150")
    with FileReader() as reader, pytest.raises(DocumentError, match=r"'a\.csv'"):
        reader.parse(b"a,b\n" + b"1,2\n" * 8_000_000, "a.csv")


def test_a_process_that_dies_is_told_and_started_anew():
    process = ParserProcess()
    process.ask("parse", PAGE, "a.pdf")
    running = process._process
    assert running
    running.send_signal(signal.SIGSTOP)  # so that it does not answer before it dies
    with pytest.raises(DocumentError, match=r"broke off \(code -9\)"):
        process.ask("parse", PAGE, "a.pdf", check=lambda: running.send_signal(signal.SIGKILL))
    assert process.ask("parse", PAGE, "a.pdf").record["text"]
    process.close()


@pytest.mark.parametrize("how", [signal.SIGALRM, signal.SIGKILL])
def test_a_process_that_died_with_nothing_to_do_is_started_anew(how):
    process = ParserProcess()
    assert process.ask("parse", PAGE, "a.pdf").record["text"]
    assert process._process
    process._process.send_signal(how)
    process._process.wait()
    assert process.ask("parse", PAGE, "a.pdf").record["text"]
    process.close()


def test_reading_can_be_stopped():
    def stop():
        raise KeyboardInterrupt

    process = ParserProcess(check=stop)
    with pytest.raises(KeyboardInterrupt):
        process.ask("parse", b"a,b\n" + b"1,2\n" * 3_000_000, "a.csv")
    assert process._process is None


def test_more_characters_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_CHARACTERS", "20")
    with FileReader() as reader, pytest.raises(DocumentError, match="more than 20 characters"):
        reader.parse(PAGE, "a.pdf")


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "²"])
def test_a_limit_that_is_no_number_is_told(monkeypatch, value):
    monkeypatch.setenv("PINCITE_MAX_PAGES", value)
    with pytest.raises(DocumentError, match="PINCITE_MAX_PAGES can't be"):
        Limits.from_environment()


def test_files_in_an_archive_are_documents_of_their_own(tmp_path, make_zip):
    make_zip(tmp_path / "all.zip", {"a/one.txt": b"One is here.", "two.pdf": PAGE, "x.exe": b"MZ"})
    loaded = read_documents(tmp_path)
    assert [d.id for d in loaded.documents] == ["all.zip/a/one.txt", "all.zip/two.pdf"]
    assert [(skipped.path, "unknown kind" in skipped.reason) for skipped in loaded.skipped] == [
        ("all.zip/x.exe", True)
    ]
    assert loaded.documents[0].source == str((tmp_path / "all.zip").resolve() / "a/one.txt")


def test_one_damaged_file_does_not_keep_a_folder_from_being_read(tmp_path):
    (tmp_path / "a.pdf").write_bytes(PAGE)
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    loaded = read_documents(tmp_path)
    assert [document.id for document in loaded.documents] == ["a.pdf"]
    assert [Path(skipped.path).name for skipped in loaded.skipped] == ["b.pdf"]


@pytest.fixture
def make_zip():
    from zipfile import ZipFile

    def make(path, files):
        with ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)

    return make


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_without_a_byte_is_said_to_be_empty(reader, suffix):
    with pytest.raises(DocumentError, match=rf"'a{suffix}' is empty"):
        reader.parse(b"", f"a{suffix}")
