import json
import os

from PIL import Image

from index.__main__ import main
from tests.pdf_files import column, locked, pdf


def test_each_file_is_told_with_what_is_in_it_and_what_was_not_read(tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(
        pdf([column(["The harbour opens at nine."]), column(["Closed."])])
    )
    (tmp_path / "b.txt").write_bytes("Café au lait, s'il vous plaît.".encode("cp1252"))
    (tmp_path / "c.docx").write_bytes(b"no archive")
    (tmp_path / "d.xyz").write_bytes(b"")
    assert main(["inspect", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "a.pdf: PDF, 2 pages, 6 words, en",
        "b.txt: text, 7 words, fr",
        "    It was not UTF-8 and was read as Windows-1252.",
    ]
    assert lines[3].startswith(f"{tmp_path}/c.docx: not read. 'c.docx' is damaged")
    assert lines[3].endswith(" Open it and save it anew.")
    assert lines[4:] == [f"{tmp_path}/d.xyz: not read. 'd.xyz' is of an unknown kind (.xyz)."]


def test_what_can_be_done_is_told_at_each_file_of_a_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PINCITE_PASSWORD", "")
    monkeypatch.setenv("PINCITE_OCR", "")
    (tmp_path / "a.txt").write_text("Words.")
    for name in ("b.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(locked(pdf([column(["Closed."])]), "open"))
    Image.new("RGB", (9, 9)).save(tmp_path / "d.png")
    assert main(["inspect", str(tmp_path)]) == 1
    locked_out = "is encrypted. Give its password with --password, or save it without one."
    assert capsys.readouterr().out.splitlines()[-3:] == [
        f"{tmp_path}/b.pdf: not read. 'b.pdf' {locked_out}",
        f"{tmp_path}/c.pdf: not read. 'c.pdf' {locked_out}",
        f"{tmp_path}/d.png: not read. 'd.png' is a picture. With --ocr its text is read.",
    ]
    assert main(["inspect", "--json", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out)["skipped"][0] == {
        "path": f"{tmp_path}/b.pdf",
        "reason": "'b.pdf' is encrypted.",
        "next_step": "Give its password with --password, or save it without one.",
    }
    (tmp_path / "a.txt").unlink()
    assert main(["inspect", str(tmp_path)]) == 2
    assert capsys.readouterr().err.strip().endswith("With --ocr its text is read.")


def test_a_named_file_that_cannot_be_read_leaves_the_others(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Words.")
    assert main(["inspect", str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "a.txt: text, 1 word, en",
        f"{tmp_path}/b.txt: not read. There is no file or folder '{tmp_path}/b.txt'."
        " Check the path.",
    ]


def test_which_kinds_are_read_is_told_once(tmp_path, capsys):
    names = ["a.xyz", "b.xyz", "c.txt", "d"]
    for name in names:
        (tmp_path / name).write_text("Words.")
    assert main(["inspect", *(str(tmp_path / name) for name in names)]) == 1
    read, *lines = capsys.readouterr().out.splitlines()
    assert read == "c.txt: text, 1 word, en"
    assert [line.count("Save it as one that is read, such as PDF") for line in lines] == [1, 0, 0]
    assert lines[2] == f"{tmp_path}/d: not read. 'd' is of an unknown kind (no extension)."


def test_a_file_that_is_encrypted_without_a_password_is_told(tmp_path, monkeypatch, capsys):
    data = pdf([column(["The harbour opens."])])
    for name, content in (("a", locked(data, "")), ("b", locked(data, "gull")), ("c", data)):
        (tmp_path / f"{name}.pdf").write_bytes(content)
    for password in ("", "gull"):
        monkeypatch.setenv("PINCITE_PASSWORD", password)
        main(["inspect", "--json", str(tmp_path)])
        notes = {
            document["document"]: document["notes"]
            for document in json.loads(capsys.readouterr().out)["documents"]
        }
        free = ["It is encrypted, and opens without a password."]
        without = {"a.pdf": free, "c.pdf": []}
        assert notes == ({**without, "b.pdf": []} if password else without)


def test_the_same_is_told_as_json(tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(pdf([column(["The harbour opens at nine."])]))
    assert main(["inspect", "--json", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "documents": [
            {
                "document": "a.pdf", "format": "PDF", "title": "a", "language": "en",
                "words": 5, "pages": 1, "notes": [],
            }
        ],
        "skipped": [],
    }  # fmt: skip


def test_a_folder_without_documents_is_an_error(tmp_path, capsys):
    assert main(["inspect", str(tmp_path)]) == 2
    assert "holds no document" in capsys.readouterr().err


def test_how_files_are_read_is_set(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PINCITE_PASSWORD", "")
    monkeypatch.setenv("PINCITE_OCR", "")
    (tmp_path / "a.txt").write_text("Words.")
    assert main(["inspect", "--password", "open", "--ocr", str(tmp_path)]) == 0
    assert (os.environ["PINCITE_OCR"], os.environ["PINCITE_PASSWORD"]) == ("on", "open")
    capsys.readouterr()
