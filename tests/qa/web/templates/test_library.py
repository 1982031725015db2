from dataclasses import replace
from typing import Any

import pytest

from index.documents.loading import SkippedFile
from index.documents.parsers import FORMATS, SUFFIXES
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from index.text import language
from qa.library.collection import Collection
from qa.library.folders import FolderReport
from qa.library.listing import ListedDocument, Order
from qa.library.ocr_control import OcrState
from qa.library.report import DocumentReport, LibraryReport
from qa.library.stored_documents import Move, Removal
from qa.library.titles import Matches, NamedDocument
from qa.web import messages
from qa.web.loading import Loading
from qa.web.session.changes import Done
from qa.web.session.list_view import Listing
from qa.web.templates import library
from tests.qa.web.html import Shown, document

LOCKED = SkippedFile("sub/a.pdf", "'a.pdf' is encrypted.", "Give its password.")
PAGES = PlaceMap(tuple(Unit(UnitKind.PAGE, n) for n in (1, 2)), (Run(0, 4, 0, 0), Run(5, 9, 1, 0)))


def listed(text, name="a.txt", title="First", **more):
    options: dict[str, Any] = {
        "kind": "text", "size": 4, "time": 0.0, "added": True, "removable": True
    }  # fmt: skip
    return ListedDocument(document(text, name=name, title=title), **(options | more))


ONE, TWO = listed("One."), listed("Two.", name="b.txt", title="Second")
OWN = Collection("20260101-000000-000000-00000000", "Documents")
NOTES = Collection("20260101-000000-000000-00000001", "Notes")


def listing(*rows, **more):
    removable = sum(row.removable for row in rows)
    options: dict[str, Any] = {
        "matching": len(rows), "of": len(rows), "removable": removable
    }  # fmt: skip
    return Listing(rows, **(options | more))


LISTING = listing(ONE)


def shown(names=("Documents",), chosen=OWN, shown=LISTING, **more):
    options: dict[str, Any] = {"restore": "", "most": 9} | more
    return Shown(library.library_panel(names, chosen, shown, **options))


def does(page):
    """What the buttons do, in their order."""
    return page.all("data-does")


def words(page):
    """What is shown, without what stands above the list."""
    return page.text.partition("Select")[2]


def test_every_document_is_selected_and_removed_by_its_name():
    page = shown(shown=listing(ONE, TWO))
    assert does(page) == ["remove", "remove"]
    labels = page.all("aria-label")
    assert [label for label in labels if label.startswith("Remove ")] == [
        "Remove a.txt", "Remove b.txt",
    ]  # fmt: skip
    assert [label for label in labels if label.startswith("Select ")] == [
        "Select a.txt", "Select b.txt",
    ]  # fmt: skip
    assert page.all("data-removable") == ["2"]


def test_one_in_a_folder_is_neither_selected_nor_removed():
    in_folder = replace(ONE, removable=False)
    page = shown(shown=listing(in_folder))
    assert does(page) == []
    assert page.all("class").count("pc-select-many") == 0
    assert [label for label in page.all("aria-label") if label.startswith("Select ")] == []
    assert "First" in page.text


def test_a_row_says_what_the_document_and_its_file_are():
    document = replace(ONE.document, id="lease.pdf", text="Page one.", blocks=(), places=PAGES)
    row = replace(ONE, document=document, kind="PDF", size=1_234_567, time=1_795_780_800.0)
    report = LibraryReport((DocumentReport("lease.pdf", "First", 9, 1_234, 5, "de"),))
    text = words(shown(shown=listing(row), report=report))
    assert "FirstPDF · 2 pages · 1,234 words · Germanlease.pdf · 1.2\u00a0MB · added\u00a0" in text
    assert "\u00a0Nov\u00a02026" in text
    row = replace(row, document=replace(document, title="lease"), added=False)
    assert "lease.pdfPDF · 2 pages1.2\u00a0MB · changed\u00a0" in words(shown(shown=listing(row)))


def test_only_what_was_added_may_be_renamed():
    row = replace(ONE, document=document("One.", name="in/a.b.txt"))
    assert shown(shown=listing(row)).all("data-stem") == ["a.b"]
    assert shown(shown=listing(replace(row, added=False))).all("data-stem") == []


