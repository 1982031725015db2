import stat
import warnings
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from index import DocumentError
from index.documents.contained import UniqueNames, safe_path
from index.documents.containers import CONTAINERS, contained
from index.documents.parsers import CONTAINER_SUFFIXES
from tests.damaged_files import damaged_files


def archive(*entries, method=ZIP_DEFLATED):
    """A .zip of ``entries``: names or ZipInfos, and what they hold."""
    held = BytesIO()
    with ZipFile(held, "w", method) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that are there twice
        for name, content in entries:
            file.writestr(name, content)
    return held.getvalue()


def special(name, mode):
    info = ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def mail(subject="Fees", text="Hello."):
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["Subject"] = "ann@example.org", subject
    message.set_content(text)
    return message


def names(data, name="a.zip"):
    return [file for file, _ in contained(data, name).files]


def test_all_containers_have_a_function():
    assert set(CONTAINERS) == set(CONTAINER_SUFFIXES)
    assert contained(b"text", "a.txt").files == ()


def test_files_of_an_archive_have_their_path_in_it():
    data = archive(("b.txt", "B."), ("sub/", ""), ("sub/ü.md", "A."))
    assert contained(data, "A.ZIP").files == (("b.txt", b"B."), ("sub/ü.md", b"A."))


def test_hidden_files_are_passed_over_and_others_told():
    inside = contained(
        archive(
            (".a.txt", "x"), (".git/b.txt", "x"), ("__MACOSX/._c.txt", "x"), ("d.txt", "D"),
            ("logo.svg", "x"), ("old.doc", "x"),
        ),
        "a.zip",
    )  # fmt: skip
    assert inside.files == (("d.txt", b"D"),)
    assert inside.skipped == (
        ("logo.svg", "'logo.svg' is of an unknown kind (.svg)."),
        ("old.doc", "'old.doc' is of a kind that is not read (.doc)."),
    )


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a//./b.txt", "a/b.txt"),
        ("a\\b.txt", "a/b.txt"),
        ("/etc/b.txt", "b.txt"),
        ("C:/x/b.txt", "b.txt"),
        ("C:b.txt", "C:b.txt"),
        ("\\\\host\\share\\b.txt", "b.txt"),
        ("../../b.txt", "b.txt"),
        ("a/../b.txt", "b.txt"),
        ("a/ .. /b.txt", "b.txt"),
        ("..", ""),
        ("/", ""),
        ("", ""),
        (" a.txt ", "a.txt"),
        ("a\nb\u202e.txt", "a\ufffdb\ufffd.txt"),
        ("u\u0308.txt", "ü.txt"),
        ("x" * 300 + ".txt", "x" * 116 + ".txt"),
        ("." + "x" * 300, "." + "x" * 119),
    ],
)
def test_paths_stay_in_their_folder(name, path):
    assert safe_path(name) == path


def test_tricks_with_paths_are_made_safe():
    data = archive(("../../etc/a.txt", "1"), ("/root/b.txt", "2"), ("C:\\c.txt", "3"), ("..", "4"))
    inside = contained(data, "a.zip")
    assert inside.files == (("a.txt", b"1"), ("b.txt", b"2"), ("c.txt", b"3"))
    assert inside.skipped == (("a file without a name", "'..' is no name of a file."),)


def test_links_and_devices_are_told():
    inside = contained(
        archive(
            (special("link.txt", stat.S_IFLNK | 0o777), "/etc/passwd"),
            (special("pipe.txt", stat.S_IFIFO | 0o644), ""),
            (special("plain.txt", stat.S_IFREG | 0o644), "x"),
        ),
        "a.zip",
    )
    assert inside.files == (("plain.txt", b"x"),)
    assert inside.skipped == (
        ("link.txt", "It is a link."), ("pipe.txt", "It is no regular file."),
    )  # fmt: skip


def test_equal_names_are_numbered():
    data = archive(("a.txt", "1"), ("a.txt", "2"), ("a (2).txt", "3"), ("../a.txt", "4"))
    assert names(data) == ["a.txt", "a (2).txt", "a (2) (2).txt", "a (3).txt"]
    unique = UniqueNames()
    assert [unique.name("x/y.txt") for _ in range(3)] == ["x/y.txt", "x/y (2).txt", "x/y (3).txt"]


