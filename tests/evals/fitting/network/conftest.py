import pytest

from evals.fitting.network.rows import LONGEST
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.word_pieces import WordPieces, load_word_pieces


@pytest.fixture(scope="package")
def words() -> WordPieces:
    """What cuts questions with texts."""
    return load_word_pieces(model_folder(DEFAULT_MODEL), LONGEST)