def test_remarks_are_told_and_that_of_the_same_text_comes_first():
    report = LibraryReport((DocumentReport("a.txt", "First", 9, 9, 5, "en", ("A remark.",)),))
    row = replace(ONE, same_as="b.txt")
    text = words(shown(shown=listing(row), report=report))
    assert "The same text as b.txtA remark." in text
    noted = replace(ONE, document=replace(ONE.document, notes=("A note.",)))
    assert "A note." in words(shown(shown=listing(noted)))


def test_all_formats_have_a_name_and_stand_under_it():
    assert set(messages.KINDS) == set(FORMATS.values())
    page = Shown(library.library_frame(shared=True))
    assert "Word.docx .docm .dotx .dotm" in page.text
    assert "Archives and mailboxes.zip .mbox .eml" in page.text


def test_all_languages_that_are_detected_have_a_name():
    assert set(messages.LANGUAGES) == {*language.STEMMERS, *language._OTHERS}


@pytest.mark.parametrize("order", Order)
def test_the_order_that_was_chosen_is_selected(order):
    page = shown(shown=listing(ONE, order=order))
    at = page.attributes.index(("value", order))
    assert page.attributes[at + 1] == ("selected", "")


def test_more_is_offered_where_there_is_more():
    assert "Show more (7)" in shown(shown=listing(ONE, matching=8, of=8)).text
    assert "Show more" not in shown().text


@pytest.mark.parametrize(
    ("of", "elsewhere", "told"),
    [
        (0, (), "No documents yet."),
        (3, (), "No document has this in its title or file name."),
        (3, (Matches(NOTES, (NamedDocument("x.md", "", "text"),)),), "No document here has this"),
    ],
)
def test_an_empty_list_says_why(of, elsewhere, told):
    query = "soup" if of else ""
    page = shown(shown=listing(of=of, query=query, elsewhere=elsewhere))
    assert told in page.text
    assert page.all("data-find") == [query]


def test_what_other_collections_have_is_opened_there():
    documents = [NamedDocument(f"x{n}.md", "Soup" if n == 1 else "", "text") for n in range(25)]
    page = shown(shown=listing(query="x", of=1, elsewhere=(Matches(NOTES, tuple(documents)),)))
    assert "In Notes: 25 documentsx0.mdSoupx1.mdx2.md" in page.text
    assert "and 5 more" in page.text
    assert does(page) == ["open"] * 20
    assert page.all("data-document") == [f"x{n}.md" for n in range(20)]
    assert page.all("data-name")[1:] == ["Notes"] * 20


def test_the_last_change_can_be_undone_and_dismissed():
    removal = Removal(OWN.folder, {"a.txt": "a"})
    assert does(shown(shown=listing(), done=Done("Removed a.txt.", removal))) == [
        "undo", "dismiss",
    ]  # fmt: skip
    move = Move(OWN.folder, NOTES.folder, ("a.txt",))
    page = shown(shown=listing(), done=Done("Moved.", move=move, target="Notes"))
    assert does(page) == ["undo", "choose", "dismiss"]
    assert "Moved.UndoOpen Notes×" in page.text
    assert does(shown(shown=listing(), done=Done("It is back."))) == ["dismiss"]
    assert "pc-undo" in shown(shown=listing()).all("class")


def test_the_last_collection_cannot_be_deleted():
    two = ("Documents", "Notes")
    assert does(shown(shown=listing())) == []
    assert does(shown(two, NOTES, listing())) == ["delete"]
    assert shown(two, NOTES, listing()).all("data-sure") == ["Really delete it?"]


def test_the_default_documents_are_restored_where_they_were_removed():
    assert does(shown(shown=listing(), restore="Restore it")) == ["restore"]


def test_the_open_collection_is_chosen_and_named_to_the_page():
    page = shown(("Documents", "Notes"), NOTES, listing(), most=50)
    assert [
        attribute for attribute in page.attributes if attribute[0] in ("value", "selected")
    ] == [("value", "Documents"), ("value", "Notes"), ("selected", "")]
    assert (page.all("data-name")[0], page.all("data-first")) == ("Notes", ["false"])
    assert page.all("data-folder") == [NOTES.folder]
    assert page.all("data-most") == ["50"]
    assert shown().all("data-first") == ["true"]


def test_how_the_documents_fare_is_told_when_it_is_known():
    report = LibraryReport(
        (DocumentReport("a.txt", "First", 9_999, 1_234, 5, "en", ("A remark.",)),),
        (SkippedFile("c.bin", "It is binary."),),
    )
    page = shown(report=report)
    assert "1 document, 5 passages, 1,234 words; 1 file not read." in page.text
    assert "Files not read:c.bin: It is binary." in page.text
    assert "words" not in shown().text