def test_encrypted_entries_are_told_and_the_others_read():
    data = bytearray(archive(("open.txt", "O"), ("closed.txt", "C")))
    data[data.rindex(b"PK\1\2") + 8] |= 1
    inside = contained(bytes(data), "a.zip")
    assert inside.files == (("open.txt", b"O"),)
    assert inside.skipped == (("closed.txt", "It is encrypted."),)


def test_names_in_utf8_that_do_not_say_so_are_read():
    data = archive(("Gebühr.txt", "x"))
    plain = bytearray(data)
    plain[data.index(b"PK\3\4") + 7] &= ~8
    plain[data.index(b"PK\1\2") + 9] &= ~8
    assert names(bytes(plain)) == ["Gebühr.txt"]


def test_archives_in_archives_are_opened_to_a_depth():
    data = archive(("deep.txt", "x"))
    for n in range(5):
        data = archive((f"{n}.txt", "x"), (f"{n}.zip", data))
    inside = contained(data, "a.zip")
    assert [file for file, _ in inside.files] == [
        "4.txt", "4.zip/3.txt", "4.zip/3.zip/2.txt", "4.zip/3.zip/2.zip/1.txt",
    ]  # fmt: skip
    assert inside.skipped == (
        ("4.zip/3.zip/2.zip/1.zip", "It is nested deeper than 4 files."),
    )  # fmt: skip


def test_a_damaged_archive_in_another_is_told():
    inside = contained(archive(("a.txt", "x"), ("b.zip", "no archive")), "a.zip")
    assert inside.files == (("a.txt", b"x"),)
    assert [(name, reason[:22]) for name, reason in inside.skipped] == [
        ("b.zip", "'b.zip' is damaged: Fi"),
    ]  # fmt: skip


def test_a_damaged_entry_is_told():
    data = archive(("a.txt", "some text " * 9), ("b.txt", "B"), method=0)
    inside = contained(data.replace(b"some text", b"same text", 1), "a.zip")
    assert inside.files == (("b.txt", b"B"),)
    assert [name for name, _ in inside.skipped] == ["a.txt"]
    assert "Bad CRC-32" in inside.skipped[0][1]


