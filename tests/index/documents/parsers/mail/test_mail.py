from base64 import b64encode
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from index import DocumentError
from index.documents.files import document_of
from index.documents.parsers.mail.mail import parse_mail
from tests.damaged_files import damaged_files

HEAD = "From: Ann <ann@example.org>\nTo: bo@example.org\nSubject: Fees\n"


def read(data):
    data = data if isinstance(data, bytes) else data.encode()
    return document_of("a.eml", parse_mail(data, "a.eml"), Path("a.eml"), "a")


def shown(document):
    return [
        (block.kind.value, document.place_of(block.span).words, block.span.of(document.text))
        for block in document.blocks
    ]


def message(text="Hello Bo.", html=None):
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Ann <ann@example.org>", "bo@example.org", "Fees"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def part(headers, body):
    return f"--b\n{headers}\n\n{body}\n"


def multipart(*parts, kind="mixed"):
    return f"{HEAD}Content-Type: multipart/{kind}; boundary=b\n\n{''.join(parts)}--b--\n"


def test_headers_are_fields_and_the_text_is_in_paragraphs():
    document = read(
        "Received: from x\nFrom: Ann <ann@example.org>\nTo: bo@example.org,\n cy@example.org\n"
        "Cc: dee@example.org\nDate: Tue, 5 Mar 2024 10:00:00 +0100\nSubject: Fees\n\n"
        "Hi Bo,\n\nThe fee is 5 pounds. Pay it today.\n\n- by card\n- in cash\n\n--\nAnn\n\n"
        "On Mon, 4 Mar 2024, Bo wrote:\n> What is the fee?\n> I forgot.\n"
    )
    assert shown(document) == [
        ("field", "paragraph 1", "From: Ann <ann@example.org>"),
        ("field", "paragraph 2", "To: bo@example.org, cy@example.org"),
        ("field", "paragraph 3", "Cc: dee@example.org"),
        ("field", "paragraph 4", "Date: Tue, 5 Mar 2024 10:00:00 +0100"),
        ("field", "paragraph 5", "Subject: Fees"),
        ("paragraph", "paragraph 1", "Hi Bo,"),
        ("paragraph", "paragraph 2", "The fee is 5 pounds. Pay it today."),
        ("list item", "paragraph 3", "- by card"),
        ("list item", "paragraph 4", "- in cash"),
        ("paragraph", "paragraph 5", "--\nAnn"),
        ("line", "paragraph 6", "On Mon, 4 Mar 2024, Bo wrote:"),
        ("quote", "paragraph 7", "> What is the fee?\n> I forgot."),
    ]
    assert (document.title, document.notes) == ("Fees", ())


def test_a_short_first_line_is_no_heading_but_capitals_are():
    kinds = [
        kind for kind, _, _ in shown(read(f"{HEAD}\nHello all\n\nWe meet on Monday at noon.\n"))
    ]
    assert "heading" not in kinds
    document = read(f"{HEAD}\nHi,\n\nAGENDA\n\nWe meet on Monday at noon.\n")
    assert document.place_of(document.blocks[-1].span).words == "under “AGENDA”"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe_aus?= =?utf-8?q?_Bonn?=", "Grüße aus Bonn"),
        ("=?utf-8?b?R3LDvMOf?=\n =?utf-8?b?ZQ==?= now", "Grüße now"),
        ("=?utf-8?b?R3LD?= =?utf-8?b?vMOfZQ?=", "Grüße"),
        ("=?iso-8859-1?q?=93so=94?=", "“so”"),
        ("=?unknown-8bit?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8*en?q?so?= =?koi8-r?b?5MEs?=", "soДа,"),
        ("=?utf-8?b?%%%?= x", "x"),
        ("Grüße", "Grüße"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
    ],
)
def test_encoded_words_are_decoded(raw, words):
    assert read(f"From: a@example.org\nSubject: {raw}\n\nText.\n".encode()).title == words


