"""A visitor's session, as fixtures."""

from concurrent.futures import Future

import pytest

from qa.library.library import Library
from qa.suggestions.suggest import openers
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState
from tests.qa.web.session.documents import DESK, POOL


@pytest.fixture
def given(tmp_path):
    """The default documents."""
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "desk.md").write_text(DESK)
    (folder / "pool.md").write_text(POOL)
    return folder


@pytest.fixture
def shared_state(tmp_path, given, embedder):
    library = Library(tmp_path / "library", given, embedder, "none")
    return SharedState(
        library, PrivateLibraries(lambda: library), Future(), tmp_path / "feedback", openers
    )


@pytest.fixture
def warm(shared_state):
    shared_state.warm.set_result(None)
    return shared_state


@pytest.fixture
def session(warm):
    return Session(warm)