def test_what_is_being_done_and_what_came_of_it_are_told():
    page = shown(
        shown=listing(),
        loading=Loading("Reading a.pdf", 3, 12),
        outcomes=["Replaced: a.txt", "Not added: b.bin"],
    )
    assert page.all("value")[-1:] == ["3"]
    assert page.all("max") == ["12"]
    assert "No documents yet." in page.text
    assert "Reading a.pdf" in page.text
    assert "Replaced: a.txtNot added: b.bin" in page.text
    assert "pc-outcomes" not in shown().all("class")
    assert not shown(loading=Loading("Reading…")).all("max")


def test_what_went_well_with_files_looks_other_than_what_did_not():
    done = Done("Added 2 documents.", addition="f00", notes=("Replaced: a.txt",))
    page = shown(outcomes=["Not added: b.bin"], done=done)
    assert page.all("data-addition") == ["f00"]
    assert page.all("class").count("pc-well") == 1
    assert "Not added: b.binReplaced: a.txt" in page.text
    assert "Added 2 documents." in page.text
    assert does(page)[-1:] == ["dismiss"]
    assert does(shown(done=Done("", addition="f01"))) == does(shown())
    assert shown(done=Done("Removed a.txt.")).all("data-addition") == []


def test_a_folder_is_removed_whole_and_says_what_is_wrong():
    folders = [
        FolderReport("/home/me/notes", frozenset(["b.txt"])),
        FolderReport("/away", frozenset(), "There is no folder '/away'."),
        FolderReport("/old", frozenset(["c.txt"]), skipped=(LOCKED,)),
    ]
    page = shown(folders=folders, watched=True)
    assert does(page) == ["remove folder"] * 3 + ["watch", "remove"]
    assert page.all("aria-label")[:3] == [
        "Folders of this computer", "Remove /home/me/notes", "Remove /away",
    ]  # fmt: skip
    assert page.all("data-sure") == ["Really?"] * 3
    assert "/home/me/notes1 documentRemove" in page.text
    assert "/awayThere is no folder '/away'.Remove" in page.text
    assert (
        "/old1 document; 1 file not read:sub/a.pdf: 'a.pdf' is encrypted. Give its password."
        in page.text
    )


def test_what_a_folder_tells_of_is_not_told_again_below():
    others = SkippedFile("/older/a.pdf", "It is damaged."), SkippedFile("b.pdf", "It is gone.")
    report = LibraryReport((), (replace(LOCKED, path="/old/sub/a.pdf"), *others))
    page = shown(report=report, folders=[FolderReport("/old", frozenset(), skipped=(LOCKED,))])
    assert page.text.count("is encrypted") == 1
    assert "3 files not read." in page.text
    assert "Files not read:/older/a.pdf: It is damaged.b.pdf: It is gone." in page.text


@pytest.mark.parametrize("watched", [True, False])
def test_a_collection_with_folders_may_be_kept_up_to_date(watched):
    folders = [FolderReport("/notes", frozenset())]
    page = shown(folders=folders, watched=watched)
    assert page.all("aria-checked") == [str(watched).lower()]
    assert page.all("data-watched") == (["true"] if watched else [])
    assert ("every few seconds" in page.text) is watched
    for other in (shown(folders=folders), shown()):  # where it cannot, and without folders
        assert "switch" not in other.all("role")


def test_folders_are_asked_for_only_where_they_are_taken():
    page = Shown(library.library_frame(shared=True, folders=True))
    assert "Add a folder of this computer" in page.text
    assert page.all("data-does") == ["add folder", "create", "rename", "rename-document", "move"]
    assert Shown(library.library_frame(shared=True)).all("data-does")[0] == "create"


def test_the_library_says_who_sees_what_is_added():
    assert "is here on your next visit" in library.library_frame(shared=True)
    assert "is for you alone" in library.library_frame(shared=False)
    assert Shown(library.library_frame(shared=True)).all("accept") == [",".join(SUFFIXES)]


def test_ocr_that_is_at_work_can_be_skipped_and_what_was_skipped_be_read():
    def of(**more):
        return does(shown(shown=listing(), **more))

    assert of(ocr=OcrState.RUNNING, loading=Loading("Reading…")) == ["skip ocr"]
    assert of(ocr=OcrState.SKIPPED) == ["resume ocr"]
    assert of(ocr=OcrState.SKIPPED, loading=Loading("Reading…")) == []
    assert of(ocr=OcrState.DONE) == []