@pytest.mark.parametrize(
    ("charset", "body", "words"),
    [
        ("unknown-8bit", "Grüße".encode(), "Grüße"),
        ("nonsense", b"\x93so\x94", "“so”"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("iso-8859-1", b"\x93so\x94 \xfc", "“so” ü"),
        ("utf-8", b"caf\xe9", "café"),
        ("utf-16", "Grüße".encode("utf-16"), "Grüße"),
        ("punycode", b"so-", "so-"),
        ("hex", b"41", "41"),
    ],
)
def test_a_wrong_charset_does_not_lose_the_text(charset, body, words):
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n"
    if charset == "utf-16":
        head, body = head.replace("8bit", "base64"), b64encode(body)
    assert shown(read(head.encode() + b"\n" + body))[-1][2] == words


def test_plain_text_is_preferred_to_a_page_unless_it_says_nothing():
    page = "<html><body><h1>Fees</h1><p>The fee is <b>5</b> pounds.</p></body></html>"
    assert shown(read(message("It is 5.", page).as_bytes()))[-1][2] == "It is 5."
    stub = read(message("Your mail program shows no HTML.", page).as_bytes())
    assert [words for _, _, words in shown(stub)][-2:] == ["Fees", "The fee is 5 pounds."]
    only = f"{HEAD}Content-Type: text/html\n\n{page}"
    assert shown(read(only))[-2:] == [
        ("heading", "under “Fees”", "Fees"),
        ("paragraph", "under “Fees”", "The fee is 5 pounds."),
    ]


def test_attachments_are_named_in_a_note():
    mail = message()
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Gebühren.pdf")
    mail.add_attachment("x", filename="notes.txt")
    mail.add_attachment(message("Old."))
    document = read(mail.as_bytes())
    assert document.notes == ("It has 3 attachments: Gebühren.pdf, notes.txt, Fees.eml.",)
    assert "%PDF" not in document.text
    assert "Old." not in document.text


def test_pictures_of_the_text_are_no_attachments():
    document = read(
        multipart(
            part("Content-Type: text/html", "<p>So.</p><img src='cid:1'>"),
            part("Content-Type: image/png; name=logo.png\nContent-ID: <1>", "AAAA"),
            part("Content-Type: image/png", "AAAA"),
            kind="related",
        )
    )
    assert document.notes == ()


def test_what_is_attached_in_an_unread_form_is_named_too():
    inner = (
        "--c\nContent-Type: text/html\n\n<p>So.</p>\n--c\nContent-Type: application/pdf\n\nx\n--c--"
    )
    document = read(
        multipart(
            part("Content-Type: text/plain", "So."),
            part("Content-Type: multipart/mixed; boundary=c", inner),
            kind="alternative",
        )
    )
    assert document.text.endswith("So.\n")
    assert document.notes == ("It has 1 attachment: attachment 1.pdf.",)


def test_an_invitation_is_fields():
    calendar = (
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nDTSTART:19700101T000000\nEND:VTIMEZONE\nBEGIN:VEVENT\n"
        "SUMMARY:Site visit\\, part\n  two\nDTSTART;TZID=Europe/Berlin:20240305T150000\n"
        "DTEND:20240305T150000Z\nLOCATION:Room 4\nORGANIZER;CN=\"Ann: A\":mailto:ann@example.org\n"
        "BEGIN:VALARM\nDESCRIPTION:Reminder\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR"
    )  # fmt: skip
    document = read(
        multipart(
            part("Content-Type: text/plain", "Please come."),
            part("Content-Type: text/calendar; method=REQUEST", calendar),
            kind="alternative",
        )
    )
    assert [words for _, _, words in shown(document)][3:] == [
        "Please come.",
        "Event: Site visit, part two",
        "Start: 2024-03-05 15:00 Europe/Berlin",
        "End: 2024-03-05 15:00 UTC",
        "Location: Room 4",
        "Organizer: Ann: A <ann@example.org>",
    ]


def test_a_mail_without_text_says_so():
    document = read(multipart(part("Content-Type: application/pdf; name=a.pdf", "x")))
    assert document.notes == (
        "It has no text that can be read.", "It has 1 attachment: a.pdf.",
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"Just text.\n", b"Content-Type: text/plain\n\nx"])
def test_what_is_no_mail_is_refused(data):
    with pytest.raises(DocumentError, match="is no mail"):
        parse_mail(data, "a.eml")


def test_parts_nested_too_deep_are_refused():
    deep = HEAD + "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1_200)
    )
    with pytest.raises(DocumentError, match="nested too deep"):
        parse_mail(deep.encode(), "a.eml")


def test_limits_hold(monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_ENTRIES", "50")
    many = multipart(*[part("Content-Type: text/plain", "x")] * 60)
    with pytest.raises(DocumentError, match="more than 50 parts"):
        parse_mail(many.encode(), "a.eml")
    monkeypatch.setenv("PINCITE_MAX_CHARACTERS", "5")
    with pytest.raises(DocumentError, match="more than 5 characters"):
        parse_mail(f"{HEAD}\nlong text".encode(), "a.eml")


def test_damaged_mails_end_in_a_document_error_or_are_read():
    mail = message("Grüße, Bo.", "<p>Hello <b>Bo</b>.</p>")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Gebühren.pdf")
    data = mail.as_bytes()
    for damaged in damaged_files(data, 300, wrong=6):
        with suppress(DocumentError):
            parse_mail(damaged, "a.eml")