def test_many_entries_are_refused(monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_ENTRIES", "100")
    with pytest.raises(DocumentError, match="more than 100 packed files"):
        contained(archive(*[(f"{n}.txt", "x") for n in range(101)]), "a.zip")
    packed = archive(*[(f"{n}.txt", "x") for n in range(60)])
    inside = contained(archive(("a.zip", packed), ("b.zip", packed)), "c.zip")
    assert len(inside.files) == 60
    assert inside.skipped == (("b.zip", "'b.zip' takes more than 100 packed files."),)


def test_huge_sizes_are_refused_before_they_are_unpacked(monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_UNPACKED", "1")
    bomb = archive(("a.txt", bytes(1_000_001)))
    assert len(bomb) < 2_000
    with pytest.raises(DocumentError, match="more than 1 megabytes when it is unpacked"):
        contained(bomb, "a.zip")
    half = archive(("a.txt", bytes(600_000)))
    inside = contained(archive(("a.zip", half), ("b.zip", half)), "c.zip")
    assert [name for name, _ in inside.files] == ["a.zip/a.txt"]
    assert [name for name, _ in inside.skipped] == ["b.zip"]
    film = contained(archive(("film.mp4", bytes(2_000_000)), ("a.txt", "x")), "a.zip")
    assert film.files == (("a.txt", b"x"),)


def test_no_more_is_unpacked_than_an_entry_says():
    data = bytearray(archive(("a.txt", bytes(1_000_000))))
    place = data.rindex(b"PK\1\2") + 24
    data[place : place + 4] = (5).to_bytes(4, "little")
    inside = contained(bytes(data), "a.zip")
    assert inside.files == ()
    assert [name for name, _ in inside.skipped] == ["a.txt"]


def test_entries_that_overlap_are_refused():
    data = archive(("a.txt", bytes(1_000)), ("b.txt", bytes(1_000)))
    place = data.rindex(b"PK\1\2") + 42
    first = data[:place] + bytes(4) + data[place + 4 :]
    with pytest.raises(DocumentError, match="its entries overlap"):
        contained(first, "a.zip")


def test_a_mailbox_is_its_mails_by_number_and_subject():
    subjects = ["Fees", "=?utf-8?q?Gr=C3=BC=C3=9Fe=2FA=3A_b?=", "", "x" * 300]
    box = b"".join(
        b"From ann@example.org Tue Mar  5 10:00:00 2024\nFrom: a@example.org\n"
        + f"Subject: {subject}\n\nText {n}.\n\nFrom here on it is text.\n>From quoted.\n\n".encode()
        for n, subject in enumerate(subjects)
    )
    inside = contained(box, "a.mbox")
    assert [name for name, _ in inside.files] == [
        "0001 Fees.eml", "0002 Grüße A b.eml", "0003.eml", f"0004 {'x' * 111}.eml",
    ]  # fmt: skip
    assert inside.files[0][1].endswith(b"Text 0.\n\nFrom here on it is text.\nFrom quoted.\n")
    windows = contained(box.replace(b"\n", b"\r\n"), "a.mbox")
    assert [name for name, _ in windows.files] == [name for name, _ in inside.files]


@pytest.mark.parametrize("data", [b"", b"Text.\n", b"From here on.\n"])
def test_what_is_no_mailbox_is_refused(data):
    with pytest.raises(DocumentError, match="is no mailbox"):
        contained(data, "a.mbox")


def test_many_mails_are_refused(monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_ENTRIES", "10")
    box = b"From a@example.org Tue Mar  5 10:00:00 2024\nSubject: x\n\nx\n\n" * 11
    with pytest.raises(DocumentError, match="more than 10 packed files"):
        contained(box, "a.mbox")


def test_attachments_have_safe_names():
    message = mail()
    for name in ("fees.pdf", "../../b.txt", "C:\\c.txt", "fees.pdf", "logo.svg", "Gebühr.csv"):
        message.add_attachment(b"x", maintype="application", subtype="x", filename=name)
    message.add_attachment(b"y", maintype="application", subtype="pdf")
    message.add_attachment(b"z", maintype="application", subtype="octet-stream")
    inside = contained(message.as_bytes(), "a.eml")
    assert [name for name, _ in inside.files] == [
        "fees.pdf", "b.txt", "c.txt", "fees (2).pdf", "Gebühr.csv", "attachment 7.pdf",
    ]  # fmt: skip
    assert inside.skipped == (
        ("logo.svg", "'logo.svg' is of an unknown kind (.svg)."),
        ("attachment 8", "'attachment 8' is of an unknown kind (no extension)."),
    )


def test_a_mail_in_a_mail_is_a_file_with_its_own_attachments():
    inner = mail("Old: the fees / 2023", "Old text.")
    inner.add_attachment("notes", filename="notes.txt")
    outer = mail()
    outer.add_attachment(inner)
    inside = contained(outer.as_bytes(), "a.eml")
    assert [name for name, _ in inside.files] == [
        "Old the fees 2023.eml", "Old the fees 2023.eml/notes.txt",
    ]  # fmt: skip
    assert b"Old text." in inside.files[0][1]
    assert inside.files[1][1].strip() == b"notes"


def test_pictures_in_the_text_are_no_files():
    message = mail()
    message.add_alternative("<p>So.</p><img src='cid:1'>", subtype="html")
    page = message.get_payload()[1]
    page.add_related(b"x", "image", "png", cid="<1>", filename="logo.svg", disposition="inline")
    assert contained(message.as_bytes(), "a.eml") == contained(mail().as_bytes(), "a.eml")


def test_mails_in_archives_come_with_their_attachments():
    message = mail()
    message.add_attachment(archive(("deep.txt", "x")), maintype="application", subtype="zip",
                           filename="b.zip")  # fmt: skip
    box = b"From a@example.org Tue Mar  5 10:00:00 2024\n" + message.as_bytes()
    assert names(archive(("a.eml", message.as_bytes()), ("box.mbox", box))) == [
        "a.eml", "a.eml/b.zip/deep.txt",
        "box.mbox/0001 Fees.eml", "box.mbox/0001 Fees.eml/b.zip/deep.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".zip", ".mbox", ".eml"])
def test_damaged_files_end_in_a_document_error_or_are_read(suffix):
    message = mail()
    message.add_attachment(mail("Inner"))
    data = {
        ".zip": archive(("a.txt", "text " * 50), ("b.zip", archive(("c.txt", "x")))),
        ".mbox": b"From a@example.org Tue Mar  5 10:00:00 2024\n" + message.as_bytes(),
        ".eml": message.as_bytes(),
    }[suffix]
    for damaged in damaged_files(data, 300, wrong=6, fewest=len(data) // 2):
        with suppress(DocumentError):
            contained(damaged, f"a{suffix}")
