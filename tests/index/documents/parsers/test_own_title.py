import pytest

from index.documents.parsers.own_title import own_title


@pytest.mark.parametrize(
    "given",
    [
        "", " ", "-", "x", "Microsoft Word - Lease.docx", "Microsoft Word - Lease", "Word Document",
        "PowerPoint Presentation", "Présentation PowerPoint", "Präsentation1", "Slide 1",
        "Untitled", "Untitled-3", "untitled document", "Document1", "Dokument", "Title",
        "[Document title]", "lease.pdf", "Lease of the flat.DOC",
         "lease_2024_final", r"C:\letters\lease", "/home/a/b",
        "Template", "unknown",
    ],
)  # fmt: skip
def test_what_programs_and_templates_put_there_is_no_title(given):
    assert own_title(given) == ""


@pytest.mark.parametrize(
    "given",
    [
        "Lease", "The Debian GNU/Linux FAQ", "1984", "合同", "Learning Node.js", "Word processing",
        "Excel 2016", "Microsoft Azure for lawyers", "Documents of the council", "Title IX",
        "Unknown Soldiers", "«Лизинг»", "Page numbers", "PowerPoint for beginners",
    ],
)  # fmt: skip
def test_all_else_is_a_title(given):
    assert own_title(f" {given}\n") == given
