import pytest

from index import DocumentError
from index.documents.files import default_documents, read_documents


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_is_the_file_with_line_ends_made_lf(tmp_path):
    path = write(tmp_path, "a.md", "\ufeff# Title\r\n\r\nOne.\rTwo. 😀\r\n")
    (document,) = read_documents(path).documents
    assert document.text == "# Title\n\nOne.\nTwo. 😀\n"
    assert (document.id, document.title) == ("a.md", "Title")


def test_the_article_is_read_as_it_is():
    (document,) = read_documents(default_documents()).documents
    file = default_documents() / "china-cyberspace-strategy.txt"
    assert document.text.encode() == file.read_bytes()
    assert document.title == "China releases first strategy on cyberspace cooperation"


def test_a_folder_gives_its_documents_and_says_what_it_left_out(tmp_path):
    write(tmp_path, "b.txt", "B.")
    write(tmp_path, "sub/a.md", "A.")
    write(tmp_path, "sub/picture.png", b"\x89PNG")
    write(tmp_path, "sub/empty.txt", " \n")
    write(tmp_path, ".hidden/c.txt", "C.")
    reading = read_documents(tmp_path)
    assert [d.id for d in reading.documents] == ["b.txt", "sub/a.md"]
    assert sorted(s.reason for s in reading.skipped) == [
        "'empty.txt' is empty (2 bytes, all blank).",
        "'picture.png' is damaged: it is no picture that can be read.",
    ]


def test_equal_names_are_told_apart_and_a_file_is_read_once(tmp_path):
    one, two = write(tmp_path, "x/a.txt", "1."), write(tmp_path, "y/a.txt", "2.")
    reading = read_documents([one, two, one, tmp_path / "x"])
    assert [(d.id, d.text) for d in reading.documents] == [("x/a.txt", "1."), ("y/a.txt", "2.")]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "'empty.txt' is empty"),
        ("binary.txt", bytes(range(256)), "'binary.txt' is a binary file .byte 0x00 at 0"),
        ("odd.txt", b"\xff\xfeT", "'odd.txt' is a binary file .cut short"),
        ("scan.pdf", b"%PDF", "'scan.pdf' is damaged: it is no PDF file, or not a whole one"),
        ("old.doc", b"", "'old.doc' is of a kind that is not read .\\.doc.*Save it as .docx"),
        ("README", b"text", "no extension"),
    ],
)
def test_a_bad_file_is_named_with_the_next_step(tmp_path, name, content, problem):
    with pytest.raises(DocumentError, match=problem) as caught:
        read_documents(write(tmp_path, name, content))
    assert caught.value.next_step


def test_missing_paths_and_empty_folders_are_named(tmp_path):
    with pytest.raises(DocumentError, match=r"no file or folder '.*nowhere'"):
        read_documents(tmp_path / "nowhere")
    with pytest.raises(DocumentError, match="no file or folder"):
        read_documents("x" * 5000)
    with pytest.raises(DocumentError, match="holds no document"):
        read_documents(tmp_path)
    write(tmp_path, "a.bin", b"1")
    with pytest.raises(DocumentError, match=r"1 other files, such as a\.bin"):
        read_documents(tmp_path)
    write(tmp_path, "b.xyz", b"1")
    with pytest.raises(DocumentError, match=r"2 other files, such as b\.xyz: 'b\.xyz' is of"):
        read_documents(tmp_path)


@pytest.mark.parametrize(
    ("documents", "problem"),
    [
        ([], "No documents"), ("", "A path is blank: ''"), ([" "], "A path is blank"),
        (5, "not as int .'5'"), (b"abc", "not as bytes"), ([object()], "not as object"),
    ],
)  # fmt: skip
def test_what_is_no_path_is_named(documents, problem):
    with pytest.raises(DocumentError, match=problem):
        read_documents(documents)


def test_what_is_not_utf8_is_read_with_a_note(tmp_path):
    write(tmp_path, "letter.txt", "café – 5 €".encode("cp1252"))
    write(tmp_path, "notepad.txt", "The key.\r\nThe door.".encode("utf-16"))
    write(tmp_path, "plain.txt", "Café.")
    assert [(d.text, d.notes) for d in read_documents(tmp_path).documents] == [
        ("café – 5 €", ("It was not UTF-8 and was read as Windows-1252.",)),
        ("The key.\nThe door.", ("It was not UTF-8 and was read as UTF-16.",)),
        ("Café.", ()),
    ]


def test_the_title_is_the_one_the_front_matter_gives(tmp_path):
    path = write(
        tmp_path, "a.md", "---\ntitle: 'Outage: a review'\ndate: 2024-11-03\n---\n\n# One\n"
    )
    assert [d.title for d in read_documents(path).documents] == ["Outage: a review"]
