from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from index.documents.limits import ALLOW_WEB_VARIABLE, OCR_VARIABLE, PASSWORD_VARIABLE
from index.embedding.embedder import Embedder
from index.embedding.embedders import default_embedder
from index.search.store_address import ADDRESS, StoreAddress
from qa import Assistant
from tests.milvus_servers import lite_server, standalone_server

# How long an example takes depends on what else the machine does.
settings.register_profile("pincite", deadline=None)
settings.load_profile("pincite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screenshots", action="store_true", help="take the README's screenshots again"
    )


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The default model, loaded once."""
    return default_embedder()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps the indexes of a test in its own folder, and what it has set from those after it."""
    for variable in (OCR_VARIABLE, PASSWORD_VARIABLE, ALLOW_WEB_VARIABLE, ADDRESS):
        monkeypatch.setenv(variable, "")  # which is undone, whatever else sets it
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PINCITE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def assistant(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The article, opened once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PINCITE_HOME", str(tmp_path_factory.mktemp("home")))
        return Assistant(embedder=embedder)


@pytest.fixture(scope="session")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreAddress]:
    """A server of Milvus Lite."""
    with lite_server(tmp_path_factory.mktemp("milvus-lite")) as address:
        yield address


@pytest.fixture(scope="module")
def standalone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreAddress]:
    """A standalone Milvus server, which is older and knows no vectors of terms."""
    with standalone_server(tmp_path_factory.mktemp("milvus")) as address:
        yield address
