import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Document
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from qa.library.collection import Collection
from qa.library.listing import (
    ListedDocument,
    Order,
    by_name,
    in_order,
    kind_of,
    list_documents,
    matching,
    same_texts,
)

FOLDER = "20260101-000000-000000-00000000"


def document(id_, text="Text.", title="", source=""):
    return Document(id_, title or id_.rpartition(".")[0], text, source or f"/{id_}")


def listed(id_, title="", **more):
    options: dict[str, Any] = {
        "kind": "text",
        "size": 0,
        "time": 0.0,
        "added": True,
        "removable": True,
    } | more
    return ListedDocument(document(id_, title=title), **options)


def ids(rows):
    return [row.document.id for row in rows]


def test_what_each_file_is_is_read_from_it(tmp_path):
    added, linked = tmp_path / f"{'0' * 64}.md", tmp_path / "notes" / "b.csv"
    linked.parent.mkdir()
    for file, content, time in ((added, "One.", 1000), (linked, "1,2", 2000)):
        file.write_text(content)
        os.utime(file, (time, time))
    collection = Collection(
        FOLDER, "Notes", documents={"a.md": added.name}, folders=(str(linked.parent),)
    )
    documents = [
        document("a.md", source=str(added)),
        document("notes/b.csv", "1,2", source=str(linked)),
        document("gone.pdf", "Gone.", source=str(tmp_path / "gone.pdf")),
    ]
    one, two, gone = list_documents(collection, documents)
    assert (one.kind, one.size, one.time, one.added, one.removable) == ("text", 4, 1000, True, True)
    assert (two.kind, two.size, two.time, two.added, two.removable) == (
        "table", 3, 2000, False, False,
    )  # fmt: skip
    assert (gone.kind, gone.size, gone.time, gone.removable) == ("PDF", 0, 0, True)


def test_a_time_that_no_calendar_has_is_none(tmp_path):
    (tmp_path / "a.md").write_text("One.")
    os.utime(tmp_path / "a.md", (-5, -5))
    (row,) = list_documents(Collection(FOLDER, "N"), [document("a.md", source=f"{tmp_path}/a.md")])
    assert (row.size, row.time) == (4, 0.0)


def test_of_documents_with_one_text_the_later_ones_are_marked(tmp_path):
    documents = []
    for name, text, time in (("a", "Bees.", 30), ("b", "Bees.", 10), ("c", "Cats.", 5)):
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (time, time))
        documents.append(document(f"{name}.txt", text, source=str(tmp_path / name)))
    documents += [document("d.txt", ""), document("e.txt", "")]
    rows = list_documents(Collection(FOLDER, "N"), documents)
    assert [row.same_as for row in rows] == ["b.txt", "", "", "", ""]
    assert same_texts(documents) == [documents[:2]]


@pytest.mark.parametrize(
    ("units", "parts"),
    [
        ([], None),
        ([Unit(UnitKind.BODY)], None),
        ([Unit(UnitKind.PAGE, 1), Unit(UnitKind.REMARKS, 1), Unit(UnitKind.PAGE, 2)], ("page", 2)),
        ([Unit(UnitKind.SHEET, 1), Unit(UnitKind.SHEET, 1)], ("sheet", 1)),
    ],
)
def test_pages_slides_and_sheets_are_counted(units, parts):
    runs = tuple(Run(n, n + 1, n, 0) for n in range(len(units)))
    places = PlaceMap(tuple(units), runs)
    row = listed("a.pdf")
    row = replace(row, document=replace(row.document, places=places))
    assert row.parts == parts


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["a.md", "b.md", "c.md"]),
        ("lease", ["a.md", "b.md"]),
        ("LEASE 2024", ["b.md"]),
        ("2024 lease", ["b.md"]),
        ("uber", ["c.md"]),
        ("ÜBER", ["c.md"]),
        ("c.md", ["c.md"]),
        ("b.md lease", ["b.md"]),
        ("rent", []),
        ("  ", ["a.md", "b.md", "c.md"]),
    ],
)
def test_every_word_is_in_the_title_or_the_name(query, found):
    rows = [listed("a.md", "Lease"), listed("b.md", "Lease 2024"), listed("c.md", "Über alles")]
    assert ids(matching(query, rows)) == found


@pytest.mark.parametrize(
    ("order", "sorted_ids"),
    [
        (Order.NAME, ["page 2.txt", "page 10.txt", "b.pdf"]),
        (Order.NEWEST, ["b.pdf", "page 10.txt", "page 2.txt"]),
        (Order.LARGEST, ["page 2.txt", "b.pdf", "page 10.txt"]),
        (Order.KIND, ["b.pdf", "page 2.txt", "page 10.txt"]),
    ],
)
def test_documents_are_sorted(order, sorted_ids):
    rows = [
        listed("page 10.txt", size=1, time=2.0),
        listed("b.pdf", "Zebras", kind="PDF", size=2, time=3.0),
        listed("page 2.txt", size=3, time=1.0),
    ]
    assert ids(in_order(order, rows)) == sorted_ids


@given(st.lists(st.tuples(st.text(), st.text(min_size=1))))
def test_all_names_can_be_sorted(names):
    rows = sorted(names, key=lambda it: by_name(*it))
    assert sorted(rows) == sorted(names)
    assert [by_name(*it) for it in rows] == sorted(by_name(*it) for it in names)


def test_a_kind_that_is_not_known_is_none():
    assert (kind_of("a.DOCX"), kind_of("a.xyz"), kind_of("a")) == ("Word", "", "")
