"""``pincite build``, and asking what it wrote."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from index.search.store_address import ADDRESS
from qa import ask, retrieve
from qa.__main__ import main


@pytest.fixture
def address(lite):
    return str(replace(lite, name=f"t{uuid4().hex}"))


@pytest.fixture
def folder(tmp_path):
    notes = tmp_path / "notes"
    (notes / "below").mkdir(parents=True)
    (notes / "cats.txt").write_text("Cats purr at night.", encoding="utf-8")
    (notes / "below" / "bees.md").write_text("# Bees\n\nBees dance at noon.", encoding="utf-8")
    (notes / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing")
    return notes


def output_of(capsys, *arguments):
    status = main(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_folder_is_written_once_and_asked(address, folder, capsys):
    status, out, err = output_of(capsys, "build", str(folder), "--store", address)
    assert (status, out) == (
        0,
        f"Wrote 2 documents (2 passages) into {address}; 0 were there as they are.\n",
    )
    assert "Not read: " in err
    assert "broken.pdf" in err
    status, out, _ = output_of(capsys, "build", str(folder), "--store", address)
    assert "Wrote 0 documents (0 passages)" in out
    assert "; 2 were there as they are." in out
    asked = "ask", "When do cats purr?", "--json", "--store", address
    status, out, _ = output_of(capsys, *asked)
    (citation,) = json.loads(out)["citations"]
    assert (citation["document"], citation["quote"]) == ("cats.txt", "Cats purr at night.")
    _, out, _ = output_of(capsys, "retrieve", "When do bees dance?", "--store", address)
    assert out.startswith("below/bees.md:0-27")


def test_one_setting_leads_to_the_store(address, folder, capsys, monkeypatch):
    monkeypatch.setenv(ADDRESS, address)
    assert main(["build", str(folder / "cats.txt")]) == 0
    assert ask("When do cats purr?").text == "Cats purr at night."
    (hit,) = retrieve("When do cats purr?", k=1)
    assert hit.passage.document.id == "cats.txt"
    capsys.readouterr()
    # Documents that are named come first.
    _, out, _ = output_of(capsys, "retrieve", "dance", "--documents", str(folder / "below"))
    assert "bees.md" in out


def test_documents_are_removed_by_their_ids(address, folder, capsys):
    main(["build", str(folder), "--store", address])
    capsys.readouterr()
    status, out, _ = output_of(capsys, "build", "--store", address, "--remove", "cats.txt")
    assert (status, out) == (0, f"Removed 1 document from {address}.\n")
    assert ask("When do cats purr?", documents=address).abstained
    status, _, err = output_of(capsys, "build", "--store", address, "--remove", "cats.txt")
    assert status == 2
    assert "has no document 'cats.txt'. It has below/bees.md, for example." in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "a.txt"], "No store is named. Give --store milvus://HOST:19530/NAME, or set"),
        (["build", "--store", "milvus://host"], "There is nothing to do."),
        (["build", "a.txt", "--store", "http://host"], "'http://host' is no address of a store."),
        (
            ["ask", "When?", "--store", "milvus://host", "--documents", "a.txt"],
            "Both a store and documents are given: milvus://host:19530/pincite, a.txt.",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(arguments, says, capsys):
    status, out, err = output_of(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"pincite: {says}")
    assert err.count("\n") == 1
