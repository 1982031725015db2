from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from qa import Assistant
from qa.comparison.table import Table, fill

LEASES = {
    "north": "# North lease\n\nThe lease begins on 1 May 2024. The rent is $1,000 a month.\n"
    "The landlord is Jane Miller.\n",
    "south": "# South lease\n\nThe lease begins on 2024-05-01. The rent is 1200 USD a month.\n"
    "The landlord is Ms Miller.\n",
    "west": "# West lease\n\nThe lease begins on June 1, 2024."
    " The rent is 1,000 dollars a month.\n",
    "soup": "# Soup\n\nThe potatoes boil for an hour.\n",
}
QUESTIONS = ("When does the lease begin?", "How much is the rent?", "Who is the landlord?")


@pytest.fixture(scope="session")
def leases(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Three leases and a recipe, held open."""
    folder: Path = tmp_path_factory.mktemp("leases")
    for name, text in LEASES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PINCITE_HOME", str(tmp_path_factory.mktemp("home")))
        return Assistant([folder], embedder, say=lambda _: None)


@pytest.fixture(scope="session")
def table(leases: Assistant) -> Table:
    """What the leases say, compared."""
    *_, whole = fill(leases, Table.of(QUESTIONS, leases.index.documents))
    return whole
