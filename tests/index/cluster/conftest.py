from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from index.cluster.store import Store
from index.embedding.embedder import Embedder
from index.search.store_address import StoreAddress


@pytest.fixture
def new_store(lite: StoreAddress, embedder: Embedder) -> Callable[[], Store]:
    """Makes stores of names of their own."""

    def make() -> Store:
        return Store(replace(lite, name=f"t{uuid4().hex}"), embedder, create=True)

    return make


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    """An empty store."""
    return new_store()
