from types import SimpleNamespace

import pytest

from qa.web.handlers import add_files
from qa.web.server.uploads import Uploads


@pytest.fixture
def uploads(tmp_path):
    folder = tmp_path / "uploads"
    folder.mkdir()
    return Uploads(folder)


def added(session, uploads, name, file):
    """What the page is sent of a file that is added."""
    payload = SimpleNamespace(sent=[[name, str(file)]], failed=[], front="", password="", folder="")
    event = SimpleNamespace(session=session, visitor="me", payload=payload, enter=lambda: None)
    return [" ".join(map(str, parts)) for parts in add_files(event, uploads)]  # type: ignore[arg-type]


def test_that_files_are_read_is_told_before_it_is_done(session, uploads):
    file = uploads.folder / "1" / "bees.md"
    file.parent.mkdir()
    file.write_text("# Bees\n\nBees hum.")
    uploads.sent(str(file), "me")
    first, *_, last = added(session, uploads, "bees.md", file)
    assert "Reading…" in first
    assert "bees.md" not in first
    assert "bees.md" in last
    assert "3 documents" in last


def test_what_was_not_uploaded_is_not_read(session, uploads, tmp_path):
    (tmp_path / "secret.md").write_text("A secret.")
    first, *_ = added(session, uploads, "secret.md", tmp_path / "secret.md")
    assert "secret.md: That file was not uploaded here." in first
